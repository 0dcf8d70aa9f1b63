"""The ways of this floor: a proposed goal, an activity of an adopted goal, a question in a council's room."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from accounts.models import Organisation
from council.rooms.actions import post_message
from council.rooms.models import Message
from council.rooms.queries import rooms_visible_to
from events.errors import Invalid
from network.goals.actions import add_activity, propose_goal
from network.goals.models import Activity, Goal
from network.goals.queries import goals_visible_to
from workshops.outcomes.handing import Became, addresses, hands_over
from workshops.outcomes.models import Outcome

TITLE = 160


@hands_over(Outcome.Kind.GOAL)
def as_goal(actor: PersonActor, outcome: Outcome, given: Mapping[str, Any]) -> Became:
    """Propose a goal to the workshop's council: `title`, `starts_on`, `ends_on`, `story`."""
    goal = propose_goal(
        actor=actor,
        council=outcome.workshop.council,
        title=title_of(outcome, given),
        starts_on=_needed(given, "starts_on"),
        ends_on=_needed(given, "ends_on"),
        story=given.get("story") or (outcome.text if len(outcome.text) > TITLE else ""),
        source=_("The workshop “%(title)s”") % {"title": outcome.workshop.title},
        is_demo=outcome.workshop.is_demo,
    )
    return Became("goal", goal.pk, goal.title)


@hands_over(Outcome.Kind.ACTIVITY)
def as_activity(actor: PersonActor, outcome: Outcome, given: Mapping[str, Any]) -> Became:
    """Note an activity for an adopted goal of the council: `goal`, `title`, `organisation`, `due`, `note`."""
    goals = goals_visible_to(actor).filter(council=outcome.workshop.council_id, state=Goal.State.ADOPTED)
    goal = goals.filter(pk=_needed(given, "goal")).first()
    if goal is None:
        raise Invalid(fields={"goal": [_("Choose an adopted goal of the council.")]})
    organisation, due = _whom(outcome, given), _by_when(outcome, given)
    activity = add_activity(
        actor=actor,
        goal=goal,
        title=title_of(outcome, given),
        organisation=organisation,
        due=due,
        note=given.get("note") or (outcome.text if len(outcome.text) > TITLE else ""),
        origin_kind="outcome",
        origin=outcome.pk,
    )
    return Became("activity", activity.pk, activity.title, organisation, due)


@hands_over(Outcome.Kind.QUESTION)
def as_question(actor: PersonActor, outcome: Outcome, given: Mapping[str, Any]) -> Became:
    """Put a question to an organisation in a room of the council: `room`, `organisation`, `due`."""
    rooms = rooms_visible_to(actor).filter(council=outcome.workshop.council_id)
    room = rooms.filter(pk=_needed(given, "room")).first()
    if room is None:
        raise Invalid(fields={"room": [_("Choose a room of the council that you may read.")]})
    organisation, due = _whom(outcome, given), _by_when(outcome, given)
    link = f"[{_in_link(outcome.workshop.title)}]({settings.BASE_URL}{origin_url(outcome)})"
    origin = _("From the workshop %(link)s.") % {"link": link}
    words = f"{outcome.text}\n\n{origin}"
    message = post_message(actor=actor, room=room, text=words, question_to=organisation, question_due=due)
    return Became("question", message.pk, outcome.text[:TITLE], organisation, due)


def _in_link(title: str) -> str:
    # A title that is written like a link, or would end one, stays words.
    return "".join(f"\\{letter}" if letter in "\\[]()*_`<>" else letter for letter in title)


def origin_url(outcome: Outcome) -> str:
    """Return where a conclusion stands in the record of its workshop."""
    council = outcome.workshop.council.slug
    return f"{reverse('workshops:record', args=[council, outcome.workshop.slug])}#slutsats-{outcome.pk}"


def title_of(outcome: Outcome, given: Mapping[str, Any]) -> str:
    """Return what the host calls it, or the beginning of the conclusion itself."""
    words = " ".join((given.get("title") or outcome.text).split())
    return words if given.get("title") or len(words) <= TITLE else words[: TITLE - 2].rsplit(" ", 1)[0] + " …"


def _needed(given: Mapping[str, Any], name: str) -> Any:
    if not given.get(name):
        raise Invalid(fields={name: [_("This is needed.")]})
    return given[name]


def _whom(outcome: Outcome, given: Mapping[str, Any]) -> Organisation:
    chosen = given.get("organisation") or outcome.organisation
    if chosen is None:
        raise Invalid(fields={"organisation": [_("Choose an organisation.")]})
    return chosen


def _by_when(outcome: Outcome, given: Mapping[str, Any]) -> Any:
    due = given.get("due") or outcome.due
    if due is None:
        raise Invalid(fields={"due": [_("Choose a day.")]})
    return due


@addresses("goal")
def of_goals(ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the pages of goals."""
    found = Goal.objects.filter(pk__in=ids).values_list("pk", "council__slug", "number")
    return {pk: reverse("network:goal", args=[council, number]) for pk, council, number in found}


@addresses("activity")
def of_activities(ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return where activities stand on the pages of their goals."""
    found = Activity.objects.filter(pk__in=ids).values_list("pk", "goal__council__slug", "goal__number")
    return {pk: f"{reverse('network:goal', args=[council, number])}#activity-{pk}" for pk, council, number in found}


@addresses("question")
def of_questions(ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return where messages with questions are."""
    found = Message.objects.filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("council:message", args=[pk]) for pk in found}
