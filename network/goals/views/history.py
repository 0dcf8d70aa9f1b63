"""What has happened to a return, read from the log, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person
from events.models import Event
from network.goals.models import Return

WORDS = {
    "network.return_opened": _("began the report"),
    "network.values_written": _("wrote values"),
    "network.return_submitted": _("sent it for approval"),
    "network.return_sent_back": _("sent it back"),
    "network.return_approved": _("approved it"),
    "network.return_answered": _("answered without figures"),
    "network.return_reopened": _("took it up again"),
}
ANSWERS = {
    "nothing": _("said that there is nothing to report"),
    "not_ours": _("said that it is not their task"),
}
SHOWN = 40


def history(report: Return, *, as_organisation: bool) -> list[dict[str, Any]]:
    """Return what has happened to a return, newest first; several savings in a row by one person are one line.

    Those who lead the council read what has come to their desk; the organisation reads all of its own.
    """
    desk = f"desk:{report.indicator.council_id}"
    stream = f"organisation:{report.organisation_id}" if as_organisation else desk
    found = Event.objects.filter(stream__name=stream, type__in=WORDS, data__report=str(report.pk)).order_by("-seq")
    events = _without_repeats(list(found[: SHOWN * 4]))[:SHOWN]
    people = _names(Person, {one.actor for one in events})
    organisations = _names(Organisation, {one.acting_for for one in events})
    return [
        {
            "at": one.occurred_at,
            "organisation": {"name": organisations.get(one.acting_for, "")},
            "text": " ".join(filter(None, [_said(one), f"({people[one.actor]})" if one.actor in people else ""])),
        }
        for one in events
    ]


def _said(event: Event) -> str:
    return str(ANSWERS.get(event.data.get("answer", ""), WORDS[event.type]))


def _without_repeats(events: list[Event]) -> list[Event]:
    kept: list[Event] = []
    for one in events:
        last = kept[-1] if kept else None
        if last and one.type == last.type == "network.values_written" and one.actor == last.actor:
            continue
        kept.append(one)
    return kept


def _names(model: type[Person] | type[Organisation], refs: set[str]) -> dict[str, str]:
    kind = model._meta.model_name
    ids = {ref.partition(":")[2] for ref in refs if ref.startswith(f"{kind}:")}
    return {f"{kind}:{one.pk}": one.name for one in model._default_manager.filter(pk__in=ids)}
