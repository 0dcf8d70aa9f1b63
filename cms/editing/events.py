"""Event types of drafting: what an organisation's own people are told of its pages on their way to the public."""

from typing import ClassVar
from uuid import UUID

from events.registry import EventType


class _InWorkflow(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("organisation",)
    organisation: UUID
    page: UUID
    kind: str
    step: int
    """The number of the step in the workflow, from 1."""
    task: int
    """The row of the step's run, in which a reviewer's words are."""


class PageSubmitted(_InWorkflow, event="cms.page_submitted"):
    """A page waits for somebody to approve it, in a step of the workflow."""


class PageApproved(_InWorkflow, event="cms.page_approved"):
    """Somebody else than its last writer approved a page, in a step of the workflow."""


class PageReturned(_InWorkflow, event="cms.page_returned"):
    """A reviewer sent a page back to whoever writes it, with a comment."""
