"""The calendar: what is coming by month, what has been, and one event with when it is in words."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.actor import NOBODY, AnyActor
from cms.answers.shown import shows
from cms.pages.models import CalendarPage, EventPage
from cms.pages.reading import reads
from cms.pages.reading.listing import address, children_shown
from council.rooms.queries import rooms_visible_to
from events import clock
from network.goals.queries import goals_visible_to

PAST = 20
"""How many past events are shown at once."""


@dataclass(frozen=True)
class Happening:
    """An event in a list, with when it is in words."""

    page: EventPage
    url: str
    first: date
    last: date
    when: str

    @property
    def several_days(self) -> bool:
        return self.first != self.last


def ends(event: EventPage) -> datetime:
    """Return the moment from which an event is over; one of whole days ends with its last day."""
    if not event.whole_day:
        return event.ends_at
    following = timezone.localdate(event.ends_at) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(following, time.min))


def when(event: EventPage) -> str:
    """Return when an event is, in words: "11 december 2017 kl. 13:30–16:00", "11–13 december 2017"."""
    first, last = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    if event.whole_day:
        return days(first.date(), last.date())
    begins, stops = date_format(first, "H:i"), date_format(last, "H:i")
    if first.date() == last.date():
        day = date_format(first, "j F Y")
        hours = begins if first == last else f"{begins}–{stops}"
        return _("%(day)s at %(hours)s") % {"day": day, "hours": hours}
    from_ = _("%(day)s at %(hours)s") % {"day": date_format(first, "j F Y"), "hours": begins}
    to = _("%(day)s at %(hours)s") % {"day": date_format(last, "j F Y"), "hours": stops}
    return f"{from_} – {to}"


def days(first: date, last: date) -> str:
    """Return a span of days, as short as it can be said."""
    end = date_format(last, "j F Y")
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    begin = date_format(first, "j F" if first.year == last.year else "j F Y")
    return f"{begin} – {end}"


def happening(event: EventPage, request: HttpRequest) -> Happening:
    """Return an event as it stands in a list."""
    first, last = timezone.localdate(event.starts_at), timezone.localdate(event.ends_at)
    return Happening(event, event.get_url(request) or "", first, last, when(event))


@reads(CalendarPage)
def calendar(page: CalendarPage, request: HttpRequest) -> dict[str, Any]:
    """Show what is coming, month by month, and below it what has been; `?slag=` shows one kind alone."""
    now = clock.now()
    asked = request.GET.get("slag", "")
    asked = asked if asked in EventPage.Kind.values else ""
    everything = list(children_shown(page, EventPage).order_by("starts_at", "title"))
    coming = [one for one in everything if ends(one) > now]
    until = min((ends(one) for one in coming), default=None)
    shows(request, "kind:event", "organisations", until=until, query=("slag", "allt"))
    fitting = [one for one in everything if asked in {"", one.what}]
    ahead = [happening(one, request) for one in fitting if ends(one) > now]
    been = [happening(one, request) for one in reversed(fitting) if ends(one) <= now]
    there = {one.what for one in everything}
    every_one = request.GET.get("allt") == "1"
    return {
        "months": _months(ahead),
        "count": len(ahead),
        "past": been if every_one else been[:PAST],
        "more_past": not every_one and len(been) > PAST,
        "kinds": [{"value": kind, "label": kind.label} for kind in EventPage.Kind if kind in there],
        "asked": asked,
        "file_url": address("cms:calendar_file"),
    }


def _months(rows: list[Happening]) -> list[dict[str, Any]]:
    months = groupby(rows, key=lambda row: (row.first.year, row.first.month))
    return [{"first": date(year, month, 1), "rows": list(group)} for (year, month), group in months]


@reads(EventPage)
def event(page: EventPage, request: HttpRequest) -> dict[str, Any]:
    """Show when and where an event is, whether it is off or over, and the file for one's own calendar."""
    over = ends(page) <= clock.now()
    shows(request, "organisations", "goals", until=None if over else ends(page))
    reader: AnyActor = getattr(request, "actor", NOBODY)
    return {
        "happening": happening(page, request),
        "is_over": over,
        "file_url": "" if over or not page.live else address("cms:event_file", page.standing.pk),
        "goal": goals_visible_to(reader).filter(pk=page.goal_id).first() if page.goal_id else None,
        "room": rooms_visible_to(reader).filter(pk=page.room_id).first() if page.room_id else None,
    }
