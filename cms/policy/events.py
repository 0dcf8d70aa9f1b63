"""Event types of policies."""

from typing import ClassVar
from uuid import UUID

from cms.publishing.events import SITE
from events.registry import EventType


class PolicyVersionFrozen(EventType, event="cms.policy_version_frozen"):
    """What a published policy says is kept as a numbered version. A text sent out for consultation is told of by the
    consultation itself."""

    audiences: ClassVar[tuple[str, ...]] = ("site",)
    shows: ClassVar[tuple[str, ...]] = ("page",)
    site: UUID = SITE
    page: UUID
    policy_version: UUID
    number: int


class CommitmentTied(EventType, event="cms.commitment_tied"):
    """What a public policy promises is done by a goal or an activity, or no longer. Which one is not said here: not
    everybody may know of it."""

    audiences: ClassVar[tuple[str, ...]] = ("site",)
    shows: ClassVar[tuple[str, ...]] = ("page",)
    site: UUID = SITE
    page: UUID
