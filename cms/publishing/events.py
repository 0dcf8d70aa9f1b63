"""Event types of the public site. What is published is for everybody, and so is the news of it."""

from typing import ClassVar
from uuid import UUID

from events.actor import Actor
from events.registry import EventType
from events.streams import StreamKind, declare

SITE = UUID("5a7e51de-0000-4000-8000-000000000001")
"""The one public site of an installation, as its stream is named."""


def _everybody(actor: Actor, site: UUID) -> bool:
    return site == SITE


declare(StreamKind("site", "What is published, lapses and is asked on the public site.", _everybody))


class _AboutPage(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("site",)
    shows: ClassVar[tuple[str, ...]] = ("page",)
    site: UUID = SITE
    page: UUID
    kind: str


class PagePublished(_AboutPage, event="cms.page_published"):
    """A page is shown to the public, for the first time or with new words."""

    first: bool = False


class PageUnpublished(_AboutPage, event="cms.page_unpublished"):
    """A page is no longer shown to the public."""


class PageMoved(_AboutPage, event="cms.page_moved"):
    """A public page has a new address."""


class PageConfirmed(_AboutPage, event="cms.page_confirmed"):
    """The owner said that a page is still true; if it had lapsed it is in the lists again."""

    restored: bool = False


class PageOverdue(_AboutPage, event="cms.page_overdue"):
    """The day by which a page was to be confirmed has passed."""


class PageLapsed(_AboutPage, event="cms.page_lapsed"):
    """Nobody confirmed a page in time; it is in no list, search or feed any more."""


class PageDeleted(_AboutPage, event="cms.page_deleted"):
    """A page is gone for good. What is shown of it is only that it is not public."""
