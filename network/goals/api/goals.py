"""The API of goals and what organisations say and do about them: parse, call one query or action, answer."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from api.openapi import AS_OF, FIELDS, HAT, OPEN
from api.pagination import Cursors, Pages
from api.permissions import OpenToRead
from events.errors import NotVisible
from events.models import Event
from network.councils import councils
from network.goals import actions, timeline
from network.goals.api import filters, inputs, shapes
from network.goals.api.base import CHANGE, LIST, READ, WRITE, GoalsView, goal_states
from network.goals.models import Commitment, Goal
from network.goals.queries import (
    goals_visible_to,
    indicators_visible_to,
    is_around,
    with_parts,
)
from network.goals.serializers import CommitmentSerializer, goal_views

GOALS = ["goals"]
_GOAL: dict[str, Any] = {
    "title": "Fler platser för arbetsträning",
    "story": "Den som behöver träna ska få en plats nära hemmet.",
    "starts_on": "2016-01-01",
    "ends_on": "2019-12-31",
    "visibility": "public",
}
_NEW = OpenApiExample("A goal", value={"council": "sodertorn", **_GOAL}, request_only=True)
_CHANGED = OpenApiExample("A goal", value=_GOAL, request_only=True)
_DECISION = OpenApiExample(
    "A decision",
    value={"decision": "ASF-rådet 2016-03-10 § 7", "decided_on": "2016-03-10", "decision_url": ""},
    request_only=True,
)


class OnGoal(GoalsView):
    """Base: the goal named in the address, if the actor may read it."""

    def goal(self) -> Goal:
        return get_object_or_404(goals_visible_to(self.reader), pk=self.kwargs["goal"])

    def answer(self, goal: Goal, code: int = 200) -> Response:
        """Answer with a goal as it is now."""
        states = goal_states(self.reader, with_parts(Goal.objects.filter(pk=goal.pk)), self.as_of())
        if not states:  # It had not been proposed by then.
            raise NotVisible
        return self.whole(goal_views(states)[0], goal, code)


class Goals(OnGoal):
    """Goals."""

    serializer_class = shapes.GoalOut
    permission_classes = (OpenToRead,)
    pagination_class = Pages
    queryset = Goal.objects.none()
    filterset_class = filters.GoalFilters
    query = ("as_of",)

    @extend_schema(
        operation_id="goals_list", responses=shapes.GoalOut(many=True), parameters=[*LIST, AS_OF], tags=GOALS, auth=OPEN
    )
    def get(self, request: Request) -> Response:
        """List the goals one may read with how it goes: those of one's councils, and what is public of others."""
        at = self.as_of()

        def show(page: Iterable[Goal]) -> list[dict[str, Any]]:
            return goal_views(goal_states(self.reader, page, at))

        return self.listed(with_parts(goals_visible_to(self.reader)).order_by("council__slug", "number"), show)

    @extend_schema(
        request=inputs.GoalIn,
        responses={201: shapes.GoalDetailOut},
        parameters=WRITE,
        examples=[_NEW],
        tags=GOALS,
    )
    def post(self, request: Request) -> Response:
        """Propose a goal. It becomes the council's own by a recorded decision."""
        asked = self.parsed(inputs.GoalIn)
        council = self.council(asked.pop("council"))
        goal = self.act(actions.propose_goal, council=council, **placed(self, asked))
        return self.answer(goal, status.HTTP_201_CREATED)


def placed(view: GoalsView, asked: dict[str, Any]) -> dict[str, Any]:
    """Return what is asked of a goal with the goal above instead of its id."""
    above = asked["parent"]
    parent = None if above is None else view.found(goals_visible_to(view.actor), "parent", pk=above)
    return {**asked, "parent": parent}


class OneGoal(OnGoal):
    """A goal."""

    serializer_class = shapes.GoalDetailOut
    permission_classes = (OpenToRead,)
    query = ("as_of",)

    @extend_schema(responses=shapes.GoalDetailOut, parameters=[*READ, AS_OF], tags=GOALS, auth=OPEN)
    def get(self, request: Request, goal: UUID) -> Response:
        """Show a goal: how it goes, who has a part in it and who stands where. With `as_of`, words are those of now."""
        return self.answer(self.goal())

    @extend_schema(
        request=inputs.GoalChangeIn,
        responses=shapes.GoalDetailOut,
        parameters=CHANGE,
        examples=[_CHANGED],
        tags=GOALS,
    )
    def put(self, request: Request, goal: UUID) -> Response:
        """Change a goal's words, time, place in the tree, status rule or visibility; all of it is sent."""
        found, expected = self.goal(), self.expected_revision()
        asked = placed(self, self.parsed(inputs.GoalChangeIn))
        return self.answer(self.act(actions.change_goal, goal=found, expected=expected, **asked))


class Adopt(OnGoal):
    """Making a goal the council's own."""

    serializer_class = shapes.GoalDetailOut

    @extend_schema(
        request=inputs.AdoptIn,
        responses=shapes.GoalDetailOut,
        parameters=WRITE,
        examples=[_DECISION],
        tags=GOALS,
    )
    def post(self, request: Request, goal: UUID) -> Response:
        """Adopt a proposed goal by a decision."""
        return self.answer(self.act(actions.adopt_goal, goal=self.goal(), **self.parsed(inputs.AdoptIn)))


class Close(OnGoal):
    """Ending the work for a goal."""

    serializer_class = shapes.GoalDetailOut

    @extend_schema(request=inputs.WhyIn, responses=shapes.GoalDetailOut, parameters=WRITE, tags=GOALS)
    def post(self, request: Request, goal: UUID) -> Response:
        """Close a goal, with a reason. It stays readable."""
        return self.answer(self.act(actions.close_goal, goal=self.goal(), **self.parsed(inputs.WhyIn)))


class StateStatus(OnGoal):
    """The status of a goal whose status the council states."""

    serializer_class = shapes.GoalDetailOut

    @extend_schema(request=inputs.StatusIn, responses=shapes.GoalDetailOut, parameters=WRITE, tags=GOALS)
    def post(self, request: Request, goal: UUID) -> Response:
        """Say how it goes, with a reason."""
        return self.answer(self.act(actions.state_status, goal=self.goal(), **self.parsed(inputs.StatusIn)))


class Positions(OnGoal):
    """Where the organisations stand on a goal."""

    serializer_class = shapes.StandsOut

    def _stands(self, goal: Goal, code: int = 200) -> Response:
        (view,) = goal_views(goal_states(self.actor, with_parts(Goal.objects.filter(pk=goal.pk)), None))
        return Response({"results": view["positions"], "blanks": view["blanks"]}, status=code)

    @extend_schema(responses=shapes.StandsOut, parameters=[HAT], tags=GOALS)
    def get(self, request: Request, goal: UUID) -> Response:
        """List the positions, and the organisations that have not said where they stand."""
        return self._stands(self.goal())

    @extend_schema(request=inputs.PositionIn, responses={201: shapes.StandsOut}, parameters=WRITE, tags=GOALS)
    def post(self, request: Request, goal: UUID) -> Response:
        """Say where one's organisation stands; a second time changes it."""
        found = self.goal()
        self.act(actions.state_position, goal=found, **self.parsed(inputs.PositionIn))
        return self._stands(found, status.HTTP_201_CREATED)


class Commitments(OnGoal):
    """What organisations take upon themselves for a goal."""

    serializer_class = shapes.PartsOut

    @extend_schema(responses=shapes.PartsOut, parameters=[HAT], tags=GOALS)
    def get(self, request: Request, goal: UUID) -> Response:
        """List them, confirmed or not."""
        found = self.goal().commitments.select_related("organisation")
        return Response({"results": CommitmentSerializer(found, many=True).data})

    @extend_schema(request=inputs.CommitmentIn, responses={201: CommitmentSerializer}, parameters=WRITE, tags=GOALS)
    def post(self, request: Request, goal: UUID) -> Response:
        """Write down an organisation's part: one's own counts at once, another's once it is confirmed there."""
        found, asked = self.goal(), self.parsed(inputs.CommitmentIn)
        organisation = self.organisation(asked.pop("organisation"))
        made = self.act(actions.make_commitment, goal=found, organisation=organisation, **asked)
        return Response(CommitmentSerializer(made).data, status=status.HTTP_201_CREATED)


class OnCommitment(GoalsView):
    """Base: the commitment named in the address."""

    def commitment(self) -> Commitment:
        visible = goals_visible_to(self.actor).values("pk")
        found = Commitment.objects.filter(goal__in=visible).select_related("goal", "organisation")
        return get_object_or_404(found, pk=self.kwargs["commitment"])


class OneCommitment(OnCommitment):
    """A commitment."""

    @extend_schema(request=None, responses={204: None}, parameters=WRITE, tags=GOALS)
    def delete(self, request: Request, commitment: UUID) -> Response:
        """End it; the log keeps that it was there."""
        self.act(actions.end_commitment, commitment=self.commitment())
        return Response(status=status.HTTP_204_NO_CONTENT)


class ConfirmCommitment(OnCommitment):
    """An organisation's word on its part."""

    serializer_class = CommitmentSerializer

    @extend_schema(request=None, responses=CommitmentSerializer, parameters=WRITE, tags=GOALS)
    def post(self, request: Request, commitment: UUID) -> Response:
        """Confirm one's own organisation's part, as it is written."""
        made = self.act(actions.confirm_commitment, commitment=self.commitment())
        return Response(CommitmentSerializer(made).data)


class Timeline(OnGoal):
    """What has happened with a goal."""

    serializer_class = shapes.HappenedOut
    pagination_class = Cursors
    ordering = ("-seq",)

    @extend_schema(
        operation_id="goals_timeline_list", responses=shapes.HappenedOut(many=True), parameters=LIST, tags=GOALS
    )
    def get(self, request: Request, goal: UUID) -> Response:
        """List what the log of the council's goals says of this goal, the newest first."""
        found = self.goal()
        measured = list(indicators_visible_to(self.actor).filter(goal=found))
        events = timeline.of_goal(found, measured, public=not is_around(self.actor, found.council_id))

        def show(page: Iterable[Event]) -> list[dict[str, Any]]:
            there = list(page)
            told = timeline.entries(there, found, measured)
            return [
                {"seq": one.seq, "type": event.type, "at": one.at, "organisation": one.organisation,
                 "text": one.text, "data": event.data}
                for one, event in zip(told, there, strict=True)
            ]  # fmt: skip

        return self.paged(events, show)


class Matrix(GoalsView):
    """Goals by organisations."""

    serializer_class = shapes.MatrixOut

    @extend_schema(responses=shapes.MatrixOut, parameters=[FIELDS, HAT], tags=GOALS)
    def get(self, request: Request, slug: str) -> Response:
        """Show where every organisation with a seat stands on every goal that is not closed; blanks are said."""
        council = get_object_or_404(councils().around(self.actor), slug=slug)
        goals = goals_visible_to(self.actor).filter(council=council).exclude(state=Goal.State.CLOSED)
        found = goal_states(self.actor, with_parts(goals.order_by("number")), None)
        seated, sides = list(councils().organisations(council.pk)), councils().sides(council.pk)
        rows = [_row(one.goal, str(one.status), [there.pk for there in seated]) for one in found]
        view = {
            "council": council.slug,
            "organisations": [{"id": str(one.pk), "name": one.name, "side": sides.get(one.pk, "")} for one in seated],
            "rows": rows,
            "blanks": sum(cell["blank"] for row in rows for cell in row["cells"]),
        }
        return Response(self.with_chosen_fields([view])[0])


def _row(goal: Goal, word: str, seated: Iterable[UUID]) -> dict[str, Any]:
    stances = {one.organisation_id: one for one in goal.positions.all()}
    parts = {one.organisation_id: one for one in goal.commitments.all()}
    cells = [
        {
            "organisation": str(one),
            "blank": one not in stances,
            "stance": stances[one].stance if one in stances else None,
            "role": parts[one].role if one in parts else None,
            "confirmed": one in parts and parts[one].confirmed_at is not None,
        }
        for one in seated
    ]
    return {"goal": str(goal.pk), "number": goal.number, "title": goal.title, "status": word, "cells": cells}
