"""What the API says about itself is there, valid and true."""

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import URLResolver, get_resolver

from api.documents import asyncapi_document, openapi_document
from api.management.commands.schemas import FOLDER
from events.registry import registry
from events.streams import kinds

pytestmark = pytest.mark.once
METHODS = {"get", "post", "put", "patch", "delete"}


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, one)
        for path, item in document["paths"].items()
        for method, one in item.items()
        if method in METHODS
    ]


CONTRIBUTED = re.compile(
    r"/api/v1/workshop-(joins|(groups|lines|notes)/\{\w+\}(/place)?|questions/\{question\}/voice|"
    r"steps/\{step\}/(answers|dots|hand|(notes|groups|questions)/\{\w+\})|tables/\{table\}/lines/\{line\})"
)
"""What people contribute in a workshop takes no key: an answer kept under one would join them to what they did."""


class TestOpenApi:
    @pytest.fixture
    def document(self, db: None) -> dict[str, Any]:
        return Client().get("/api/v1/openapi.json").json()

    def test_it_is_of_version_3_1_and_whole(self, document: dict[str, Any]) -> None:
        from drf_spectacular.validation import validate_schema

        assert document["openapi"].startswith("3.1")
        validate_schema(document)

    def test_the_committed_one_is_what_the_code_says(self) -> None:
        for name, document in (("openapi", openapi_document()), ("asyncapi", asyncapi_document())):
            assert json.loads((FOLDER / f"{name}.json").read_text()) == document
        call_command("schemas", "--check", verbosity=0)

    def test_a_difference_is_found(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
        monkeypatch.setattr("api.management.commands.schemas.FOLDER", tmp_path)

        with pytest.raises(CommandError):
            call_command("schemas", "--check")
        call_command("schemas")
        call_command("schemas", "--check")
        (tmp_path / "openapi.json").write_text("{}")
        with pytest.raises(CommandError):
            call_command("schemas", "--check")

    def test_every_address_of_the_api_is_described(self, document: dict[str, Any]) -> None:
        described = {re.sub(r"\{\w+\}", "{}", path) for path in document["paths"]}
        (api,) = [one for one in get_resolver().url_patterns if str(one.pattern) == "api/v1/"]
        routes = {f"/api/v1/{re.sub(r'<[^>]+>', '{}', route)}" for route in _routes(api)}

        plain = {"/api/v1/api-info", "/api/v1/openapi.json", "/api/v1/asyncapi.json", "/api/v1/streams/{}/events"}
        assert routes - plain <= described

    def test_every_operation_is_explained(self, document: dict[str, Any]) -> None:
        assert [(path, method) for path, method, one in operations(document) if not one.get("description")] == []

    def test_no_two_operations_share_a_name(self, document: dict[str, Any]) -> None:
        names = [one["operationId"] for _, _, one in operations(document)]

        assert len(names) == len(set(names))

    def test_writes_name_their_headers(self, document: dict[str, Any]) -> None:
        headers = {
            (path, method): {one["name"] for one in operation.get("parameters", []) if one["in"] == "header"}
            for path, method, operation in operations(document)
        }

        assert "If-Match" in headers["/api/v1/messages/{message}", "patch"]
        without = {
            key for key, names in headers.items()
            if key[1] != "get" and "Idempotency-Key" not in names and not key[0].endswith(("/draft", "/read", "/typing"))
            if not CONTRIBUTED.fullmatch(key[0])
        }  # fmt: skip
        assert without == set()

    def test_there_are_examples(self, document: dict[str, Any]) -> None:
        assert "example" in json.dumps(document["paths"]["/api/v1/rooms/{room}/messages"]["post"])

    def test_what_goals_take_has_examples(self, document: dict[str, Any]) -> None:
        without = [
            (path, method)
            for path, method, one in operations(document)
            for kind, body in one.get("requestBody", {}).get("content", {}).items()
            if re.match(r"/api/v1/(goals|indicators|periods|returns|scenarios|impact-calls|benchmarks)", path)
            if kind == "application/json" and "example" not in json.dumps(body)
        ]

        assert without == []

    def test_every_way_a_change_may_fail_is_described(self, document: dict[str, Any]) -> None:
        change = document["paths"]["/api/v1/returns/{report}/values"]["put"]["responses"]
        read = document["paths"]["/api/v1/goals/{goal}"]["get"]

        assert {
            "200",
            "400",
            "401",
            "403",
            "404",
            "405",
            "406",
            "409",
            "412",
            "413",
            "415",
            "422",
            "428",
            "429",
        } <= set(change)
        assert "304" in read["responses"]
        assert {} in read["security"]
        assert {} not in document["paths"]["/api/v1/goals/{goal}"]["put"]["security"]

    def test_errors_are_described(self, document: dict[str, Any]) -> None:
        described = document["paths"]["/api/v1/rooms/{room}/messages"]["post"]["responses"]

        assert any(code.startswith("4") or code == "default" for code in described)


def _routes(resolver: URLResolver, before: str = "") -> set[str]:
    found: set[str] = set()
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        found |= _routes(entry, path) if isinstance(entry, URLResolver) else {path}
    return found


class TestAsyncApi:
    def test_it_names_every_event_and_every_stream(self, db: None) -> None:
        document = Client().get("/api/v1/asyncapi.json").json()

        assert document["asyncapi"].startswith("3.")
        assert set(document["channels"]) == {kind.name for kind in kinds()}
        assert set(document["components"]["messages"]) == {f"{one.name}.v{one.version}" for one in registry.all()}
        assert all(one["summary"] for one in document["components"]["messages"].values())

    def test_every_reference_leads_somewhere(self) -> None:
        document = asyncapi_document()
        for pointer in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps({**document, "components": {}})):
            found: Any = document
            for part in pointer.split("/"):
                found = found[part]
            assert found


def test_api_info_says_who_we_are(db: None) -> None:
    info = Client().get("/api/v1/api-info").json()

    assert info["apiName"] == "Arenan"
    assert info["apiStatus"] == "active"
    assert re.fullmatch(r"\d+\.\d+\.\d+", info["apiVersion"])
    assert info["apiDocumentation"] == f"{settings.BASE_URL}/api/v1/openapi.json"


def test_addresses_are_in_small_letters_with_hyphens() -> None:
    words = {part for path in openapi_document()["paths"] for part in path.split("/") if not part.startswith("{")}

    assert not [word for word in words if not re.fullmatch(r"[a-z0-9-]*(:\{\w+\}|\.(csv|xlsx|json))?", word)]


def test_times_are_rfc_3339_in_utc(world: Any) -> None:
    from tests.browsers import Caller
    from tests.world import said

    message = said(world.officer, world.open_room)

    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z",
        Caller(world.officer).get(f"messages/{message.pk}").json()["posted_at"],
    )
