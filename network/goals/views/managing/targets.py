"""The page with an indicator's targets: all their versions, and forms to set, change and withdraw them."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.asking import actor, must, posted
from events import clock
from network.goals import actions, words
from network.goals.forms.indicators import ChangeTargetForm, TargetForm
from network.goals.models import Indicator, Target
from network.goals.reckoning.status import Aim
from network.goals.views.managing.base import ask, crumbs, indicator_around, indicator_url, seated
from network.goals.views.managing.indicators import tabs


@login_required
@require_http_methods(["GET", "POST"])
def targets(request: HttpRequest, council: str, code: str) -> HttpResponse:
    """What a figure should be, and what was said about that before; `?andra=<uuid>` changes one."""
    who, here = actor(request), indicator_around(request, council, code)
    must(who, "network.set_target", here)
    rows = _rows(here)
    changed = _changed(request, rows)
    form, do, said = _form(request, here, changed)
    confirmed = here.goal.commitments.filter(confirmed_at__isnull=False).count()
    return ask(
        request,
        form,
        do,
        to=reverse("network:targets", args=[council, code]),
        said=said,
        context={
            "title": _("Targets"),
            "indicator": here,
            "rows": rows,
            "back": indicator_url(here),
            "changed": changed,
            "confirmed": confirmed,
            "crumbs": crumbs(here.council, here.goal, (here.name, indicator_url(here))),
            "tabs": tabs(request, here, "targets"),
        },
        template="pages/goals/managing/targets.html",
    )


def _form(
    request: HttpRequest, indicator: Indicator, changed: dict[str, Any] | None
) -> tuple[TargetForm, Callable[..., object], str]:
    who, dimensions = actor(request), indicator.dimensions.prefetch_related("categories")
    options: dict[str, Any] = {
        "indicator": indicator,
        "cells": [(one.key, words.cell(one.key, dimensions)) for one in indicator.cells.all()],
        "organisations": seated(indicator.council_id),
    }
    if changed is None:
        start = {"on": indicator.goal.ends_on}
        form = TargetForm(posted(request), initial=start, **options)
        return (
            form,
            lambda **fields: actions.set_target(actor=who, indicator=indicator, **fields),
            _("The target is set."),
        )
    target: Target = changed["target"]
    form = ChangeTargetForm(posted(request), initial={"number": target.number, "high": target.high}, **options)
    withdrawn = "dra-tillbaka" in request.POST
    same = {"on": target.on, "cell": target.cell.key, "organisation": target.organisation, "withdrawn": withdrawn}
    if withdrawn:
        # What is withdrawn keeps its number; only the reason is asked for.
        same |= {"number": target.number, "high": target.high}
        for name in ("number", "high"):
            if name in form.fields:
                form.fields[name].disabled = True
    said = _("The target is withdrawn.") if withdrawn else _("The target is changed.")
    return form, lambda **fields: actions.set_target(actor=who, indicator=indicator, **{**fields, **same}), said


def _rows(indicator: Indicator) -> list[dict[str, Any]]:
    """Return the targets by day, each with its newest version and those before it."""
    dimensions = list(indicator.dimensions.prefetch_related("categories"))
    versions: dict[tuple[Any, ...], list[Target]] = defaultdict(list)
    for target in indicator.targets.select_related("cell", "organisation").order_by("on", "number_version"):
        versions[target.on, target.cell_id, target.organisation_id].append(target)
    last = max((one[-1].on for one in versions.values() if not one[-1].withdrawn), default=None)
    found = []
    for same in versions.values():
        newest = same[-1]
        found.append(
            {
                "target": newest,
                "words": _said(newest, indicator),
                "cell": words.cell(newest.cell.key, dimensions) if newest.cell.key else "",
                "final": newest.on == last,
                "past": newest.on < clock.today(),
                "earlier": [{"target": one, "words": _said(one, indicator)} for one in reversed(same[:-1])],
            }
        )
    return found


def _said(target: Target, indicator: Indicator) -> str:
    return words.aim(Aim(target.on, target.operator, target.number, target.high), indicator)


def _changed(request: HttpRequest, rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the target that the address asks to change, in its newest version."""
    wanted = request.GET.get("andra", "")
    return next((one for one in rows if str(one["target"].pk) == wanted), None) if wanted else None
