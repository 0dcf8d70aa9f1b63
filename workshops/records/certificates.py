"""Who gets a certificate of having been there, and what it says."""

from typing import Any

from django.utils.translation import get_language

from accounts.actor import AnyActor
from events import clock
from network.goals.printing import pdf_of
from workshops.plans.models import Workshop
from workshops.records.attendance import full_label
from workshops.sessions.models import Participant
from workshops.sessions.queries import participant_in


def certified(actor: AnyActor, workshop: Workshop) -> Participant | None:
    """Return an actor's place in a workshop that has ended, if they were there as somebody and were not shown out."""
    me = participant_in(actor, workshop)
    if me is None or me.role == Participant.Role.SCREEN or workshop.state != Workshop.State.ENDED:
        return None
    return me


def certificate(participant: Participant) -> bytes:
    """Return the certificate as a tagged PDF.

    Raises:
        CannotPrint: the machine lacks the libraries for it.
    """
    workshop = participant.workshop
    context: dict[str, Any] = {
        "workshop": workshop,
        "participant": participant,
        "organisation": full_label(participant),
        "language": get_language(),
        "printed_at": clock.now(),
    }
    return pdf_of("pages/workshops/certificate_pdf.html", context)
