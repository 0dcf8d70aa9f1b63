"""Pages with which returns are reviewed: never by those who wrote them."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.refusals import show_in
from events.errors import Conflict, Forbidden, Invalid
from events.idempotency import keyed
from network.goals import actions
from network.goals.forms.reporting import ReasonForm
from network.goals.models import Return
from network.goals.queries import returns_to_review
from network.goals.views.returns import return_here, show_return
from network.goals.views.sheet import period_name
from network.goals.views.waiting import MOST, Waiting, waiting_for, why_not
from network.goals.views.writing import actor, revision_in


@login_required
@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """What waits for approval, oldest first, by organisation."""
    who = actor(request)
    found = [Waiting(one, why_not(who, one)) for one in returns_to_review(who)[:MOST]]
    mine = [one for one in found if not one.why_not]
    context = {
        "groups": _by_organisation(mine),
        "count": len(mine),
        "others": [one for one in found if one.why_not],
    }
    return render(request, "pages/goals/review.html", context)


def _by_organisation(found: list[Waiting]) -> list[dict[str, Any]]:
    """Group what waits; the organisation that has waited longest comes first."""
    order = list(dict.fromkeys(one.report.organisation_id for one in found))
    several = sorted(found, key=lambda one: order.index(one.report.organisation_id))
    groups = groupby(several, key=lambda one: one.report.organisation)
    return [{"organisation": organisation, "waiting": list(rows)} for organisation, rows in groups]


def _next(request: HttpRequest) -> HttpResponse:
    """Go on with the next one that waits, or to the list when there is none."""
    coming = waiting_for(actor(request))
    return redirect("network:return", coming[0].pk) if coming else redirect("network:review")


@login_required
@require_POST
def approve(request: HttpRequest, report: UUID) -> HttpResponse:
    """Approve a return, then go on with the next."""
    here = return_here(request, report)
    try:
        with keyed(request.POST.get("key", "")):
            actions.approve_return(
                actor=actor(request),
                report=here,
                expected=revision_in(request.POST),
            )
    except (Invalid, Conflict) as error:
        return _again(request, report, errors=[str(error.message)])
    except Forbidden:
        return _refused(request, here)
    notices.success(request, _("%(name)s is approved.") % {"name": _called(here)})
    return _next(request)


@login_required
@require_POST
def send_back(request: HttpRequest, report: UUID) -> HttpResponse:
    """Send a return back with a reason, then go on with the next."""
    here, form = return_here(request, report), ReasonForm(request.POST, auto_id="back_%s")
    if form.is_valid():
        try:
            with keyed(request.POST.get("key", "")):
                actions.send_back_return(
                    actor=actor(request),
                    report=here,
                    reason=form.cleaned_data["reason"],
                    expected=revision_in(request.POST),
                )
            notices.success(request, _("%(name)s is sent back.") % {"name": _called(here)})
            return _next(request)
        except (Invalid, Conflict) as error:
            show_in(form, error)
        except Forbidden:
            return _refused(request, here)
    return _again(request, report, sending_back=form)


def _called(here: Return) -> str:
    return f"{here.organisation.label}, {here.indicator.name}, {period_name(here.period)}"


def _again(request: HttpRequest, report: UUID, **more: Any) -> HttpResponse:
    return show_return(request, return_here(request, report), **more)


def _refused(request: HttpRequest, here: Return) -> HttpResponse:
    """Show the page, which says why and who else can."""
    return _again(request, here.pk, status=403)
