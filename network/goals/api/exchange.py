"""The API of files: figures out in three forms, and a file of one's own figures in."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.openapi import HAT, KEY, OPEN
from api.permissions import OpenToRead
from events.errors import Invalid, NotVisible
from network.councils import councils
from network.goals import actions
from network.goals.api.base import GoalsView
from network.goals.exchange.exporting import SCOPES, Wanted, scope_for
from network.goals.exchange.files import TYPES, definitions_file, values_file
from network.goals.exchange.importing import plan_view
from network.goals.exchange.planning import CONTENT, KINDS, plan_for
from network.goals.exchange.reading import read
from network.goals.exchange.rows import day_in
from network.goals.exchange.tidy import FILE_LIMIT, TOO_MUCH, unreadable
from network.goals.queries import councils_with_goals

TAGS = ["exports"]
COUNCIL = OpenApiParameter("council", str, required=True, description="The council's name in addresses.")
SCOPE = OpenApiParameter(
    "scope",
    str,
    enum=list(SCOPES),
    description="`public`: what everybody may have, without small groups. `sums`: the council's figures. `reported`: "
    "what each organisation published. `own`: the working reports of one's own organisation, with a row for every cell "
    "that can be filled in; `POST /imports` takes that file back. Without it: `reported` for those who act for an "
    "organisation with a seat, `own` for a key that may only report, `public` for everybody else.",
)
NARROWER = [
    OpenApiParameter("indicator", str, description="The code of one indicator."),
    OpenApiParameter("organisation", str, description="The name in addresses of one organisation."),
    OpenApiParameter("period", OpenApiTypes.DATE, description="The first day of one period."),
]


class _Export(GoalsView):
    """Base: a file of a council's figures."""

    permission_classes = (OpenToRead,)
    query: ClassVar[tuple[str, ...]] = ("council", "scope")

    def known_parameters(self) -> set[str]:
        """Return the query parameters that are declared; a file has all its columns."""
        return set(self.query)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Let the address decide what comes, whatever `Accept` says."""
        return super().perform_content_negotiation(request, force=True)

    def council_asked_for(self) -> Any:
        """Return the council that the query names.

        Raises:
            Invalid: it names none.
            NotVisible: the reader sees no goals there.
        """
        slug = self.request.query_params.get("council", "")
        if not slug:
            raise Invalid(fields={"council": ["council=<slug>"]})
        return get_object_or_404(councils_with_goals(self.reader), slug=slug)

    def scope(self, council: Any) -> str:
        """Return which rows are asked for, if the reader may have them."""
        return scope_for(self.reader, council, self.request.query_params.get("scope", ""))


class _Values(_Export):
    query = ("council", "scope", "indicator", "organisation", "period")
    form: ClassVar[str]

    def answer(self) -> HttpResponse:
        """Return the file that the query asks for."""
        asked, council = self.request.query_params, self.council_asked_for()
        wanted = Wanted(
            self.scope(council),
            indicator=asked.get("indicator", ""),
            organisation=asked.get("organisation", ""),
            period=day_in(asked.get("period", ""), "period"),
        )
        return values_file(self.reader, council, wanted, self.form).response()


class ValuesCsv(_Values):
    """Figures as CSV."""

    form = "csv"

    @extend_schema(
        operation_id="exports_values_csv",
        parameters=[COUNCIL, SCOPE, *NARROWER, HAT],
        responses={(200, "text/csv"): OpenApiTypes.STR},
        tags=TAGS,
        auth=OPEN,
    )
    def get(self, request: Request) -> HttpResponse:
        """Download figures, a row for each cell: UTF-8 with a byte order mark, semicolons, decimal comma."""
        return self.answer()


class ValuesXlsx(_Values):
    """Figures as a workbook."""

    form = "xlsx"

    @extend_schema(
        operation_id="exports_values_xlsx",
        parameters=[COUNCIL, SCOPE, *NARROWER, HAT],
        responses={(200, TYPES["xlsx"]): OpenApiTypes.BINARY},
        tags=TAGS,
        auth=OPEN,
    )
    def get(self, request: Request) -> HttpResponse:
        """Download figures as a workbook; a second sheet says what they mean, a third what the columns hold."""
        return self.answer()


class ValuesJson(_Values):
    """Figures as JSON."""

    form = "json"

    @extend_schema(
        operation_id="exports_values_json",
        parameters=[COUNCIL, SCOPE, *NARROWER, HAT],
        responses={200: OpenApiTypes.OBJECT},
        tags=TAGS,
        auth=OPEN,
    )
    def get(self, request: Request) -> HttpResponse:
        """Download figures under `values`, numbers as exact decimal text, and what they mean under `definitions`."""
        return self.answer()


class DefinitionsCsv(_Export):
    """What the figures mean."""

    @extend_schema(
        operation_id="exports_definitions_csv",
        parameters=[COUNCIL, SCOPE, HAT],
        responses={(200, "text/csv"): OpenApiTypes.STR},
        tags=TAGS,
        auth=OPEN,
    )
    def get(self, request: Request) -> HttpResponse:
        """Download the definitions of the indicators: unit, rules, groups and targets, a row for each."""
        council = self.council_asked_for()
        return definitions_file(self.reader, council, self.scope(council)).response()


class _LookFirst(serializers.BooleanField):
    """True unless something else is said; a form that leaves it out has not said no."""

    default_empty_html: Any = empty


class ImportIn(serializers.Serializer[Any]):
    """A file of one's own figures."""

    file = serializers.FileField(allow_empty_file=True, max_length=255, help_text="CSV, XLSX or JSON; at most 5 MB.")
    council = serializers.CharField(help_text="The council's name in addresses.")
    dry_run = _LookFirst(default=True, help_text="Only say what would happen. Nothing is stored.")
    digest = serializers.CharField(
        default="", allow_blank=True, max_length=64, help_text="From the dry run: refuse if anything has changed since."
    )


class ChangeOut(serializers.Serializer[Any]):
    """What one column of a cell becomes, as exact text."""

    column = serializers.ChoiceField(CONTENT)
    before = serializers.CharField()
    after = serializers.CharField()


class FaultOut(serializers.Serializer[Any]):
    """Why a row is refused."""

    column = serializers.CharField(help_text="Empty when it concerns the whole row.")
    reason = serializers.CharField()


class RowOut(serializers.Serializer[Any]):
    """What comes of one row."""

    line = serializers.IntegerField(help_text="Line of the file, row of the sheet, or place in the list.")
    outcome = serializers.ChoiceField(KINDS)
    indicator = serializers.CharField()
    calendar = serializers.CharField()
    period = serializers.CharField()
    organisation = serializers.CharField()
    cell = serializers.CharField()
    changes = ChangeOut(many=True)
    errors = FaultOut(many=True)  # type: ignore[assignment]


class ImportOut(serializers.Serializer[Any]):
    """What comes of a file, row by row."""

    dry_run = serializers.BooleanField()
    applied_at = serializers.DateTimeField(allow_null=True)
    digest = serializers.CharField(help_text="Of what would happen. Send it along to have just that done.")
    counts = serializers.DictField(child=serializers.IntegerField())
    rows = RowOut(many=True)


EXAMPLE = OpenApiExample(
    "A value that is new",
    value={
        "dry_run": True,
        "applied_at": None,
        "digest": "5f2b…",
        "counts": {"refused": 0, "new": 1, "changed": 0, "emptied": 0, "unchanged": 9},
        "rows": [
            {
                "line": 7,
                "outcome": "new",
                "indicator": "platser",
                "calendar": "year",
                "period": "2017-01-01",
                "organisation": "vavkooperativet-traden",
                "cell": "",
                "changes": [{"column": "number", "before": "", "after": "12"}],
                "errors": [],
            }
        ],
    },
    response_only=True,
)


class Imports(GoalsView):
    """Files of one's own figures."""

    parser_classes = (MultiPartParser,)
    serializer_class = ImportOut
    report_scope = True

    @extend_schema(
        operation_id="imports_create",
        request={"multipart/form-data": ImportIn},
        responses=ImportOut,
        parameters=[KEY, HAT],
        examples=[EXAMPLE],
        tags=["imports"],
    )
    def post(self, request: Request) -> Response:
        """Look at what a file would do to the reports of one's own organisation, or with `dry_run=false` have it done.

        It is done whole or not at all, as drafts that are then sent for approval. A file with rows that are refused
        answers 200 when it is only looked at, and 422 with `rows.<line>.<column>` when it was to be done.
        """
        asked = self.parsed(ImportIn)
        council = councils().around(self.actor).filter(slug=asked["council"]).first()
        if council is None or not self.actor.organisation_id:
            raise NotVisible(fields={"council": [NotVisible.message]})
        file = asked["file"]
        if file.size > FILE_LIMIT:
            raise unreadable(TOO_MUCH)
        lines = read(file.read())
        if asked["dry_run"]:
            view = plan_view(plan_for(self.actor, council, lines))
            return Response({"dry_run": True, "applied_at": None, **view})
        done = self.act(
            actions.import_values, council=council, name=file.name or "", lines=lines, expected=asked["digest"]
        )
        return Response({"dry_run": False, "applied_at": done.applied_at, **done.outcome})
