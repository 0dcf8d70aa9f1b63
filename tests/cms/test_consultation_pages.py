"""The pages of consultations: what was typed stays, and nobody reads more than they may."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Membership
from cms.consultation import actions
from cms.consultation.models import Answer, Consultation
from cms.consultation.telling import remind, tell
from events import clock
from tests.browsers import open_browser
from tests.cms.consulting import Consulting, changed, closing, prepared, sent
from tests.world import World, react_to_all

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture
def here(world: World) -> Consulting:
    """A consultation that has been sent out."""
    return sent(world)


def address(here: Consulting, more: str = "") -> str:
    return f"/remisser/{here.consultation.pk}/{more}"


def browser(actor: Any) -> Client:
    return open_browser(actor.person)


def typed(here: Consulting, **more: Any) -> dict[str, Any]:
    """Return what the form of an answer sends."""
    stances = {f"stance-{one.pk}": "approve" for one in here.consultation.questions.all()}
    told = {"summary": "Vi är för.", "decided_by": "Styrelsen", "decided_on": clock.today().isoformat()}
    return {"revision": "0", **told, **stances, **more}


class TestPreparing:
    def test_a_drafter_goes_from_a_policy_to_questions_to_parties(self, world: World) -> None:
        here = prepared(world)
        officer = browser(world.officer)
        told = {
            "title": "Andra omgången",
            "need": "Vi frågar igen.",
            "closes_on": closing().isoformat(),
            "participation": "closed",
            "influence": "dialogue",
        }
        answer = officer.post(f"/remisser/ny/{here.policy.pk}/", told)
        made = Consultation.objects.get(title="Andra omgången")
        assert answer["Location"] == f"/remisser/{made.pk}/fragor/"
        officer.post(answer["Location"], {"revision": "1", "text-0": "Håller ni med?", "section-0": ""})
        assert [one.text for one in made.questions.all()] == ["Håller ni med?"]

    def test_a_day_when_offices_are_closed_is_refused_and_the_words_stay(self, world: World) -> None:
        here = prepared(world)
        told = {
            "title": "T",
            "need": "Därför.",
            "closes_on": "2090-12-25",
            "participation": "closed",
            "influence": "dialogue",
        }
        answer = browser(world.officer).post(
            address(here, "andra/"), told | {"revision": str(here.consultation.version)}
        )
        assert answer.status_code == 422
        assert "Därför." in answer.text
        assert "27 december 2090" in answer.text


class TestAnswering:
    def test_a_draft_is_saved_and_comes_back(self, here: Consulting) -> None:
        representative = browser(here.world.representative)
        representative.post(address(here, "svara/"), typed(here, decided_by="", save="1"))
        assert "Vi är för." in representative.get(address(here, "svara/")).text

    def test_what_is_missing_is_said_when_the_answer_is_given_and_the_draft_is_kept(self, here: Consulting) -> None:
        answer = browser(here.world.representative).post(address(here, "svara/"), typed(here, decided_by="", give="1"))
        assert answer.status_code == 422
        assert not Answer.objects.get().is_given
        assert Answer.objects.get().summary == "Vi är för."

    def test_two_colleagues_see_each_other_s_words_and_lose_none(self, here: Consulting) -> None:
        browser(here.world.manager).post(address(here, "svara/"), typed(here, summary="Chefens ord.", save="1"))
        answer = browser(here.world.representative).post(
            address(here, "svara/"), typed(here, summary="Mina ord.", save="1")
        )
        assert answer.status_code == 422
        assert "Chefens ord." in answer.text
        assert "Mina ord." in answer.text

    def test_after_the_last_day_what_is_written_is_kept(self, here: Consulting) -> None:
        Consultation.objects.filter(pk=here.consultation.pk).update(closes_on="2017-10-02")
        answer = browser(here.world.representative).post(address(here, "svara/"), typed(here, give="1"))
        assert answer.status_code == 422
        assert "Vi är för." in answer.text
        assert Answer.objects.get().summary == "Vi är för."

    def test_one_who_writes_about_an_older_text_is_told(self, here: Consulting) -> None:
        here.written(here.world.representative, "asf")
        changed(here, "Nya ord.")
        actions.replace_subject(actor=here.drafter, consultation=here.consultation, version=here.fresh().version)
        seen = browser(here.world.representative).get(address(here, "svara/")).text
        assert address(here, "svara/ny-text/") in seen


class TestReading:
    def test_the_compilation_is_the_drafters_until_it_is_made_public(self, here: Consulting) -> None:
        draft = here.written(here.world.representative, "asf")
        actions.give_answer(actor=here.world.representative, answer=draft, version=draft.version)
        assert "Vi är för." in browser(here.world.officer).get(address(here, "sammanstallning/")).text
        assert browser(here.world.facilitator).get(address(here, "sammanstallning/")).status_code == 404
        Consultation.objects.filter(pk=here.consultation.pk).update(state="closed", public_at=clock.now())
        seen = Client().get(address(here, "sammanstallning/"))
        assert "Vi är för." in seen.text
        assert here.world.organisations["adviser"].name in seen.text
        assert not seen.cookies

    def test_a_room_says_which_section_is_discussed_there(self, here: Consulting) -> None:
        assert here.consultation.subject is not None
        section = here.consultation.subject.sections[0]["id"]
        room = here.world.open_room
        browser(here.world.officer).post(address(here, f"rum/{section}/"), {"room": str(room.pk)})
        seen = browser(here.world.representative).get(f"/rad/sjoby/rum/{room.slug}/").text
        assert f"{address(here)}#avsnitt-1" in seen


class TestMail:
    def test_those_who_are_asked_are_told_and_those_who_have_answered_are_not_reminded(
        self, here: Consulting, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("cms.consultation.telling.may_send", lambda _moment: True)
        booked: list[tuple[str, ...]] = []
        monkeypatch.setattr(type(tell), "enqueue", lambda _task, *words: booked.append(words))
        react_to_all()
        assert {one[0] for one in booked} == {"asked"}
        draft = here.written(here.world.representative, "asf")
        actions.give_answer(actor=here.world.representative, answer=draft, version=draft.version)
        Consultation.objects.filter(pk=here.consultation.pk).update(closes_on=closing(2))
        assert remind() == 3
        assert remind() == 0

    def test_a_mail_says_who_asks_and_until_when(self, here: Consulting, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("cms.consultation.telling.may_send", lambda _moment: True)
        hat = Membership.objects.get(pk=here.world.representative.membership_id)
        tell.func("asked", str(here.party("asf").pk), str(hat.pk))
        assert here.consultation.title in mail.outbox[0].subject
        assert f"/remisser/{here.consultation.pk}/" in mail.outbox[0].body
