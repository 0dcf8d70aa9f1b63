"""What the API says about itself: who it is, and its two documents."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET
from drf_spectacular.generators import SchemaGenerator

from api import asyncapi

VERSION = "1.0.0"


@require_GET
def api_info(request: HttpRequest) -> JsonResponse:
    """`GET /api/v1/api-info` (Digg's REST API profile): name, version, state and documents."""
    return JsonResponse(
        {
            "apiName": "Arenan",
            "apiVersion": VERSION,
            "apiReleased": "2026-11-23",
            "apiDocumentation": f"{settings.BASE_URL}/api/v1/openapi.json",
            "apiStatus": "active",
        }
    )


@cache
def openapi_document() -> dict[str, Any]:
    """Return the OpenAPI 3.1 document."""
    document = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    plain: dict[str, Any] = json.loads(json.dumps(document, default=str))
    return plain


def asyncapi_document() -> dict[str, Any]:
    """Return the AsyncAPI document."""
    return asyncapi.document(_frames)


_frames: dict[str, str] = {}


def describe_frames(frames: dict[str, str]) -> None:
    """Enter what the live floor above sends, for the AsyncAPI document."""
    _frames.update(frames)


@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/openapi.json`."""
    return JsonResponse(openapi_document())


@require_GET
def asyncapi_json(request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/asyncapi.json`."""
    return JsonResponse(asyncapi_document())
