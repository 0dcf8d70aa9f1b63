"""The page of one return."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from network.goals.queries import evidence_visible_to, returns_visible_to
from network.goals.views.here import reader


@login_required
@require_GET
def one_return(request: HttpRequest, report: UUID) -> HttpResponse:
    """One return."""
    get_object_or_404(returns_visible_to(reader(request)), pk=report)
    return render(request, "layouts/base.html")


@login_required
@require_POST
def save(request: HttpRequest, report: UUID) -> HttpResponse:
    """Save what is written."""
    return one_return(request, report)


submit = answer = reopen = attach = save


@login_required
@require_GET
def evidence(request: HttpRequest, value: UUID) -> HttpResponse:
    """Serve what shows where a value comes from."""
    get_object_or_404(evidence_visible_to(reader(request)), pk=value)
    return render(request, "layouts/base.html")
