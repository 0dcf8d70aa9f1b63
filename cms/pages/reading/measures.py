"""What the support catalogue shows: measures to choose among, and one with who may use it and what has changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from cms.answers.shown import shows
from cms.pages.models import MeasureForm, MeasureIndexPage, MeasurePage
from cms.pages.phases import LegalForm
from cms.pages.reading import reads
from cms.pages.reading.listing import children_shown, next_midnight, today
from cms.publishing.queries import pages_shown
from cms.reach.addresses import mail_path

UNSETTLED = "oklart"
"""Stands in addresses for measures of which it is not settled who decides."""
IN_FORCE, ENDED = "galler", "upphort"
MAY_ICON = {
    MeasureForm.May.YES: "circle-check",
    MeasureForm.May.NO: "circle-x",
    MeasureForm.May.UNCLEAR: "message-circle-question-mark",
}


@dataclass(frozen=True)
class MayUse:
    """Whether a legal form may use a measure. No row at all means that nobody has looked at it."""

    form: LegalForm
    answer: str
    """"yes", "no", "unclear" or "unknown"."""
    label: Any
    icon: str
    note: str = ""


@dataclass(frozen=True)
class MeasureRow:
    """A measure in a list."""

    page: MeasurePage
    url: str
    ended: bool
    coming: bool
    replacement: MeasurePage | None
    replacement_url: str
    forms: list[MayUse]


def has_ended(measure: MeasurePage, day: date) -> bool:
    """Say whether a measure is no longer there on a day. The last day it is still in force."""
    return bool(measure.valid_to and measure.valid_to < day)


def may_use(measure: MeasurePage) -> list[MayUse]:
    """Return for every legal form whether it may use a measure."""
    rows = {one.legal_form: one for one in measure.forms.all()}
    found = []
    for form in LegalForm:
        row = rows.get(form)
        if row is None:
            found.append(MayUse(form, "unknown", _("Not looked at"), "circle-dashed"))
        else:
            found.append(MayUse(form, row.may, row.get_may_display(), MAY_ICON[row.may], row.note))
    return found


def measure_rows(measures: Iterable[MeasurePage], request: HttpRequest) -> list[MeasureRow]:
    """Return those of the measures that are in lists, ended ones last. Three queries, however many there are."""
    wanted = {one.pk for one in measures}
    return rows_of(_with_parts(MeasurePage.objects.filter(pk__in=wanted & _shown())), request) if wanted else []


def _shown() -> set[int]:
    return set(pages_shown(MeasurePage.kind).values_list("page", flat=True))


def _with_parts(found: QuerySet[MeasurePage]) -> QuerySet[MeasurePage]:
    return found.select_related("agency", "locale", "standing", "replaced_by__locale").prefetch_related(
        Prefetch("forms", MeasureForm.objects.order_by("sort_order"))
    )


def rows_of(measures: Iterable[MeasurePage], request: HttpRequest) -> list[MeasureRow]:
    """Return measures as rows: by title, ended ones last."""
    day = today()
    rows = []
    for one in measures:
        after = one.replaced_by if one.replaced_by and one.replaced_by.live else None
        rows.append(
            MeasureRow(
                page=one,
                url=one.get_url(request) or "",
                ended=has_ended(one, day),
                coming=bool(one.valid_from and one.valid_from > day),
                replacement=after,
                replacement_url=after.get_url(request) or "" if after else "",
                forms=may_use(one),
            )
        )
    return sorted(rows, key=lambda row: (row.ended, row.page.title.casefold()))


@dataclass(frozen=True)
class Choice:
    """What the reader has asked to see; what is not understood asks for nothing."""

    agency: str = ""
    form: str = ""
    force: str = ""

    @classmethod
    def read(cls, request: HttpRequest) -> "Choice":
        """Return the choice in an address: `myndighet`, `form` and `lage`."""
        agency = request.GET.get("myndighet", "")
        form = request.GET.get("form", "")
        force = request.GET.get("lage", "")
        return cls(
            agency if agency == UNSETTLED or _is_id(agency) else "",
            form if form in LegalForm.values else "",
            force if force in {IN_FORCE, ENDED} else "",
        )

    @property
    def is_made(self) -> bool:
        return bool(self.agency or self.form or self.force)

    def fits(self, row: MeasureRow) -> bool:
        """Say whether a measure is among those asked for. A form fits where it may, or may perhaps, use it."""
        owner = str(row.page.agency_id) if row.page.agency_id else UNSETTLED
        if self.agency and owner != self.agency:
            return False
        if self.force and row.ended != (self.force == ENDED):
            return False
        return not self.form or any(one.form == self.form and one.answer in {"yes", "unclear"} for one in row.forms)


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


@reads(MeasureIndexPage)
def measure_index(page: MeasureIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Show the measures that the reader has asked for, with who decides; ended ones last."""
    shows(request, "kind:measure", "organisations", until=next_midnight(), query=("myndighet", "form", "lage"))
    everything = rows_of(_with_parts(children_shown(page, MeasurePage)), request)
    choice = Choice.read(request)
    rows = [row for row in everything if choice.fits(row)]
    agencies: dict[UUID, Organisation] = {one.page.agency_id: one.page.agency for one in everything if one.page.agency}
    return {
        "choice": choice,
        "in_force": [row for row in rows if not row.ended],
        "ended": [row for row in rows if row.ended],
        "count": len(rows),
        "all_count": len(everything),
        "agencies": [
            {"value": str(pk), "label": one.name}
            for pk, one in sorted(agencies.items(), key=lambda pair: pair[1].name.casefold())
        ]
        + ([{"value": UNSETTLED, "label": _("Not settled who decides")}] if _has_unsettled(everything) else []),
        "forms": [{"value": value, "label": label} for value, label in LegalForm.choices],
        "states": [{"value": IN_FORCE, "label": _("In force")}, {"value": ENDED, "label": _("Ended")}],
        "unclear": sum(one.answer == "unclear" for row in everything if not row.ended for one in row.forms),
        "mail_url": mail_path(page.locale.language_code, amne="support"),
    }


def _has_unsettled(rows: Iterable[MeasureRow]) -> bool:
    return any(row.page.agency_id is None for row in rows)


@reads(MeasurePage)
def measure(page: MeasurePage, request: HttpRequest) -> dict[str, Any]:
    """Show a measure: who decides, who may use it, what has changed; of one that has ended, since when."""
    shows(request, "kind:measure", "organisations", until=next_midnight())
    row = rows_of([page], request)[0]
    noted = any(one.note for one in row.forms)
    return {
        "row": row,
        "has_notes": noted,
        "changes": page.changes.all(),
        "mail_url": mail_path(page.locale.language_code, sida=row.page.standing.pk),
    }
