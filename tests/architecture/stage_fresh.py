"""What the table of rights needs for how fresh pages are: one to confirm, and one that has lapsed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cms import foundation
from cms.pages.models import NewsPage
from cms.publishing import actions
from cms.publishing.events import SITE
from cms.publishing.models import GRACE, Standing
from events import clock
from tests.cms.shared import page, section, site
from tests.world import SYSTEM, World


def things(here: World) -> dict[str, Any]:
    """Put a page of the association there, and a lapsed one of the social enterprise."""
    news = section(site(here), "nyheter")
    lapsed = Standing.objects.get(
        page=page(NewsPage, news, "Vävstugan är öppen", body=[], organisation=here.organisations["asf"])
    )
    with clock.at(clock.now() + timedelta(days=366) + GRACE):
        actions.lapse(actor=SYSTEM, standing=lapsed)
    return {"standing": Standing.objects.get(page=page(NewsPage, news, "Nytt", body=[])), "lapsed_standing": lapsed}


def names() -> dict[str, str]:
    """Return what stands for names that are no rows."""
    return {"site": str(SITE)}


def deeds(here: World, things: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing in the table of actions."""
    one = things["standing"]
    return {
        "cms.lay_foundation": lambda who: foundation.lay_foundation(actor=who, owner=here.organisations["association"]),
        "cms.record_published": lambda who: actions.record_published(actor=who, standing=one, first=False),
        "cms.record_unpublished": lambda who: actions.record_unpublished(actor=who, standing=one),
        "cms.record_moved": lambda who: actions.record_moved(actor=who, standing=one),
        "cms.record_deleted": lambda who: actions.record_deleted(actor=who, standing=one),
        "cms.confirm_page the association's": lambda who: actions.confirm_page(actor=who, standing=one),
        "cms.confirm_page the asf's": lambda who: actions.confirm_page(actor=who, standing=things["lapsed_standing"]),
        "cms.mark_overdue": lambda who: actions.mark_overdue(actor=who, standing=one),
        "cms.lapse": lambda who: actions.lapse(actor=who, standing=one),
        "cms.note_reminded": lambda who: actions.note_reminded(actor=who, standing=one, days=30),
    }
