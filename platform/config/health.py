"""Whether the process lives, and whether it can do its work."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from live.process import running


@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """`/livez`: the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """`/readyz`: the database answers and the process is not going down. Redis is not needed to be ready."""
    process = running()
    if process is not None and process.draining:
        return HttpResponse("draining", status=503, content_type="text/plain")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
