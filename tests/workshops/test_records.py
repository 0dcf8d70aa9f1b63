"""The record of a workshop: the same for page and files, and nothing in it that the room did not see."""

import csv
import io
import json
import uuid
from typing import Any

import docx
import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import translation

from accounts.actor import NOBODY, AnyActor
from accounts.queries import SESSION_GUEST
from network.goals.exchange.csv_files import to_csv
from tests.workshops.choosing import POLL, VOTE, answer, dot
from tests.workshops.concluding import lifted, noted
from tests.workshops.making import BOARD, HIDDEN, Session, running
from tests.world import World
from workshops.boards import actions as boards
from workshops.outcomes import actions as outcomes
from workshops.plans.models import Step
from workshops.records.certificates import certified
from workshops.records.files import as_csv, as_docx, as_json, as_pdf
from workshops.records.queries import records_visible_to
from workshops.records.record import record_of
from workshops.sessions import actions as sessions

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def over(world: World) -> Session:
    """Return a workshop that is over: a board, a vote on it that was shown, a poll that was not, and hidden notes."""
    session = running(world, BOARD, VOTE, POLL, HIDDEN, title="Hinder", place="Biblioteket")
    first = noted(session, "Ingen svarar")
    boards.write_note(actor=world.representative, step=first.step, note=uuid.uuid4(), text="=Långa köer")
    vote = session.go(1)
    dot(world.officer, vote, 1, 3)
    sessions.reveal(actor=session.facilitator, step=vote)
    answer(world.officer, session.go(2), text="Hemligt svar")
    noted(session, "Dold lapp", step=session.go(3))
    lifted(session, first, text="Ett nummer att ringa")
    sessions.end_workshop(actor=session.facilitator, workshop=session.now())
    return session


def visible(actor: AnyActor, session: Session) -> bool:
    return records_visible_to(actor).filter(pk=session.workshop.pk).exists()


def in_word(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def told(session: Session, reader: AnyActor) -> dict[str, str]:
    """Return what each form of the record says to a reader."""
    record = record_of(session.now(), reader)
    return {
        "json": as_json(record).decode(),
        "csv": as_csv(record).decode("utf-8-sig"),
        "docx": in_word(as_docx(record)),
    }


class TestWhoReadsIt:
    def test_those_who_were_there_and_when_it_is_over_the_council_around_it(self, world: World, over: Session) -> None:
        for who in (world.facilitator, world.officer, over.guests["Gunilla"], world.secretary):
            assert visible(who, over)
        for who in (world.outsider, world.hatless, NOBODY):
            assert not visible(who, over)

    def test_while_it_runs_those_in_the_room_alone(self, world: World) -> None:
        session = running(world)
        assert visible(session.guests["Gunilla"], session)
        assert not visible(world.secretary, session)

    def test_a_guest_reads_it_by_the_session_of_their_browser(self, world: World, over: Session) -> None:
        browser, store = Client(), SessionStore()
        store[SESSION_GUEST] = str(over.guests["Gunilla"].guest)
        store.create()
        browser.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
        page = browser.get("/rad/sjoby/workshop/hinder/protokoll/")
        assert page.status_code == 200
        assert "Ett nummer att ringa" in page.content.decode()


class TestWhatItHolds:
    def test_every_form_says_the_same_of_what_the_room_saw(self, world: World, over: Session) -> None:
        for form, text in told(over, world.officer).items():
            for words in ("Ett nummer att ringa", "Ingen svarar", "Långa köer", "Biblioteket"):
                assert words in text or (form == "csv" and words == "Biblioteket"), (form, words)

    @pytest.mark.parametrize("role", ["facilitator", "officer", "secretary"])
    def test_no_form_says_what_was_not_shown(self, world: World, over: Session, role: str) -> None:
        for text in told(over, getattr(world, role)).values():
            assert "Dold lapp" not in text
            assert "Hemligt svar" not in text

    def test_no_form_says_what_was_redacted(self, world: World, over: Session) -> None:
        note = over.steps[0].notes.get(text="Ingen svarar")
        boards.redact_note(actor=world.chair, note=note, reason="person")
        for text in told(over, world.facilitator).values():
            assert "Ingen svarar" not in text

    def test_authors_that_were_hidden_are_in_no_form(self, world: World, over: Session) -> None:
        assert world.officer.person.name in told(over, world.representative)["docx"]
        Step.objects.filter(pk=over.steps[0].pk).update(authors_hidden=True)
        for text in told(over, world.representative).values():
            assert world.officer.person.name not in text

    def test_names_are_for_those_who_were_there(self, world: World, over: Session) -> None:
        for text in told(over, world.secretary).values():
            assert world.officer.person.name not in text
            assert world.officer.organisation.label in text

    def test_votes_are_in_it_as_the_room_saw_them(self, world: World, over: Session) -> None:
        vote = record_of(over.now(), world.officer)["steps"][1]["result"]
        assert [(one["text"], one["dots"]) for one in vote["items"]] == [("=Långa köer", 3), ("Ingen svarar", 0)]
        poll = record_of(over.now(), world.officer)["steps"][2]["result"]
        assert not poll["shown"]

    def test_answers_that_were_shown_are_in_every_form(self, world: World) -> None:
        session = running(world, POLL)
        step = session.go(0)
        answer(world.officer, step, text="Mer tid", en="ja", ord=["tillit"])
        sessions.reveal(actor=session.facilitator, step=step)
        for text in told(session, world.officer).values():
            assert "Mer tid" in text
            assert "tillit" in text

    def test_the_hosts_alone_get_a_list_of_names(self, world: World, over: Session) -> None:
        assert "names" not in record_of(over.now(), world.officer)["attendance"]
        names = record_of(over.now(), world.drafter)["attendance"]["names"]
        assert "Gunilla" in [one["name"] for one in names]

    def test_people_are_counted_by_organisation(self, world: World, over: Session) -> None:
        found = record_of(over.now(), world.secretary)["attendance"]
        assert {"organisation": "Föreningen Framåt", "people": 1} in found["organisations"]
        assert found["people"] == sum(one["people"] for one in found["organisations"]) == 7


class TestFiles:
    def test_a_note_runs_as_no_formula(self, world: World, over: Session) -> None:
        rows = list(csv.reader(io.StringIO(told(over, world.officer)["csv"]), delimiter=";"))
        assert "'=Långa köer" in [cell for row in rows for cell in row]
        assert to_csv(["a"], [["=1"]]).decode("utf-8-sig").splitlines()[1] == "'=1"

    def test_json_reads_back_as_the_record(self, world: World, over: Session) -> None:
        record = json.loads(told(over, world.officer)["json"])
        assert record["workshop"]["title"] == "Hinder"
        assert record["outcomes"][0]["sources"][0]["step_title"] == BOARD["title"]

    def test_word_knows_headings_tables_and_the_language(self, world: World, over: Session) -> None:
        with translation.override("sv"):
            document = docx.Document(io.BytesIO(as_docx(record_of(over.now(), world.officer))))
        assert [one.text for one in document.paragraphs if one.style.name == "Title"] == ["Hinder"]
        assert document.tables[0].rows[0]._tr.trPr.xpath("w:tblHeader")
        assert {one.get(docx.oxml.ns.qn("w:val")) for one in document.styles.element.xpath("//w:lang")} == {"sv"}

    def test_a_pdf_is_made(self, world: World, over: Session) -> None:
        assert as_pdf(record_of(over.now(), world.officer)).startswith(b"%PDF")

    def test_the_page_and_its_files_are_served(self, world: World, over: Session) -> None:
        browser = Client()
        browser.force_login(world.facilitator.person, backend="django.contrib.auth.backends.ModelBackend")
        page = browser.get("/rad/sjoby/workshop/hinder/protokoll/").content.decode()
        for ending in ("pdf", "docx", "csv", "json"):
            address = f"/rad/sjoby/workshop/hinder/protokoll/protokoll.{ending}"
            assert address in page
            answer_ = browser.get(address)
            assert answer_.status_code == 200
            assert "no-store" in answer_["Cache-Control"]
        names = browser.get("/rad/sjoby/workshop/hinder/protokoll/narvaro.csv").content.decode("utf-8-sig")
        assert "Föreningen Framåt;1;Gunilla" in names
        assert browser.get("/rad/sjoby/workshop/hinder/intyg.pdf").content.startswith(b"%PDF")


class TestConclusions:
    def test_what_was_dropped_is_told_as_dropped(self, world: World, over: Session) -> None:
        outcomes.drop_outcome(actor=world.chair, outcome=over.workshop.outcomes.get())
        assert [one["state"] for one in record_of(over.now(), world.officer)["outcomes"]] == ["dropped"]

    def test_hosts_read_on_the_page_that_a_source_was_redacted_and_others_do_not(
        self, world: World, over: Session
    ) -> None:
        boards.redact_note(actor=world.chair, note=over.steps[0].notes.get(text="Ingen svarar"), reason="person")
        words = 'class="notice notice-attention"'
        for who, seen in ((world.chair, True), (world.officer, False)):
            browser = Client()
            browser.force_login(who.person, backend="django.contrib.auth.backends.ModelBackend")
            assert (words in browser.get("/rad/sjoby/workshop/hinder/protokoll/").content.decode()) is seen


class TestCertificates:
    def test_who_was_there_gets_one_when_it_is_over(self, world: World, over: Session) -> None:
        for who in (world.officer, over.guests["Gunilla"], world.facilitator):
            assert certified(who, over.now()) is not None
        assert certified(world.secretary, over.now()) is None

    def test_who_was_shown_out_and_who_is_still_there_get_none(self, world: World) -> None:
        session: Any = running(world)
        assert certified(world.officer, session.now()) is None
        sessions.remove_participant(actor=world.chair, participant=session.place(world.officer))
        sessions.end_workshop(actor=session.facilitator, workshop=session.now())
        assert certified(world.officer, session.now()) is None
