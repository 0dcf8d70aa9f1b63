"""What the API views of shared goals have in common."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from rest_framework.response import Response

from accounts.actor import AnyActor
from accounts.models import Organisation, Person
from api.base import View
from api.openapi import FIELDS, HAT, IF_MATCH, IF_NONE_MATCH, KEY
from events import clock
from events.errors import Invalid, NotVisible
from network.councils import councils
from network.goals.abilities import abilities
from network.goals.models import Goal, Indicator
from network.goals.past import goals_at
from network.goals.picture import Picture, pictures
from network.goals.state import GoalState, states

FIRST_YEAR = 2000
"""Nothing was known here before."""
READ = [IF_NONE_MATCH, FIELDS, HAT]
LIST = [FIELDS, HAT]
WRITE = [KEY, HAT]
CHANGE = [IF_MATCH, KEY, HAT]


class GoalsView(View):
    """Base: parameters are declared, and a key for reporting may read what one reports by."""

    strict = True
    report_reads = True
    pagination_class: Any = None
    serializer_class: Any = None

    def as_of(self) -> datetime | None:
        """Return the moment that `?as_of=` asks about; None for now.

        Raises:
            Invalid: it is no day or moment, or lies ahead.
        """
        text = self.request.query_params.get("as_of")
        return None if text is None else moment_in(text)

    def found[M: Model](self, among: QuerySet[M], field: str, **named: Any) -> M:
        """Return the one thing that a body names, among those the actor may see.

        Raises:
            NotVisible: there is no such thing; keyed by `field`.
        """
        thing = among.filter(**named).first()
        if thing is None:
            raise NotVisible(fields={field: [NotVisible.message]})
        return thing

    def council(self, slug: str) -> Any:
        """Return the council that a body names."""
        return self.found(councils().all(), "council", slug=slug)

    def organisation(self, pk: UUID | None, field: str = "organisation") -> Organisation | None:
        """Return the organisation that a body names, if it names one."""
        return None if pk is None else self.found(Organisation.objects.all(), field, pk=pk)

    def person(self, pk: UUID | None, field: str) -> Person | None:
        """Return the person that a body names, if it names one."""
        return None if pk is None else self.found(Person.objects.all(), field, pk=pk)

    def whole(self, view: dict[str, Any], thing: Any, code: int = 200) -> Response:
        """Answer with a thing, what the actor may do with it, and its entity tag."""
        return self.with_etag({**view, "abilities": abilities(self.reader, thing)}, code)

    def listed(self, found: QuerySet[Any], show: Callable[[Iterable[Any]], Any]) -> Response:
        """Answer with a page of what the filters let through."""
        return self.paged(self.filter_queryset(found), show)


def moment_in(text: str) -> datetime:
    """Return the moment that a day (its end) or a date-time with its offset says, no later than now.

    Raises:
        Invalid: it says none, or one that lies ahead; keyed by `as_of`.
    """
    try:
        moment = _moment(text)
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        words = _("Write a day as 2026-11-24, or a moment with its offset from UTC as 2026-11-24T12:00:00Z.")
        raise Invalid(fields={"as_of": [words]})
    if moment > clock.now():
        raise Invalid(fields={"as_of": [_("This lies ahead. Ask about what has been.")]})
    return moment


def _moment(text: str) -> datetime | None:
    day = parse_date(text)
    if day is not None and len(text) == len("2026-11-24"):
        return None if day.year < FIRST_YEAR else min(_end_of(day), _now_if_today(day))
    # A plus sign that was not escaped in an address arrives as a blank.
    found = parse_datetime(text.replace(" ", "+"))
    return found if found is not None and found.tzinfo is not None and found.year >= FIRST_YEAR else None


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)


def _now_if_today(day: date) -> datetime:
    return clock.now() if day == clock.today() else datetime.max.replace(tzinfo=UTC)


def around_of(actor: AnyActor) -> set[UUID]:
    """Return the ids of the councils whose goals the actor sees as those do who share them."""
    return set(councils().around(actor).values_list("pk", flat=True))


def goal_states(actor: AnyActor, goals: Iterable[Goal], at: datetime | None) -> list[GoalState]:
    """Return how it goes with goals that an actor sees, of their own councils and of others, in the same order."""
    there = list(goals)
    if at is not None:
        there = goals_at(there, at)

    def reckon(some: Sequence[Goal], public: bool) -> list[GoalState]:
        return states(some, at=at, public=public)

    return cast(list[GoalState], _each_as_seen(actor, there, reckon, lambda one: one.goal.pk))


def indicator_pictures(actor: AnyActor, indicators: Iterable[Indicator], at: datetime | None) -> list[Picture]:
    """Return the pictures of indicators that an actor sees, of their own councils and of others, in the same order."""

    def reckon(some: Sequence[Indicator], public: bool) -> list[Picture]:
        return pictures(some, at=at, public=public)

    return cast(list[Picture], _each_as_seen(actor, list(indicators), reckon, lambda one: one.indicator.pk))


def _each_as_seen(
    actor: AnyActor, things: Sequence[Any], reckon: Callable[[Any, bool], list[Any]], key: Callable[[Any], UUID]
) -> list[Any]:
    own = around_of(actor)
    made: dict[UUID, Any] = {}
    for public in (False, True):
        some = [one for one in things if (one.council_id not in own) == public]
        if some:
            made |= {key(one): one for one in reckon(some, public)}
    return [made[one.pk] for one in things]
