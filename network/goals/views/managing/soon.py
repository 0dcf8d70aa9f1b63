"""Stands in for pages that are being written."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from network.goals.views.here import council_here


@login_required
def page(request: HttpRequest, council: str, **_names: Any) -> HttpResponse:
    """An empty page."""
    council_here(request, council)
    return render(request, "layouts/base.html")
