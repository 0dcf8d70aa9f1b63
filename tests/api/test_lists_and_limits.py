"""Lists come in pages, callers are held back when they call too often, and the work does not grow with the room."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.throttles import PerPerson
from council.rooms.actions import ask_question, attach_file, open_room, react
from council.rooms.models import Message
from events import clock
from tests.api.conftest import Call
from tests.architecture.stage import text_file
from tests.browsers import open_browser
from tests.world import SYSTEM, World, invited, organisation, said

pytestmark = pytest.mark.django_db


class TestPages:
    @pytest.fixture(autouse=True)
    def many(self, db: None) -> None:
        for number in range(25):
            organisation(f"Organisation {number:02}")

    def test_twenty_come_unless_asked_otherwise(self, world: World, call: Call) -> None:
        body = call(world.officer).get("organisations").json()

        assert (len(body["results"]), body["count"]) == (20, 31)
        assert body["previous"] is None
        assert "page=2" in body["next"]

    def test_the_next_page_goes_on_where_the_first_ended(self, world: World, call: Call) -> None:
        pages = [call(world.officer).get(f"organisations?page={page}").json()["results"] for page in (1, 2)]

        names = [one["name"] for page in pages for one in page]
        assert len(names) == len(set(names)) == 31

    @pytest.mark.parametrize(
        ("limit", "size"), [("1", 1), ("30", 30), ("100", 31), ("5000", 31), ("0", 20), ("x", 20), ("-3", 20)]
    )
    def test_a_limit_is_taken_up_to_a_hundred(self, world: World, call: Call, limit: str, size: int) -> None:
        assert len(call(world.officer).get(f"organisations?limit={limit}").json()["results"]) == size

    @pytest.mark.parametrize("page", ["0", "99", "x", "-1", "9" * 40])
    def test_a_page_that_is_not_there_is_not_found(self, world: World, call: Call, page: str) -> None:
        answer = call(world.officer).get(f"organisations?page={page}")

        assert answer.status_code == 404
        assert answer["Content-Type"].startswith("application/problem+json")

    def test_a_filter_narrows(self, world: World, call: Call) -> None:
        found = call(world.officer).get("organisations?kind=asf").json()

        assert [one["short_name"] for one in found["results"]] == ["Tråden"]

    def test_messages_come_from_the_newest_backwards(self, world: World, call: Call) -> None:
        for number in range(7):
            said(world.officer, world.open_room, f"Nummer {number}")
        officer, path = call(world.officer), f"rooms/{world.open_room.pk}/messages?limit=3"

        read, before, more = [], "", True
        while more:
            page = officer.get(path + before).json()
            read = [one["text"] for one in page["results"]] + read
            before, more = f"&before={page['results'][0]['seq']}", page["has_earlier"]

        assert read == [f"Nummer {number}" for number in range(7)]

    def test_a_snapshot_around_a_message_holds_it_and_its_neighbours(self, world: World, call: Call) -> None:
        messages = [said(world.officer, world.open_room, f"Nummer {number}") for number in range(9)]
        path = f"rooms/{world.open_room.pk}/snapshot?limit=4&around={messages[4].seq}"

        body = call(world.officer).get(path).json()

        assert messages[4].text in [one["text"] for one in body["messages"]]
        assert len(body["messages"]) <= 5
        assert body["has_earlier"] is True
        assert body["seq"] >= messages[-1].seq


class TestThrottles:
    @pytest.fixture
    def rates(self, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
        """Set how often one may call."""

        def chosen(**rates: str) -> None:
            cache.clear()
            monkeypatch.setattr(PerPerson, "THROTTLE_RATES", {"person": "1000/min", "writes": "1000/min", **rates})

        return chosen

    def test_who_calls_too_often_waits(self, world: World, call: Call, rates: Callable[..., None]) -> None:
        rates(person="3/min")
        officer = call(world.officer)
        answers = [officer.get("me") for _ in range(5)]

        assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
        assert answers[3]["Content-Type"].startswith("application/problem+json")
        assert answers[3].json()["type"] == "/api/v1/problems/throttled"
        assert 1 <= int(answers[3]["Retry-After"]) <= 60

    def test_others_do_not_wait_with_them(self, world: World, call: Call, rates: Callable[..., None]) -> None:
        rates(person="1/min")
        call(world.officer).get("me")

        assert call(world.officer).get("me").status_code == 429
        assert call(world.chair).get("me").status_code == 200

    def test_writing_has_a_limit_of_its_own(self, world: World, call: Call, rates: Callable[..., None]) -> None:
        rates(writes="2/min")
        officer, path = call(world.officer), f"rooms/{world.open_room.pk}/messages"
        codes = [officer.post(path, {"text": "Hej"}).status_code for _ in range(3)]

        assert codes == [201, 201, 429]
        assert officer.get(path).status_code == 200
        assert Message.objects.count() == 2

    def test_a_token_and_its_person_share_one_measure(
        self, world: World, call: Call, rates: Callable[..., None]
    ) -> None:
        from accounts.actions import create_token, new_token_secret

        secret, who = new_token_secret(), world.officer
        create_token(actor=who, membership=who.membership, label="x", secret=secret)
        rates(person="2/min")
        headers = {"Authorization": f"Bearer {secret}"}
        codes = [open_browser().get("/api/v1/me", headers=headers).status_code for _ in range(3)]

        assert codes[0] == 200
        assert codes[-1] == 429


class TestQueries:
    """The number of queries is the same for one and for ten: nothing is asked anew for every message or room."""

    def queries(self, ask: Callable[[], Any]) -> int:
        ask()
        with CaptureQueriesContext(connection) as caught:
            answer = ask()
        assert answer.status_code == 200
        return len(caught)

    def fill(self, world: World, number: int) -> None:
        """Say things with all that can hang on a message."""
        for place in range(number):
            file = attach_file(actor=world.officer, room=world.open_room, file=text_file())
            first = said(
                world.officer, world.open_room,
                f"Fråga {place} till @[Chair](person:{world.chair.person_id})", attachments=[file.pk],
            )  # fmt: skip
            ask_question(actor=world.officer, message=first, organisation=world.organisations["asf"], due=clock.today())
            for who in (world.chair, world.drafter):
                react(actor=who, message=first, kind="agree")
            said(world.representative, world.open_room, f"Svar {place}", reply_to=first.pk, quote=first.pk)

    @pytest.mark.parametrize(
        "path",
        ["/api/v1/rooms/{room}/messages", "/api/v1/rooms/{room}/snapshot", "/rad/sjoby/rum/upphandling/", "/api/v1/questions",
         "/api/v1/search?q=fråga", "/rad/sok/?q=fråga", "/api/v1/rooms/{room}/activity", "/rad/sjoby/rum/upphandling/aktivitet/",
         "/rad/sjoby/", "/"],
    )  # fmt: skip
    def test_for_messages(self, world: World, path: str) -> None:
        client, address = open_browser(world.representative.person), path.format(room=world.open_room.pk)
        self.fill(world, 1)
        one = self.queries(lambda: client.get(address))

        self.fill(world, 9)

        assert self.queries(lambda: client.get(address)) == one

    @pytest.mark.parametrize(
        "path",
        [
            "/api/v1/rooms",
            "/rad/",
            "/rad/sjoby/",
            "/",
            "/rad/sok/",
            "/api/v1/councils/sjoby/activity",
            "/rad/sjoby/aktivitet/",
        ],
    )
    def test_for_rooms(self, world: World, path: str) -> None:
        client = open_browser(world.chair.person)
        said(world.officer, world.open_room)
        one = self.queries(lambda: client.get(path))

        for number in range(9):
            room = open_room(actor=SYSTEM, council=world.council, title=f"Rum {number}")
            said(world.officer, room)

        assert self.queries(lambda: client.get(path)) == one

    def test_for_seats_and_members(self, world: World) -> None:
        from council.seats.actions import add_seat
        from tests.world import member, seated

        paths = [
            "/api/v1/councils/sjoby/seats",
            "/rad/sjoby/",
            f"/api/v1/rooms/{world.closed_room.pk}/members",
            "/rad/",
        ]
        client = open_browser(world.chair.person)
        one = [self.queries(lambda path=path: client.get(path)) for path in paths]

        for number in range(9):
            new = organisation(f"Bolaget {number}", "company")
            who = member(new)
            seated(add_seat(actor=SYSTEM, council=world.council, organisation=new, side="business"), who)
            invited(world.closed_room, who, role="reader")

        assert [self.queries(lambda path=path: client.get(path)) for path in paths] == one

    def test_for_councils(self, world: World) -> None:
        from council.seats.actions import found_council

        client = open_browser(world.chair.person)
        one = self.queries(lambda: client.get("/api/v1/councils"))
        for number in range(9):
            found_council(actor=SYSTEM, name=f"Råd {number}", parent=world.county)

        assert self.queries(lambda: client.get("/api/v1/councils")) == one
