"""The page of one return: its values, what has happened to it, and what one may do with it now."""

from typing import Any
from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.files import TYPES
from accounts.refusals import show_in
from events.errors import Conflict, Forbidden, Invalid
from events.idempotency import keyed
from events.reading import position
from events.rights import may
from network.goals import actions
from network.goals.forms.reporting import ReasonForm
from network.goals.models import Return
from network.goals.queries import assignments_of, evidence_visible_to, returns_visible_to, with_values
from network.goals.views.history import history
from network.goals.views.merging import show_merge
from network.goals.views.sheet import bootstrap, errors_of, one_entry, period_name
from network.goals.views.waiting import who_else_may, why_not
from network.goals.views.writing import Outcome, actor, keep_typed, perform, revision_in, told
from network.goals.views.writing import attach as attach_to


def return_here(request: HttpRequest, report: UUID) -> Return:
    """Return the return of an address, with its values."""
    return get_object_or_404(with_values(returns_visible_to(actor(request))), pk=report)


def _own(request: HttpRequest, report: UUID) -> Return:
    """Return it if the actor may write in it.

    Raises:
        Forbidden: the actor only reads it.
    """
    here = return_here(request, report)
    if not may(actor(request), "network.write_values", here):
        raise Forbidden
    return here


@login_required
@require_GET
def one_return(request: HttpRequest, report: UUID) -> HttpResponse:
    """One return."""
    return show_return(request, return_here(request, report))


def show_return(
    request: HttpRequest,
    here: Return,
    *,
    outcome: Outcome | None = None,
    reopening: ReasonForm | None = None,
    sending_back: ReasonForm | None = None,
    errors: list[str] | None = None,
    status: int = 0,
) -> HttpResponse:
    """Show a return, and what somebody has typed about it if that was not accepted."""
    who = actor(request)
    is_own = here.organisation_id == who.organisation_id
    where = position(f"organisation:{who.organisation_id}")
    entry = one_entry(who, here)
    if outcome is not None:
        keep_typed(entry, outcome, request.POST)
    entry.errors += errors or []
    wrong = bool(outcome or errors or (reopening and reopening.errors) or (sending_back and sending_back.errors))
    reviews = here.state == Return.State.SUBMITTED and may(who, "network.approve_return", here)
    context: dict[str, Any] = {
        "report": here,
        "entry": entry,
        "entries": [entry],
        "period": here.period,
        "period_name": period_name(here.period),
        "council": here.indicator.council,
        "is_own": is_own,
        "grid_url": _grid_url(who, here) if is_own else "",
        "history": history(here, as_organisation=is_own),
        "comment": request.POST.get("comment", here.comment) if outcome else here.comment,
        "reviews": reviews,
        "why_not": "" if reviews else why_not(who, here),
        "who_else": [] if reviews else who_else_may(here),
        "reopen_form": reopening or ReasonForm(auto_id="reopen_%s"),
        "send_back_form": sending_back or ReasonForm(auto_id="back_%s"),
        "errors": errors_of([entry]),
        "bootstrap": bootstrap(who, [entry], where),
    }
    return render(request, "pages/goals/return.html", context, status=status or (422 if wrong else 200))


def _grid_url(who: Any, here: Return) -> str:
    if not assignments_of(who).filter(indicator=here.indicator_id).exists():
        return ""
    place = reverse("network:grid", args=[here.indicator.council.slug, here.period_id])
    return f"{place}#i-{here.indicator.code}"


def _done(request: HttpRequest, here: Return, do: str) -> HttpResponse:
    outcome = perform(request, here, do)
    if outcome.clashes:
        return show_merge(request, outcome, do, action=request.path)
    if not outcome.is_done:
        return show_return(request, return_here(request, here.pk), outcome=outcome)
    if words := told(outcome, do):
        notices.success(request, words)
    return redirect("network:return", here.pk)


@login_required
@require_POST
def save(request: HttpRequest, report: UUID) -> HttpResponse:
    """Save what is written."""
    return _done(request, _own(request, report), "save")


@login_required
@require_POST
def submit(request: HttpRequest, report: UUID) -> HttpResponse:
    """Save what is written, and send it for approval."""
    return _done(request, _own(request, report), "submit")


@login_required
@require_POST
def answer(request: HttpRequest, report: UUID) -> HttpResponse:
    """Say that there is nothing to report, or that it is not the organisation's task."""
    here, do = _own(request, report), request.POST.get("do", "")
    if do not in {"nothing", "not_ours"}:
        raise Invalid(_("Choose one of the alternatives."))
    return _done(request, here, do)


@login_required
@require_POST
def reopen(request: HttpRequest, report: UUID) -> HttpResponse:
    """Take up again what has been sent or settled, with a reason."""
    here, form = _own(request, report), ReasonForm(request.POST, auto_id="reopen_%s")
    if form.is_valid():
        try:
            with keyed(request.POST.get("key", "")):
                actions.reopen_return(
                    actor=actor(request),
                    report=here,
                    reason=form.cleaned_data["reason"],
                    expected=revision_in(request.POST),
                )
            notices.success(request, _("%(name)s can be changed again.") % {"name": here.indicator.name})
            return redirect(_grid_url(actor(request), here) or here_url(here))
        except (Invalid, Conflict) as error:
            show_in(form, error)
    return show_return(request, return_here(request, report), reopening=form)


def here_url(here: Return) -> str:
    """Return the address of a return."""
    return reverse("network:return", args=[here.pk])


@login_required
@require_POST
def attach(request: HttpRequest, report: UUID) -> HttpResponse:
    """Put a file beside a value."""
    here = _own(request, report)
    cell = here.indicator.cells.filter(key=request.POST.get("cell", "")).first()
    file = request.FILES.get("file")
    outcome = Outcome(here)
    if cell is None or file is None:
        outcome.general.append(_("Choose a file first."))
    else:
        attach_to(actor(request), outcome, cell, file)
    if not outcome.is_done:
        return show_return(request, return_here(request, report), outcome=outcome)
    return redirect("network:return", here.pk)


@login_required
@require_GET
def evidence(request: HttpRequest, value: UUID) -> FileResponse:
    """Serve what shows where a value comes from, to those who may see the value, never to be shown in place."""
    found = get_object_or_404(evidence_visible_to(actor(request)), pk=value)
    ending = "." + found.evidence_name.lower().rsplit(".", 1)[-1]
    response = FileResponse(
        found.evidence.open("rb"),
        as_attachment=True,
        filename=found.evidence_name,
        content_type=TYPES.get(ending, "application/octet-stream"),
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
