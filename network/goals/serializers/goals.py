"""How goals look from outside."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from rest_framework import serializers

from accounts.models import Organisation
from accounts.serializers import OrganisationBriefSerializer
from events import clock
from network.councils import councils
from network.goals.models import (
    Activity,
    Commitment,
    Goal,
    Position,
)
from network.goals.serializers.common import CouncilBriefSerializer
from network.goals.state import GoalState, is_overdue


class CommitmentSerializer(serializers.ModelSerializer[Commitment]):
    """An organisation's part in a goal."""

    organisation = OrganisationBriefSerializer()

    class Meta:
        model = Commitment
        fields = ["id", "organisation", "role", "contribution", "confirmed_at"]


class PositionSerializer(serializers.ModelSerializer[Position]):
    """Where an organisation stands on a goal."""

    organisation = OrganisationBriefSerializer()

    class Meta:
        model = Position
        fields = ["id", "organisation", "stance", "reason", "stated_at"]


class ActivitySerializer(serializers.ModelSerializer[Activity]):
    """Something to be done for a goal."""

    kind = serializers.CharField(default="activity", read_only=True)
    revision = serializers.IntegerField(source="version", read_only=True)
    goal = serializers.UUIDField(source="goal_id")
    organisation = OrganisationBriefSerializer()
    overdue = serializers.SerializerMethodField()

    class Meta:
        model = Activity
        fields = [
            "kind", "id", "version", "revision", "goal", "title", "note", "organisation", "due", "state", "overdue",
            "done_on", "origin_kind", "origin",
        ]  # fmt: skip

    def get_overdue(self, activity: Activity) -> bool:
        return is_overdue(activity, clock.today())


class GoalSerializer(serializers.ModelSerializer[Goal]):
    """A goal without how it goes; `goal_view` adds that."""

    kind = serializers.CharField(default="goal", read_only=True)
    revision = serializers.IntegerField(source="version", read_only=True)
    council = CouncilBriefSerializer()
    parent = serializers.UUIDField(source="parent_id")  # type: ignore[assignment]
    proposed_by = OrganisationBriefSerializer()
    decision = serializers.SerializerMethodField()
    commitments = CommitmentSerializer(many=True)
    positions = PositionSerializer(many=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Goal
        fields = [
            "kind", "id", "version", "revision", "council", "parent", "number", "title", "story", "source", "starts_on",
            "ends_on", "state", "status_rule", "visibility", "proposed_by", "decision", "closing_reason", "is_demo",
            "commitments", "positions", "url",
        ]  # fmt: skip

    def get_decision(self, goal: Goal) -> dict[str, Any] | None:
        if not goal.decision:
            return None
        return {"text": goal.decision, "url": goal.decision_url, "decided_on": goal.decided_on}

    def get_url(self, goal: Goal) -> str:
        return reverse("network:goal", args=[goal.council.slug, goal.number])


def goal_view(state: GoalState, seated: Iterable[Organisation]) -> dict[str, Any]:
    """Return a goal with how it goes, and the organisations that have not said where they stand.

    Args:
        seated: the organisations with a seat in the goal's council.
    """
    goal = state.goal
    stated = {one.organisation_id for one in goal.positions.all()}
    return {
        **GoalSerializer(goal).data,
        "blanks": OrganisationBriefSerializer([one for one in seated if one.pk not in stated], many=True).data,
        "status": {
            "word": str(state.status),
            "trend": str(state.trend),
            "indicator": str(state.deciding.indicator.pk) if state.deciding else None,
            "reason": goal.stated_reason if goal.status_rule == Goal.StatusRule.STATED else "",
        },
        "overdue_activities": state.overdue,
    }


def goal_views(found: Sequence[GoalState]) -> list[dict[str, Any]]:
    """Return goals with how it goes. One query more for each council."""
    seated = {council: list(councils().organisations(council)) for council in {one.goal.council_id for one in found}}
    return [goal_view(one, seated[one.goal.council_id]) for one in found]
