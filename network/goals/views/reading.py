"""Pages with which one reads shared goals: parse, gather, show. Everybody reads what is public."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from events import clock
from network.goals import printing
from network.goals.queries import councils_with_goals
from network.goals.reading.councils import council_rows
from network.goals.reading.goal import goal_page
from network.goals.reading.indicator import indicator_page
from network.goals.reading.matrix import matrix as matrix_page
from network.goals.reading.overview import overview
from network.goals.status_report import report_of
from network.goals.views.here import council_here, goal_here, indicator_here, period_here, reader


@require_GET
def councils(request: HttpRequest) -> HttpResponse:
    """The councils with goals that the reader may see."""
    who = reader(request)
    return render(request, "pages/goals/councils.html", {"councils": council_rows(who, councils_with_goals(who))})


@require_GET
def goals(request: HttpRequest, council: str) -> HttpResponse:
    """What a council wants, and how it goes."""
    return render(request, "pages/goals/overview.html", overview(reader(request), council_here(request, council)))


@require_GET
def matrix(request: HttpRequest, council: str) -> HttpResponse:
    """Who stands where on what."""
    return render(request, "pages/goals/matrix.html", matrix_page(reader(request), council_here(request, council)))


@require_GET
def goal(request: HttpRequest, council: str, number: int) -> HttpResponse:
    """A goal with all that belongs to it."""
    found = goal_here(request, council, number)
    context = goal_page(reader(request), found, everything="allt" in request.GET)
    return render(request, "pages/goals/goal.html", context)


@require_GET
def indicator(request: HttpRequest, council: str, code: str) -> HttpResponse:
    """An indicator, now or as it was known on a day."""
    found = indicator_here(request, council, code)
    then = moment_in(request, "per")
    context = indicator_page(reader(request), found, then["at"])
    return render(request, "pages/goals/indicator.html", {**context, "then": then})


@login_required
@require_GET
def period(request: HttpRequest, council: str, period: UUID) -> HttpResponse:
    """The status report of a period."""
    found = period_here(request, council, period)
    then = moment_in(request, "as_of")
    context = {**report_of(found, then["at"]), "council": found.council, "then": then}
    return render(request, "pages/goals/period.html", context)


@login_required
@require_GET
def period_pdf(request: HttpRequest, council: str, period: UUID) -> HttpResponse:
    """The same report to print and to file."""
    found = period_here(request, council, period)
    then = moment_in(request, "as_of")
    context = {**report_of(found, then["at"], paper=True), "council": found.council, "language": get_language()}
    try:
        made = printing.pdf_of("pages/goals/report_pdf.html", {**context, "printed_at": clock.now()})
    except printing.CannotPrint:
        return render(request, "pages/goals/cannot_print.html", {"council": found.council, **context}, status=503)
    name = f"{found.council.slug}-{found.calendar}-{found.starts_on}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def moment_in(request: HttpRequest, name: str) -> dict[str, Any]:
    """Return the moment that an address asks about: the end of a day. What cannot be read is kept and pointed out."""
    text = request.GET.get(name, "").strip()
    try:
        day = parse_date(text) if text else None
    except ValueError:
        day = None
    if not text:
        return {"text": "", "day": None, "at": None, "error": ""}
    if day is None:
        return {"text": text, "day": None, "at": None, "error": _("Write a day, for example 2017-12-31.")}
    if day >= timezone.localdate(clock.now()):
        return {"text": text, "day": None, "at": None, "error": ""}  # Today and later is now.
    at = timezone.make_aware(datetime.combine(day, time.max))
    return {"text": text, "day": day, "at": at, "error": ""}
