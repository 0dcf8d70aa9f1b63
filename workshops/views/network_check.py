"""Does the live link work from here? A page that tries it and says so in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def network_check(request: HttpRequest) -> HttpResponse:
    """Let the browser try the socket and what is used in its place. Nothing is stored, and no account is needed."""
    return render(request, "pages/workshops/network_check.html")
