"""What is sent to the addresses with which organisations report and approvers review."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from network.goals.models import Return


def bodies(things: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address that takes more than the address itself."""
    draft, sent, approved = (_now(things[name]) for name in ("draft", "sent", "approved"))
    file = SimpleUploadedFile("underlag.txt", b"Tolv.")
    return {
        "POST /rapportera/sjoby/{period}/": {"indicator": str(things["indicator"].pk), "do": "save"},
        "POST /rapportera/rapport/{draft}/spara/": draft,
        "POST /rapportera/rapport/{sent}/spara/": sent,
        "POST /rapportera/rapport/{draft}/skicka/": draft,
        "POST /rapportera/rapport/{draft}/inget/": {**draft, "do": "nothing"},
        "POST /rapportera/rapport/{approved}/ta-upp/": {**approved, "reason": "Fel år."},
        "POST /rapportera/rapport/{draft}/underlag/": {**draft, "cell": "", "file": file},
        "POST /rapportera/rapport/{sent}/godkann/": sent,
        "POST /rapportera/rapport/{sent}/aterlamna/": {**sent, "reason": "Räkna om."},
    }


def _now(report: Return) -> dict[str, str]:
    return {"revision": str(Return.objects.get(pk=report.pk).version)}
