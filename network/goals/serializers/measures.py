"""How indicators, targets and periods look from outside."""

from typing import Any

from rest_framework import serializers

from accounts.serializers import OrganisationBriefSerializer, PersonBriefSerializer
from events import clock
from network.goals.models import (
    Assignment,
    Dimension,
    Indicator,
    Period,
    Target,
)
from network.goals.picture import CellPicture, Picture
from network.goals.reckoning.rollup import Sum
from network.goals.reckoning.status import Aim
from network.goals.serializers.common import NumberField
from network.goals.snapshots import as_json, plain


class DimensionSerializer(serializers.ModelSerializer[Dimension]):
    """A way to break figures down, with its groups."""

    council = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    categories = serializers.SerializerMethodField()

    class Meta:
        model = Dimension
        fields = ["id", "council", "code", "name", "categories"]

    def get_categories(self, dimension: Dimension) -> list[dict[str, str]]:
        return [{"code": one.code, "name": one.name} for one in dimension.categories.all()]


class PeriodBriefSerializer(serializers.ModelSerializer[Period]):
    """A period where it is only named: its days, which never change."""

    class Meta:
        model = Period
        fields = ["id", "calendar", "starts_on", "ends_on"]


class PeriodSerializer(serializers.ModelSerializer[Period]):
    """A time that is reported on."""

    kind = serializers.CharField(default="period", read_only=True)
    revision = serializers.IntegerField(source="version", read_only=True)
    council = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    overdue = serializers.SerializerMethodField()

    class Meta:
        model = Period
        fields = [
            "kind", "id", "version", "revision", "council", "calendar", "starts_on", "ends_on", "due", "state",
            "overdue", "reopened_reason",
        ]  # fmt: skip

    def get_overdue(self, period: Period) -> bool:
        return period.state != Period.State.LOCKED and period.due < clock.today()


class IndicatorSerializer(serializers.ModelSerializer[Indicator]):
    """An indicator's definition; `indicator_view` adds its figures."""

    kind = serializers.CharField(default="indicator", read_only=True)
    measure = serializers.CharField(source="kind", read_only=True)
    council = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    goal = serializers.UUIDField(source="goal_id")
    single_source = OrganisationBriefSerializer()
    plausible_low, plausible_high, baseline = NumberField(), NumberField(), NumberField()

    class Meta:
        model = Indicator
        fields = [
            "kind", "id", "version", "revision", "council", "goal", "code", "name", "definition", "unit", "measure",
            "direction", "over_time", "over_organisations", "single_source", "calendar", "decimals", "scale",
            "plausible_low", "plausible_high", "baseline", "baseline_on", "threshold", "visibility", "is_key",
            "source", "is_demo",
        ]  # fmt: skip

    def to_representation(self, instance: Indicator) -> dict[str, Any]:
        return {**super().to_representation(instance), "kind": "indicator"}


def aim_view(aim: Aim | None) -> dict[str, Any] | None:
    """Return a target, or what is expected on a day."""
    if aim is None:
        return None
    return {"on": aim.on, "operator": str(aim.operator), "number": plain(aim.number), "high": plain(aim.high)}


def sum_view(one: Sum, *, parts: bool = False) -> dict[str, Any]:
    """Return a period's figure; no amount means no report, unless `hidden` says that the group is small."""
    shown: dict[str, Any] = {
        "period": str(one.span.id),
        "starts_on": one.span.starts_on,
        "ends_on": one.span.ends_on,
        "amount": as_json(one.amount),
        "hidden": one.hidden,
    }
    if parts:
        shown["parts"] = [
            {"organisation": str(organisation), "amount": as_json(amount)} for organisation, amount in one.parts.items()
        ]
    return shown


def cell_view(cell: CellPicture, *, parts: bool = False) -> dict[str, Any]:
    """Return a cell's figures over time and how it goes."""
    return {
        "cell": cell.cell.key,
        "so_far": as_json(cell.so_far),
        "hidden": cell.hidden,
        "status": str(cell.standing.status),
        "trend": str(cell.trend),
        "expected": aim_view(cell.standing.expected),
        "held_against": aim_view(cell.standing.held_against),
        "target": aim_view(cell.standing.aim),
        "targets": [aim_view(aim) for aim in cell.aims],
        "series": [sum_view(one, parts=parts) for one in cell.sums],
    }


def indicator_view(picture: Picture, *, whole: bool = False) -> dict[str, Any]:
    """Return an indicator with its figures.

    Args:
        whole: with every cell and, except for the public, what each organisation reported.
    """
    latest = picture.latest
    shown = {
        **IndicatorSerializer(picture.indicator).data,
        "total": cell_view(picture.total),
        "latest": sum_view(latest) if latest else None,
        "stale": picture.is_stale,
        "newest": picture.newest,
    }
    if not picture.public:
        last = next((span for span in reversed(picture.spans) if span.due < picture.on), None)
        expected = picture.expected_in(last) if last else set()
        shown["reported"] = len(expected - picture.missing_in(last)) if last else 0
        shown["expected"] = len(expected)
        shown["late"] = [
            {"period": str(span.id), "organisation": str(organisation)} for span, organisation in picture.late()
        ]
    if whole:
        shown["cells"] = [cell_view(one, parts=not picture.public) for one in picture.cells]
    return shown


class TargetSerializer(serializers.ModelSerializer[Target]):
    """A version of a target."""

    organisation = OrganisationBriefSerializer()
    cell = serializers.CharField(source="cell.key")
    number, high = NumberField(), NumberField()

    class Meta:
        model = Target
        fields = [
            "id", "organisation", "cell", "on", "operator", "number", "high", "number_version", "withdrawn", "reason",
            "set_at",
        ]  # fmt: skip


class AssignmentSerializer(serializers.ModelSerializer[Assignment]):
    """Who reports an indicator for an organisation."""

    organisation = OrganisationBriefSerializer()
    reporter = PersonBriefSerializer(allow_null=True)
    deputy = PersonBriefSerializer(allow_null=True)

    class Meta:
        model = Assignment
        fields = ["id", "organisation", "reporter", "deputy", "given_at", "ended_at"]
