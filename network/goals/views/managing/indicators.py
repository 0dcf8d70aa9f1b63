"""Pages with which it is decided what is measured, and how."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.asking import actor, expected, must, posted
from events.rights import may
from network.goals import actions
from network.goals.actions.indicators import FIXED
from network.goals.forms.indicators import PRESETS, DimensionForm, IndicatorForm
from network.goals.models import Dimension, Indicator, Value
from network.goals.views.managing.base import (
    ask,
    council_around,
    crumbs,
    goal_around,
    indicator_around,
    indicator_url,
    seated,
)


@login_required
@require_http_methods(["GET", "POST"])
def add_indicator(request: HttpRequest, council: str, number: int) -> HttpResponse:
    """Decide to measure something for a goal."""
    who, here = actor(request), goal_around(request, council, number)
    must(who, "network.add_indicator", here)
    _words, filled = PRESETS.get(request.GET.get("som", ""), ("", {}))
    form = IndicatorForm(
        posted(request),
        initial=filled,
        council=here.council,
        organisations=seated(here.council_id),
    )
    made: list[Indicator] = []

    def do(**fields: Any) -> None:
        fields["dimensions"] = list(fields["dimensions"])
        made.append(actions.add_indicator(actor=who, goal=here, **fields))

    answer = ask(
        request,
        form,
        do,
        to=reverse("network:goal", args=[council, number]),
        said=_("The figure is added. Now set a target, and say who reports it."),
        context={
            "title": _("Measure something"),
            "submit": _("Add the figure"),
            "presets": [{"url": f"?som={word}", "label": label} for word, (label, _fills) in PRESETS.items()],
            "no_dimensions": not form.fields["dimensions"].queryset.exists(),  # type: ignore[attr-defined]
            "dimensions_url": reverse("network:dimensions", args=[council]),
            "crumbs": crumbs(here.council, here),
        },
        template="pages/goals/managing/indicator.html",
    )
    if made:
        answer["Location"] = reverse("network:targets", args=[council, made[0].code])
    return answer


@login_required
@require_http_methods(["GET", "POST"])
def change_indicator(request: HttpRequest, council: str, code: str) -> HttpResponse:
    """Change what is said about an indicator; what values rest on is shown and stays."""
    who, here = actor(request), indicator_around(request, council, code)
    must(who, "network.change_indicator", here)
    names = [name for name in IndicatorForm.base_fields if name not in {"code", "dimensions"}]
    form = IndicatorForm(
        posted(request),
        initial={name: getattr(here, name) for name in names},
        council=here.council,
        organisations=seated(here.council_id, here.single_source),
    )
    form.only_what_changes()
    fixed = Value.objects.filter(report__indicator=here).exists()
    if fixed:
        form.fix(FIXED)
    return ask(
        request,
        form,
        lambda **fields: actions.change_indicator(actor=who, indicator=here, expected=expected(request), **fields),
        to=indicator_url(here),
        said=_("The figure is changed."),
        version=here.revision,
        context={
            "title": _("Change the figure"),
            "submit": _("Save the figure"),
            "fixed": fixed,
            "crumbs": crumbs(here.council, here.goal, (here.name, indicator_url(here))),
            "tabs": tabs(request, here, "change_indicator"),
        },
        template="pages/goals/managing/indicator.html",
    )


def tabs(request: HttpRequest, indicator: Indicator, current: str) -> list[dict[str, Any]]:
    """Return the pages with which an indicator is led, those that the actor may open."""
    who, names = actor(request), [indicator.council.slug, indicator.code]
    pages = [
        ("change_indicator", _("Definition"), may(who, "network.change_indicator", indicator)),
        ("targets", _("Targets"), may(who, "network.set_target", indicator)),
        ("reporters", _("Reporters"), may(who, "network.assign_reporter", indicator)),
    ]
    return [
        {"url": reverse(f"network:{name}", args=names), "label": label, "current": name == current}
        for name, label, allowed in pages
        if allowed
    ]


@login_required
@require_http_methods(["GET", "POST"])
def dimensions(request: HttpRequest, council: str) -> HttpResponse:
    """The ways to break figures down, and one more."""
    who, here = actor(request), council_around(request, council)
    leads = may(who, "network.add_dimension", here)
    if request.method == "POST":
        must(who, "network.add_dimension", here)
    return ask(
        request,
        DimensionForm(posted(request)),
        lambda **fields: actions.add_dimension(actor=who, council=here, **fields),
        to=reverse("network:dimensions", args=[council]),
        said=_("Figures can now be broken down in this way."),
        context={
            "title": _("How figures are broken down"),
            "submit": _("Add the breakdown"),
            "rows": Dimension.objects.filter(council=here.pk).prefetch_related("categories", "indicators"),
            "leads": leads,
            "council": here,
            "back": reverse("network:goals", args=[council]),
            "crumbs": crumbs(here),
        },
        template="pages/goals/managing/dimensions.html",
    )
