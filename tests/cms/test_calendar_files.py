"""Calendar files: read back by a strict parser, with the times, words and names that the pages have."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils.translation import gettext, override
from ical.calendar_stream import IcsCalendarStream

from cms.pages.models import EventPage
from cms.publishing.models import Standing
from tests.cms.shared import page, section, site
from tests.world import World

SWEDEN = ZoneInfo("Europe/Stockholm")
TODAY = datetime(2026, 10, 20, 9, 0, tzinfo=SWEDEN)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def day() -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def start(world: World) -> Any:
    return site(world)


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SWEDEN)


def event(start: Any, title: str = "Verkstad", begins: datetime | None = None, hours: int = 3, **fields: Any) -> Any:
    begins = begins or at(2026, 11, 9)
    given = {"what": "workshop", "starts_at": begins, "ends_at": begins + timedelta(hours=hours), **fields}
    return page(EventPage, section(start, "kalender"), title, **given)


def fetch(address: str = "/ical/kalender.ics") -> Any:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer


def parsed(address: str = "/ical/kalender.ics") -> Any:
    return IcsCalendarStream.calendar_from_ics(fetch(address).content.decode())


def lines(address: str = "/ical/kalender.ics") -> list[str]:
    """Return the lines of a file, unfolded."""
    whole: str = fetch(address).content.decode()
    return whole.replace("\r\n ", "").split("\r\n")


def test_an_empty_calendar_can_be_followed_already(start: Any) -> None:
    assert parsed().events == []
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"} <= set(lines())


def test_an_event_says_what_its_page_says(start: Any) -> None:
    made = event(
        start, "Verkstad: lokaler; kök, möten", place="Kungens kurva, Huddinge", summary="Ta med,\nåtta idéer."
    )
    standing = Standing.objects.get(page=made)
    (one,) = parsed().events

    assert one.uid == f"{standing.pk}@127.0.0.1"
    assert one.summary == "Verkstad: lokaler; kök, möten"
    assert one.location == "Kungens kurva, Huddinge"
    assert one.description.startswith("Ta med,\nåtta idéer.")
    assert str(one.url) == f"http://127.0.0.1:8000{made.get_url()}"
    assert one.sequence == standing.version
    assert one.dtstamp == made.last_published_at.replace(microsecond=0)
    assert one.last_modified == one.dtstamp
    assert [str(word) for word in one.categories] == [made.get_what_display()]
    assert "STATUS:CONFIRMED" in lines()


@pytest.mark.parametrize(
    ("begins", "hours", "utc"),
    [
        (at(2026, 10, 23, 14), 2, datetime(2026, 10, 23, 12, tzinfo=UTC)),
        (at(2026, 10, 26, 14), 2, datetime(2026, 10, 26, 13, tzinfo=UTC)),
        (at(2027, 3, 26, 14), 2, datetime(2027, 3, 26, 13, tzinfo=UTC)),
        (at(2027, 3, 29, 14), 2, datetime(2027, 3, 29, 12, tzinfo=UTC)),
        (at(2026, 10, 24, 23), 8, datetime(2026, 10, 24, 21, tzinfo=UTC)),
    ],
    ids=[
        "before winter time",
        "in winter time",
        "before summer time",
        "in summer time",
        "over the night of the change",
    ],
)
def test_times_are_right_on_both_sides_of_the_change_of_the_clock(
    start: Any, begins: datetime, hours: int, utc: datetime
) -> None:
    ends = (begins.astimezone(UTC) + timedelta(hours=hours)).astimezone(SWEDEN)
    event(start, begins=begins, ends_at=ends)
    (one,) = parsed().events
    assert one.dtstart.astimezone(UTC) == utc
    assert one.dtend.astimezone(UTC) == utc + timedelta(hours=hours)
    local = begins.strftime("%Y%m%dT%H%M%S")
    assert f"DTSTART;TZID=Europe/Stockholm:{local}" in lines()
    assert {"BEGIN:VTIMEZONE", "TZID:Europe/Stockholm"} <= set(lines())


def test_a_whole_day_is_a_date_and_ends_the_day_after(start: Any) -> None:
    event(start, begins=at(2026, 11, 9, 0), whole_day=True, ends_at=at(2026, 11, 10, 23, 59))
    (one,) = parsed().events
    assert (one.dtstart, one.dtend) == (date(2026, 11, 9), date(2026, 11, 11))
    assert "DTSTART;VALUE=DATE:20261109" in lines()


def test_an_event_that_ends_when_it_begins_has_no_end(start: Any) -> None:
    event(start, hours=0)
    (one,) = parsed().events
    assert one.dtend is None
    assert not [line for line in lines() if line.startswith("DTEND")]


def test_a_cancelled_event_stays_and_says_so(start: Any) -> None:
    made = event(start)
    before = parsed().events[0]
    made.cancelled = True
    made.save_revision().publish()
    (after,) = parsed().events
    assert "STATUS:CANCELLED" in lines()
    assert after.uid == before.uid
    assert after.sequence > before.sequence
    with override("sv"):
        assert after.description.startswith(gettext("Cancelled."))


def test_the_calendar_holds_what_is_coming_and_one_year_back(start: Any) -> None:
    event(start, "I går för ett år sedan", at(2025, 10, 21))
    event(start, "För länge sedan", at(2025, 10, 18))
    event(start, "Långt fram", at(2028, 1, 10))
    assert [one.summary for one in parsed().events] == ["I går för ett år sedan", "Långt fram"]


def test_one_kind_can_be_followed_alone(start: Any) -> None:
    event(start, "Verkstad")
    event(start, "Mässa", what="fair")
    assert [one.summary for one in parsed("/ical/kalender.ics?slag=fair").events] == ["Mässa"]
    assert Client().get("/ical/kalender.ics?slag=fest").status_code == 404


def test_what_has_lapsed_or_is_a_draft_is_in_no_file(start: Any) -> None:
    lapsed, draft = event(start, "Inaktuell"), event(start, "Utkast", live=False)
    Standing.objects.filter(page=lapsed).update(lapsed_at=datetime.now(UTC))
    assert parsed().events == []
    for one in (lapsed, draft):
        assert Client().get(f"/ical/{one.standing.pk}.ics").status_code == 404


def test_one_event_is_a_file_of_its_own(start: Any) -> None:
    made = event(start, "Minimässa för återbruk", at(2017, 11, 9))
    answer = fetch(f"/ical/{made.standing.pk}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="minimassa-for-aterbruk.ics"'
    (one,) = parsed(f"/ical/{made.standing.pk}.ics").events
    assert one.summary == "Minimässa för återbruk"


def test_lines_are_folded_by_octets_without_cutting_a_letter(start: Any) -> None:
    event(start, "Å" * 120, summary="Ö" * 300)
    content = fetch().content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        line.decode()  # No letter is cut in two.
    assert parsed().events[0].summary == "Å" * 120


def test_a_line_in_a_text_cannot_become_a_property(start: Any) -> None:
    event(start, place="Sal 1\r\nATTENDEE:mailto:x@example.se", summary="BEGIN:VALARM\nEND:VALARM")
    assert not [line for line in lines() if re.match("ATTENDEE|BEGIN:VALARM", line)]
    assert len(parsed().events) == 1


def test_who_has_the_calendar_already_gets_nothing_again(start: Any) -> None:
    made = event(start)
    tag = fetch()["ETag"]
    headers = {"If-None-Match": tag}
    assert Client().get("/ical/kalender.ics", headers=headers).status_code == 304
    made.title = "Flyttad"
    made.save_revision().publish()
    assert Client().get("/ical/kalender.ics", headers=headers).status_code == 200
