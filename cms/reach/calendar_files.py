"""The calendar as iCalendar (RFC 5545, RFC 7986): all that is coming and the year that has been, or one event.

Times are Swedish, with their time zone written out. A whole day is a date, and the last day is the one before the
end. An event keeps its name (`UID`) when it moves, and its `SEQUENCE` grows with whatever changes in it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from cms.pages.models import EventPage
from cms.publishing.models import Standing
from cms.publishing.queries import pages_shown
from cms.reach.addresses import address_of, host
from cms.reach.feeds import Told
from cms.reach.wording import words_of
from events import clock

DAY = timedelta(days=1)
BACK = timedelta(days=365)
"""How long an event stays in the file after it has been."""
FETCH_AGAIN = timedelta(hours=6)
ZONE = ZoneInfo(settings.TIME_ZONE)


def today_began() -> datetime:
    """Return the local midnight from which the calendar is reckoned: its content changes once a day by itself."""
    return timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)


def events_shown(language: str, *, kind: str = "") -> list[Told]:
    """Return the events in a language that are coming or have been within a year, of one kind or of all."""
    found = EventPage.objects.filter(locale__language_code=language, ends_at__gte=today_began() - BACK)
    return _told(found.filter(what=kind) if kind else found)


def event_shown(standing: Any) -> Told | None:
    """Return one event by its name in the log, however long ago it was; None when the public is not shown it."""
    found = _told(EventPage.objects.filter(standing=standing))
    return found[0] if found else None


def _told(pages: "QuerySet[EventPage]") -> list[Told]:
    shown = pages_shown(EventPage.kind).select_related("organisation")
    standings: dict[int, Standing] = {one.page_id: one for one in shown.filter(page__in=pages.values("pk"))}
    return [
        Told(standings[page.pk], page)
        for page in pages.select_related("locale").order_by("starts_at", "pk")
        if page.pk in standings
    ]


def write_calendar(events: Iterable[Told], *, name: str, language: str) -> bytes:
    """Return the events as one file."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Arenan//{host()}//{language.upper()}")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", FETCH_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(FETCH_AGAIN))
    for one in events:
        calendar.add_component(_event(one.standing, one.page))
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _event(standing: Standing, page: EventPage) -> Event:
    event = Event()
    event.add("uid", f"{standing.pk}@{host()}")
    # Without METHOD:REQUEST the stamp is the moment of the last change (RFC 5545 §3.8.7.2), not of the file.
    event.add("dtstamp", _utc(page.last_published_at))
    event.add("last-modified", _utc(page.last_published_at))
    event.add("created", _utc(page.first_published_at))
    event.add("sequence", standing.version)
    _add_times(event, page)
    event.add("summary", page.title)
    event.add("status", "CANCELLED" if page.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if page.whole_day else "OPAQUE")
    if page.place or page.online_url:
        event.add("location", page.place or page.online_url)
    event.add("url", address_of(page))
    event.add("description", _description(page))
    event.add("categories", [page.get_what_display()])
    return event


def _add_times(event: Event, page: EventPage) -> None:
    first, last = page.starts_at.astimezone(ZONE), page.ends_at.astimezone(ZONE)
    if page.whole_day:
        event.add("dtstart", first.date())
        event.add("dtend", last.date() + DAY)
        return
    event.add("dtstart", first)
    if last > first:  # An end that is the beginning is not allowed, and says nothing.
        event.add("dtend", last)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo("UTC")).replace(microsecond=0)


def _description(page: EventPage) -> str:
    parts = [_("Cancelled.") if page.cancelled else "", page.summary, words_of(page), address_of(page)]
    return "\n\n".join(part for part in parts if part)
