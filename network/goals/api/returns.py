"""The API of reporting, the main door for organisations' own systems: parse, call one query or action, answer."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.pagination import Cursors
from events.errors import Invalid
from network.goals import actions
from network.goals.abilities import abilities
from network.goals.api import filters, inputs, shapes
from network.goals.api.base import CHANGE, LIST, READ, WRITE, GoalsView
from network.goals.checks import warnings_for
from network.goals.models import Indicator, Period, Return, Value
from network.goals.numbers import Written
from network.goals.outlook import outlook
from network.goals.queries import (
    indicators_visible_to,
    periods_visible_to,
    returns_visible_to,
    with_values,
)
from network.goals.serializers import ReturnSerializer
from network.goals.snapshots import as_json

RETURNS = ["returns"]
_VALUES: dict[str, Any] = {
    "values": [
        {"cell": "", "number": 280, "source": "Lägesrapport 2017", "source_page": "11"},
        {"cell": "kon=kvinnor", "number": "141"},
        {"cell": "kon=man", "operator": "about", "number": "139"},
    ],
}
_WHOLE = OpenApiExample(
    "A whole return",
    value={"council": "sodertorn", "indicator": "platser", "period": "2016-12-31", **_VALUES, "submit": True},
    request_only=True,
)
_CELLS = OpenApiExample("Three cells", value=_VALUES, request_only=True)
_AMOUNT = {"operator": "exact", "number": "280", "high": None, "numerator": None, "denominator": None}
_BECAME = {
    "revision": 2,
    "cells": [{"cell": "", "outcome": "stored", "warnings": []}],
    "totals": [{"cell": "", "standing": None, "with_return": _AMOUNT}],
}
_STORED = OpenApiExample("What became of it (the return left out here)", value=_BECAME, response_only=True)
_EVERY_FIELD = (
    "operator",
    "number",
    "high",
    "numerator",
    "denominator",
    "measured_on",
    "note",
    "source",
    "source_page",
)
IF_MATCH_IF_BEGUN = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The revision that was read, when the return has been begun."
)


Held = dict[str, tuple[Any, ...]]
"""What the cells of a return hold, by their keys."""


class OnReturn(GoalsView):
    """Base: the return named in the address, if the actor may see it."""

    serializer_class: Any = shapes.ReturnDetailOut
    report_scope = True

    def returns(self) -> QuerySet[Return]:
        """Return those the actor sees; with a key for reporting only those of its organisation."""
        found = returns_visible_to(self.actor)
        return found.filter(organisation=self.actor.organisation_id) if self.actor.reports_only else found

    def report(self) -> Return:
        return get_object_or_404(self.returns(), pk=self.kwargs["report"])

    def fresh(self, report: Return) -> Return:
        """Return it as it is now, with its values."""
        return with_values(Return.objects.filter(pk=report.pk)).get()

    def answer(self, report: Return, code: int = 200) -> Response:
        """Answer with a return as it is now."""
        fresh = self.fresh(report)
        return self.whole(ReturnSerializer(fresh).data, fresh, code)

    def reported(
        self, report: Return, before: dict[str, tuple[Any, ...]], asked: Sequence[Written], code: int
    ) -> Response:
        """Answer with what became of each cell, the return, and the indicator's total with and without it."""
        fresh = self.fresh(report)
        draft = _draft(fresh)
        odd: dict[str, list[dict[str, str]]] = {}
        for one in warnings_for(fresh, draft):
            odd.setdefault(one.cell, []).append({"cell": one.cell, "code": one.code, "words": one.words})
        after = _held(draft)
        body = {
            "revision": fresh.version,
            "cells": [
                {"cell": one.cell, "outcome": _outcome(one.cell, before, after), "warnings": odd.get(one.cell, [])}
                for one in asked
            ],
            "report": {**ReturnSerializer(fresh).data, "abilities": abilities(self.actor, fresh)},
            "totals": [
                {"cell": one.cell, "standing": as_json(one.standing), "with_return": as_json(one.with_return)}
                for one in outlook(fresh, draft)
            ],
        }
        return self.with_etag(body, code)


def _draft(report: Return) -> list[Value]:
    return [one for one in report.values.all() if not one.approved]


def _held(values: Iterable[Value]) -> Held:
    return {one.cell.key: tuple(getattr(one, name) for name in _EVERY_FIELD) for one in values}


def _outcome(cell: str, before: Held, after: Held) -> str:
    if cell not in after:
        return "emptied" if cell in before else "unchanged"
    return "unchanged" if before.get(cell) == after[cell] else "stored"


class Returns(OnReturn):
    """Returns."""

    serializer_class = shapes.ReturnOut
    pagination_class = Cursors
    ordering = ("-period__starts_on", "pk")
    queryset = Return.objects.none()
    filterset_class = filters.ReturnFilters

    @extend_schema(operation_id="returns_list", responses=shapes.ReturnOut(many=True), parameters=LIST, tags=RETURNS)
    def get(self, request: Request) -> Response:
        """List the returns of one's organisation and those sent to councils one leads, the newest periods first."""
        return self.listed(
            with_values(self.returns()),
            lambda page: ReturnSerializer(page, many=True).data,  # type: ignore[arg-type]
        )

    @extend_schema(
        request=inputs.ReturnIn,
        responses={201: shapes.ReportedOut},
        parameters=[IF_MATCH_IF_BEGUN, *WRITE],
        examples=[_WHOLE, _STORED],
        tags=RETURNS,
    )
    def post(self, request: Request) -> Response:
        """Begin a return, or report it whole: all of it is stored, or nothing is.

        Where work on it has begun already, the revision that was read has to come along (409 without, 412 when it is
        stale). Errors name their place: `values.2.number`. What the cells that are not sent hold stays.
        """
        asked = self.parsed(inputs.ReturnIn)
        indicator = self._indicator(asked["indicator"], asked["council"])
        period = self._period(asked["period"], indicator)
        values = inputs.written(asked["values"])
        expected = self.expected_revision() if "If-Match" in request.headers else None
        begun = self.returns().filter(indicator=indicator, period=period, organisation=self.actor.organisation_id)
        before = _held(_draft(with_values(begun).get())) if begun.exists() else {}
        report = self.act(
            actions.report_values,
            indicator=indicator,
            period=period,
            values=values,
            submit=asked["submit"],
            comment=asked["comment"],
            expected=expected,
        )
        return self.reported(report, before, values, status.HTTP_201_CREATED)

    def _indicator(self, name: str, council: str) -> Indicator:
        visible = indicators_visible_to(self.actor)
        if (pk := as_uuid(name)) is not None:
            return self.found(visible, "indicator", pk=pk)
        if not council:
            raise Invalid(fields={"council": [_("Say whose indicator it is when you name it by its code.")]})
        return self.found(visible, "indicator", code=name, council__slug=council)

    def _period(self, name: str, indicator: Indicator) -> Period:
        visible = periods_visible_to(self.actor)
        if (pk := as_uuid(name)) is not None:
            return self.found(visible, "period", pk=pk)
        try:
            day = date.fromisoformat(name)
        except ValueError:
            raise Invalid(fields={"period": [_("Give the id of a period, or a day that lies in it.")]}) from None
        same = visible.filter(council=indicator.council_id, calendar=indicator.calendar)
        return self.found(same, "period", starts_on__lte=day, ends_on__gte=day)


def as_uuid(text: str) -> UUID | None:
    """Return the id that a text is; None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


class OneReturn(OnReturn):
    """A return."""

    @extend_schema(responses=shapes.ReturnDetailOut, parameters=READ, tags=RETURNS)
    def get(self, request: Request, report: UUID) -> Response:
        """Show a return with the values it holds now and what is odd about them."""
        return self.answer(self.report())


class Values(OnReturn):
    """The values of a return."""

    serializer_class = shapes.ReportedOut

    @extend_schema(
        request=inputs.ValuesIn,
        responses=shapes.ReportedOut,
        parameters=CHANGE,
        examples=[_CELLS, _STORED],
        tags=RETURNS,
    )
    def put(self, request: Request, report: UUID) -> Response:
        """Fill in, change or empty cells: all that are sent, or none. Cells that are not sent stay as they are."""
        found, expected = self.report(), self.expected_revision()
        asked = self.parsed(inputs.ValuesIn)
        values, before = inputs.written(asked["values"]), _held(_draft(self.fresh(found)))
        made = self.act(actions.write_values, report=found, values=values, comment=asked["comment"], expected=expected)
        return self.reported(made, before, values, status.HTTP_200_OK)


class Submit(OnReturn):
    """Sending a return."""

    @extend_schema(request=None, responses=shapes.ReturnDetailOut, parameters=CHANGE, tags=RETURNS)
    def post(self, request: Request, report: UUID) -> Response:
        """Send it for approval by somebody who has not written in it."""
        found, expected = self.report(), self.expected_revision()
        return self.answer(self.act(actions.submit_return, report=found, expected=expected))


class Answer(OnReturn):
    """An answer without figures."""

    @extend_schema(request=inputs.NoFiguresIn, responses=shapes.ReturnDetailOut, parameters=CHANGE, tags=RETURNS)
    def post(self, request: Request, report: UUID) -> Response:
        """Say that there is nothing to report, or that it is not the organisation's task."""
        found, expected = self.report(), self.expected_revision()
        answer = self.parsed(inputs.NoFiguresIn)["answer"]
        return self.answer(self.act(actions.answer_without_figures, report=found, answer=answer, expected=expected))


class Reopen(OnReturn):
    """A return taken up again."""

    @extend_schema(request=inputs.WhyIn, responses=shapes.ReturnDetailOut, parameters=CHANGE, tags=RETURNS)
    def post(self, request: Request, report: UUID) -> Response:
        """Take up a return that has been sent or settled, with a reason. What was approved stands meanwhile."""
        found, expected = self.report(), self.expected_revision()
        reason = self.parsed(inputs.WhyIn)["reason"]
        return self.answer(self.act(actions.reopen_return, report=found, reason=reason, expected=expected))


class Approve(OnReturn):
    """Approval by somebody who has not written in it."""

    report_scope = False

    @extend_schema(request=None, responses=shapes.ReturnDetailOut, parameters=CHANGE, tags=RETURNS)
    def post(self, request: Request, report: UUID) -> Response:
        """Approve what somebody else has reported. From now on it counts, and the council sees it."""
        found, expected = self.report(), self.expected_revision()
        return self.answer(self.act(actions.approve_return, report=found, expected=expected))


class SendBack(OnReturn):
    """A return that needs a change."""

    report_scope = False

    @extend_schema(request=inputs.WhyIn, responses=shapes.ReturnDetailOut, parameters=CHANGE, tags=RETURNS)
    def post(self, request: Request, report: UUID) -> Response:
        """Send it back and say what needs a change."""
        found, expected = self.report(), self.expected_revision()
        reason = self.parsed(inputs.WhyIn)["reason"]
        made = self.act(actions.send_back_return, report=found, reason=reason, expected=expected)
        return self.answer(made)


class Evidence(OnReturn):
    """Files that show where values come from."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        request={"multipart/form-data": inputs.EvidenceIn},
        responses={201: shapes.ReturnDetailOut},
        parameters=CHANGE,
        tags=RETURNS,
    )
    def post(self, request: Request, report: UUID) -> Response:
        """Put a file beside a value. A second file takes the first one's place."""
        found, expected = self.report(), self.expected_revision()
        asked = self.parsed(inputs.EvidenceIn)
        made = self.act(actions.attach_evidence, report=found, expected=expected, **asked)
        return self.answer(made, status.HTTP_201_CREATED)
