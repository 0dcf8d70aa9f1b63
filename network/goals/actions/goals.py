"""Goals, positions, commitments and activities."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from accounts.models import Organisation
from accounts.text import clean_text
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Forbidden, Invalid
from events.recording import record
from network import origins
from network.goals import events
from network.goals.actions.common import (
    STORY_LIMIT,
    chosen,
    given_reason,
    must_be,
    organisation_of,
    seated,
    touch,
    web_address,
)
from network.goals.models import Activity, Commitment, Goal, Position, Visibility
from network.goals.reckoning.status import TOLD
from network.goals.rules import leads

DEEPEST = 4
"""Levels of the tree of goals: more than a reader can keep in mind helps nobody."""


@action("network.propose_goal", on="council")
def propose_goal(
    *,
    actor: Actor,
    council: Any,
    title: str,
    starts_on: date,
    ends_on: date,
    story: str = "",
    source: str = "",
    parent: Goal | None = None,
    status_rule: str = Goal.StatusRule.INDICATORS,
    visibility: str = Visibility.COUNCIL,
    is_demo: bool = False,
) -> Goal:
    """Propose something to reach together. It becomes the council's goal by a recorded decision."""
    newest = Goal.objects.filter(council=council.pk).aggregate(Max("number"))["number__max"] or 0
    goal = Goal(council=council, number=newest + 1, is_demo=is_demo)
    goal.proposed_by = actor.organisation if isinstance(actor, PersonActor) else None
    _describe(goal, title, story, source, starts_on, ends_on, status_rule, visibility)
    goal.parent = _parent(goal, parent)
    goal.save()
    record(events.GoalProposed(goals=council.pk, goal=goal.pk, parent=goal.parent_id, organisation=goal.proposed_by_id))
    return goal


def _describe(
    goal: Goal,
    title: str,
    story: str,
    source: str,
    starts_on: date,
    ends_on: date,
    status_rule: str,
    visibility: str,
) -> None:
    if ends_on < starts_on:
        raise Invalid(fields={"ends_on": [_("The last day comes before the first.")]})
    goal.title = clean_text(title, field="title", limit=160, one_line=True)
    goal.story = clean_text(story, field="story", limit=STORY_LIMIT, required=False)
    goal.source = clean_text(source, field="source", limit=300, required=False, one_line=True)
    goal.starts_on, goal.ends_on = starts_on, ends_on
    goal.status_rule = chosen(status_rule, Goal.StatusRule, "status_rule")
    goal.visibility = chosen(visibility, Visibility, "visibility")


def _parent(goal: Goal, parent: Goal | None) -> Goal | None:
    if parent is None:
        return None
    above, steps = parent, 1
    while above.parent is not None and above.pk != goal.pk:
        above, steps = above.parent, steps + 1
    if parent.council_id != goal.council_id or above.pk == goal.pk:
        raise Invalid(fields={"parent": [_("Choose another goal of the same council, not one below this.")]})
    if steps >= DEEPEST:
        raise Invalid(fields={"parent": [_("Goals can lie in at most four levels.")]})
    return parent


@action("network.change_goal", on="goal")
def change_goal(
    *,
    actor: Actor,
    goal: Goal,
    expected: int,
    title: str,
    starts_on: date,
    ends_on: date,
    story: str = "",
    source: str = "",
    parent: Goal | None = None,
    status_rule: str = Goal.StatusRule.INDICATORS,
    visibility: str = Visibility.COUNCIL,
) -> Goal:
    """Change a goal's words, time, place in the tree, status rule or visibility."""
    must_be(goal.version, expected)
    _describe(goal, title, story, source, starts_on, ends_on, status_rule, visibility)
    goal.parent = _parent(goal, parent)
    goal.version += 1
    goal.save()
    record(events.GoalChanged(goals=goal.council_id, goal=goal.pk))
    return goal


@action("network.adopt_goal", on="goal")
def adopt_goal(*, actor: Actor, goal: Goal, decision: str, decided_on: date, decision_url: str = "") -> Goal:
    """Make a proposed goal the council's own. The decision says where, by whom and under which paragraph."""
    if goal.state != Goal.State.PROPOSED:
        raise Conflict(_("This goal has already been adopted."))
    if decided_on > clock.today():
        raise Invalid(fields={"decided_on": [_("The decision cannot lie ahead in time.")]})
    goal.decision = clean_text(decision, field="decision", limit=300, one_line=True)
    goal.decision_url = web_address(decision_url, field="decision_url")
    goal.decided_on, goal.state = decided_on, Goal.State.ADOPTED
    goal.version += 1
    goal.save()
    record(events.GoalAdopted(goals=goal.council_id, goal=goal.pk, decided_on=decided_on))
    return goal


@action("network.close_goal", on="goal")
def close_goal(*, actor: Actor, goal: Goal, reason: str) -> Goal:
    """Stop working for a goal, with a reason. It stays readable with all that was reported."""
    if goal.state != Goal.State.ADOPTED:
        raise Conflict(_("Only an adopted goal can be closed."))
    goal.closing_reason, goal.state = given_reason(reason), Goal.State.CLOSED
    goal.version += 1
    goal.save()
    record(events.GoalClosed(goals=goal.council_id, goal=goal.pk))
    return goal


@action("network.state_status", on="goal")
def state_status(*, actor: Actor, goal: Goal, status: str, reason: str) -> Goal:
    """Say how it goes with a goal whose status the council states itself."""
    if goal.status_rule != Goal.StatusRule.STATED:
        raise Conflict(_("The status of this goal is reckoned. Change the goal's rule first if you want to state it."))
    if status not in TOLD:
        raise Invalid(fields={"status": [_("Choose one of the alternatives.")]})
    goal.stated_status, goal.stated_reason, goal.stated_at = status, given_reason(reason), clock.now()
    goal.version += 1
    goal.save()
    record(events.StatusStated(goals=goal.council_id, goal=goal.pk, status=status))
    return goal


@action("network.state_position", on="goal")
def state_position(*, actor: PersonActor, goal: Goal, stance: str, reason: str = "") -> Position:
    """Say where one's organisation stands on a goal. Conditions and opposition need a reason."""
    organisation = seated(goal.council_id, organisation_of(actor), field="organisation")
    chosen(stance, Position.Stance, "stance")
    needs_reason = stance in {Position.Stance.CONDITIONS, Position.Stance.OPPOSES}
    reason = clean_text(reason, field="reason", limit=1000, required=needs_reason)
    position, _new = Position.objects.update_or_create(
        goal=goal,
        organisation=organisation,
        defaults={"stance": stance, "reason": reason, "stated_at": clock.now(), "stated_by": actor.person},
    )
    touch(Goal, goal.pk)
    record(events.PositionStated(goals=goal.council_id, goal=goal.pk, organisation=organisation.pk, stance=stance))
    return position


@action("network.make_commitment", on="goal")
def make_commitment(
    *, actor: Actor, goal: Goal, organisation: Organisation, role: str, contribution: str = ""
) -> Commitment:
    """Write down an organisation's part in a goal. Written by itself it is confirmed at once; else it is asked.

    Raises:
        Forbidden: another organisation than the actor's own, by somebody who does not lead the council.
    """
    own = isinstance(actor, PersonActor) and actor.organisation_id == organisation.pk
    if isinstance(actor, PersonActor) and not own and not leads(actor, goal):
        raise Forbidden(_("You can only commit the organisation you act for."))
    seated(goal.council_id, organisation, field="organisation")
    chosen(role, Commitment.Role, "role")
    contribution = clean_text(contribution, field="contribution", limit=1000, required=False)
    commitment, _new = Commitment.objects.update_or_create(
        goal=goal,
        organisation=organisation,
        defaults={
            "role": role,
            "contribution": contribution,
            "confirmed_at": clock.now() if own else None,
            "confirmed_by": actor.person if isinstance(actor, PersonActor) and own else None,
        },
    )
    touch(Goal, goal.pk)
    facts = {"goals": goal.council_id, "goal": goal.pk, "commitment": commitment.pk, "organisation": organisation.pk}
    record(events.CommitmentMade(**facts, role=role))
    if own:
        record(events.CommitmentConfirmed(**facts))
    return commitment


@action("network.confirm_commitment", on="commitment")
def confirm_commitment(*, actor: PersonActor, commitment: Commitment) -> Commitment:
    """Confirm one's own organisation's part in a goal, as it is written."""
    if commitment.confirmed_at:
        raise Conflict(_("This has already been confirmed."))
    commitment.confirmed_at, commitment.confirmed_by = clock.now(), actor.person
    commitment.save()
    touch(Goal, commitment.goal_id)
    record(
        events.CommitmentConfirmed(
            goals=commitment.goal.council_id,
            goal=commitment.goal_id,
            commitment=commitment.pk,
            organisation=commitment.organisation_id,
        )
    )
    return commitment


@action("network.end_commitment", on="commitment")
def end_commitment(*, actor: Actor, commitment: Commitment) -> None:
    """Take an organisation's part in a goal away; the log keeps that it was there."""
    goal = commitment.goal
    record(
        events.CommitmentEnded(
            goals=goal.council_id, goal=goal.pk, commitment=commitment.pk, organisation=commitment.organisation_id
        )
    )
    commitment.delete()
    touch(Goal, goal.pk)


@action("network.add_activity", on="goal")
def add_activity(
    *,
    actor: Actor,
    goal: Goal,
    title: str,
    organisation: Organisation,
    due: date,
    note: str = "",
    origin_kind: str = "",
    origin: UUID | None = None,
) -> Activity:
    """Note something to be done for a goal, by whom and by when, and what it came from.

    Raises:
        Invalid: among others an origin that the actor does not see.
    """
    if isinstance(actor, PersonActor) and origin and not origins.origins(actor, [(origin_kind, origin)]):
        raise Invalid(fields={"origin": [_("What this comes from is no longer there.")]})
    activity = Activity(goal=goal, origin_kind=origin_kind if origin else "", origin=origin)
    _plan(activity, title, seated(goal.council_id, organisation, field="organisation"), due, note)
    activity.save()
    touch(Goal, goal.pk)
    record(
        events.ActivityAdded(
            goals=goal.council_id,
            goal=goal.pk,
            activity=activity.pk,
            organisation=organisation.pk,
            origin_kind=activity.origin_kind,
            origin=origin,
        )
    )
    return activity


def _plan(activity: Activity, title: str, organisation: Organisation, due: date, note: str) -> None:
    activity.title = clean_text(title, field="title", limit=200, one_line=True)
    activity.note = clean_text(note, field="note", limit=1000, required=False)
    activity.organisation, activity.due = organisation, due


@action("network.change_activity", on="activity")
def change_activity(
    *,
    actor: Actor,
    activity: Activity,
    expected: int,
    title: str,
    organisation: Organisation,
    due: date,
    state: str,
    note: str = "",
) -> Activity:
    """Change an activity: its words, who does it, by when, or how far it has come."""
    must_be(activity.version, expected)
    if organisation.pk != activity.organisation_id:
        seated(activity.goal.council_id, organisation, field="organisation")
    _plan(activity, title, organisation, due, note)
    was, activity.state = activity.state, chosen(state, Activity.State, "state")
    if activity.state != was:
        activity.done_on = clock.today() if activity.state == Activity.State.DONE else None
    activity.version += 1
    activity.save()
    touch(Goal, activity.goal_id)
    record(
        events.ActivityChanged(
            goals=activity.goal.council_id, goal=activity.goal_id, activity=activity.pk, state=activity.state
        )
    )
    return activity
