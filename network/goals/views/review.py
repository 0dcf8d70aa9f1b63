"""Pages with which returns are reviewed."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from network.goals.queries import returns_visible_to
from network.goals.views.here import reader


@login_required
@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """What waits for approval."""
    return render(request, "layouts/base.html")


@login_required
@require_POST
def approve(request: HttpRequest, report: UUID) -> HttpResponse:
    """Approve a return."""
    get_object_or_404(returns_visible_to(reader(request)), pk=report)
    return render(request, "layouts/base.html")


send_back = approve
