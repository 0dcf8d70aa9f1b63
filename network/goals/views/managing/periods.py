"""Pages with which periods are opened, their due days moved, and with which they are closed, locked and reopened."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.asking import actor, done, expected, must, posted
from accounts.models import Organisation
from events import clock
from events.rights import may
from network.goals import actions, words
from network.goals.forms.goals import ReasonForm
from network.goals.forms.periods import DueForm, OpenPeriodForm
from network.goals.models import Calendar, Indicator, Period
from network.goals.periods import next_period, suggested_due
from network.goals.picture import Picture, pictures
from network.goals.views.here import period_here
from network.goals.views.managing.base import ask, council_around, crumbs, stream_of

PAGE = "pages/goals/managing/periods.html"


@login_required
@require_http_methods(["GET", "POST"])
def periods(request: HttpRequest, council: str) -> HttpResponse:
    """The periods of a council by calendar, how complete each is, and the next one to open."""
    who, here = actor(request), council_around(request, council)
    stream, leads = stream_of(here), may(who, "network.open_period", here)
    calendars = _calendars(here)
    context = {
        "title": _("Reporting periods"),
        "council": here,
        "stream": stream,
        "leads": leads,
        "calendars": calendars,
        "crumbs": crumbs(here),
    }
    if request.method == "GET":
        return render(request, PAGE, context)
    must(who, "network.open_period", here)
    form = OpenPeriodForm(request.POST, auto_id=f"id_{request.POST.get('calendar', '')}_%s")
    for one in calendars:
        if one["calendar"] == request.POST.get("calendar"):
            one["form"] = form

    def do(**fields: Any) -> None:
        made = actions.open_period(actor=who, council=here, **fields)
        _tell_if_moved(request, made, fields["due"])

    return ask(
        request,
        form,
        do,
        to=reverse("network:periods", args=[council]),
        said=_("The period is open."),
        context=context,
        template=PAGE,
    )


def _tell_if_moved(request: HttpRequest, period: Period, asked: Any) -> None:
    if period.due != asked:
        shown = {"asked": date_format(asked), "due": date_format(period.due)}
        notices.warning(
            request, _("Offices are closed on %(asked)s, so reports are due on the next working day, %(due)s.") % shown
        )


def _calendars(council: Any) -> list[dict[str, Any]]:
    """Return every calendar with its periods, newest first; those that nothing is reported by come last."""
    found: dict[str, list[Period]] = defaultdict(list)
    for period in Period.objects.filter(council=council.pk).order_by("-starts_on"):
        found[period.calendar].append(period)
    there = pictures(Indicator.objects.filter(council=council.pk).select_related("goal"))
    names = {
        one.pk: one.label for one in Organisation.objects.filter(pk__in={org for one in there for org in one.expected})
    }
    rows = []
    for calendar in Calendar:
        measured = [one for one in there if one.indicator.calendar == calendar]
        own = found[calendar]
        starts, ends = next_period(calendar, own[0].ends_on if own else None, clock.today())
        start = {"calendar": calendar.value, "day": starts.isoformat(), "due": suggested_due(ends)}
        rows.append(
            {
                "calendar": calendar.value,
                "label": calendar.label,
                "figures": len(measured),
                "periods": [_row(period, measured, names) for period in own],
                "next": words.period(calendar, starts),
                "early": ends > clock.today(),
                "form": OpenPeriodForm(initial=start, auto_id=f"id_{calendar.value}_%s"),
            }
        )
    return sorted(rows, key=lambda one: not (one["figures"] or one["periods"]))


def _row(period: Period, measured: Sequence[Picture], names: dict[UUID, str]) -> dict[str, Any]:
    wanted, missing = completeness(period, measured)
    return {
        "period": period,
        "name": words.period(period.calendar, period.starts_on),
        "expected": wanted,
        "reported": wanted - sum(missing.values()),
        "missing": [{"name": names[one], "count": count} for one, count in missing.items()],
        "overdue": period.state != Period.State.LOCKED and period.due < clock.today(),
        "ended": period.ends_on <= clock.today(),
    }


def completeness(period: Period, measured: Iterable[Picture]) -> tuple[int, dict[UUID, int]]:
    """Return how many returns a period should have, and how many each organisation has not sent.

    Args:
        measured: the pictures of the indicators reported by the period's calendar.
    """
    wanted, missing = 0, defaultdict[UUID, int](int)
    for one in measured:
        for span in one.spans:
            if span.id == period.pk:
                wanted += len(one.expected_in(span))
                for organisation in one.missing_in(span):
                    missing[organisation] += 1
    return wanted, dict(sorted(missing.items(), key=lambda pair: -pair[1]))


def _here(request: HttpRequest, council: str, period: UUID) -> Period:
    found = period_here(request, council, period)
    must(actor(request), "network.change_period", found)
    return found


def _context(period: Period, title: str, submit: str, **more: Any) -> dict[str, Any]:
    url = reverse("network:periods", args=[period.council.slug])
    name = words.period(period.calendar, period.starts_on)
    return {
        "title": title % {"period": name},
        "submit": submit,
        "period": period,
        "crumbs": crumbs(period.council, None, (_("Reporting periods"), url)),
        **more,
    }


def _back(period: Period) -> str:
    return reverse("network:periods", args=[period.council.slug])


@login_required
@require_http_methods(["GET", "POST"])
def change_due(request: HttpRequest, council: str, period: UUID) -> HttpResponse:
    """Move the day by which reports are due."""
    who, here = actor(request), _here(request, council, period)

    def do(due: Any) -> None:
        made = actions.change_due_day(actor=who, period=here, due=due, expected=expected(request))
        _tell_if_moved(request, made, due)

    return ask(
        request,
        DueForm(posted(request), initial={"due": here.due}),
        do,
        to=_back(here),
        said=_("The due day is moved."),
        version=here.version,
        context=_context(here, _("Move the due day of %(period)s"), _("Save the day")),
    )


@login_required
@require_POST
def close_period(request: HttpRequest, council: str, period: UUID) -> HttpResponse:
    """Say that a period is about to be locked."""
    here = _here(request, council, period)
    return done(
        request,
        lambda: actions.close_period(actor=actor(request), period=here),
        to=_back(here),
        said=_("The period is closing. Reports are still taken until it is locked."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def lock_period(request: HttpRequest, council: str, period: UUID) -> HttpResponse:
    """Say what will be frozen, and freeze it when that is confirmed."""
    who, here = actor(request), _here(request, council, period)
    if request.method == "POST":
        return done(
            request,
            lambda: actions.lock_period(actor=who, period=here),
            to=_back(here),
            said=_("The period is locked, and what stood in it is frozen."),
        )
    measured = pictures(
        Indicator.objects.filter(council=here.council_id, calendar=here.calendar).select_related("goal")
    )
    names = {
        one.pk: one.label
        for one in Organisation.objects.filter(pk__in={org for one in measured for org in one.expected})
    }
    context = _context(
        here,
        _("Lock %(period)s"),
        _("Lock the period"),
        row=_row(here, measured, names),
        figures=[_frozen(one, here) for one in measured],
        back=_back(here),
    )
    return render(request, "pages/goals/managing/lock.html", context)


def _frozen(one: Picture, period: Period) -> dict[str, Any]:
    found = next((total for total in one.total.sums if total.span.id == period.pk), None)
    return {"name": one.indicator.name, "words": words.said(found.amount if found else None, one.indicator)}


@login_required
@require_http_methods(["GET", "POST"])
def reopen_period(request: HttpRequest, council: str, period: UUID) -> HttpResponse:
    """Open a locked period again, with a reason."""
    who, here = actor(request), _here(request, council, period)
    lead = _("What was frozen stays as it was, and is frozen anew when the period is locked the next time.")
    return ask(
        request,
        ReasonForm(posted(request)),
        lambda **fields: actions.reopen_period(actor=who, period=here, **fields),
        to=_back(here),
        said=_("The period is open again."),
        context=_context(here, _("Open %(period)s again"), _("Open the period"), lead=lead),
    )
