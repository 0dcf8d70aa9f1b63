"""Conclusions: lifted from what the room has seen, agreed on, and carried on where they belong, with the way back."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from accounts.actor import NOBODY
from events import clock
from events.errors import Conflict, Forbidden, Invalid, Stale
from events.models import Event
from network.goals.models import Activity, Goal
from network.goals.reading.goal import goal_page
from tests.cms.consulting import prepared, sent
from tests.workshops.choosing import VOTE, dot, running_too, voting
from tests.workshops.concluding import adopted, agreed, concluding, lifted, noted, years
from tests.workshops.making import HIDDEN, Session, running
from tests.world import World
from workshops.boards import actions as boards
from workshops.outcomes import actions as outcomes
from workshops.outcomes.models import Outcome
from workshops.plans import actions as plans
from workshops.plans.models import Workshop
from workshops.sessions import actions as sessions
from workshops.sessions.snapshot import state_of, workshop_snapshot

pytestmark = pytest.mark.django_db


def shown(session: Session, actor: Any) -> list[Any]:
    return [view for view in workshop_snapshot(actor, session.now())["views"] if view["kind"] == "outcome"]


def now(outcome: Outcome) -> Outcome:
    return Outcome.objects.select_related("workshop__council").get(pk=outcome.pk)


class TestLifting:
    def test_what_is_concluded_says_what_it_was_lifted_from(self, world: World) -> None:
        session, note = concluding(world)
        lifted(session, note)
        view = shown(session, session.guests["Gunilla"])[0]
        assert view["type"] == "conclusion"
        assert [(one["kind"], one["thing"]) for one in view["sources"]] == [("note", str(note.pk))]

    def test_nothing_in_it_says_who_wrote_what_it_was_lifted_from(self, world: World) -> None:
        session, note = concluding(world)
        lifted(session, note)
        assert str(session.place(world.officer).pk) not in str(shown(session, world.officer))

    def test_it_is_lifted_from_this_workshop_alone(self, world: World) -> None:
        session, _note = concluding(world)
        elsewhere = noted(running(world, title="En annan"))
        with pytest.raises(Invalid) as refused:
            lifted(session, elsewhere)
        assert "sources" in refused.value.fields

    def test_what_was_removed_is_lifted_no_more(self, world: World) -> None:
        session, note = concluding(world)
        boards.remove_note(actor=world.officer, note=note)
        with pytest.raises(Invalid):
            lifted(session, note)

    def test_the_hosts_may_lift_what_is_hidden_from_the_others(self, world: World) -> None:
        session = running(world, HIDDEN)
        note = noted(session)
        assert lifted(session, note).sources.count() == 1

    def test_a_workshop_that_is_over_can_still_be_concluded_and_one_that_was_called_off_cannot(
        self, world: World
    ) -> None:
        session, note = concluding(world)
        sessions.end_workshop(actor=session.facilitator, workshop=session.now())
        assert lifted(session, note)
        Workshop.objects.filter(pk=session.workshop.pk).update(state="cancelled")
        with pytest.raises(Forbidden):
            lifted(session, note)

    def test_those_who_take_part_and_strangers_conclude_nothing(self, world: World) -> None:
        session, _note = concluding(world)
        for who in (world.officer, world.drafter, session.guests["Gunilla"], world.outsider, NOBODY):
            with pytest.raises(Forbidden):
                outcomes.lift_outcome(actor=who, workshop=session.now(), type="goal", text="Mitt eget")

    def test_dots_come_along_when_the_room_has_seen_them(self, world: World) -> None:
        session, vote = voting(world, plan=running_too(VOTE))
        dot(world.officer, vote, 0, 3)
        lifted(session, vote.items.first())
        assert shown(session, world.officer)[0]["sources"][0]["dots"] == 3

    def test_dots_that_the_room_has_not_seen_stay_unseen(self, world: World) -> None:
        session, vote = voting(world)
        dot(world.officer, vote, 0, 3)
        lifted(session, vote.items.first())
        assert shown(session, world.officer)[0]["sources"][0]["dots"] is None


class TestAgreeing:
    def test_a_change_from_an_older_version_is_refused(self, world: World) -> None:
        session, _note = concluding(world)
        outcome = agreed(session)
        with pytest.raises(Stale):
            outcomes.change_outcome(
                actor=world.chair, outcome=outcome, expected=outcome.version - 1, type="goal", text="Annat"
            )

    def test_what_was_dropped_is_taken_up_again_by_agreeing(self, world: World) -> None:
        session, _note = concluding(world)
        outcome = outcomes.drop_outcome(actor=world.chair, outcome=lifted(session))
        assert outcome.state == Outcome.State.DROPPED
        assert outcomes.agree_on_outcome(actor=world.chair, outcome=outcome).state == Outcome.State.AGREED

    def test_the_order_is_the_hosts_to_set(self, world: World) -> None:
        session, _note = concluding(world)
        first, second = lifted(session, text="Ett"), lifted(session, text="Två")
        outcomes.move_outcome(actor=world.chair, outcome=second, before=first.pk)
        assert list(session.workshop.outcomes.values_list("text", flat=True)) == ["Två", "Ett"]

    def test_the_log_knows_that_something_was_concluded_and_never_what(self, world: World) -> None:
        session, _note = concluding(world)
        agreed(session, text="Hemliga ord")
        assert not [one for one in Event.objects.all() if "Hemliga" in str(one.data)]
        assert Event.objects.get(type="workshops.outcome_lifted").actor == world.facilitator.ref


class TestHandingOver:
    def test_a_goal_is_proposed_and_leads_back_to_the_workshop(self, world: World) -> None:
        session, note = concluding(world)
        outcome = agreed(session, note, kind="goal")
        outcomes.hand_over(actor=world.facilitator, outcome=outcome, **years())
        goal = Goal.objects.get(title="En väg in till kommunen")
        assert goal.state == Goal.State.PROPOSED
        became = shown(session, world.officer)[0]["became"]
        assert became == {"kind": "goal", "url": f"/mal/sjoby/{goal.number}/", "title": goal.title}
        session.workshop.refresh_from_db()
        sessions.end_workshop(actor=session.facilitator, workshop=session.now())
        assert [one.label for one in goal_page(world.secretary, goal)["links"]] == [session.workshop.title]
        assert goal_page(NOBODY, goal)["links"] == []

    def test_an_activity_says_which_conclusion_it_came_from(self, world: World) -> None:
        session, _note = concluding(world)
        goal, whom = adopted(world), world.organisations["asf"]
        due = clock.today() + timedelta(days=30)
        outcome = agreed(session, kind="activity", organisation=whom, due=due)
        outcomes.hand_over(actor=world.facilitator, outcome=outcome, goal=goal.pk)
        activity = Activity.objects.get(origin=outcome.pk)
        assert (activity.organisation, activity.due, activity.origin_kind) == (whom, due, "outcome")
        origin = goal_page(world.facilitator, goal)["activities"][0]["origin"]
        assert session.workshop.title in origin.label
        assert origin.url.endswith(f"/protokoll/#slutsats-{outcome.pk}")

    def test_a_question_is_put_in_a_room_with_the_way_to_the_workshop(self, world: World) -> None:
        session, _note = concluding(world)
        outcome = agreed(session, kind="question", organisation=world.organisations["asf"], due=clock.today())
        outcomes.hand_over(
            actor=world.facilitator, outcome=outcome, room=world.open_room.pk, due=clock.today() + timedelta(days=7)
        )
        message = world.open_room.messages.get(pk=now(outcome).became)
        assert message.question.organisation == world.organisations["asf"]
        assert f"/protokoll/#slutsats-{outcome.pk}" in message.html
        assert shown(session, world.officer)[0]["became"]["url"] == f"/meddelande/{message.pk}/"

    def test_whom_and_by_when_that_is_said_at_the_handing_over_stands_with_the_conclusion(self, world: World) -> None:
        session, _note = concluding(world)
        outcome = agreed(session, kind="question")
        whom, due = world.organisations["asf"], clock.today() + timedelta(days=7)
        outcomes.hand_over(
            actor=world.facilitator, outcome=outcome, room=world.open_room.pk, organisation=whom, due=due
        )
        told = shown(session, world.officer)[0]
        assert told["organisation"]["id"] == str(whom.pk)
        assert told["due"] == due.isoformat()

    def test_what_a_title_holds_makes_no_link_of_its_own(self, world: World) -> None:
        session = running(world, title="Se [här](https://ond.example)")
        outcome = agreed(session, kind="question", organisation=world.organisations["asf"])
        due = clock.today() + timedelta(days=7)
        outcomes.hand_over(actor=world.facilitator, outcome=outcome, room=world.open_room.pk, due=due)
        assert 'href="https://ond' not in world.open_room.messages.get(pk=now(outcome).became).html

    def test_in_a_room_one_cannot_read_nothing_is_asked(self, world: World) -> None:
        session, _note = concluding(world)
        outcome = agreed(session, kind="question", organisation=world.organisations["asf"], due=clock.today())
        with pytest.raises(Invalid) as refused:
            outcomes.hand_over(actor=world.facilitator, outcome=outcome, room=world.closed_room.pk)
        assert "room" in refused.value.fields

    def test_an_input_goes_into_the_draft_of_the_hosts_own_organisation(self, world: World) -> None:
        session, _note = concluding(world)
        here = sent(world)
        here.written(world.facilitator, "adviser", summary="Vi är för.")
        outcome = agreed(session, kind="input")
        outcomes.hand_over(actor=world.facilitator, outcome=outcome, consultation=here.consultation.pk)
        answer = here.party("adviser").answer
        assert answer.summary.startswith("Vi är för.\n\nEn väg in till kommunen\n")
        assert f"/protokoll/#slutsats-{outcome.pk}" in answer.summary
        assert answer.positions.count() == 2
        assert shown(session, world.officer)[0]["became"]["title"] == "En väg in till kommunen"

    def test_an_input_goes_to_no_consultation_one_is_not_asked_in(self, world: World) -> None:
        session, _note = concluding(world)
        here = prepared(world)
        with pytest.raises(Invalid) as refused:
            outcomes.hand_over(
                actor=world.facilitator, outcome=agreed(session, kind="input"), consultation=here.consultation.pk
            )
        assert "consultation" in refused.value.fields

    def test_a_host_hands_over_only_what_they_might_do_themselves(self, world: World) -> None:
        session, _note = concluding(world)
        plans.add_host(
            actor=world.facilitator,
            workshop=session.now(),
            person=world.outsider.person,
            organisation=world.outsider.organisation,
            role="cohost",
        )
        outcome = agreed(session, kind="goal")
        with pytest.raises(Forbidden) as refused:
            outcomes.hand_over(actor=world.outsider, outcome=outcome, **years())
        assert "rådet" in str(refused.value.message)
        assert now(outcome).state == Outcome.State.AGREED
        assert not Goal.objects.filter(title=outcome.text).exists()

    def test_only_what_the_group_agreed_on_goes_and_only_once(self, world: World) -> None:
        session, _note = concluding(world)
        outcome = lifted(session, kind="goal")
        with pytest.raises(Conflict):
            outcomes.hand_over(actor=world.facilitator, outcome=outcome, **years())
        outcomes.agree_on_outcome(actor=world.facilitator, outcome=outcome)
        outcomes.hand_over(actor=world.facilitator, outcome=outcome, **years())
        with pytest.raises(Conflict):
            outcomes.hand_over(actor=world.facilitator, outcome=outcome, **years())
        assert Goal.objects.filter(title=outcome.text).count() == 1

    def test_what_nobody_takes_over_stays_in_the_record(self, world: World) -> None:
        session, _note = concluding(world)
        outcome = agreed(session)
        with pytest.raises(Conflict):
            outcomes.hand_over(actor=world.facilitator, outcome=outcome)
        assert shown(session, world.officer)[0]["became"] is None

    def test_of_what_was_handed_over_the_words_alone_change(self, world: World) -> None:
        session, _note = concluding(world)
        outcome = outcomes.hand_over(actor=world.facilitator, outcome=agreed(session, kind="goal"), **years())
        with pytest.raises(Conflict):
            outcomes.change_outcome(
                actor=world.chair, outcome=outcome, expected=outcome.version, type="question", text="Annat"
            )
        changed = outcomes.change_outcome(
            actor=world.chair, outcome=now(outcome), expected=now(outcome).version, type="goal", text="Annat"
        )
        assert changed.text == "Annat"


class TestRedaction:
    def reviews(self, session: Session) -> list[Any]:
        return [one for one in state_of("hosts", session.workshop.pk) if one["kind"] == "review"]

    def test_the_hosts_are_asked_to_look_at_what_was_lifted_from_a_redacted_note(self, world: World) -> None:
        session, note = concluding(world)
        outcome, other = lifted(session, note), lifted(session, text="Något annat")
        boards.redact_note(actor=world.chair, note=note, reason="person")
        assert [one["id"] for one in self.reviews(session)] == [str(outcome.pk)]
        assert not now(other).to_review

    def test_the_room_is_not_told(self, world: World) -> None:
        session, note = concluding(world)
        lifted(session, note)
        boards.redact_note(actor=world.chair, note=note, reason="person")
        assert not [one for one in workshop_snapshot(world.officer, session.now())["views"] if one["kind"] == "review"]

    def test_it_reaches_what_was_lifted_from_the_group_it_is_in(self, world: World) -> None:
        session, note = concluding(world)
        step = note.step
        group = boards.make_group(
            actor=world.chair, step=step, group=uuid.uuid4(), notes=[note.pk, noted(session, "Två", step=step).pk]
        )
        outcome = lifted(session, group)
        note.refresh_from_db()
        boards.redact_note(actor=world.chair, note=note, reason="person")
        assert now(outcome).to_review

    def test_other_words_or_a_look_settles_it(self, world: World) -> None:
        session, note = concluding(world)
        first, second = lifted(session, note), lifted(session, note)
        boards.redact_note(actor=world.chair, note=note, reason="person")
        outcomes.keep_words(actor=world.chair, outcome=first)
        outcomes.change_outcome(
            actor=world.chair, outcome=second, expected=second.version, type="conclusion", text="Utan namn"
        )
        assert self.reviews(session) == []
