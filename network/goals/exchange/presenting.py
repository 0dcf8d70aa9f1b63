"""What the pages about files show."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import NOBODY, AnyActor
from network.councils import councils
from network.goals import words
from network.goals.exchange.exporting import OWN, PUBLIC, REPORTED, SUMS
from network.goals.exchange.files import FORMS, SCOPE_OF
from network.goals.exchange.planning import CHANGED, EMPTIED, NEW, REFUSED, Change, Known, Outcome, Plan
from network.goals.models import Operator, Period
from network.goals.numbers import parse_number
from network.goals.queries import indicators_visible_to, is_around

MOST_SHOWN = 200
"""Rows of each kind that a page shows; the others are counted."""
_FORM_NAMES = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}


@dataclass(frozen=True)
class Offer:
    """Something to download."""

    title: str
    text: str
    readers: str
    """Who may have it, in words."""
    files: list[tuple[str, str]]
    """What each form is called, and its address."""


def offers(actor: AnyActor, council: Any) -> list[Offer]:
    """Return what a reader may download."""
    inside = is_around(actor, council.pk)
    told = {
        OWN: (
            _("Your own reports"),
            _("Your organisation’s working reports, drafts too, with a row for every value that can be filled in."),
            _("Your organisation alone."),
        ),
        REPORTED: (
            _("Reported values"),
            _("What each organisation has had approved, with notes and sources."),
            _("Those who act for an organisation in the council."),
        ),
        SUMS: (
            _("The council’s figures"),
            _("All organisations put together, by the rule of each figure."),
            _("Those who act for an organisation in the council."),
        ),
        PUBLIC: (
            _("Open data"),
            _("The public figures, put together. Groups of few people are left out."),
            _("Everybody, to use freely (CC0)."),
        ),
    }
    allowed = [PUBLIC] if not inside else list(told) if actor.organisation else [REPORTED, SUMS, PUBLIC]
    names = {scope: name for name, scope in SCOPE_OF.items()}
    return [Offer(*told[scope], _files(council, names[scope])) for scope in told if scope in allowed]


def _files(council: Any, name: str) -> list[tuple[str, str]]:
    return [
        (_FORM_NAMES[form], reverse("network:export_file", args=[council.slug, f"{name}.{form}"])) for form in FORMS
    ]


def what_can_be_chosen(actor: AnyActor, council: Any) -> dict[str, list[tuple[str, str]]]:
    """Return by what a download can be narrowed down: value and words."""
    inside = is_around(actor, council.pk)
    indicators = list(indicators_visible_to(actor if inside else NOBODY).filter(council=council.pk))
    periods = Period.objects.filter(council=council.pk, calendar__in={one.calendar for one in indicators})
    seated = councils().organisations(council.pk) if inside else ()
    return {
        "indicators": [(one.code, one.name) for one in indicators],
        "organisations": [(one.slug, one.name) for one in seated],
        "periods": [
            (one.starts_on.isoformat(), words.period(one.calendar, one.starts_on))
            for one in periods.order_by("-starts_on", "calendar")
        ],
    }


# --- What a file would do ---------------------------------------------------------------------------------------------


def plan_shown(plan: Plan) -> dict[str, Any]:
    """Return what a file would do, in words: refused rows first, then what would change."""
    changing = [one for one in plan.outcomes if one.kind in {NEW, CHANGED, EMPTIED}]
    return {
        "counts": plan.counts,
        "refused": [_shown(plan.known, one) for one in plan.refused[:MOST_SHOWN]],
        "refused_more": max(0, len(plan.refused) - MOST_SHOWN),
        "changing": [_shown(plan.known, one) for one in changing[:MOST_SHOWN]],
        "changing_more": max(0, len(changing) - MOST_SHOWN),
        "reports": len(plan.writes),
    }


def _shown(known: Known, one: Outcome) -> dict[str, Any]:
    texts = {name: text.strip()[:120] for name, text in one.texts.items()}
    indicator = known.indicators.get(texts["indicator"])
    dimensions = indicator.dimensions.all() if indicator and one.kind != REFUSED else ()
    kinds = {NEW: _("New"), CHANGED: _("Changed"), EMPTIED: _("Emptied"), REFUSED: _("Refused")}
    return {
        "line": one.line,
        "kind": one.kind,
        "word": kinds[one.kind],
        "indicator": indicator.name if indicator else texts["indicator"],
        "period": _period(texts["calendar"], texts["period"], known),
        "cell": words.cell(texts["cell"], dimensions) if one.kind != REFUSED else texts["cell"] or _("Total"),
        "changes": [_change(change) for change in one.changes if one.kind != REFUSED and _matters(one, change)],
        "faults": [
            {"column": fault.column, "said": texts.get(fault.column, ""), "words": fault.words} for fault in one.faults
        ],
    }


def _period(calendar: str, starts_on: str, known: Known) -> str:
    found = next((day for (kind, day) in known.periods if kind == calendar and day.isoformat() == starts_on), None)
    return words.period(calendar, found) if found else starts_on


def _matters(one: Outcome, change: Change) -> bool:
    """Say whether a change is worth a line: that a new number is exact goes without saying."""
    return not (change.column == "operator" and Operator.EXACT in {change.before, change.after} and one.kind != CHANGED)


def _change(change: Change) -> dict[str, str]:
    names = {
        "operator": _("How exact"),
        "number": _("Number"),
        "high": _("Highest value"),
        "numerator": _("How many"),
        "denominator": _("Of how many"),
        "measured_on": _("Measured on"),
        "note": _("Note"),
        "source": _("Source"),
        "source_page": _("Page"),
    }
    said = [_said(change.column, text) for text in (change.before, change.after)]
    return {"name": names[change.column], "before": said[0], "after": said[1]}


def _said(column: str, text: str) -> str:
    if not text:
        return ""
    if column == "operator":
        return str(Operator(text).label)
    if column in {"number", "high", "numerator", "denominator"}:
        places = len(text.partition(".")[2])
        return words.number(parse_number(text), places)
    return text
