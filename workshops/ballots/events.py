"""Event types of votes and polls. They tell that there is something new to count, and never who chose or what."""

from uuid import UUID

from events.registry import EventType


class TallyChanged(EventType, event="workshops.tally_changed"):
    """Somebody has given or changed what they chose, or the results are shown from now on."""

    audiences = ("workshop",)
    shows = ("tally",)
    unsigned = True
    workshop: UUID
    tally: UUID


class AnswerRedacted(EventType, event="workshops.answer_redacted"):
    """A host took an answer out of a poll that should not have been written."""

    audiences = ("hosts",)
    hosts: UUID
    step: UUID
