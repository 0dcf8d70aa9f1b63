"""What answers about returns look like."""

from typing import Any

from rest_framework import serializers

from network.goals.api.shapes.common import AmountOut, able, decimal
from network.goals.models import Operator
from network.goals.serializers import (
    ReturnSerializer,
)


class EvidenceOut(serializers.Serializer[Any]):
    """A file that shows where a value comes from."""

    name = serializers.CharField()
    url = serializers.CharField()


class ValueOut(serializers.Serializer[Any]):
    """A number in one cell of a return."""

    cell = serializers.CharField(allow_blank=True)
    operator = serializers.ChoiceField(Operator.choices)
    number = decimal()
    high = decimal()
    numerator = decimal()
    denominator = decimal()
    measured_on = serializers.DateField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    source_page = serializers.CharField(allow_blank=True)
    evidence = EvidenceOut(allow_null=True)
    written_by = serializers.DictField(allow_null=True)
    written_at = serializers.DateTimeField()


class WarningOut(serializers.Serializer[Any]):
    """What is worth a second look. It stops nobody."""

    cell = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    words = serializers.CharField()


class ReturnOut(ReturnSerializer):
    """A return as its organisation works on it."""

    author = serializers.DictField(allow_null=True)  # type: ignore[assignment]
    reviewer = serializers.DictField(allow_null=True)  # type: ignore[assignment]
    values: Any = serializers.ListField(child=ValueOut())
    warnings: Any = serializers.ListField(child=WarningOut())
    url: Any = serializers.CharField()


class ReturnDetailOut(ReturnOut):
    """A return, and what the caller may do with it."""

    abilities = able()

    class Meta(ReturnOut.Meta):
        fields = [*ReturnOut.Meta.fields, "abilities"]


class CellAnswerOut(serializers.Serializer[Any]):
    """What became of one cell that was sent."""

    cell = serializers.CharField(allow_blank=True)
    outcome = serializers.ChoiceField(["stored", "unchanged", "emptied"])
    warnings = serializers.ListField(child=WarningOut())


class OutlookOut(serializers.Serializer[Any]):
    """A cell of the indicator over all organisations: as it stands, and as it would be with this return."""

    cell = serializers.CharField(allow_blank=True)
    standing = AmountOut(allow_null=True)
    with_return = AmountOut(allow_null=True)


class ReportedOut(serializers.Serializer[Any]):
    """What became of a whole return."""

    revision = serializers.IntegerField()
    cells = serializers.ListField(child=CellAnswerOut())
    report = ReturnDetailOut(help_text="The return as it is now.")
    totals = serializers.ListField(child=OutlookOut())


class PublishedOut(serializers.Serializer[Any]):
    """One published number: a row for each cell, organisation and period."""

    id = serializers.UUIDField()
    council = serializers.CharField()
    indicator = serializers.CharField(help_text="Code.")
    organisation = serializers.CharField(help_text="Slug.")
    period = serializers.UUIDField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    cell = serializers.CharField(allow_blank=True)
    operator = serializers.ChoiceField(Operator.choices)
    number = decimal()
    high = decimal()
    numerator = decimal()
    denominator = decimal()
    unit = serializers.CharField()
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    source_page = serializers.CharField(allow_blank=True)
    measured_on = serializers.DateField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    is_demo = serializers.BooleanField()
