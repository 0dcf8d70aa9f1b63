"""Pages with other areas' series, as they were said, beside the council's own."""

from collections import defaultdict
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import AnyActor
from accounts.asking import actor, as_id, must, posted
from accounts.refusals import show_in
from events.errors import Conflict, Invalid
from events.idempotency import keyed
from events.rights import may
from network.goals import actions, words
from network.goals.forms.foresight import BenchmarkForm, SaidRows
from network.goals.models import Benchmark, Indicator
from network.goals.picture import Picture, pictures, rules_of
from network.goals.queries import benchmarks_visible_to, indicators_visible_to, is_around
from network.goals.reckoning.rollup import Sum, over_time
from network.goals.views.here import council_here, reader
from network.goals.views.managing.base import council_around, crumbs


@require_GET
def benchmarks(request: HttpRequest, council: str) -> HttpResponse:
    """Every series of a council, laid beside its own by years since the start of each."""
    who, here = reader(request), council_here(request, council)
    found = list(benchmarks_visible_to(who).filter(council=here.pk))
    own = _own(who, here, found)
    context = {
        "title": _("Compared with others"),
        "council": here,
        "around": is_around(who, here.pk),
        "nav": True,
        "rows": [table(one, own.get(one.indicator_id)) for one in found],
        "may_add": may(who, "network.publish_benchmark", here),
        "crumbs": crumbs(here),
    }
    return render(request, "pages/goals/managing/benchmarks.html", context)


def _own(who: AnyActor, council: Any, found: list[Benchmark]) -> dict[Any, Picture]:
    """Return the pictures of the indicators that the reader may see beside the series."""
    wanted = {one.indicator_id for one in found if one.indicator_id}
    visible = indicators_visible_to(who).filter(pk__in=wanted)
    public = not is_around(who, council.pk)
    return {one.indicator.pk: one for one in pictures(visible, public=public)}


def table(benchmark: Benchmark, own: Picture | None) -> dict[str, Any]:
    """Return a series as rows by years since the start: what was said there, and what stands here."""
    said = {one.years: one for one in benchmark.values.all()}
    start = own.indicator.goal.starts_on.year if own else 0
    ours = _by_year(own, start) if own else {}
    decimals = own.indicator.decimals if own else 0
    rows = [
        {
            "years": years,
            "their_year": benchmark.start_year + years,
            "value": said.get(years),
            "theirs": _said(said[years], decimals) if years in said else "",
            "our_year": start + years if own else None,
            "ours": ours.get(years, ""),
        }
        for years in sorted({*said, *ours})
    ]
    return {"benchmark": benchmark, "rows": rows, "own": own, "start": start}


def _said(value: Any, decimals: int) -> str:
    """Return a number the way its source puts it, or in our words for how exact it is."""
    most = max(decimals, _decimals(value.number), _decimals(value.high))
    return value.as_said or words.as_said(value.number, value.operator, value.high, most)


def _decimals(number: Any) -> int:
    exponent = number.normalize().as_tuple().exponent if number is not None else 0
    return max(0, -exponent)


def _by_year(own: Picture, start: int) -> dict[int, str]:
    """Return the council's own figure for each year since its start, in words."""
    by_year: dict[int, list[Sum]] = defaultdict(list)
    for one in own.total.sums:
        if one.span.starts_on.year >= start:
            by_year[one.span.starts_on.year - start].append(one)
    found = {}
    for years, sums in by_year.items():
        hidden = any(one.hidden for one in sums)
        amount = over_time(rules_of(own.indicator), sums)
        found[years] = _("not shown: few people") if hidden else words.said(amount, own.indicator)
    return found


@login_required
@require_http_methods(["GET", "POST"])
def add_benchmark(request: HttpRequest, council: str) -> HttpResponse:
    """Lay a series beside ours, or change one (`?andra=<uuid>`); rows are added without losing what was typed."""
    who, here = actor(request), council_around(request, council)
    must(who, "network.publish_benchmark", here)
    wanted = as_id(request.GET.get("andra", ""))
    changed = get_object_or_404(Benchmark, council=here.pk, pk=wanted) if wanted else None
    form, rows = _form(request, here, changed), _rows(request, changed)
    if request.method == "POST" and "lagg_till" in request.POST:
        rows.more()
        form = _form(request, here, changed, typed=True)
    elif request.method == "POST" and _both_valid(form, rows):
        try:
            with keyed(request.POST.get("key", "")):
                actions.publish_benchmark(actor=who, council=here, values=rows.values(), **form.cleaned_data)
            return redirect("network:benchmarks", council)
        except (Invalid, Conflict) as error:
            show_in(form, error)
    elif request.method == "POST" and all(one.is_valid() for one in rows.forms) and not rows.values():
        form.add_error(None, _("Give at least one value."))
    wrong = bool(form.errors) or any(one.errors for one in rows.forms)
    context = {
        "title": _("Change the series") if changed else _("Add a series of another area"),
        "form": form,
        "rows": rows.forms,
        "errors": [_("One or more of the rows need a change.")] if wrong and not form.errors else [],
        "back": reverse("network:benchmarks", args=[council]),
        "crumbs": crumbs(here, None, (_("Compared with others"), reverse("network:benchmarks", args=[council]))),
    }
    return render(request, "pages/goals/managing/benchmark.html", context, status=422 if wrong else 200)


def _both_valid(form: BenchmarkForm, rows: SaidRows) -> bool:
    """Try both, so that all that is wrong is told at once."""
    valid = rows.is_valid()
    return form.is_valid() and valid


def _form(request: HttpRequest, council: Any, changed: Benchmark | None, *, typed: bool = False) -> BenchmarkForm:
    """Return the form as it was sent; with `typed` only shown again, untried."""
    names = list(BenchmarkForm.base_fields)
    start = {name: getattr(changed, name) for name in names} if changed else {}
    if typed:
        start |= {name: request.POST[name] for name in names if name in request.POST}
    indicators = Indicator.objects.filter(council=council.pk).order_by("name")
    form = BenchmarkForm(None if typed else posted(request), initial=start, indicators=indicators)
    if changed:
        form.fix_name()
    return form


def _rows(request: HttpRequest, changed: Benchmark | None) -> SaidRows:
    names = ("years", "operator", "number", "high", "as_said", "source", "source_page")
    there = [{name: getattr(one, name) for name in names} for one in changed.values.all()] if changed else []
    return SaidRows(posted(request), there)
