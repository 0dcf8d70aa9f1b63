"""By what lists of shared goals can be narrowed. What is not named here is refused, and nothing reaches further."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from events import clock
from network.goals.models import (
    Activity,
    Benchmark,
    Calendar,
    Dimension,
    Goal,
    ImpactCall,
    Indicator,
    Period,
    Return,
    Scenario,
    Value,
    Visibility,
)
from network.goals.state import SETTLED


def council(path: str = "council__slug") -> filters.CharFilter:
    """Return a filter by a council's slug."""
    return filters.CharFilter(path, label="Slug of a council.")


class GoalFilters(filters.FilterSet):
    """Goals."""

    council = council()
    parent = filters.UUIDFilter("parent", label="Id of the goal above.")
    state = filters.ChoiceFilter(choices=Goal.State.choices)
    visibility = filters.ChoiceFilter(choices=Visibility.choices)

    class Meta:
        model = Goal
        fields: list[str] = []


class ActivityFilters(filters.FilterSet):
    """Activities."""

    council = council("goal__council__slug")
    goal = filters.UUIDFilter("goal", label="Id of a goal.")
    organisation = filters.UUIDFilter("organisation", label="Id of who does it.")
    state = filters.ChoiceFilter(choices=Activity.State.choices)
    overdue = filters.BooleanFilter(method="by_overdue", label="Whether it should have been done by now.")

    class Meta:
        model = Activity
        fields: list[str] = []

    def by_overdue(self, found: QuerySet[Activity], _name: str, value: bool) -> QuerySet[Activity]:
        """Keep those that are overdue today, or those that are not."""
        late = Activity.objects.filter(due__lt=clock.today()).exclude(state__in=SETTLED).values("pk")
        return found.filter(pk__in=late) if value else found.exclude(pk__in=late)


class IndicatorFilters(filters.FilterSet):
    """Indicators."""

    council = council()
    goal = filters.UUIDFilter("goal", label="Id of a goal.")
    code = filters.CharFilter("code")
    is_key = filters.BooleanFilter("is_key", label="Whether it is a key figure.")
    calendar = filters.ChoiceFilter(choices=Calendar.choices)
    measure = filters.ChoiceFilter("kind", choices=Indicator.Kind.choices)
    visibility = filters.ChoiceFilter(choices=Visibility.choices)

    class Meta:
        model = Indicator
        fields: list[str] = []


class DimensionFilters(filters.FilterSet):
    """Ways to break figures down."""

    council = council()

    class Meta:
        model = Dimension
        fields: list[str] = []


class PeriodFilters(filters.FilterSet):
    """Periods."""

    council = council()
    calendar = filters.ChoiceFilter(choices=Calendar.choices)
    state = filters.ChoiceFilter(choices=Period.State.choices)
    day = filters.DateFilter(method="by_day", label="A day that lies in it.")

    class Meta:
        model = Period
        fields: list[str] = []

    def by_day(self, found: QuerySet[Period], _name: str, value: Any) -> QuerySet[Period]:
        """Keep those in which a day lies."""
        return found.filter(starts_on__lte=value, ends_on__gte=value)


class ReturnFilters(filters.FilterSet):
    """Returns."""

    council = council("indicator__council__slug")
    indicator = filters.UUIDFilter("indicator", label="Id of an indicator.")
    code = filters.CharFilter("indicator__code", label="Code of an indicator.")
    period = filters.UUIDFilter("period", label="Id of a period.")
    organisation = filters.CharFilter("organisation__slug", label="Slug of an organisation.")
    state = filters.ChoiceFilter(choices=Return.State.choices)

    class Meta:
        model = Return
        fields: list[str] = []


class ValueFilters(filters.FilterSet):
    """Published values."""

    council = council("report__indicator__council__slug")
    indicator = filters.UUIDFilter("report__indicator", label="Id of an indicator.")
    code = filters.CharFilter("report__indicator__code", label="Code of an indicator.")
    organisation = filters.CharFilter("report__organisation__slug", label="Slug of an organisation.")
    period = filters.UUIDFilter("report__period", label="Id of a period.")
    cell = filters.CharFilter(method="by_cell", label="Key of a cell; `total` for the one not broken down.")
    since = filters.IsoDateTimeFilter("report__published_at", lookup_expr="gte", label="Published from then on.")

    class Meta:
        model = Value
        fields: list[str] = []

    def by_cell(self, found: QuerySet[Value], _name: str, value: str) -> QuerySet[Value]:
        """Keep one cell. The total's key is empty, which no filter could tell from none."""
        return found.filter(cell__key="" if value == "total" else value)


class BenchmarkFilters(filters.FilterSet):
    """Other areas' series."""

    council = council()
    indicator = filters.UUIDFilter("indicator", label="Id of an indicator.")

    class Meta:
        model = Benchmark
        fields: list[str] = []


class ImpactCallFilters(filters.FilterSet):
    """Calls for the effects of a changed rule."""

    council = council()
    state = filters.ChoiceFilter(choices=ImpactCall.State.choices)

    class Meta:
        model = ImpactCall
        fields: list[str] = []


class ScenarioFilters(filters.FilterSet):
    """Calculations."""

    council = council()
    visibility = filters.ChoiceFilter(choices=Visibility.choices)

    class Meta:
        model = Scenario
        fields: list[str] = []
