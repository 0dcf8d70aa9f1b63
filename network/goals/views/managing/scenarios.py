"""Pages with calculations: tried without being kept, saved for the council to read, and published by those who lead."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.asking import actor, done, expected, must, posted
from events.rights import may
from network.goals import actions, words
from network.goals.forms.foresight import NumbersForm, ScenarioForm, initial_of
from network.goals.models import Scenario, Visibility
from network.goals.queries import goals_visible_to, is_around, scenarios_visible_to
from network.goals.scenarios import Key, extremes, result_of
from network.goals.views.here import reader
from network.goals.views.managing.base import ask, council_around, crumbs, signed

PAGE = "pages/goals/managing/scenario_form.html"


@require_GET
def scenarios(request: HttpRequest, council: str) -> HttpResponse:
    """The calculations of a council: all to those around it, the published ones to everybody."""
    who = reader(request)
    found = list(scenarios_visible_to(who).filter(council__slug=council))
    here = found[0].council if found else council_around(request, council)
    context = {
        "title": _("Calculations"),
        "council": here,
        "rows": [{"scenario": one, "net": _kronor(result_of(_numbers(one)).net)} for one in found],
        "may_save": may(who, "network.save_scenario", here),
        "around": is_around(who, here.pk),
        "nav": goals_visible_to(who).filter(council=here.pk).exists(),
        "crumbs": crumbs(here) if is_around(who, here.pk) else [],
    }
    return render(request, "pages/goals/managing/scenarios.html", context)


def _numbers(scenario: Scenario, part: str = "number") -> dict[str, Decimal]:
    return {one.key: getattr(one, part) for one in scenario.assumptions.all()}


def _kronor(number: Decimal) -> str:
    return words.number(number)


def comparison(
    now: Mapping[str, Decimal],
    saved: Mapping[str, Decimal] | None,
    lows: Mapping[str, Decimal],
    highs: Mapping[str, Decimal],
) -> dict[str, Any]:
    """Return a result line by line, beside the saved one when there is one, and the range it lies in.

    A value outside its range widens the range, so that the result always lies within what is said.
    """
    found, before = result_of(now), result_of(saved) if saved else None
    lines = [
        ("saved", _("Income support that is not paid")),
        ("tax", _("Municipal tax on the wages")),
        ("cost", _("The municipality's own cost")),
        ("net", _("Result for the municipality")),
    ]
    rows = []
    for key, label in lines:
        sign = -1 if key == "cost" else 1
        now_, then = sign * getattr(found, key), sign * getattr(before, key) if before else None
        rows.append(
            {
                "key": key,
                "label": label,
                "now": _kronor(now_),
                "saved": _kronor(then) if then is not None else "",
                "difference": signed(now_ - then) if then is not None else "",
            }
        )
    low, high = extremes(
        {key: min(lows[key], now[key]) for key in now}, {key: max(highs[key], now[key]) for key in now}
    )
    return {"rows": rows, "low": _kronor(low), "high": _kronor(high), "compared": before is not None}


def _scenario(request: HttpRequest, council: str, scenario: UUID) -> Scenario:
    return get_object_or_404(scenarios_visible_to(reader(request)), council__slug=council, pk=scenario)


@require_GET
def scenario(request: HttpRequest, council: str, scenario: UUID) -> HttpResponse:
    """A calculation; those around the council can try other values, and see what that changes."""
    who, here = reader(request), _scenario(request, council, scenario)
    around = is_around(who, here.council_id)
    saved = _numbers(here)
    tried = around and any(key in request.GET for key in Key.values)
    form = NumbersForm(request.GET if tried else None, initial=saved)
    now = form.numbers() if tried and form.is_valid() else saved
    context = {
        "scenario": here,
        "council": here.council,
        "assumptions": [_assumption(one) for one in here.assumptions.all()],
        "result": comparison(now, saved if tried else None, _numbers(here, "low"), _numbers(here, "high")),
        "form": form if around else None,
        "tried": tried,
        "may_change": may(who, "network.change_scenario", here),
        "may_publish": may(who, "network.publish_scenario", here),
        "public": here.visibility == Visibility.PUBLIC,
        "crumbs": [
            *(crumbs(here.council) if around else []),
            {"title": _("Calculations"), "url": reverse("network:scenarios", args=[council])},
        ],
    }
    return render(request, "pages/goals/managing/scenario.html", context, status=422 if form.errors else 200)


def _assumption(one: Any) -> dict[str, Any]:
    shown = {part: _exactly(getattr(one, part)) for part in ("number", "low", "high")}
    return {"label": Key(one.key).label, "source": one.source, **shown}


def _exactly(number: Decimal) -> str:
    exponent = number.normalize().as_tuple().exponent
    return words.number(number, max(0, -exponent if isinstance(exponent, int) else 0))


@login_required
@require_http_methods(["GET", "POST"])
def new_scenario(request: HttpRequest, council: str) -> HttpResponse:
    """Calculate something new; it is kept only when one says so."""
    who, here = actor(request), council_around(request, council)
    must(who, "network.save_scenario", here)
    form = ScenarioForm(posted(request))
    context: dict[str, Any] = {
        "title": _("A new calculation"),
        "submit": _("Save the calculation"),
        "crumbs": _way(here),
        "back": reverse("network:scenarios", args=[council]),
    }
    if "rakna" in request.POST:
        return _only_calculate(request, form, None, context)
    made: list[Scenario] = []

    def do(**_fields: Any) -> None:
        made.append(
            actions.save_scenario(
                actor=who,
                council=here,
                title=form.cleaned_data["title"],
                description=form.cleaned_data["description"],
                assumptions=form.assumed(),
            )
        )

    answer = ask(
        request, form, do, to=context["back"], said=_("The calculation is saved."), context=context, template=PAGE
    )
    if made:
        answer["Location"] = reverse("network:scenario", args=[council, made[0].pk])
    return answer


def _way(council: Any) -> list[dict[str, str]]:
    return crumbs(council, None, (_("Calculations"), reverse("network:scenarios", args=[council.slug])))


def _only_calculate(
    request: HttpRequest, form: ScenarioForm, saved: Scenario | None, context: dict[str, Any]
) -> HttpResponse:
    """Show what the assumptions come to; nothing is kept, and words that are still missing do not matter."""
    form.is_valid()
    for name in list(form.errors):
        if name in {"title", "description"} or name.endswith("-source"):
            del form.errors[name]
    context = {**context, "form": form, "revision": request.POST.get("revision")}
    if not form.errors:
        parts = ("number", "low", "high")
        now, low, high = ({key: form.cleaned_data[f"{key}-{part}"] for key in Key.values} for part in parts)
        context["result"] = comparison(now, _numbers(saved) if saved else None, low, high)
    return render(request, PAGE, context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def change_scenario(request: HttpRequest, council: str, scenario: UUID) -> HttpResponse:
    """Change a calculation's words or assumptions, and see beside the saved result what that does."""
    who, here = actor(request), _scenario(request, council, scenario)
    council_around(request, council)
    must(who, "network.change_scenario", here)
    form = ScenarioForm(posted(request), initial=initial_of(here))
    context: dict[str, Any] = {
        "title": _("Change the calculation"),
        "submit": _("Save the calculation"),
        "crumbs": [
            *_way(here.council),
            {"title": here.title, "url": reverse("network:scenario", args=[council, scenario])},
        ],
        "back": reverse("network:scenario", args=[council, scenario]),
    }
    if "rakna" in request.POST:
        return _only_calculate(request, form, here, context)

    def do(**_fields: Any) -> None:
        actions.change_scenario(
            actor=who,
            scenario=here,
            expected=expected(request),
            title=form.cleaned_data["title"],
            description=form.cleaned_data["description"],
            assumptions=form.assumed(),
        )

    return ask(
        request,
        form,
        do,
        to=context["back"],
        said=_("The calculation is saved."),
        version=here.version,
        context=context,
        template=PAGE,
    )


@login_required
@require_POST
def publish_scenario(request: HttpRequest, council: str, scenario: UUID) -> HttpResponse:
    """Let everybody read a calculation, or only the council again."""
    here = _scenario(request, council, scenario)
    council_around(request, council)
    wanted = request.POST.get("visibility", "")
    said = (
        _("Everybody can read the calculation.") if wanted == Visibility.PUBLIC else _("Only the council reads it now.")
    )
    return done(
        request,
        lambda: actions.publish_scenario(actor=actor(request), scenario=here, visibility=wanted),
        to=reverse("network:scenario", args=[council, scenario]),
        said=said,
    )
