"""The record of a workshop as a page and as files, who was there, and a certificate of it."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from events.errors import NotVisible
from events.rights import may
from network.goals.exchange.csv_files import to_csv
from network.goals.printing import CannotPrint
from workshops.outcomes.models import Outcome
from workshops.plans.models import Workshop
from workshops.records.attendance import attendance_of, shown_label
from workshops.records.certificates import certificate, certified
from workshops.records.files import FORMS, notes_of, when
from workshops.records.layout import about_outcome, sections_of
from workshops.records.queries import records_visible_to
from workshops.records.record import record_of
from workshops.views.base import crumbs, visitor


def record_here(request: HttpRequest, council: str, workshop: str) -> Workshop:
    """Return the workshop in the address, if whoever asks may read its record."""
    return get_object_or_404(records_visible_to(visitor(request)), council__slug=council, slug=workshop)


@require_GET
def record(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """The record of a workshop."""
    who, here = visitor(request), record_here(request, council, workshop)
    found = record_of(here, who)
    leads = may(who, "workshops.see_behind", here)
    doubtful = set(map(str, here.outcomes.filter(to_review=True).values_list("pk", flat=True))) if leads else set()
    shown = {
        "workshop": here,
        "record": found,
        "when": when(found),
        "notes": notes_of(found),
        "outcomes": [
            {**one, "about": about_outcome({**one, "became": None}), "doubtful": one["id"] in doubtful}
            for one in found["outcomes"]
            if one["state"] != Outcome.State.DROPPED
        ],
        "dropped": [one for one in found["outcomes"] if one["state"] == Outcome.State.DROPPED],
        "sections": sections_of(found)[1:],
        "forms": [(name, name.upper() if name != "docx" else "Word") for name in FORMS],
        "leads": leads,
        "crumbs": crumbs(here.council, here, signed_in=who.is_signed_in),
        "certified": certified(who, here) is not None,
    }
    return render(request, "pages/workshops/record.html", shown)


@require_GET
def record_file(request: HttpRequest, council: str, workshop: str, form: str) -> HttpResponse:
    """The same record to file."""
    here = record_here(request, council, workshop)
    if form not in FORMS:
        raise NotVisible
    type_, make = FORMS[form]
    try:
        made = make(record_of(here, visitor(request)))
    except CannotPrint:
        return _cannot_print(request, here)
    return _file(made, type_, f"{here.slug}-{here.starts_at:%Y-%m-%d}.{form}")


@require_GET
def attendance_file(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """Who was there, by organisation, for the hosts."""
    here = record_here(request, council, workshop)
    if not may(visitor(request), "workshops.see_behind", here):
        raise NotVisible
    found = attendance_of(here, names=True)
    counts = {one["organisation"]: one["people"] for one in found["organisations"]}
    rows = [
        [shown_label(one["organisation"]), Decimal(counts[one["organisation"]]), one["name"]] for one in found["names"]
    ]
    columns = [_("Organisation"), _("People from there"), _("Name")]
    return _file(to_csv(columns, rows), "text/csv; charset=utf-8", f"{here.slug}-narvaro.csv")


@require_GET
def certificate_file(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """A certificate of having been there."""
    who, here = visitor(request), record_here(request, council, workshop)
    me = certified(who, here)
    if me is None:
        raise NotVisible
    try:
        return _file(certificate(me), "application/pdf", f"{here.slug}-intyg.pdf")
    except CannotPrint:
        return _cannot_print(request, here)


def _file(made: bytes, type_: str, name: str) -> HttpResponse:
    # A record may hold names; no cache between here and its reader keeps it.
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(made, content_type=type_, headers=headers)


def _cannot_print(request: HttpRequest, here: Workshop) -> HttpResponse:
    return render(request, "pages/workshops/cannot_print.html", {"workshop": here}, status=503)
