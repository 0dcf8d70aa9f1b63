"""What answers about goals look like."""

from typing import Any

from rest_framework import serializers

from accounts.serializers import OrganisationBriefSerializer
from network.goals.api.shapes.common import able
from network.goals.models import Position
from network.goals.reckoning.status import Status, Trend
from network.goals.serializers import (
    ActivitySerializer,
    CommitmentSerializer,
    GoalSerializer,
    PositionSerializer,
)


class StatusOut(serializers.Serializer[Any]):
    """How it goes with a goal, and which indicator says so."""

    word = serializers.ChoiceField(Status.choices)
    trend = serializers.ChoiceField(Trend.choices)
    indicator = serializers.UUIDField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)


class DecisionOut(serializers.Serializer[Any]):
    """The decision by which a goal was adopted."""

    text = serializers.CharField()
    url = serializers.CharField(allow_blank=True)
    decided_on = serializers.DateField(allow_null=True)


class GoalOut(GoalSerializer):
    """A goal with how it goes. `blanks` are the organisations that have not said where they stand."""

    parent = serializers.UUIDField(allow_null=True)
    proposed_by = OrganisationBriefSerializer(allow_null=True)
    decision: Any = DecisionOut(allow_null=True)
    url: Any = serializers.CharField()
    blanks = serializers.ListField(child=OrganisationBriefSerializer())
    status = StatusOut()
    overdue_activities = serializers.IntegerField()

    class Meta(GoalSerializer.Meta):
        fields = [*GoalSerializer.Meta.fields, "blanks", "status", "overdue_activities"]


class GoalDetailOut(GoalOut):
    """A goal, and what the caller may do with it."""

    abilities = able()

    class Meta(GoalOut.Meta):
        fields = [*GoalOut.Meta.fields, "abilities"]


class ActivityDetailOut(ActivitySerializer):
    """An activity, and what the caller may do with it."""

    abilities = able()

    class Meta(ActivitySerializer.Meta):
        fields = [*ActivitySerializer.Meta.fields, "abilities"]


class StandsOut(serializers.Serializer[Any]):
    """Where the organisations of a council stand on a goal."""

    results = serializers.ListField(child=PositionSerializer())
    blanks = serializers.ListField(child=OrganisationBriefSerializer(), help_text="Those that have not said.")


class PartsOut(serializers.Serializer[Any]):
    """What organisations take upon themselves for a goal."""

    results = serializers.ListField(child=CommitmentSerializer())


class HappenedOut(serializers.Serializer[Any]):
    """Something that happened, from the log."""

    seq = serializers.IntegerField(help_text="Its number in the stream of the council's goals.")
    type = serializers.CharField()
    at = serializers.DateTimeField()
    organisation = serializers.CharField(allow_blank=True, help_text="For whom it was done.")
    text = serializers.CharField(help_text="In words, in the caller's language.")
    data: Any = serializers.DictField(help_text="What the log holds of it.")


class MatrixCellOut(serializers.Serializer[Any]):
    """One organisation on one goal; a blank is said to be one."""

    organisation = serializers.UUIDField()
    blank = serializers.BooleanField()
    stance = serializers.ChoiceField(Position.Stance.choices, allow_null=True)
    role = serializers.CharField(allow_null=True)
    confirmed = serializers.BooleanField()


class MatrixRowOut(serializers.Serializer[Any]):
    """One goal."""

    goal = serializers.UUIDField()
    number = serializers.IntegerField()
    title = serializers.CharField()
    status = serializers.ChoiceField(Status.choices)
    cells = serializers.ListField(child=MatrixCellOut())


class SeatedOut(serializers.Serializer[Any]):
    """An organisation along the top of the matrix."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    side = serializers.CharField()


class MatrixOut(serializers.Serializer[Any]):
    """Goals by organisations."""

    council = serializers.CharField()
    organisations = serializers.ListField(child=SeatedOut())
    rows = serializers.ListField(child=MatrixRowOut())
    blanks = serializers.IntegerField(help_text="How many positions are not stated.")
