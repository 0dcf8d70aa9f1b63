"""Pages with which files come in and go out."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from network.goals.views.here import council_here


@require_GET
def files(request: HttpRequest, council: str) -> HttpResponse:
    """What can be downloaded, and what can be sent in."""
    council_here(request, council)
    return render(request, "layouts/base.html")


@login_required
@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest, council: str) -> HttpResponse:
    """Send in a file in two steps."""
    council_here(request, council)
    return render(request, "layouts/base.html")


@require_GET
def export_file(request: HttpRequest, council: str, name: str) -> HttpResponse:
    """Download a file."""
    council_here(request, council)
    raise Http404
