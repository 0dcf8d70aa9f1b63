"""Pages with which seats, mandates and offices are given and ended."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Membership
from accounts.refusals import show_in, tell_what_was_wrong
from council.rooms.views.base import actor
from council.seats import actions
from council.seats.forms import MandateForm, OfficeForm, SeatForm
from council.seats.models import Council, Mandate, Office, Seat
from council.seats.queries import councils_visible_to, offices_of, seats_visible_to
from events.errors import Conflict, Forbidden, Invalid
from events.rights import may


def _council(request: HttpRequest, slug: str) -> Council:
    return get_object_or_404(councils_visible_to(actor(request)), slug=slug)


@login_required
@require_http_methods(["GET", "POST"])
def seats(request: HttpRequest, council: str) -> HttpResponse:
    """All seats of a council, with who may be changed where; and a form for a new seat."""
    who, found = actor(request), _council(request, council)
    rows = [_row(seat, who) for seat in seats_visible_to(who).filter(council=found)]
    leads = may(who, "council.add_seat", found)
    if not leads and not any(row["may_appoint"] for row in rows):
        raise Forbidden
    form = SeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_seat(actor=who, council=found, **form.cleaned_data)
            return redirect("council:seats", council)
        except Invalid as error:
            show_in(form, error)
    context = {
        "council": found,
        "rows": rows,
        "form": form if leads else None,
        "offices": offices_of(found) if leads else [],
        "office_form": OfficeForm(people=_people_in_seats(found)) if leads else None,
    }
    return render(request, "pages/council/seats.html", context, status=422 if form.errors else 200)


def _row(seat: Seat, who: Any) -> dict[str, Any]:
    return {
        "seat": seat,
        "mandates": seat.current_mandates,  # type: ignore[attr-defined]
        "may_appoint": may(who, "council.appoint", seat),
    }


def _people_in_seats(council: Council) -> list[tuple[str, str]]:
    members = Membership.objects.current().filter(organisation__seats__council=council).distinct()
    return [
        (str(one.pk), f"{one.person} – {one.organisation.label}")
        for one in members.select_related("person", "organisation").order_by("person__name")
    ]


@login_required
@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest, council: str, seat: UUID) -> HttpResponse:
    """Appoint somebody to a seat."""
    who = actor(request)
    found = get_object_or_404(seats_visible_to(who), council=_council(request, council), pk=seat)
    if not may(who, "council.appoint", found):
        raise Forbidden
    members = found.organisation.memberships.current().select_related("person")
    people = {str(one.person_id): one for one in members}
    form = MandateForm(request.POST or None, people=[(key, one.person.name) for key, one in people.items()])
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data, "person": people[form.cleaned_data["person"]].person}
        try:
            actions.appoint(actor=who, seat=found, **facts)
            return redirect("council:seats", council)
        except (Invalid, Conflict) as error:
            show_in(form, error)
    context = {"council": found.council, "seat": found, "form": form, "nobody": not people}
    return render(request, "pages/council/appoint.html", context, status=_status(form))


def _status(form: forms.Form) -> int:
    return 422 if form.errors else 200


@login_required
@require_POST
def end_mandate(request: HttpRequest, council: str, mandate: UUID) -> HttpResponse:
    """End a mandate, at once."""
    found = get_object_or_404(Mandate.objects.current(), seat__council=_council(request, council), pk=mandate)
    actions.end_mandate(actor=actor(request), mandate=found)
    return redirect("council:seats", council)


@login_required
@require_POST
def give_office(request: HttpRequest, council: str) -> HttpResponse:
    """Make somebody chair, vice chair or secretary."""
    found = _council(request, council)
    form = OfficeForm(request.POST, people=_people_in_seats(found))
    if form.is_valid():
        hat = get_object_or_404(Membership.objects.current(), pk=form.cleaned_data["who"])
        actions.give_office(
            actor=actor(request),
            council=found,
            person=hat.person,
            organisation=hat.organisation,
            kind=form.cleaned_data["kind"],
        )
    else:
        tell_what_was_wrong(request, form)
    return redirect("council:seats", council)


@login_required
@require_POST
def end_office(request: HttpRequest, council: str, office: UUID) -> HttpResponse:
    """End an office, at once."""
    found = get_object_or_404(Office.objects.current(), council=_council(request, council), pk=office)
    actions.end_office(actor=actor(request), office=found)
    return redirect("council:seats", council)
