"""Pages with which one reads shared goals."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from network.goals.views.here import council_here, goal_here, indicator_here, period_here


@require_GET
def councils(request: HttpRequest) -> HttpResponse:
    """The councils with goals that the reader may see."""
    return render(request, "layouts/base.html")


@require_GET
def goals(request: HttpRequest, council: str) -> HttpResponse:
    """What a council wants, and how it goes."""
    council_here(request, council)
    return render(request, "layouts/base.html")


@require_GET
def matrix(request: HttpRequest, council: str) -> HttpResponse:
    """Who stands where on what."""
    council_here(request, council)
    return render(request, "layouts/base.html")


@require_GET
def goal(request: HttpRequest, council: str, number: int) -> HttpResponse:
    """A goal."""
    goal_here(request, council, number)
    return render(request, "layouts/base.html")


@require_GET
def indicator(request: HttpRequest, council: str, code: str) -> HttpResponse:
    """An indicator."""
    indicator_here(request, council, code)
    return render(request, "layouts/base.html")


@login_required
@require_GET
def period(request: HttpRequest, council: str, period: UUID) -> HttpResponse:
    """The status report of a period."""
    period_here(request, council, period)
    return render(request, "layouts/base.html")


@login_required
@require_GET
def period_pdf(request: HttpRequest, council: str, period: UUID) -> HttpResponse:
    """The same, to print and to file."""
    period_here(request, council, period)
    return render(request, "layouts/base.html")
