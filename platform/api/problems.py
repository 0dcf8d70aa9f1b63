"""Errors as problem+json (RFC 9457), in one shape whatever went wrong."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, status
from rest_framework.response import Response

from events.errors import ArenanError, Forbidden, Invalid, NotVisible

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: gettext_lazy("Bad request"),
    401: gettext_lazy("Sign in first"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Not possible here"),
    409: gettext_lazy("Conflict"),
    410: gettext_lazy("Gone"),
    412: gettext_lazy("Changed since you read it"),
    413: gettext_lazy("Too large"),
    415: gettext_lazy("Unknown content type"),
    422: gettext_lazy("Needs a change"),
    428: gettext_lazy("Say which version you read"),
    429: gettext_lazy("Too many requests"),
}


def problem(status_code: int, slug: str, detail: object, fields: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the body of a problem: a stable `type`, a title for its class, and what happened this time."""
    body: dict[str, Any] = {
        "type": f"/api/v1/problems/{slug}",
        "title": str(TITLES.get(status_code, _("Error"))),
        "status": status_code,
        "detail": str(detail),
    }
    if fields:
        body["errors"] = {name: [str(message) for message in messages] for name, messages in fields.items()}
    return body


def problem_response(error: ArenanError) -> JsonResponse:
    """Return an error of ours from a view that is not DRF's."""
    body = problem(error.status, error.slug, error.message, error.fields)
    return JsonResponse(body, status=error.status, content_type=CONTENT_TYPE)


def as_problem(response: HttpResponse) -> HttpResponse:
    """Return what Django itself answered to a call of the API (no such address, no such method …) as a problem."""
    if response.status_code < 400 or response.headers["Content-Type"].startswith(CONTENT_TYPE):
        return response
    code = response.status_code
    slug = {404: NotVisible.slug, 405: "method-not-allowed", 413: "too-large"}.get(code, "error")
    detail = NotVisible.message if code == 404 else TITLES.get(code, ArenanError.message)
    answer = JsonResponse(problem(code, slug, detail), status=code, content_type=CONTENT_TYPE)
    if "Allow" in response:
        answer["Allow"] = response["Allow"]
    return answer


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: every error leaves as problem+json."""
    ours = _as_ours(error)
    if ours is not None:
        response = Response(problem(ours.status, ours.slug, ours.message, ours.fields), status=ours.status)
    elif isinstance(error, exceptions.APIException):
        response = _framework_error(error)
    else:
        return None
    response.content_type = CONTENT_TYPE
    return response


def _as_ours(error: Exception) -> ArenanError | None:
    if isinstance(error, ArenanError):
        return error
    if isinstance(error, Http404):
        return NotVisible()
    if isinstance(error, DjangoValidationError):
        fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        return Invalid(fields=fields)
    if isinstance(error, exceptions.ValidationError):
        return Invalid(fields=_flat(error.detail))
    if isinstance(error, exceptions.PermissionDenied):
        return Forbidden(str(error.detail))
    return None


def _framework_error(error: exceptions.APIException) -> Response:
    code = error.status_code
    slug = str(getattr(error, "default_code", "error")).replace("_", "-")
    headers = {}
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(max(1, int(wait)))
    if code == status.HTTP_401_UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(problem(code, slug, error.detail), status=code, headers=headers)


def _flat(detail: Any, prefix: str = "") -> dict[str, list[str]]:
    if isinstance(detail, dict):
        flat: dict[str, list[str]] = {}
        for name, inner in detail.items():
            flat |= _flat(inner, f"{prefix}.{name}" if prefix else str(name))
        return flat
    if isinstance(detail, list) and detail and isinstance(detail[0], dict | list):
        flat = {}
        for place, inner in enumerate(detail):
            flat |= _flat(inner, f"{prefix}.{place}")
        return flat
    return {prefix: [str(message) for message in detail]} if detail else {}


class PreconditionRequired(ArenanError):
    """An update came without `If-Match` (RFC 6585 §3)."""

    status = 428
    slug = "precondition-required"
    message = gettext_lazy("Send If-Match with the revision you read, so that nobody's change is lost.")
