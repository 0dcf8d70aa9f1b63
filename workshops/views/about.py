"""What a workshop is about, for everybody who may know of it, and the same for one's calendar."""

from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET

from events.rights import may
from workshops.plans.models import Workshop
from workshops.records.queries import records_visible_to
from workshops.registering.calendar import write_workshop
from workshops.registering.models import Registration
from workshops.registering.queries import own_registration, registrations_of, seats_left
from workshops.sessions.queries import hosts_now, participant_in
from workshops.views.base import code_shown, crumbs, programme_of_day, visitor, workshop_here

ABILITIES = {
    "leads": "workshops.see_behind",
    "may_change": "workshops.change_workshop",
    "may_change_plan": "workshops.change_plan",
    "may_choose_hosts": "workshops.choose_hosts",
    "may_call_off": "workshops.call_off",
}


@require_GET
def workshop(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """What it is about, when and where, who leads it, and how one takes part."""
    who, here = visitor(request), workshop_here(request, council, workshop)
    abilities = {name: may(who, rule, here) for name, rule in ABILITIES.items()}
    there = registrations_of(here)
    shown: dict[str, Any] = {
        **abilities,
        "workshop": here,
        "rows": programme_of_day(here),
        "hosts": hosts_now(here),
        "is_in": participant_in(who, here) is not None,
        "may_read_record": records_visible_to(who).filter(pk=here.pk).exists(),
        "registration": own_registration(who, here),
        "seats_left": seats_left(here),
        "waiting": there.filter(state=Registration.State.WAITING).count(),
        "seated": there.filter(state=Registration.State.SEATED).count(),
        "may_announce": here.state == Workshop.State.PLANNED and may(who, "workshops.announce_workshop", here),
        "crumbs": crumbs(here.council, signed_in=who.is_signed_in),
    }
    if abilities["leads"]:
        join = request.build_absolute_uri(reverse("workshops:by_code", args=[here.code]))
        shown |= {"join_url": join, "code": code_shown(here), "qr": qr_of(join)}
    return render(request, "pages/workshops/workshop.html", shown)


def qr_of(link: str) -> SafeString:
    """Return a link as a QR code, drawn in the colours of the page; beside it the link stands in letters."""
    drawn = segno.make(link, error="m", micro=False)
    # Its light squares are drawn too: a code without them cannot be read on a dark page.
    return mark_safe(drawn.svg_inline(border=3, dark="#000", light="#fff", omitsize=True))  # noqa: S308


@require_GET
def calendar_file(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """The workshop for one's own calendar."""
    here = workshop_here(request, council, workshop)
    response = HttpResponse(write_workshop(here), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{here.slug}.ics"'
    response["Cache-Control"] = "private, no-cache"
    return response
