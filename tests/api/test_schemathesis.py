"""Whatever is sent to the API, the answer is one that the OpenAPI document knows, and never a fault of the server.

Schemathesis makes up requests from the document, good ones and bad ones, and sends them as the chair of a council in
which there is something in every place. Names in addresses lead there about as often as nowhere.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from asgiref.sync import sync_to_async
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.actions import create_token, new_token_secret
from api.documents import openapi_document
from api.throttles import PerPerson
from live import hub, poll, process
from tests.architecture.stage import Stage, build

pytestmark = [pytest.mark.once, pytest.mark.django_db]

EXAMPLES = 8
"""Requests to each operation. All together take about two minutes."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
METHODS = {"get", "post", "put", "patch", "delete"}
OPERATIONS = sorted(
    (path, method) for path, item in openapi_document()["paths"].items() for method in item if method in METHODS
)
THINGS = {
    "assignment": ["assignment"],
    "goal": ["goal", "proposed", "stated"],
    "indicator": ["indicator", "hired", "share"],
    "invitation": ["invitation"],
    "mandate": ["asf_mandate"],
    "member": ["guest"],
    "membership": ["asf_membership"],
    "message": ["message", "secret_message"],
    "office": ["secretarys_office"],
    "period": ["period", "earlier"],
    "report": ["sent", "approved", "draft"],
    "room": ["room", "closed_room"],
    "seat": ["asf_seat"],
    "token": ["officers_token"],
    "value": ["evidence"],
}
"""What stands on the stage for a name in an address; a name that is not here stands for itself."""


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """The stage is set once; whatever a request does there is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def document(stage: Stage) -> Iterator[Any]:
    """The document as it is served, and the application that serves it."""
    ends = (request_started, request_finished)
    for signal in ends:  # They would close the connection in whose transaction the stage stands.
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def key(stage: Stage) -> str:
    """A key with which the chair's system may do all that the chair may."""
    secret, chair = new_token_secret(), stage.world.chair
    create_token(actor=chair, membership=chair.membership, label="Prov", secret=secret)
    return secret


@pytest.fixture(autouse=True)
def in_this_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be read elsewhere, where the stage would not be seen, and nobody be held back."""
    for module in (hub, poll):
        monkeypatch.setattr(module, "in_pool", sync_to_async)
    monkeypatch.setattr(process, "_process", None)
    monkeypatch.setattr(PerPerson, "THROTTLE_RATES", {"person": "100000/min", "writes": "100000/min"})
    cache.clear()


def on_stage(stage: Stage, path: str, name: str) -> list[str]:
    """Return what a name in an address may stand for."""
    if name == "slug":
        return ["sjoby"] if "/councils/" in path else [stage.names["asf"]]
    if name == "stream":
        return [f"room:{stage.names['room']}", f"goals:{stage.names['council']}"]
    return [stage.names[one] for one in THINGS.get(name, [name]) if one in stage.names]


def calls(operation: Any) -> st.SearchStrategy[Any]:
    """Return requests of both kinds: as the document wants them, and otherwise."""
    return st.one_of(
        operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
        operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
    )


@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=lambda one: one.removeprefix("/api/v1/"))
def test_every_answer_is_one_that_is_described(stage: Stage, document: Any, key: str, path: str, method: str) -> None:
    names = re.findall(r"\{(\w+)\}", path)

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=calls(document[path][method.upper()]), there=st.booleans(), place=st.integers(0, 5))
    def ask(case: Any, there: bool, place: int) -> None:
        for name in names if there else ():
            if found := on_stage(stage, path, name):
                case.path_parameters[name] = found[place % len(found)]
        if there and "If-Match" in (case.headers or {}):
            case.headers["If-Match"] = f'"{1 + place}"'
        with transaction.atomic():
            answer = case.call(headers={"Authorization": f"Bearer {key}"})
            transaction.set_rollback(True)
        case.validate_response(answer, checks=CHECKS)

    ask()
