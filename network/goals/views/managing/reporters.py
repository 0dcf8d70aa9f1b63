"""The page that says who reports an indicator: each organisation with a seat, and the people who do it there."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.asking import actor, done, must
from accounts.models import Membership, Organisation, Person
from events.errors import Forbidden
from events.rights import may
from network.goals import actions
from network.goals.forms.indicators import ReporterForm
from network.goals.models import Assignment, Indicator
from network.goals.views.managing.base import ask, crumbs, indicator_around, indicator_url, seated
from network.goals.views.managing.indicators import tabs

PAGE = "pages/goals/managing/reporters.html"


@login_required
@require_http_methods(["GET", "POST"])
def reporters(request: HttpRequest, council: str, code: str) -> HttpResponse:
    """Who reports, and who steps in. Those who lead say which organisations; each names its own people."""
    who, here = actor(request), indicator_around(request, council, code)
    must(who, "network.assign_reporter", here)
    leads = may(who, "network.end_reporting", here)
    current = {one.organisation_id: one for one in _assignments(here)}
    rows = [
        _row(one, current.get(one.pk), may_set=leads or (one.pk == who.organisation_id and one.pk in current))
        for one in seated(here.council_id, *(one.organisation for one in current.values()))
    ]
    rows.sort(key=lambda row: row["assignment"] is None)
    context = {
        "title": _("Reporters"),
        "indicator": here,
        "leads": leads,
        "rows": rows,
        "crumbs": crumbs(here.council, here.goal, (here.name, indicator_url(here))),
        "tabs": tabs(request, here, "reporters"),
    }
    if request.method == "GET":
        return render(request, PAGE, context)
    row = _sent(request, rows)
    row["form"] = _form(row["organisation"], row["assignment"], request.POST)
    return ask(
        request,
        row["form"],
        lambda **people: actions.assign_reporter(actor=who, indicator=here, organisation=row["organisation"], **people),
        to=reverse("network:reporters", args=[council, code]),
        said=_("It is noted who reports."),
        context=context,
        template=PAGE,
    )


def _assignments(indicator: Indicator) -> Any:
    found = indicator.assignments.filter(ended_at__isnull=True)
    return found.select_related("organisation", "reporter", "deputy")


def _row(organisation: Organisation, assignment: Assignment | None, *, may_set: bool) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "assignment": assignment,
        "may_set": may_set,
        "form": _form(organisation, assignment) if may_set else None,
    }


def _form(organisation: Organisation, assignment: Assignment | None, data: Any = None) -> ReporterForm:
    hats = Membership.objects.current().filter(organisation=organisation)
    chosen = [one for one in (assignment.reporter_id, assignment.deputy_id) if one] if assignment else []
    return ReporterForm(
        data,
        people=Person.objects.filter(pk__in=[*hats.values_list("person", flat=True), *chosen]).order_by("name"),
        initial={"reporter": assignment.reporter, "deputy": assignment.deputy} if assignment else {},
        auto_id=f"id_{organisation.pk}_%s",
    )


def _sent(request: HttpRequest, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the row whose form was sent.

    Raises:
        Forbidden: it is about an organisation whose people the actor may not name.
    """
    wanted = request.POST.get("organisation", "")
    for row in rows:
        if row["may_set"] and str(row["organisation"].pk) == wanted:
            return row
    raise Forbidden


@login_required
@require_POST
def end_reporting(request: HttpRequest, council: str, code: str, assignment: UUID) -> HttpResponse:
    """Let an organisation no longer report."""
    here = indicator_around(request, council, code)
    found = get_object_or_404(here.assignments.select_related("indicator"), pk=assignment)
    return done(
        request,
        lambda: actions.end_reporting(actor=actor(request), assignment=found),
        to=reverse("network:reporters", args=[council, code]),
        said=_("The organisation no longer reports this. What it has reported stands."),
    )
