"""What the start page shows: ways in, what is new, what is coming, what is asked, and what the councils want."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from accounts.actor import NOBODY
from cms.answers.shown import shows
from cms.consultation.queries import open_to_public
from cms.pages.models import EventPage, NewsPage, StartPage
from cms.pages.reading import reads
from cms.pages.reading.listing import address, next_midnight
from cms.pages.structure import site
from cms.publishing.queries import pages_shown
from events import clock
from network.goals.models import Goal
from network.goals.presenting import badge_of
from network.goals.queries import goals_visible_to, with_parts
from network.goals.state import states

NEWS = 5
EVENTS = 4
CONSULTATIONS = 4
GOALS = 4
PICKS = 6


@reads(StartPage)
def start(page: StartPage, request: HttpRequest) -> dict[str, Any]:
    """Show the same to everybody: what the public may read."""
    events = list(_of_kind(page, EventPage).filter(ends_at__gte=clock.now()).order_by("starts_at")[:EVENTS])
    shows(request, "kind:news", "kind:event", "goals", "consultations", until=_until(events))
    around = site(request).around(page)
    return {
        "sections": around.by_kind if around else {},
        "ways": _picks(page, request) or _sections(page, request),
        "news": list(_of_kind(page, NewsPage).order_by("-date", "-first_published_at")[:NEWS]),
        "events": events,
        "consultations": [
            {"consultation": one, "url": address("cms:consultation", one.pk)}
            for one in open_to_public()[:CONSULTATIONS]
        ],
        "goals": _goals(),
        "goals_url": reverse("network:councils"),
    }


def _of_kind(page: StartPage, model: Any) -> Any:
    shown = model.objects.descendant_of(page).filter(pk__in=pages_shown(model.kind).values("page"))
    return shown.select_related("organisation", "locale", "standing", "picture")


def _until(events: list[EventPage]) -> datetime:
    """Return when the page says something else by itself: at midnight, or when the first of the events is over."""
    return min([next_midnight(), *(one.ends_at for one in events)])


def _picks(page: StartPage, request: HttpRequest) -> list[dict[str, str]]:
    picked = list(page.picks.select_related("page__locale"))
    shown = pages_shown().filter(page__in=[one.page_id for one in picked])
    there: dict[int, Page] = {one.pk: one for one in Page.objects.filter(pk__in=shown.values("page")).specific()}
    shows(request, *(f"page:{one.page_id}" for one in picked))
    return [
        {
            "title": there[one.page_id].title,
            "url": there[one.page_id].get_url(request) or "",
            "why": one.why or there[one.page_id].summary,
        }
        for one in picked
        if one.page_id in there
    ][:PICKS]


def _sections(page: StartPage, request: HttpRequest) -> list[dict[str, str]]:
    """Return the sections of the menu, for a site whose editors have pointed nothing out."""
    around = site(request).around(page)
    return [{"title": one.title, "url": one.url, "why": one.summary} for one in around.menu] if around else []


def _goals() -> list[dict[str, Any]]:
    """Return public goals that are worked for, those above others first, and how it goes."""
    goals = goals_visible_to(NOBODY).filter(state=Goal.State.ADOPTED, parent__isnull=True).order_by("council", "number")
    return [
        {
            "title": one.goal.title,
            "council": one.goal.council.name,
            "url": reverse("network:goal", args=[one.goal.council.slug, one.goal.number]),
            "years": f"{one.goal.starts_on.year}–{one.goal.ends_on.year}",
            "status": badge_of(one),
        }
        for one in states(with_parts(goals)[:GOALS], public=True)
    ]
