"""What is measured, what it should become, and who reports it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from accounts.models import Organisation, Person
from accounts.text import clean_text
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Forbidden, Invalid
from events.recording import record
from network.goals import events
from network.goals.actions.common import (
    STORY_LIMIT,
    chosen,
    given_reason,
    must_be,
    one_of_each,
    seated,
    touch_indicator,
)
from network.goals.models import (
    Assignment,
    Calendar,
    Category,
    Cell,
    Commitment,
    Dimension,
    Goal,
    Indicator,
    Target,
    Value,
    Visibility,
)
from network.goals.numbers import storable
from network.goals.rules import leads

FIXED = ["unit", "kind", "direction", "over_time", "over_organisations", "single_source", "calendar", "scale"]
"""What cannot change once a value stands: a number must go on meaning what it meant."""
MOST_CATEGORIES = 30


@action("network.add_dimension", on="council")
def add_dimension(
    *, actor: Actor, council: Any, code: str, name: str, categories: Sequence[Mapping[str, str]]
) -> Dimension:
    """Make it possible to break figures down in one more way.

    Args:
        categories: the groups, each with `code` and `name`; together they make up everything.
    """
    if not 2 <= len(categories) <= MOST_CATEGORIES:
        raise Invalid(fields={"categories": [_("Between 2 and 30 groups are needed.")]})
    one_of_each((one["code"] for one in categories), field="categories")
    code = _code(code, "code")
    if Dimension.objects.filter(council=council.pk, code=code).exists():
        raise Conflict(_("There is one with that code already."))
    dimension = Dimension.objects.create(
        council=council, code=code, name=clean_text(name, field="name", limit=80, one_line=True)
    )
    for place, one in enumerate(categories, start=1):
        Category.objects.create(
            dimension=dimension,
            code=_code(one["code"], "categories"),
            name=clean_text(one["name"], field="categories", limit=80, one_line=True),
            place=place,
        )
    record(events.DimensionAdded(goals=council.pk, dimension=dimension.pk, categories=len(categories)))
    return dimension


def _code(code: str, field: str, limit: int = 30) -> str:
    try:
        validate_slug(code)
    except ValidationError:
        code = ""
    if not code or len(code) > limit or code != code.lower():
        raise Invalid(fields={field: [_("A code is written with small letters a–z, digits and hyphens.")]})
    return code


@action("network.add_indicator", on="goal")
def add_indicator(
    *,
    actor: Actor,
    goal: Goal,
    code: str,
    dimensions: Sequence[Dimension] = (),
    is_demo: bool = False,
    **described: Any,
) -> Indicator:
    """Decide to measure something for a goal.

    Args:
        described: the definition, as `change_indicator` takes it.
    """
    code = _code(code, "code", limit=60)
    if Indicator.objects.filter(council=goal.council_id, code=code).exists():
        raise Invalid(fields={"code": [_("Another figure of the council has this code.")]})
    indicator = Indicator(goal=goal, council=goal.council, code=code, added_at=clock.now(), is_demo=is_demo)
    _define(indicator, **described)
    indicator.save()
    _lay_out(indicator, dimensions)
    touch_indicator(indicator)
    record(events.IndicatorAdded(goals=goal.council_id, goal=goal.pk, indicator=indicator.pk))
    return indicator


def _lay_out(indicator: Indicator, dimensions: Sequence[Dimension]) -> None:
    """Make the cells: the total, and each group of each dimension."""
    if any(one.council_id != indicator.council_id for one in dimensions):
        raise Invalid(fields={"dimensions": [_("Choose among the council's own ways to break figures down.")]})
    indicator.dimensions.set(dimensions)
    keys = [""]
    for dimension in dimensions:
        keys += [f"{dimension.code}={one.code}" for one in dimension.categories.all()]
    Cell.objects.bulk_create([Cell(indicator=indicator, key=key, place=place) for place, key in enumerate(keys)])


@action("network.change_indicator", on="indicator")
def change_indicator(*, actor: Actor, indicator: Indicator, expected: int, **described: Any) -> Indicator:
    """Change what is said about an indicator.

    Raises:
        Stale: somebody else has changed the definition.
        Conflict: a value stands, and the unit or a rule would change. A new indicator says that it is another measure.
    """
    must_be(indicator.revision, expected)
    before = {name: getattr(indicator, name) for name in FIXED}
    _define(indicator, **described)
    changed = [name for name in FIXED if getattr(indicator, name) != before[name]]
    if changed and Value.objects.filter(report__indicator=indicator).exists():
        raise Conflict(
            _("Values have been reported, so the unit and how it is counted cannot change. Add a new figure instead."),
            fields={name: [_("Cannot change any more.")] for name in changed},
        )
    indicator.revision += 1
    indicator.save()
    touch_indicator(indicator)
    record(events.IndicatorChanged(goals=indicator.council_id, goal=indicator.goal_id, indicator=indicator.pk))
    return indicator


def _define(
    indicator: Indicator,
    *,
    name: str,
    unit: str,
    kind: str,
    direction: str = Indicator.Direction.UP,
    over_time: str = Indicator.OverTime.LATEST,
    over_organisations: str = Indicator.OverOrganisations.SUM,
    single_source: Organisation | None = None,
    calendar: str = Calendar.YEAR,
    definition: str = "",
    decimals: int = 0,
    scale: int = 1,
    plausible_low: Decimal | None = None,
    plausible_high: Decimal | None = None,
    baseline: Decimal | None = None,
    baseline_on: date | None = None,
    threshold: int = 5,
    visibility: str = Visibility.COUNCIL,
    is_key: bool = False,
    source: str = "",
) -> None:
    indicator.name = clean_text(name, field="name", limit=160, one_line=True)
    indicator.definition = clean_text(definition, field="definition", limit=STORY_LIMIT, required=False)
    indicator.unit = clean_text(unit, field="unit", limit=40, one_line=True)
    indicator.source = clean_text(source, field="source", limit=300, required=False, one_line=True)
    indicator.kind = chosen(kind, Indicator.Kind, "kind")
    indicator.direction = chosen(direction, Indicator.Direction, "direction")
    indicator.over_time = chosen(over_time, Indicator.OverTime, "over_time")
    indicator.over_organisations = chosen(over_organisations, Indicator.OverOrganisations, "over_organisations")
    indicator.calendar = chosen(calendar, Calendar, "calendar")
    indicator.visibility = chosen(visibility, Visibility, "visibility")
    indicator.decimals, indicator.scale, indicator.threshold = decimals, scale, threshold
    indicator.plausible_low, indicator.plausible_high = plausible_low, plausible_high
    indicator.baseline, indicator.baseline_on = baseline, baseline_on
    indicator.single_source, indicator.is_key = single_source, is_key
    _must_fit_together(indicator)


def _must_fit_together(indicator: Indicator) -> None:
    wrong = {**_rules_that_clash(indicator), **_numbers_that_clash(indicator)}
    if wrong:
        raise Invalid(fields={name: [words] for name, words in wrong.items()})


def _rules_that_clash(indicator: Indicator) -> dict[str, str]:
    kinds, ways, times = Indicator.Kind, Indicator.OverOrganisations, Indicator.OverTime
    wrong: dict[str, str] = {}
    if (indicator.over_organisations == ways.SINGLE) != (indicator.single_source is not None):
        wrong["single_source"] = _("Name the organisation when one alone is the source, and only then.")
    if indicator.over_organisations == ways.RATIO and indicator.kind != kinds.RATIO:
        wrong["over_organisations"] = _("Only a share has numerators and denominators.")
    if indicator.over_organisations == ways.SUM and indicator.kind in {kinds.RATIO, kinds.SCORE}:
        wrong["over_organisations"] = _("Shares and grades cannot be added.")
    if indicator.over_organisations == ways.OVERLAPPING and indicator.kind in {kinds.RATIO, kinds.SCORE}:
        wrong["over_organisations"] = _("Only numbers of something can overlap, not shares and grades.")
    if indicator.over_time == times.SUM and indicator.kind == kinds.RATIO and indicator.over_organisations == ways.MEAN:
        wrong["over_time"] = _("A mean of shares cannot be added over time.")
    if indicator.over_time == times.SUM and indicator.kind in {kinds.STOCK, kinds.SCORE}:
        wrong["over_time"] = _("What there is at a moment cannot be added over time: the same ones would count again.")
    return wrong


def _numbers_that_clash(indicator: Indicator) -> dict[str, str]:
    low, high = indicator.plausible_low, indicator.plausible_high
    checks = {
        "baseline_on": (
            (indicator.baseline is None) != (indicator.baseline_on is None),
            _("Give both the starting value and its day, or neither."),
        ),
        "plausible_high": (
            low is not None and high is not None and low > high,
            _("The highest plausible value is below the lowest."),
        ),
        "decimals": (not 0 <= indicator.decimals <= 4, _("Between 0 and 4 decimals.")),
        "scale": (not 1 <= indicator.scale <= 1_000_000, _("A share is shown times 1, 100 or another whole number.")),
        "threshold": (not 0 <= indicator.threshold <= 100, _("Between 0 and 100.")),
    }
    return {name: words for name, (is_wrong, words) in checks.items() if is_wrong}


@action("network.set_target", on="indicator")
def set_target(
    *,
    actor: Actor,
    indicator: Indicator,
    on: date,
    number: Decimal,
    high: Decimal | None = None,
    reason: str = "",
    organisation: Organisation | None = None,
    cell: str = "",
    withdrawn: bool = False,
) -> Target:
    """Set what a figure should be on a day, change it, or withdraw it. A change needs a reason; the old one stays.

    Whoever has confirmed a part in the goal is asked again: it was another aim they confirmed.
    """
    place = indicator.cells.filter(key=cell).first()
    if place is None:
        raise Invalid(fields={"cell": [_("There is no such cell.")]})
    for name, one in (("number", number), ("high", high)):
        if one is not None:
            storable(one, field=name)
    band = indicator.direction == Indicator.Direction.WITHIN
    if band != (high is not None) or (high is not None and high < number):
        raise Invalid(fields={"high": [_("Give both ends when a figure should stay between two, and only then.")]})
    same = Target.objects.filter(indicator=indicator, organisation=organisation, cell=place, on=on)
    newest = same.aggregate(Max("number_version"))["number_version__max"] or 0
    target = Target.objects.create(
        indicator=indicator,
        organisation=seated(indicator.council_id, organisation, field="organisation") if organisation else None,
        cell=place,
        on=on,
        operator=_operator(indicator),
        number=number,
        high=high,
        number_version=newest + 1,
        withdrawn=withdrawn,
        reason=given_reason(reason) if newest else clean_text(reason, field="reason", limit=600, required=False),
        set_at=clock.now(),
    )
    Commitment.objects.filter(goal=indicator.goal_id).update(confirmed_at=None, confirmed_by=None)
    touch_indicator(indicator)
    record(
        events.TargetSet(
            goals=indicator.council_id,
            goal=indicator.goal_id,
            indicator=indicator.pk,
            target=target.pk,
            organisation=organisation.pk if organisation else None,
            cell=cell,
            on=on,
            target_version=target.number_version,
            withdrawn=withdrawn,
        )
    )
    return target


def _operator(indicator: Indicator) -> str:
    return {
        Indicator.Direction.UP: Target.Operator.AT_LEAST,
        Indicator.Direction.DOWN: Target.Operator.AT_MOST,
        Indicator.Direction.WITHIN: Target.Operator.WITHIN,
    }[Indicator.Direction(indicator.direction)]


@action("network.assign_reporter", on="indicator")
def assign_reporter(
    *,
    actor: Actor,
    indicator: Indicator,
    organisation: Organisation,
    reporter: Person | None = None,
    deputy: Person | None = None,
) -> Assignment:
    """Let an organisation report an indicator, and say who does it there. A second call changes who.

    Raises:
        Forbidden: another organisation than the actor's own, by somebody who does not lead the council.
    """
    if isinstance(actor, PersonActor) and actor.organisation_id != organisation.pk and not leads(actor, indicator):
        raise Forbidden(_("You can only choose who reports for the organisation you act for."))
    seated(indicator.council_id, organisation, field="organisation")
    for field, person in (("reporter", reporter), ("deputy", deputy)):
        if person and not person.memberships.current().filter(organisation=organisation).exists():
            raise Invalid(fields={field: [_("This person does not act for the organisation.")]})
    if reporter is not None and reporter == deputy:
        raise Invalid(fields={"deputy": [_("Choose somebody else as the one who steps in.")]})
    assignment, _new = Assignment.objects.update_or_create(
        indicator=indicator,
        organisation=organisation,
        ended_at=None,
        defaults={"reporter": reporter, "deputy": deputy},
        create_defaults={"reporter": reporter, "deputy": deputy, "given_at": clock.now()},
    )
    touch_indicator(indicator)
    record(
        events.ReporterAssigned(
            goals=indicator.council_id,
            goal=indicator.goal_id,
            indicator=indicator.pk,
            organisation=organisation.pk,
            assignment=assignment.pk,
        )
    )
    return assignment


@action("network.end_reporting", on="assignment")
def end_reporting(*, actor: Actor, assignment: Assignment) -> Assignment:
    """Let an organisation no longer report an indicator. What it has reported stands."""
    if assignment.ended_at:
        raise Conflict(_("This has already ended."))
    assignment.ended_at = clock.now()
    assignment.save(update_fields=["ended_at"])
    indicator = assignment.indicator
    touch_indicator(indicator)
    record(
        events.ReportingEnded(
            goals=indicator.council_id,
            goal=indicator.goal_id,
            indicator=indicator.pk,
            organisation=assignment.organisation_id,
            assignment=assignment.pk,
        )
    )
    return assignment
