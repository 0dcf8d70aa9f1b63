"""What a request about goals may hold."""

from typing import Any

from rest_framework import serializers

from network.goals.api.inputs.common import ORGANISATION, DayIn, example, some_id, some_text
from network.goals.models import (
    Activity,
    Commitment,
    Goal,
    Position,
    Visibility,
)
from network.goals.reckoning.status import TOLD, Status


class GoalChangeIn(serializers.Serializer[Any]):
    """What a goal says."""

    title = serializers.CharField()
    story = some_text()
    source = some_text()  # type: ignore[assignment]
    parent = some_id()  # type: ignore[assignment]
    starts_on = DayIn()
    ends_on = DayIn()
    status_rule = serializers.ChoiceField(Goal.StatusRule.choices, default=Goal.StatusRule.INDICATORS)
    visibility = serializers.ChoiceField(Visibility.choices, default=Visibility.COUNCIL)


class GoalIn(GoalChangeIn):
    """A new goal."""

    council = serializers.CharField(help_text="Slug of the council.")


class AdoptIn(serializers.Serializer[Any]):
    """The decision by which a goal became the council's."""

    decision = serializers.CharField(help_text="By whom, and under which paragraph.")
    decided_on = DayIn()
    decision_url = some_text()


@example("Behind", status="behind", reason="Avtalet dröjer.")
class StatusIn(serializers.Serializer[Any]):
    """How it goes, in one of five words."""

    status = serializers.ChoiceField([(one.value, Status(one).label) for one in TOLD])
    reason = serializers.CharField(allow_blank=True)


@example("With conditions", stance="conditions", reason="Om kommunen upplåter lokalen.")
class PositionIn(serializers.Serializer[Any]):
    """Where one's organisation stands."""

    stance = serializers.ChoiceField(Position.Stance.choices)
    reason = some_text()


@example("A part", organisation=ORGANISATION, role="contributor", contribution="Fem platser om året.")
class CommitmentIn(serializers.Serializer[Any]):
    """An organisation's part in a goal."""

    organisation = serializers.UUIDField()
    role = serializers.ChoiceField(Commitment.Role.choices)
    contribution = some_text()


class DeedIn(serializers.Serializer[Any]):
    """Something to be done."""

    title = serializers.CharField()
    note = some_text()
    organisation = serializers.UUIDField()
    due = DayIn()


@example("Done", title="Öppna vävstugan på måndagar", organisation=ORGANISATION, due="2017-06-30", state="done")
class DeedChangeIn(DeedIn):
    """What an activity says, and how far it has come."""

    state = serializers.ChoiceField(Activity.State.choices)
