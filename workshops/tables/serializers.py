"""How tables and their lines look from outside."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from rest_framework import serializers

from live.views import renders
from workshops.tables.models import Line, Sitting, Table


class SittingSerializer(serializers.ModelSerializer[Sitting]):
    """Who sits at a table, and the code of the reason why there."""

    participant = serializers.UUIDField(source="participant_id")

    class Meta:
        model = Sitting
        fields = ["participant", "reason"]


class TableSerializer(serializers.ModelSerializer[Table]):
    """A table. One at which nobody sits was laid before for more people; what is written there stays."""

    kind = serializers.CharField(default="table", read_only=True)
    step = serializers.UUIDField(source="step_id")
    sittings = SittingSerializer(many=True)

    class Meta:
        model = Table
        fields = ["kind", "id", "version", "step", "number", "name", "collected", "sittings"]


class LineSerializer(serializers.ModelSerializer[Line]):
    """A line of a table's shared notes. One that was removed has no words."""

    kind = serializers.CharField(default="line", read_only=True)
    table = serializers.UUIDField(source="table_id")

    class Meta:
        model = Line
        fields = ["kind", "id", "version", "revision", "table", "text", "rank", "removed"]


@renders("table")
def tables(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of tables."""
    sittings = Prefetch("sittings", Sitting.objects.order_by("participant__joined_at", "participant"))
    found = Table.objects.filter(pk__in=ids).prefetch_related(sittings)
    return list(TableSerializer(found, many=True).data)


@renders("line")
def lines(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of lines."""
    return list(LineSerializer(Line.objects.filter(pk__in=ids), many=True).data)
