"""Pages with which an organisation reports."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from network.goals.views.here import period_here


@login_required
@require_GET
def reporting(request: HttpRequest) -> HttpResponse:
    """What one's organisation is to report."""
    return render(request, "layouts/base.html")


@login_required
@require_http_methods(["GET", "POST"])
def grid(request: HttpRequest, council: str, period: UUID) -> HttpResponse:
    """Everything that is reported for one period, as a table to fill in."""
    period_here(request, council, period)
    return render(request, "layouts/base.html")
