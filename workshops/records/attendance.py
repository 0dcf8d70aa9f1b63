"""Who was there: how many from each organisation, and by name for the hosts."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from workshops.plans.models import Workshop
from workshops.sessions.models import Participant
from workshops.sessions.queries import people_in


def attendance_of(workshop: Workshop, *, names: bool) -> dict[str, Any]:
    """Return how many were in the room from each organisation; with `names`, who they were."""
    people = list(people_in(workshop).select_related("organisation"))
    counted = Counter(full_label(one) for one in people)
    found: dict[str, Any] = {
        "people": len(people),
        "organisations": [
            {"organisation": label, "people": count}
            for label, count in sorted(counted.items(), key=lambda one: (one[0] == "", one[0].casefold()))
        ],
    }
    if names:
        found["names"] = [
            {"name": one.name, "organisation": full_label(one), "role": one.role, "late": one.late}
            for one in sorted(people, key=lambda one: (full_label(one).casefold(), one.name.casefold()))
        ]
    return found


def full_label(participant: Participant) -> str:
    """Return the whole name of somebody's organisation; empty without one."""
    return participant.organisation.name if participant.organisation else participant.organisation_name


def shown_label(label: str) -> str:
    """Return what a count stands under."""
    return label or _("Without an organisation")
