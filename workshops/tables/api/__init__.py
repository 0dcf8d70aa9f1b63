"""The API of tables. What people write there keeps no idempotency key: see `WorkshopView.contribute`."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.openapi import HAT, IF_MATCH, KEY
from live.views import rendered
from workshops.boards.models import Late
from workshops.boards.serializers import LateSerializer
from workshops.plans.models import Step
from workshops.sessions.api.base import WorkshopView
from workshops.sessions.api.running import OnParticipant
from workshops.sessions.serializers import StepSerializer
from workshops.tables import actions, lines
from workshops.tables.models import Line, Table
from workshops.tables.queries import line_for, table_for
from workshops.tables.serializers import LineSerializer, TableSerializer


class SizeIn(serializers.Serializer[Any]):
    """How many sit at a table at most; as the plan says when left out."""

    size = serializers.IntegerField(required=False, allow_null=True, default=None)


class SecondsIn(serializers.Serializer[Any]):
    """How many seconds are left."""

    seconds = serializers.IntegerField()


class ToTableIn(serializers.Serializer[Any]):
    """At which table somebody is to sit."""

    table = serializers.UUIDField()


class NameIn(serializers.Serializer[Any]):
    """What a table is called."""

    name = serializers.CharField(allow_blank=True)


class LineIn(serializers.Serializer[Any]):
    """A line that is written: after another, first when that is null, last when it is left out."""

    text = serializers.CharField(allow_blank=True, trim_whitespace=False)
    after = serializers.UUIDField(required=False, allow_null=True)


class LineWordsIn(serializers.Serializer[Any]):
    """Other words."""

    text = serializers.CharField(allow_blank=True, trim_whitespace=False)


class LinePlaceIn(serializers.Serializer[Any]):
    """After which line; null is first."""

    after = serializers.UUIDField(allow_null=True)


def tables_shown(step: Step) -> Response:
    """Answer with the tables of a step."""
    found = Table.objects.filter(step=step).order_by("number").values_list("pk", flat=True)
    views = sorted(rendered("table", list(found)), key=lambda view: view["number"])
    return Response({"results": views})


def table_shown(table: Table) -> Response:
    """Answer with a table."""
    return Response(rendered("table", [table.pk])[0])


def line_shown(line: Line) -> Response:
    """Answer with a line; its entity tag is the revision of its words."""
    return Response(LineSerializer(line).data, headers={"ETag": f'"{line.revision}"'})


class Tables(WorkshopView):
    """The tables of a step."""

    @extend_schema(request=SizeIn, responses={200: OpenApiTypes.OBJECT}, parameters=[KEY, HAT])
    def post(self, request: Request, step: UUID) -> Response:
        """Seat everybody, mixed by the rule, also anew."""
        here = self.step()
        self.act(actions.lay_tables, step=here, **self.parsed(SizeIn))
        return tables_shown(here)


class Collect(WorkshopView):
    """What the tables wrote."""

    @extend_schema(request=None, responses={200: OpenApiTypes.OBJECT}, parameters=[KEY, HAT])
    def post(self, request: Request, step: UUID) -> Response:
        """Show it to the whole room."""
        return tables_shown(self.act(actions.collect, step=self.step()))


class CallBack(WorkshopView):
    """The end of the work at tables."""

    @extend_schema(request=SecondsIn, responses=StepSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, step: UUID) -> Response:
        """Call everybody back: the step ends in so many seconds."""
        return self.show_step(self.act(actions.call_back, step=self.step(), **self.parsed(SecondsIn)))


class ParticipantTable(OnParticipant):
    """Where somebody sits."""

    @extend_schema(request=ToTableIn, responses=TableSerializer, parameters=[KEY, HAT])
    def put(self, request: Request, participant: UUID) -> Response:
        """Let them sit at another table; what they wrote stays where it was written."""
        here = self.participant()
        return table_shown(self.act(actions.move_to_table, participant=here, **self.parsed(ToTableIn)))


class OneTable(WorkshopView):
    """A table."""

    serializer_class = TableSerializer

    @extend_schema(request=NameIn, responses=TableSerializer, parameters=[KEY, HAT])
    def put(self, request: Request, table: UUID) -> Response:
        """Give it a name."""
        here = table_for(self.who, table)
        return table_shown(self.act(actions.name_table, table=here, **self.parsed(NameIn)))


class NewLine(WorkshopView):
    """A line with an id made by the writer's device."""

    @extend_schema(request=LineIn, responses={200: LineSerializer, 202: LateSerializer}, parameters=[HAT])
    def put(self, request: Request, table: UUID, line: UUID) -> Response:
        """Write a line. 202 when the step is closed: it then waits for the hosts. The same twice makes one."""
        asked = {"after": line, **self.parsed(LineIn)}  # After itself, which is not there yet: last.
        made = self.contribute(lines.write_line, table=table_for(self.who, table), line=line, **asked)
        if isinstance(made, Late):
            return Response(LateSerializer(made).data, status=status.HTTP_202_ACCEPTED)
        return line_shown(made)


class OneLine(WorkshopView):
    """A line."""

    serializer_class = LineSerializer

    @extend_schema(request=LineWordsIn, responses=LineSerializer, parameters=[IF_MATCH, HAT])
    def put(self, request: Request, line: UUID) -> Response:
        """Give a line other words; 412 when it has changed since."""
        expected, here = self.expected_revision(), line_for(self.who, line)
        return line_shown(self.contribute(lines.edit_line, line=here, expected=expected, **self.parsed(LineWordsIn)))

    @extend_schema(request=None, responses={204: None}, parameters=[HAT])
    def delete(self, request: Request, line: UUID) -> Response:
        """Take a line out."""
        self.contribute(lines.remove_line, line=line_for(self.who, line))
        return Response(status=status.HTTP_204_NO_CONTENT)


class LinePlace(WorkshopView):
    """Where a line stands."""

    @extend_schema(request=LinePlaceIn, responses=LineSerializer, parameters=[HAT])
    def put(self, request: Request, line: UUID) -> Response:
        """Put it elsewhere. Of two who move it the later one holds."""
        here = line_for(self.who, line)
        return line_shown(self.contribute(lines.place_line, line=here, **self.parsed(LinePlaceIn)))
