"""What the accessibility statement shows."""

from collections import defaultdict
from typing import Any

from django.http import HttpRequest

from cms.pages.models import AccessibilityPage, KnownFault
from cms.pages.reading import reads
from cms.pages.reading.listing import address

COMPLAINTS = "https://www.digg.se/tdosanmalan"
"""Where one complains to the Agency for Digital Government, which supervises the law."""


@reads(AccessibilityPage)
def accessibility(page: AccessibilityPage, request: HttpRequest) -> dict[str, Any]:
    """Show the known faults by the reason for them, and within that by the situation in which they are met."""
    faults = list(page.faults.all())
    return {
        "to_mend": _by_situation(faults, KnownFault.Reason.TO_MEND),
        "burden": _by_situation(faults, KnownFault.Reason.BURDEN),
        "exempt": _by_situation(faults, KnownFault.Reason.EXEMPT),
        "report_url": address("cms:report_barrier"),
        "complaints_url": COMPLAINTS,
    }


def _by_situation(faults: list[KnownFault], reason: str) -> list[dict[str, Any]]:
    found: dict[str, list[KnownFault]] = defaultdict(list)
    for fault in faults:
        if fault.reason == reason:
            found[fault.situation].append(fault)
    return [
        {"situation": label, "faults": found[value]} for value, label in KnownFault.Situation.choices if value in found
    ]
