"""Whether the process lives, and whether it can do its work."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from live.process import running


def livez(request: HttpRequest) -> HttpResponse:
    """`/livez`: the process answers."""
    return HttpResponse("ok", content_type="text/plain")


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
