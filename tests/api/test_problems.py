"""Whatever goes wrong, the answer is problem+json, in the reader's language, and the server goes on."""

import json
import uuid
from typing import Any

import pytest
from django.test import Client

from council.rooms.models import Message
from tests.api.conftest import Call
from tests.browsers import Caller, open_browser
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def problem(answer: Any, status: int, slug: str) -> dict[str, Any]:
    """Check that an answer is a problem of this kind, and return it."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"].startswith("application/problem+json")
    body = answer.json()
    assert (body["status"], body["type"]) == (status, f"/api/v1/problems/{slug}")
    assert set(body) <= {"type", "title", "status", "detail", "errors", "instance"}
    assert body["title"]
    assert body["detail"]
    return body


class TestKinds:
    def test_nobody_is_asked_to_sign_in(self, world: World) -> None:
        answer = Client().get("/api/v1/me")

        problem(answer, 401, "not-authenticated")
        assert answer["WWW-Authenticate"] == "Bearer"

    @pytest.mark.parametrize(
        "path", ["rooms/{room}", "rooms/{room}/snapshot", "rooms/{room}/messages", "messages/{message}"]
    )
    def test_what_one_may_not_see_is_not_there(self, world: World, message: Message, call: Call, path: str) -> None:
        hidden = path.format(room=world.open_room.pk, message=message.pk)
        nothing = path.format(room=uuid.uuid4(), message=uuid.uuid4())

        answers = [problem(call(world.outsider).get(one), 404, "not-found") for one in (hidden, nothing)]
        assert answers[0] == answers[1]

    def test_an_outsider_who_writes_gets_404_too(self, world: World, message: Message, call: Call) -> None:
        outsider = call(world.outsider)

        problem(outsider.post(f"rooms/{world.open_room.pk}/messages", {"text": "Hej"}), 404, "not-found")
        problem(outsider.patch(f"messages/{message.pk}", {"text": "Hej"}, if_match='"1"'), 404, "not-found")
        problem(outsider.post(f"messages/{message.pk}/hide", {"reason": "x"}), 404, "not-found")

    def test_what_one_sees_but_may_not_do_is_forbidden(self, world: World, message: Message, call: Call) -> None:
        problem(call(world.drafter).post(f"messages/{message.pk}/hide", {"reason": "x"}), 403, "forbidden")

    @pytest.mark.parametrize(
        ("method", "path"), [("DELETE", "me"), ("PATCH", "rooms"), ("PUT", "search"), ("POST", "api-info"),
                             ("POST", "openapi.json"), ("POST", "streams/room:x/events")],
    )  # fmt: skip
    def test_a_method_that_is_not_there(self, world: World, call: Call, method: str, path: str) -> None:
        answer = call(world.officer).send(method, path)

        problem(answer, 405, "method-not-allowed")
        assert "GET" in answer["Allow"]

    @pytest.mark.parametrize("path", ["nothing", "rooms/", "rooms/x", "messages/1", "rooms/x/y/z", ""])
    def test_an_address_that_is_not_there(self, world: World, call: Call, path: str) -> None:
        problem(call(world.officer).get(path), 404, "not-found")

    @pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense"])
    def test_a_kind_of_body_that_is_not_understood(self, world: World, call: Call, kind: str) -> None:
        answer = call(world.officer).post(f"rooms/{world.open_room.pk}/messages", "x=1", content_type=kind)

        problem(answer, 415, "unsupported-media-type")

    def test_json_where_a_file_is_wanted(self, world: World, call: Call) -> None:
        problem(call(world.officer).post(f"rooms/{world.open_room.pk}/attachments", {}), 415, "unsupported-media-type")

    def test_an_unknown_representation(self, world: World, call: Call) -> None:
        answer = call(world.officer).get("me", accept="application/xml")

        assert answer.status_code in {200, 406}
        assert "json" in answer["Content-Type"]

    def test_a_conflict(self, world: World, message: Message, call: Call) -> None:
        call(world.officer).post(f"rooms/{world.open_room.pk}/messages", {"text": "Nytt"})
        body = {"organisation": str(world.organisations["asf"].pk), "due": "2027-01-15"}
        call(world.officer).post(f"messages/{message.pk}/question", body)

        problem(call(world.officer).post(f"messages/{message.pk}/question", body), 409, "conflict")

    def test_stale_and_missing_versions(self, world: World, message: Message, call: Call) -> None:
        officer = call(world.officer)

        problem(officer.patch(f"messages/{message.pk}", {"text": "x"}, if_match='"9"'), 412, "stale")
        problem(officer.patch(f"messages/{message.pk}", {"text": "x"}), 428, "precondition-required")
        assert problem(officer.patch(f"messages/{message.pk}", {"text": "x"}, if_match="x"), 422, "invalid")["errors"]

    def test_errors_of_the_database_model_are_told_field_by_field(self, world: World, call: Call) -> None:
        body = {"name": "Råd", "slug": "sjoby"}
        answer = call(world.admin).post("councils", body)

        assert set(problem(answer, 422, "invalid")["errors"]) == {"slug"}


class TestBodies:
    @pytest.mark.parametrize(
        "body",
        ["", "{", "nonsense", "[1,2", '{"text": }', "{'text': 'x'}", "\x00", '{"text": NaN}', '{"text": Infinity}', '{"text": -Infinity}',
         "[]", "null", "true", "7", '"text"', '[{"text": "x"}]', b"\xff\xfe", b'{"text": "\xff"}', "[" * 100_000,
         '{"a":' * 100_000, '{"text": "x", "extra": ' + "[" * 25 + "]" * 25 + "}"],
    )  # fmt: skip
    def test_what_is_no_object_that_can_be_read_is_refused(self, world: World, call: Call, body: str | bytes) -> None:
        answer = call(world.officer).post(f"rooms/{world.open_room.pk}/messages", body)

        assert answer.status_code in {400, 422}
        assert answer["Content-Type"].startswith("application/problem+json")
        assert not Message.objects.exists()

    @pytest.mark.parametrize(
        "body", ["{", "[]", '{"text": NaN}', '{"text": "x", "extra": ' + "[" * 25 + "]" * 25 + "}"]
    )
    def test_what_is_no_json_of_ours_is_a_bad_request(self, world: World, call: Call, body: str) -> None:
        problem(call(world.officer).post(f"rooms/{world.open_room.pk}/messages", body), 400, "parse-error")

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"text": None}, "text"), ({"text": ["x"]}, "text"), ({"text": {"a": 1}}, "text"),
            ({"text": True}, "text"), ({"text": "x", "reply_to": "x"}, "reply_to"), ({"text": "x", "quote": 7}, "quote"),
            ({"text": "x", "attachments": "x"}, "attachments"), ({"text": "x", "attachments": ["x"]}, "attachments.0"),
            ({"text": "x", "question": "x"}, "question"), ({"text": "x", "question": {"due": "x"}}, "question.due"),
            ({"text": "x", "attachments": [str(uuid.uuid4())] * 11}, "attachments"),
        ],
    )  # fmt: skip
    def test_what_does_not_fit_is_told_at_its_field(
        self, world: World, call: Call, wrong: dict[str, object], field: str
    ) -> None:
        answer = call(world.officer).post(f"rooms/{world.open_room.pk}/messages", wrong)

        errors = problem(answer, 422, "invalid")["errors"]
        assert any(name.startswith(field.split(".")[0]) for name in errors)
        assert all(isinstance(words, list) and words for words in errors.values())
        assert not Message.objects.exists()

    def test_a_body_that_is_too_large_is_refused(self, world: World, call: Call) -> None:
        answer = call(world.officer).post(f"rooms/{world.open_room.pk}/messages", {"text": "x" * 3_000_000})

        assert answer.status_code in {400, 413, 422}
        assert answer["Content-Type"].startswith("application/problem+json")

    @pytest.mark.parametrize("value", ["0", "-1", "x", "1.5", "٣", "9" * 30, ""])
    @pytest.mark.parametrize("name", ["limit", "before"])
    def test_a_number_that_is_none_is_told(self, world: World, call: Call, name: str, value: str) -> None:
        answer = call(world.officer).get(f"rooms/{world.open_room.pk}/messages?{name}={value}")

        assert set(problem(answer, 422, "invalid")["errors"]) == {name}

    @pytest.mark.parametrize(
        "path", ["search?q=%00", "rooms?council=%00", "organisations?kind=%00", "councils/%00", "questions?room=%00"]
    )
    def test_a_nul_in_an_address_does_no_harm(self, world: World, call: Call, path: str) -> None:
        answer = call(world.officer).get(path)

        assert answer.status_code in {400, 404}
        assert answer["Content-Type"] == "application/problem+json"


class TestLanguage:
    def test_errors_speak_the_readers_language(self, world: World, call: Call) -> None:
        def said(language: str) -> dict[str, Any]:
            return (
                call(world.officer)
                .post(f"rooms/{world.open_room.pk}/messages", {"text": ""}, accept_language=language)
                .json()
            )

        swedish, english = said("sv"), said("en")

        assert english["errors"]["text"] == ["Write something first."]
        assert swedish["errors"]["text"] != english["errors"]["text"]
        assert (swedish["title"], swedish["detail"]) != (english["title"], english["detail"])
        assert swedish["type"] == english["type"]

    def test_a_language_we_do_not_have_becomes_swedish(self, world: World, call: Call) -> None:
        answers = [
            call(world.outsider).get(f"rooms/{world.open_room.pk}", accept_language=language).json()
            for language in ("sv", "fi", "x-nonsense")
        ]

        assert answers[0] == answers[1] == answers[2]

    def test_the_length_is_told_exactly(self, world: World, call: Call) -> None:
        answer = call(world.officer).post(
            f"rooms/{world.open_room.pk}/messages", {"text": "x" * 10_017}, accept_language="en"
        )

        assert answer.json()["errors"]["text"] == ["The text is 17 characters too long. At most 10000 fit."]


class TestCsrf:
    def test_a_session_without_the_header_writes_nothing(self, world: World) -> None:
        client = open_browser(world.officer.person, csrf=True)
        path = f"/api/v1/rooms/{world.open_room.pk}/messages"

        problem(client.post(path, {"text": "Hej"}, "application/json"), 403, "forbidden")
        assert not Message.objects.exists()

    def test_a_session_with_the_header_writes(self, world: World) -> None:
        client = open_browser(world.officer.person, csrf=True)
        client.get("/min-sida/")
        token = client.cookies["csrftoken"].value

        answer = client.post(
            f"/api/v1/rooms/{world.open_room.pk}/messages",
            {"text": "Hej"},
            "application/json",
            headers={"X-CSRFToken": token},
        )

        assert answer.status_code == 201

    def test_pages_need_it_too(self, world: World) -> None:
        client = open_browser(world.officer.person, csrf=True)

        assert client.post("/rad/sjoby/rum/upphandling/skriv/", {"text": "Hej"}).status_code == 403
        assert not Message.objects.exists()

    def test_a_token_needs_none(self, world: World) -> None:
        from accounts.actions import create_token, new_token_secret

        secret, who = new_token_secret(), world.officer
        create_token(actor=who, membership=who.membership, label="x", secret=secret)
        answer = open_browser(csrf=True).post(
            f"/api/v1/rooms/{world.open_room.pk}/messages", {"text": "Hej"}, "application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )  # fmt: skip

        assert answer.status_code == 201


class TestIdempotency:
    def test_the_same_request_with_the_same_key_is_done_once_and_answered_alike(self, world: World, call: Call) -> None:
        officer, path, key = call(world.officer), f"rooms/{world.open_room.pk}/messages", str(uuid.uuid4())
        answers = [officer.post(path, {"text": "Hej"}, idempotency_key=key) for _ in range(3)]

        assert [one.status_code for one in answers] == [201] * 3
        assert answers[0].json() == answers[1].json() == answers[2].json()
        assert Message.objects.count() == 1

    def test_another_body_with_the_same_key_is_refused(self, world: World, call: Call) -> None:
        officer, path, key = call(world.officer), f"rooms/{world.open_room.pk}/messages", str(uuid.uuid4())
        officer.post(path, {"text": "Hej"}, idempotency_key=key)

        problem(officer.post(path, {"text": "Hopp"}, idempotency_key=key), 422, "idempotency-key-reused")
        assert [one.text for one in Message.objects.all()] == ["Hej"]

    def test_another_room_with_the_same_key_is_refused(self, world: World, call: Call) -> None:
        chair, key = call(world.chair), str(uuid.uuid4())
        chair.post(f"rooms/{world.open_room.pk}/messages", {"text": "Hej"}, idempotency_key=key)

        answer = chair.post(f"rooms/{world.closed_room.pk}/messages", {"text": "Hej"}, idempotency_key=key)
        problem(answer, 422, "idempotency-key-reused")

    def test_two_people_may_use_the_same_key(self, world: World, call: Call) -> None:
        key = str(uuid.uuid4())
        for who in (world.officer, world.chair):
            answer = call(who).post(f"rooms/{world.open_room.pk}/messages", {"text": "Hej"}, idempotency_key=key)
            assert answer.status_code == 201

        assert Message.objects.count() == 2

    def test_what_was_refused_may_be_tried_again_with_the_same_key(self, world: World, call: Call) -> None:
        officer, path, key = call(world.officer), f"rooms/{world.open_room.pk}/messages", str(uuid.uuid4())
        assert officer.post(path, {"text": ""}, idempotency_key=key).status_code == 422

        assert officer.post(path, {"text": "Hej"}, idempotency_key=key).status_code == 201

    @pytest.mark.parametrize("key", ["x" * 81, "tab\tkey", "n\u00f6"])
    def test_a_key_that_does_not_fit_is_told(self, world: World, call: Call, key: str) -> None:
        answer = call(world.officer).post(f"rooms/{world.open_room.pk}/messages", {"text": "x"}, idempotency_key=key)

        assert set(problem(answer, 422, "invalid")["errors"]) == {"Idempotency-Key"}

    def test_an_edit_sent_again_is_answered_as_before(self, world: World, message: Message, call: Call) -> None:
        officer, key = call(world.officer), str(uuid.uuid4())
        answers = [
            officer.patch(f"messages/{message.pk}", {"text": "Ny"}, if_match='"1"', idempotency_key=key)
            for _ in range(2)
        ]

        assert [one.status_code for one in answers] == [200, 200]
        assert message.revisions.count() == 1

    def test_a_delete_sent_again_is_answered_as_before(self, world: World, message: Message, call: Call) -> None:
        officer, key = call(world.officer), str(uuid.uuid4())
        answers = [officer.delete(f"messages/{message.pk}", if_match='"1"', idempotency_key=key) for _ in range(2)]

        assert [one.json()["state"] for one in answers] == ["deleted", "deleted"]

    def test_a_file_sent_again_is_kept_once(self, world: World) -> None:
        from council.rooms.models import Attachment
        from tests.architecture.stage import text_file

        client, key = open_browser(world.officer.person), str(uuid.uuid4())
        answers = [
            client.post(
                f"/api/v1/rooms/{world.open_room.pk}/attachments",
                {"file": text_file()},
                headers={"Idempotency-Key": key},
            )
            for _ in range(2)
        ]

        assert [one.status_code for one in answers] == [201, 201]
        assert answers[0].json() == answers[1].json()
        assert Attachment.objects.count() == 1


def test_problems_are_json_of_their_own(world: World) -> None:
    body = json.loads(Caller(world.outsider).get(f"rooms/{world.open_room.pk}").content)

    assert list(body) == ["type", "title", "status", "detail"]


class TestNumbers:
    def test_a_number_with_decimals_is_read_exactly(self) -> None:
        from decimal import Decimal
        from io import BytesIO

        from api.parsers import StrictJSONParser

        assert StrictJSONParser().parse(BytesIO(b'{"a": 0.1, "b": 3}')) == {"a": Decimal("0.1"), "b": 3}

    @pytest.mark.parametrize("body", [b'{"a": NaN}', b'{"a": Infinity}', b'{"a": %s}' % (b"9" * 5000), b"[1]", b"\xff"])
    def test_what_is_no_json_is_told(self, body: bytes) -> None:
        from io import BytesIO

        from rest_framework.exceptions import ParseError

        from api.parsers import StrictJSONParser

        with pytest.raises(ParseError):
            StrictJSONParser().parse(BytesIO(body))
