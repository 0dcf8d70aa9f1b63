"""Pages of frozen versions of policies, and of two of them side by side."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.actor import AnyActor
from cms.answers.shown import SITE, shows
from cms.languages.addresses import speak
from cms.policy.comparing import compare
from cms.policy.models import PolicyVersion
from cms.policy.presenting import fact_label, fact_words
from cms.policy.queries import visible_versions


def _version(request: HttpRequest, pk: UUID) -> PolicyVersion:
    reader: AnyActor = request.actor  # type: ignore[attr-defined]
    found = get_object_or_404(
        visible_versions(reader).select_related("policy__standing", "policy__organisation", "policy__locale"), pk=pk
    )
    speak(request, found.policy.locale.language_code)
    return found


def _shown(request: HttpRequest, version: PolicyVersion) -> None:
    shows(request, f"page:{version.policy_id}", "kind:policy", "consultations", SITE)


def _way(version: PolicyVersion, request: HttpRequest) -> list[dict[str, str]]:
    """Return the way to a version: only what is public of it."""
    page = version.policy
    if not page.standing.public:
        return []
    above = page.get_parent()
    return [
        {"title": above.title, "url": above.get_url(request) or ""},
        {"title": page.title, "url": page.get_url(request) or ""},
    ]


@require_safe
def policy_version(request: HttpRequest, version: UUID) -> HttpResponse:
    """Show what a policy said in one version."""
    found = _version(request, version)
    _shown(request, found)
    others = list(visible_versions(request.actor).filter(policy=found.policy_id).order_by("-number"))  # type: ignore[attr-defined]
    context = {
        "version": found,
        "newest": others[0],
        "is_newest": others[0].pk == found.pk,
        "before": next((one for one in others if one.number < found.number), None),
        "facts": _facts(found.facts),
        "promised": found.facts.get("commitments", "").splitlines(),
        "crumbs": _way(found, request),
    }
    return render(request, "cms/policy_version.html", context)


def _facts(facts: dict[str, str]) -> list[tuple[str, str]]:
    return [(fact_label(name), fact_words(name, value)) for name, value in facts.items() if name != "commitments"]


@require_safe
def compare_versions(request: HttpRequest, old: UUID, new: UUID) -> HttpResponse:
    """Show two versions of a policy side by side, the older to the left."""
    before, after = _version(request, old), _version(request, new)
    after = get_object_or_404(visible_versions(request.actor), pk=after.pk, policy=before.policy_id)  # type: ignore[attr-defined]
    if before.number > after.number:
        return redirect(reverse("cms:compare_versions", args=[after.pk, before.pk]))
    if before.pk == after.pk:
        return redirect(reverse("cms:policy_version", args=[after.pk]))
    _shown(request, before)
    found = compare(before, after)
    context: dict[str, Any] = {
        "old": before,
        "new": after,
        "comparison": found,
        "counts": {state: found.count(state) for state in ("changed", "added", "removed", "moved", "same")},
        "facts": [
            {"label": fact_label(one.name), "old": fact_words(one.name, one.old), "new": fact_words(one.name, one.new)}
            for one in found.facts
        ],
        "crumbs": _way(before, request),
    }
    return render(request, "cms/compare_versions.html", context)
