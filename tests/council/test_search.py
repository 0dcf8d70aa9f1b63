"""Search finds words in what one may read, and nothing else."""

import uuid

import pytest

from council.rooms.actions import delete_message, edit_message, hide_message
from council.rooms.models import Message
from tests.browsers import open_browser
from tests.council.conftest import Call
from tests.world import World, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def find(world: World, call: Call):
    """Search as somebody (the officer unless told); return the texts found."""

    def found(query: str, role: str = "officer", **filters: str) -> list[str]:
        from urllib.parse import urlencode

        answer = call(world.cast[role]).get("search?" + urlencode({"q": query, **filters}))
        assert answer.status_code == 200, answer.content
        return [one["text"] for one in answer.json()["results"]]

    return found


@pytest.fixture
def texts(world: World) -> list[Message]:
    room = world.open_room
    return [
        said(world.officer, room, "Kommunen har lediga lokaler i centrum."),
        said(world.representative, room, "Vi söker en lokal för vårt café."),
        said(world.chair, room, "Upphandlingen börjar i april."),
    ]


def test_all_words_must_be_there(find, texts: list[Message]) -> None:
    assert find("lediga centrum") == [texts[0].text]
    assert find("lediga café") == []


def test_the_newest_comes_first(find, world: World) -> None:
    said(world.officer, world.open_room, "Första mötet")
    said(world.officer, world.open_room, "Andra mötet")

    assert find("mötet") == ["Andra mötet", "Första mötet"]


def test_capitals_do_not_matter_and_swedish_letters_do(find, world: World) -> None:
    said(world.officer, world.open_room, "Öppettider på ÅN")

    assert find("öppettider") == find("ÖPPETTIDER") == ["Öppettider på ÅN"]
    assert find("an") == []


@pytest.mark.postgresql
def test_other_forms_of_a_swedish_word_are_found(find, texts: list[Message]) -> None:
    assert set(find("lokalerna")) == {texts[0].text, texts[1].text}
    assert find("upphandlingar") == [texts[2].text]


@pytest.mark.sqlite
def test_the_beginning_of_a_word_is_enough(find, texts: list[Message]) -> None:
    assert set(find("lokal")) == {texts[0].text, texts[1].text}
    assert find("upphand") == [texts[2].text]
    assert find("handlingen") == []


class TestRights:
    def test_a_closed_room_is_searched_only_by_those_inside(self, find, world: World) -> None:
        said(world.representative, world.closed_room, "Hemlig förhandling")

        assert {role for role, _ in world.people() if find("förhandling", role)} == {
            "chair", "secretary", "representative", "drafter",
        }  # fmt: skip

    def test_what_is_hidden_or_gone_is_not_found_by_anybody(self, find, world: World, texts: list[Message]) -> None:
        hide_message(actor=world.chair, message=texts[0], reason="Fel rum")
        delete_message(actor=world.representative, message=texts[1])

        for role in ("chair", "officer", "representative"):
            assert find("lediga", role) == find("café", role) == []

    def test_the_filters_open_no_other_room(self, find, world: World) -> None:
        said(world.representative, world.closed_room, "Hemlig förhandling")

        assert find("förhandling", room=str(world.closed_room.pk)) == []

    def test_only_the_wording_of_now_is_found(self, find, world: World, texts: list[Message]) -> None:
        edit_message(actor=world.officer, message=texts[0], text="Nu är de uthyrda.", expected=1)

        assert find("lediga") == []
        assert find("uthyrda") == ["Nu är de uthyrda."]


@pytest.mark.parametrize(
    "query",
    ['"', "'", '""', "*", "lokal*", "lokal AND", "NOT", "NEAR(a b)", "text:lokal", "a OR b", "-", "-lokal", "(", ")", "^lokal",
     "{text}: x", "%", "_", "\\", ";--", "' OR 1=1 --", "lokal'); DROP TABLE council_message; --", "<>", "&", "|", "!", ":*", "a & b",
     "\u200b", "å" * 500, "🙂", "\ud7ff", "   ", "", "a" * 10_000, '"' * 300, "(" * 300],
)  # fmt: skip
def test_signs_of_a_query_language_do_no_harm(find, world: World, texts: list[Message], query: str) -> None:
    find(query)
    assert open_browser(world.officer.person).get("/rad/sok/", {"q": query}).status_code == 200
    assert Message.objects.count() == 3


def test_a_nul_is_not_searched_for(world: World, call: Call) -> None:
    answer = call(world.officer).get("search?q=%00")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert open_browser(world.officer.person).get("/rad/sok/?q=a%00b").status_code == 400


def test_nothing_asked_finds_nothing(find, texts: list[Message]) -> None:
    assert find("") == find("   ") == find("***") == []


class TestFilters:
    def test_by_room_council_and_organisation(self, find, world: World, texts: list[Message]) -> None:
        for narrowed in (
            {"room": str(world.open_room.pk)}, {"council": "sjoby"}, {"organisation": str(world.officer.organisation_id)},
        ):  # fmt: skip
            assert find("lediga", **narrowed) == [texts[0].text]
        for elsewhere in (
            {"room": str(uuid.uuid4())}, {"council": "lansradet"}, {"organisation": str(world.chair.organisation_id)},
        ):  # fmt: skip
            assert find("lediga", **elsewhere) == []

    def test_by_kind(self, find, world: World, texts: list[Message]) -> None:
        from datetime import timedelta

        from council.rooms.actions import ask_question, attach_file
        from events import clock
        from tests.architecture.stage import text_file

        file = attach_file(actor=world.officer, room=world.open_room, file=text_file())
        said(world.officer, world.open_room, "Lokaler i filen", attachments=[file.pk])
        ask_question(
            actor=world.officer, message=texts[0], organisation=world.organisations["asf"],
            due=clock.today() + timedelta(days=1),
        )  # fmt: skip

        assert find("lokaler", kind="file") == ["Lokaler i filen"]
        assert find("lokaler", kind="question") == [texts[0].text]

    @pytest.mark.parametrize("name", ["room", "organisation"])
    def test_a_broken_filter_is_told(self, world: World, call: Call, name: str) -> None:
        answer = call(world.officer).get(f"search?q=x&{name}=nonsense")

        assert (answer.status_code, set(answer.json()["errors"])) == (422, {name})


class TestPage:
    def test_a_hit_is_shown_with_its_words_marked_and_its_room(self, world: World, texts: list[Message]) -> None:
        page = open_browser(world.officer.person).get("/rad/sok/", {"q": "lediga"})

        assert page.context["total"] == 1
        assert "<mark>lediga</mark>" in page.content.decode()
        assert f"/meddelande/{texts[0].pk}/" in page.content.decode()

    def test_markup_in_a_hit_or_a_query_does_not_run(self, world: World) -> None:
        said(world.officer, world.open_room, "lokal <script>alert(1)</script> `<img src=x onerror=alert(2)>`")

        for query in ("lokal", "lokal script", "<script>alert(3)</script>", "lokal &lt; mark amp"):
            text = open_browser(world.officer.person).get("/rad/sok/", {"q": query}).content.decode()
            assert "<script>alert" not in text
            assert "<img src=x" not in text

    def test_the_choices_name_no_room_one_may_not_read(self, world: World) -> None:
        assert "Förtroligt" not in open_browser(world.officer.person).get("/rad/sok/").content.decode()

    def test_hits_come_in_pages(self, world: World) -> None:
        for number in range(23):
            said(world.officer, world.open_room, f"Lokal nummer {number}")

        client = open_browser(world.officer.person)
        sizes = [len(client.get("/rad/sok/", {"q": "lokal", "page": page}).context["results"]) for page in (1, 2)]
        assert sizes == [20, 3]
