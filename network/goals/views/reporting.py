"""Pages with which an organisation reports: what there is to do, and the table for one period."""

from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from events.errors import Conflict, Forbidden, Invalid
from events.reading import position
from events.rights import may
from network.goals import actions
from network.goals.models import Indicator, Period, Return
from network.goals.queries import assignments_of, periods_visible_to, returns_visible_to
from network.goals.views import workload
from network.goals.views.merging import show_merge
from network.goals.views.sheet import bootstrap, errors_of, period_name, sheet
from network.goals.views.waiting import waiting_for
from network.goals.views.writing import Outcome, actor, keep_typed, perform, told

DEEDS = {"save", "submit", "nothing", "not_ours"}


@login_required
@require_GET
def reporting(request: HttpRequest) -> HttpResponse:
    """What one's organisation is to report, what went back, and what waits for approval."""
    who = actor(request)
    found = workload.tasks(who)
    context = {
        "sent_back": workload.sent_back(found),
        "tasks": workload.open_tasks(found),
        "settled": workload.settled_tasks(found),
        "review_count": len(waiting_for(who)),
        "own_waiting": sum(one.waiting for one in found),
    }
    return render(request, "pages/goals/reporting.html", context)


def _period(request: HttpRequest, council: str, period: UUID) -> Period:
    """Return a period the actor's organisation reports for, or has; to others it is not there."""
    who = actor(request)
    tasks = assignments_of(who).filter(indicator__council=OuterRef("council"), indicator__calendar=OuterRef("calendar"))
    own = Return.objects.filter(organisation=who.organisation_id, period=OuterRef("pk"))
    found = periods_visible_to(who).filter(Exists(tasks) | Exists(own))
    return get_object_or_404(found, council__slug=council, pk=period)


@login_required
@require_http_methods(["GET", "POST"])
def grid(request: HttpRequest, council: str, period: UUID) -> HttpResponse:
    """Everything that is reported for one period, as a table to fill in."""
    here = _period(request, council, period)
    if request.method == "GET":
        return show_grid(request, here)
    do = request.POST.get("do", "save")
    if do == "submit_all":
        return _submit_all(request, here)
    if do not in DEEDS:
        raise Invalid(_("Choose one of the alternatives."))
    report = _opened(request, here)
    outcome = perform(request, report, do)
    if outcome.clashes:
        return show_merge(request, outcome, do, action=request.path)
    if not outcome.is_done:
        return show_grid(request, here, outcome)
    if words := told(outcome, do):
        notices.success(request, words)
    return redirect(f"{request.path}#i-{outcome.report.indicator.code}")


def _opened(request: HttpRequest, period: Period) -> Return:
    who = actor(request)
    try:
        wanted = UUID(request.POST.get("indicator", ""))
    except ValueError:
        raise Invalid(_("Choose one of the alternatives.")) from None
    own = returns_visible_to(who).filter(organisation=who.organisation_id)
    found = own.filter(indicator=wanted, period=period).first()
    if found is not None:
        if not may(who, "network.write_values", found):
            raise Forbidden
        return found
    indicator = get_object_or_404(Indicator, pk__in=assignments_of(who).values("indicator"), pk=wanted)
    return actions.open_return(actor=who, indicator=indicator, period=period)


def show_grid(request: HttpRequest, here: Period, outcome: Outcome | None = None) -> HttpResponse:
    """Show the table, and in it what somebody has typed if that was not accepted."""
    who = actor(request)
    where = position(f"organisation:{who.organisation_id}")  # Read before the rows, so that nothing is missed.
    entries = sheet(who, here)
    if outcome is not None:
        for one in entries:
            if one.indicator.pk == outcome.report.indicator_id:
                keep_typed(one, outcome, request.POST)
    done = sum(one.state in workload.SENT for one in entries)
    context = {
        "council": here.council,
        "period": here,
        "period_name": period_name(here),
        "entries": entries,
        "done": done,
        "left": len(entries) - done,
        "complete": sum(one.is_complete for one in entries),
        "task": workload.Task(here.council, here, len(entries), [one.report for one in entries if one.report]),
        "errors": errors_of(entries),
        "bootstrap": bootstrap(who, entries, where),
        "in_grid": True,
    }
    return render(request, "pages/goals/grid.html", context, status=422 if outcome else 200)


def _submit_all(request: HttpRequest, here: Period) -> HttpResponse:
    """Send every return that is complete and looks as it did on the page."""
    who = actor(request)
    seen = set(request.POST.getlist("seen"))
    sent, changed, refused = 0, [], []
    for one in sheet(who, here):
        if not one.is_complete or one.report is None:
            continue
        if f"{one.report.pk}:{one.report.version}" not in seen:
            changed.append(one.indicator.name)
            continue
        try:
            actions.submit_return(actor=who, report=one.report, expected=one.report.version)
            sent += 1
        except (Invalid, Conflict) as error:
            refused.append(f"{one.indicator.name}: {error.message}")
    _tell(request, sent, changed, refused)
    return redirect(request.path)


def _tell(request: HttpRequest, sent: int, changed: list[str], refused: list[str]) -> None:
    if sent:
        words = ngettext("%(sent)d report is sent for approval.", "%(sent)d reports are sent for approval.", sent)
        notices.success(request, words % {"sent": sent})
    for name in changed:
        notices.warning(
            request, _("%(name)s has changed since you opened the page. Look at it, then send it.") % {"name": name}
        )
    for words in refused:
        notices.error(request, words)
    if not (sent or changed or refused):
        notices.warning(request, _("Nothing is complete yet. A report is complete when all its lines hold a value."))
