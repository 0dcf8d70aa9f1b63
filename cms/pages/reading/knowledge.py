"""Shared knowledge by kind, and one practice, method or clause with others of its kind."""

from typing import Any

from django.http import HttpRequest

from cms.answers.shown import shows
from cms.pages.models import KnowledgeIndexPage, KnowledgePage
from cms.pages.reading import reads
from cms.pages.reading.listing import children_shown, siblings_shown

BESIDE = 4
"""How many others of the same kind are named beside one."""


@reads(KnowledgeIndexPage)
def knowledge_index(page: KnowledgeIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Show everything by kind; `?slag=` shows one kind alone."""
    shows(request, "kind:knowledge", "organisations", query=("slag",))
    asked = request.GET.get("slag", "")
    asked = asked if asked in KnowledgePage.Kind.values else ""
    pages = list(children_shown(page, KnowledgePage).order_by("title"))
    groups: list[dict[str, Any]] = [
        {
            "kind": kind,
            "label": kind.label,
            "rows": [{"page": one, "url": one.get_url(request) or ""} for one in pages if one.what == kind],
        }
        for kind in KnowledgePage.Kind
    ]
    return {
        "groups": [group for group in groups if group["rows"] and asked in {"", group["kind"]}],
        "kinds": [{**group, "count": len(group["rows"])} for group in groups if group["rows"]],
        "asked": asked,
    }


@reads(KnowledgePage)
def knowledge(page: KnowledgePage, request: HttpRequest) -> dict[str, Any]:
    """Show one, with others of its kind."""
    shows(request, "organisations")
    others = siblings_shown(page).filter(what=page.what).exclude(pk=page.pk).order_by("title")[:BESIDE]
    return {"others": [{"page": one, "url": one.get_url(request) or ""} for one in others]}
