"""Pages about reminders: what has been sent, and which of them one does not want."""

from typing import Any, cast

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import PersonActor
from accounts.models import Person
from events.errors import Forbidden
from events.idempotency import keyed
from events.rights import may
from network.councils import councils
from network.goals import words
from network.goals.actions import resume_reminders, stop_reminders
from network.goals.models import Reminder, ReminderKind, ReminderStop
from network.goals.reminders.stopping import Stopping, stopping_by

PAGE = 50
ROLES = {
    "reporter": gettext_lazy("Reports this"),
    "deputy": gettext_lazy("Reports when the reporter cannot"),
    "reviewer": gettext_lazy("Coordinates or manages the work"),
    "holder": gettext_lazy("Holds the seat"),
    "approver": gettext_lazy("Can approve it"),
    "leader": gettext_lazy("Leads the council"),
    "author": gettext_lazy("Sent the report"),
}
"""What somebody was to the thing they were reminded of."""


def _actor(request: HttpRequest) -> PersonActor:
    return cast(PersonActor, request.actor)  # type: ignore[attr-defined]


@login_required
@require_GET
def reminders(request: HttpRequest, council: str) -> HttpResponse:
    """What those who report to a council have been reminded of, for those who lead it."""
    who = _actor(request)
    here = get_object_or_404(councils().around(who), slug=council)
    if not may(who, "network.see_reminders", here):
        raise Forbidden
    context = {"council": here, **_page(request, Reminder.objects.filter(council=here))}
    return render(request, "pages/goals/reminders.html", context)


def _page(request: HttpRequest, found: QuerySet[Reminder]) -> dict[str, Any]:
    there = found.select_related("mail", "person", "organisation", "council", "period")
    page = Paginator(there.order_by("-mail__made_at", "title"), PAGE).get_page(request.GET.get("page"))
    return {"page_obj": page, "rows": [_row(one) for one in page]}


def _row(one: Reminder) -> dict[str, Any]:
    period = words.period(one.period.calendar, one.period.starts_on) if one.period else ""
    return {
        "sent_at": one.mail.sent_at,
        "state": one.mail.get_state_display(),
        "person": one.person,
        "organisation": one.organisation,
        "council": one.council,
        "what": f"{one.title}, {period}" if period else one.title,
        "kind": one.get_kind_display(),
        "role": ROLES.get(one.because, ""),
    }


@login_required
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """What one has been reminded of oneself, and which reminders one wants."""
    who = _actor(request)
    around = list(councils().around(who).order_by("name"))
    if request.method == "POST":
        _choose(request, who, around)
        return redirect("network:own_reminders")
    stops = set(ReminderStop.objects.filter(person=who.person).values_list("council", "kind"))
    choices = [
        {"council": council, "kinds": [(kind, (council.pk, kind.value) in stops) for kind in ReminderKind]}
        for council in around
    ]
    context = {"choices": choices, **_page(request, Reminder.objects.filter(person=who.person))}
    return render(request, "pages/goals/own_reminders.html", context)


def _choose(request: HttpRequest, who: PersonActor, around: list[Any]) -> None:
    form = request.POST
    council = next((one for one in around if str(one.pk) == form.get("council")), None)
    if council is None or form.get("kind") not in ReminderKind.values:
        raise Http404
    does = resume_reminders if form.get("want") == "yes" else stop_reminders
    person = Person.objects.get(pk=who.person_id)  # The session's own is only a promise of a row.
    with keyed(form.get("key", "")):
        does(actor=who, person=person, council=council.pk, kind=form["kind"])
    notices.success(request, _("Your choice is saved."))


@csrf_exempt  # The mail program that asks (RFC 8058) has no page of ours open; the link itself is signed.
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link in a reminder.

    Looking changes nothing: mail filters open every link. The button of the mail program and that of the page send
    the same POST, and the page that answers says what was stopped and can undo it.
    """
    found = stopping_by(secret)
    if request.method == "POST":
        does = resume_reminders if "undo" in request.POST else stop_reminders
        for council, kind in found.chosen:
            does(actor=PersonActor(found.person), person=found.person, council=council.pk, kind=kind)
    context = {"chosen": found.chosen, "stopped": _all_stopped(found), "asked": request.method == "POST"}
    response = render(request, "pages/goals/stop_reminders.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _all_stopped(found: Stopping) -> bool:
    stops = set(ReminderStop.objects.filter(person=found.person).values_list("council", "kind"))
    return all((council.pk, kind.value) in stops for council, kind in found.chosen)
