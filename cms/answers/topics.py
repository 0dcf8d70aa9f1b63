"""Which topics an event changes, and the numbering of changes within the event's own transaction."""

import time
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from cms.answers.models import Topic
from cms.answers.shown import PAGES as PAGES_AT_ALL
from cms.answers.shown import SITE
from cms.pages.models import PAGES, SectionPage, StandardPage
from cms.publishing.models import Standing
from events.models import Event
from events.recording import Written, when_written
from events.registry import registry

NEWEST = ""
"""Name of the row that holds the newest number."""
FRAME = frozenset(page.kind for page in PAGES if issubclass(page, SectionPage | StandardPage))
"""Kinds of page that stand in menus, footer and trails of crumbs, and so on every page."""
ORGANISATIONS = frozenset(
    {
        "accounts.organisation_added",
        "accounts.organisation_changed",
        "council.council_founded",
        "council.mandate_ended",
        "council.mandate_started",
        "council.office_ended",
        "council.office_given",
        "council.seat_added",
    }
)

LINKS = frozenset({"cms.page_moved", "cms.page_deleted"})
"""What changes the links to a page, wherever an editor has written one."""


@when_written
def note_changes(written: Sequence[Written]) -> None:
    """Give the topics that the events change a new number, in their transaction."""
    events = [event for part in written for event in part.events if event.primary]
    touch({topic for event in events for topic in topics_of(event)})


def topics_of(event: Event) -> set[str]:
    """Return the topics that an event changes; none if the public is not shown what it tells of."""
    app = event.type.split(".")[0]
    if app == "cms":
        return _of_the_site(event)
    if event.type in ORGANISATIONS:
        return {"organisations"}
    if not event.type.startswith("network."):
        return set()  # Nothing else goes to the goals' stream.
    return {"goals"} if "goals" in registry.get(event.type, event.version).audiences else set()


def _of_the_site(event: Event) -> set[str]:
    # What an organisation writes is its own until it gives the answer.
    own = registry.get(event.type, event.version).audiences == ("organisation",)
    found = {"consultations"} if "consultation" in event.data and not own else set()
    if page := event.data.get("page"):
        found |= topics_of_page(UUID(page))
    return found | {SITE} if event.type in LINKS else found


def topics_of_page(standing: UUID) -> set[str]:
    """Return the topics of a page, named as in the log."""
    facts = Standing.objects.filter(pk=standing).values_list("page_id", "kind", "page__show_in_menus").first()
    if facts is None:
        return set()
    number, kind, in_menu = facts
    return {PAGES_AT_ALL, f"page:{number}", f"kind:{kind}"} | ({SITE} if in_menu or kind in FRAME else set())


def touch(topics: Iterable[str]) -> None:
    """Note that what these topics stand for has changed. Within the transaction that changes it."""
    names = sorted(set(topics))
    if not names:
        return
    with transaction.atomic():
        version = _next()
        Topic.objects.bulk_create(
            [Topic(name=name, version=version) for name in names],
            update_conflicts=True,
            update_fields=["version"],
            unique_fields=["name"],
        )


def _next() -> int:
    if not Topic.objects.filter(name=NEWEST).update(version=F("version") + 1):
        try:
            with transaction.atomic():
                # From the clock, so that numbers never begin anew below what a running process has seen.
                Topic.objects.create(name=NEWEST, version=time.time_ns() // 1000)
        except IntegrityError:
            Topic.objects.filter(name=NEWEST).update(version=F("version") + 1)
    return Topic.objects.values_list("version", flat=True).get(name=NEWEST)
