"""The same errors as pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from api.problems import as_problem
from events.errors import ArenanError


class ErrorPagesMiddleware:
    """Turns an error of ours that no view has answered into a page with the right status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):
            # No text holds a NUL, and PostgreSQL would refuse to look for one.
            response = render(request, "400.html", status=400)
        else:
            response = self.get_response(request)
        return as_problem(response) if request.path.startswith("/api/") else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show what happened, what is kept, and where to go."""
        if not isinstance(error, ArenanError):
            return None
        template = "404.html" if error.status == 404 else "403.html" if error.status == 403 else "refused.html"
        return render(request, template, {"error": error}, status=error.status)
