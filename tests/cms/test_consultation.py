"""Consultations: what is asked, who may answer until when, and who sees what."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from cms.consultation.actions import (
    adopt_subject,
    change_consultation,
    close_consultation,
    close_when_over,
    extend_deadline,
    give_answer,
    join_consultation,
    open_consultation,
    publish_consultation,
    replace_subject,
    respond,
    save_answer,
    withdraw_consultation,
)
from cms.consultation.actions.answering import Words, digest_of
from cms.consultation.models import Answer, Consultation, Response
from cms.consultation.queries import answers_visible_to, consultations_visible_to, silent, versions_seen_through
from events import clock
from events.errors import Conflict, Forbidden, Invalid, Stale
from events.models import Event
from events.workdays import is_working_day
from tests.cms.consulting import SECTIONS, Consulting, changed, closing, make_editor, prepared, sent
from tests.world import SYSTEM, World

pytestmark = pytest.mark.django_db


def sees(actor, here: Consulting) -> bool:
    return consultations_visible_to(actor).filter(pk=here.consultation.pk).exists()


def after(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Let it be the day after `day`."""
    moment = clock.now() + (day + timedelta(days=1) - clock.today())
    monkeypatch.setattr(clock, "now", lambda: moment)


def given(here: Consulting, actor, role: str, **more) -> Answer:
    answer = here.written(actor, role, **more)
    return give_answer(actor=actor, answer=answer, version=answer.version)


class TestPreparing:
    def test_only_the_drafters_see_what_is_being_prepared(self, world: World) -> None:
        here = prepared(world, participation="open")
        assert sees(world.officer, here)
        assert not any(sees(actor, here) for actor in (world.representative, world.outsider, world.visitor))

    def test_one_who_is_no_editor_cannot_ask(self, world: World) -> None:
        here = prepared(world)
        make_editor(world.representative)
        with pytest.raises(Forbidden):
            open_consultation(actor=world.representative, consultation=here.consultation, version=1)

    def test_it_cannot_be_opened_without_a_question_and_someone_to_ask(self, world: World) -> None:
        here = prepared(world)
        here.consultation.questions.all().delete()
        here.consultation.parties.all().delete()
        with pytest.raises(Invalid) as refused:
            open_consultation(actor=world.officer, consultation=here.consultation, version=here.consultation.version)
        assert set(refused.value.fields) == {"questions", "organisation"}

    @pytest.mark.parametrize("day", [date(2017, 1, 2), date(2090, 12, 25), date(2090, 12, 24)])
    def test_the_last_day_is_a_working_day_to_come(self, world: World, day: date) -> None:
        here = prepared(world)
        words = {"title": "T", "need": "N", "participation": "closed", "influence": "dialogue"}
        with pytest.raises(Invalid) as refused:
            change_consultation(
                actor=world.officer,
                consultation=here.consultation,
                version=here.consultation.version,
                closes_on=day,
                **words,
            )
        assert set(refused.value.fields) == {"closes_on"}

    def test_a_change_from_an_older_version_is_refused(self, world: World) -> None:
        here = prepared(world)
        with pytest.raises(Stale):
            open_consultation(actor=world.officer, consultation=here.consultation, version=1)


class TestSeeing:
    def test_those_who_are_asked_see_it_from_the_day_it_opens_and_nobody_else(self, world: World) -> None:
        here = sent(world)
        assert sees(world.representative, here)
        assert sees(world.facilitator, here)
        assert not any(sees(actor, here) for actor in (world.outsider, world.former, world.visitor))

    def test_everybody_sees_one_that_any_organisation_may_answer(self, world: World) -> None:
        here = sent(world, participation="open")
        assert all(sees(actor, here) for actor in (world.outsider, world.visitor))

    def test_the_text_asked_about_is_seen_with_the_consultation(self, world: World) -> None:
        here = sent(world)
        subject = here.consultation.subject
        assert subject is not None
        assert [one["heading"] for one in subject.sections] == [one["value"]["heading"] for one in SECTIONS]
        assert versions_seen_through(world.representative).filter(pk=subject.pk).exists()
        assert not versions_seen_through(world.visitor).exists()

    def test_what_is_written_is_seen_by_the_own_organisation_alone_until_it_is_given(self, world: World) -> None:
        here = sent(world)
        draft = here.written(world.representative, "asf")

        def readers() -> set[str]:
            return {role for role, actor in world.cast.items() if draft in answers_visible_to(actor, here.consultation)}

        assert readers() == {"representative", "manager"}
        give_answer(actor=world.representative, answer=draft, version=draft.version)
        assert readers() == {"representative", "manager", "officer", "admin"}

    def test_everybody_reads_the_answers_once_the_drafter_says_so(self, world: World, monkeypatch) -> None:
        here = sent(world)
        given(here, world.representative, "asf")
        here.written(world.facilitator, "adviser")
        after(monkeypatch, here.consultation.closes_on)
        close_when_over(actor=SYSTEM, consultation=here.consultation)
        assert not answers_visible_to(world.visitor, here.fresh()).exists()
        publish_consultation(actor=world.officer, consultation=here.consultation, version=here.fresh().version)
        assert [one.party.organisation.name for one in answers_visible_to(world.visitor, here.fresh())] == [
            world.organisations["asf"].name
        ]
        assert sees(world.visitor, here)


class TestAnswering:
    def test_an_answer_is_given_whole_or_the_draft_is_kept(self, world: World) -> None:
        here = sent(world)
        draft = save_answer(actor=world.representative, party=here.party("asf"), words=Words(summary="Bra."))
        with pytest.raises(Invalid) as refused:
            give_answer(actor=world.representative, answer=draft, version=draft.version)
        asked = {f"stance-{one.pk}" for one in here.consultation.questions.all()}
        assert set(refused.value.fields) == {"decided_by", "decided_on"} | asked
        draft.refresh_from_db()
        assert draft.summary == "Bra."
        assert not draft.is_given

    def test_a_given_answer_never_changes(self, world: World) -> None:
        here = sent(world)
        answer = given(here, world.representative, "asf")
        with pytest.raises(Conflict):
            save_answer(
                actor=world.representative, party=here.party("asf"), words=here.words("reject"), version=answer.version
            )
        with pytest.raises(Conflict):
            give_answer(actor=world.representative, answer=answer, version=answer.version)
        told = Event.objects.filter(type="cms.answer_given").first()
        assert told is not None
        assert told.data["digest"] == digest_of(Answer.objects.get(pk=answer.pk))

    def test_two_who_write_at_once_do_not_undo_each_other(self, world: World) -> None:
        here = sent(world)
        here.written(world.representative, "asf")
        with pytest.raises(Stale):
            save_answer(actor=world.manager, party=here.party("asf"), words=here.words(), version=0)

    def test_nobody_answers_for_another_organisation(self, world: World) -> None:
        here = sent(world)
        with pytest.raises(Forbidden):
            here.written(world.facilitator, "asf")

    def test_after_the_last_day_nothing_is_lost_and_more_time_can_be_given(self, world: World, monkeypatch) -> None:
        here = sent(world)
        draft = here.written(world.representative, "asf")
        after(monkeypatch, here.consultation.closes_on)
        close_when_over(actor=SYSTEM, consultation=here.consultation)
        with pytest.raises(Conflict, match="finns kvar"):
            give_answer(actor=world.representative, answer=draft, version=draft.version)
        extend_deadline(
            actor=world.officer,
            consultation=here.fresh(),
            to=closing(3),
            reason="Styrelsen möts på torsdag.",
            party=here.party("asf"),
        )
        draft.refresh_from_db()
        assert give_answer(actor=world.representative, answer=draft, version=draft.version).is_given
        late = here.written(world.facilitator, "adviser")
        with pytest.raises(Conflict):
            give_answer(actor=world.facilitator, answer=late, version=late.version)

    def test_an_answer_to_an_older_text_is_kept_and_marked(self, world: World) -> None:
        here = sent(world)
        early = given(here, world.representative, "asf")
        draft = here.written(world.facilitator, "adviser")
        changed(here, "Kommunen vill köpa mer av sociala företag.")
        replace_subject(actor=world.officer, consultation=here.consultation, version=here.fresh().version)
        early, draft = Answer.objects.get(pk=early.pk), Answer.objects.get(pk=draft.pk)
        assert early.is_on_older_version
        assert draft.is_on_older_version
        moved = adopt_subject(actor=world.facilitator, answer=draft, version=draft.version)
        assert not Answer.objects.get(pk=moved.pk).is_on_older_version

    def test_asking_about_the_same_text_again_is_refused(self, world: World) -> None:
        here = sent(world)
        with pytest.raises(Conflict):
            replace_subject(actor=world.officer, consultation=here.consultation, version=here.fresh().version)

    def test_remarks_are_tied_to_sections_of_the_text(self, world: World) -> None:
        here = sent(world)
        subject = here.consultation.subject
        assert subject is not None
        section = subject.sections[0]["id"]
        answer = here.written(world.representative, "asf", remarks={UUID(section): "Skriv tydligare."})
        assert [remark.text for remark in answer.remarks.all()] == ["Skriv tydligare."]

    def test_any_organisation_may_join_an_open_one_and_no_closed_one(self, world: World) -> None:
        here = sent(world, participation="open")
        party = join_consultation(actor=world.outsider, consultation=here.consultation)
        assert not party.asked
        with pytest.raises(Forbidden):
            join_consultation(actor=world.officer, consultation=here.consultation)

    def test_a_closed_one_cannot_be_joined(self, world: World) -> None:
        here = sent(world)
        with pytest.raises(Forbidden):
            join_consultation(actor=world.outsider, consultation=here.consultation)

    def test_a_personal_number_is_refused_in_every_text(self, world: World) -> None:
        here = sent(world)
        with pytest.raises(Invalid) as refused:
            here.written(world.representative, "asf", summary="Ring 850709-9805.")
        assert set(refused.value.fields) == {"summary"}


class TestConcluding:
    def test_it_closes_by_itself_only_when_nobody_has_time_left(self, world: World, monkeypatch) -> None:
        here = sent(world)
        extend_deadline(
            actor=world.officer,
            consultation=here.consultation,
            to=closing(25),
            reason="Ledigt.",
            party=here.party("asf"),
        )
        after(monkeypatch, here.consultation.closes_on)
        assert not close_when_over(actor=SYSTEM, consultation=here.consultation)
        after(monkeypatch, here.party("asf").answers_by)
        assert close_when_over(actor=SYSTEM, consultation=here.consultation)

    def test_it_is_closed_early_only_when_all_who_were_asked_have_answered(self, world: World) -> None:
        here = sent(world)
        with pytest.raises(Conflict):
            close_consultation(actor=world.officer, consultation=here.consultation, version=here.fresh().version)
        for role, actor in {
            "asf": world.representative,
            "adviser": world.facilitator,
            "association": world.chair,
        }.items():
            given(here, actor, role)
        here.party("business").delete()
        close_consultation(actor=world.officer, consultation=here.consultation, version=here.fresh().version)
        assert here.fresh().state == Consultation.State.CLOSED

    def test_the_silent_are_named(self, world: World) -> None:
        here = sent(world)
        given(here, world.representative, "asf")
        here.written(world.facilitator, "adviser")
        names = {party.organisation for party in silent(here.consultation)}
        assert names == {world.organisations[role] for role in ("adviser", "business", "association")}

    def test_each_point_gets_one_response_with_a_reason(self, world: World) -> None:
        here = sent(world)
        position = given(here, world.representative, "asf").positions.all()[0]
        for verdict in ("partly", "followed"):
            respond(
                actor=world.officer,
                consultation=here.consultation,
                position=position,
                verdict=verdict,
                why="Det är rätt.",
            )
        assert [one.verdict for one in Response.objects.all()] == ["followed"]

    def test_a_draft_gets_no_response(self, world: World) -> None:
        here = sent(world)
        position = here.written(world.representative, "asf").positions.all()[0]
        with pytest.raises(Conflict):
            respond(actor=world.officer, consultation=here.consultation, position=position, verdict="not", why="Nej.")

    def test_one_that_is_withdrawn_takes_no_answers_and_says_why(self, world: World) -> None:
        here = sent(world)
        draft = here.written(world.representative, "asf")
        withdraw_consultation(actor=world.officer, consultation=here.consultation, reason="Vi börjar om.")
        with pytest.raises(Conflict):
            give_answer(actor=world.representative, answer=draft, version=draft.version)
        assert sees(world.representative, here)


def test_twenty_working_days_ahead_is_a_working_day() -> None:
    assert is_working_day(closing())
