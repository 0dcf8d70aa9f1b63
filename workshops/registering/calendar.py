"""A workshop as iCalendar (RFC 5545), for one's own calendar. It keeps its name when it moves, and its number grows."""

from datetime import datetime
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from events import clock
from workshops.plans.models import Workshop

ZONE = ZoneInfo(settings.TIME_ZONE)


def host() -> str:
    """Return the name of this site's machine, for names that must be ours alone."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def whole(path: str) -> str:
    """Return the whole address of a path of this site."""
    return urljoin(f"{settings.BASE_URL}/", path)


def write_workshop(workshop: Workshop) -> bytes:
    """Return a workshop as a file for a calendar."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Arenan//{host()}//SV")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(workshop))
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _event(workshop: Workshop) -> Event:
    url = whole(reverse("workshops:workshop", args=[workshop.council.slug, workshop.slug]))
    event = Event()
    event.add("uid", f"{workshop.pk}@{host()}")
    event.add("dtstamp", _utc(clock.now()))
    event.add("sequence", workshop.version)
    event.add("dtstart", workshop.starts_at.astimezone(ZONE))
    event.add("dtend", workshop.ends_at.astimezone(ZONE))
    event.add("summary", workshop.title)
    event.add("status", "CANCELLED" if workshop.state == Workshop.State.CANCELLED else "CONFIRMED")
    if workshop.place or workshop.address:
        event.add("location", workshop.place or workshop.address)
    event.add("url", url)
    event.add("description", "\n\n".join(part for part in (workshop.purpose, workshop.address, url) if part))
    return event


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo("UTC")).replace(microsecond=0)
