"""What happens elsewhere and changes what is found."""

from collections.abc import Sequence
from uuid import UUID

from cms.publishing import events as pages
from cms.search import keeping
from council.seats.events import SeatAdded
from events.models import Event
from events.reactions import reacts_to
from events.recording import Written, when_written
from network.goals import events as goals

_PAGES = {
    one.name
    for one in (
        pages.PagePublished,
        pages.PageUnpublished,
        pages.PageMoved,
        pages.PageConfirmed,
        pages.PageLapsed,
    )
}


@when_written
def keep_pages(written: Sequence[Written]) -> None:
    """Enter or take out pages in the transaction that publishes them: the next reader finds what is there."""
    for event in (one for batch in written for one in batch.events if one.primary):
        if event.type in _PAGES:
            keeping.keep_page(UUID(event.data["page"]))
        elif event.type == pages.PageDeleted.name:
            keeping.forget(UUID(event.data["page"]))


# The councils' work does not wait for the search, nor does it fail with it: what is hidden is not shown meanwhile,
# since every hit is asked again when it is read.
@reacts_to(goals.GoalChanged, goals.GoalAdopted, goals.GoalClosed)
def keep_goals(happened: goals.GoalChanged | goals.GoalAdopted | goals.GoalClosed, _event: Event) -> None:
    """Enter a goal as it stands now."""
    keeping.keep_goal(happened.goal)


@reacts_to(SeatAdded)
def keep_organisations(happened: SeatAdded, _event: Event) -> None:
    """Enter an organisation that got a seat."""
    keeping.keep_organisation(happened.organisation)
