"""The calendar's pages: when things are, in words; what is coming, what has been, and what is off."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from cms.pages.models import EventPage
from cms.pages.reading.calendar import ends, when
from events import clock
from tests.cms.kinds import goal_of, happening, local, queries_of, read, said, words
from tests.cms.shared import site
from tests.world import World

pytestmark = pytest.mark.once

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def told(first: datetime, last: datetime, **more: Any) -> str:
    with override("sv"):
        return when(EventPage(starts_at=first, ends_at=last, **more))


def at(day: str, hours: str) -> str:
    return said("%(day)s at %(hours)s", day=day, hours=hours)


@pytest.mark.django_db
def test_when_something_is_is_said_as_short_as_it_can_be() -> None:
    begins = local(2017, 12, 11, 13, 30)
    assert told(begins, local(2017, 12, 11, 16)) == at("11 december 2017", "13:30–16:00")
    assert told(begins, begins) == at("11 december 2017", "13:30")
    assert (
        told(begins, local(2017, 12, 12, 9)) == f"{at('11 december 2017', '13:30')} – {at('12 december 2017', '09:00')}"
    )
    assert told(begins, begins, whole_day=True) == "11 december 2017"
    assert told(begins, local(2017, 12, 13), whole_day=True) == "11–13 december 2017"
    assert told(local(2017, 11, 30), local(2017, 12, 2), whole_day=True) == "30 november – 2 december 2017"
    assert told(local(2017, 12, 31), local(2018, 1, 1), whole_day=True) == "31 december 2017 – 1 januari 2018"


@pytest.mark.django_db
def test_what_lasts_whole_days_is_over_when_its_last_day_is() -> None:
    begins = local(2017, 12, 11)
    event = EventPage(starts_at=begins, ends_at=begins, whole_day=True)
    assert ends(event) == local(2017, 12, 12)


@pytest.fixture
def start(world: World) -> Any:
    return site(world)


def soon(start: Any, title: str, after: timedelta, **more: Any) -> Any:
    begins = clock.now() + after
    return happening(start, title, begins, begins + HOUR, **more)


@pytest.mark.django_db
def test_what_is_coming_stands_first_and_what_has_been_below_newest_first(start: Any) -> None:
    soon(start, "Sedan", 3 * DAY)
    soon(start, "Snart", DAY)
    soon(start, "Nyss", -DAY)
    soon(start, "Längesedan", -30 * DAY)
    soon(start, "Utkast", DAY, live=False)
    tree = read(Client(), "/kalender/")
    assert [words(one) for one in tree.findall(".//main//h3")] == ["Snart", "Sedan", "Nyss", "Längesedan"]
    past = tree.find(".//section[@aria-labelledby='past-title']")
    assert [words(one) for one in past.findall(".//h3")] == ["Nyss", "Längesedan"]


@pytest.mark.django_db
def test_what_is_going_on_now_is_still_coming(start: Any) -> None:
    soon(start, "Nu", -HOUR / 2)
    assert read(Client(), "/kalender/").find(".//section[@aria-labelledby='past-title']") is None


@pytest.mark.django_db
def test_one_kind_of_event_can_be_shown_alone(start: Any) -> None:
    soon(start, "Verkstad", DAY)
    soon(start, "Mässa", DAY, what="fair")
    assert [words(one) for one in read(Client(), "/kalender/?slag=fair").findall(".//main//h3")] == ["Mässa"]
    assert len(read(Client(), "/kalender/?slag=ingenting").findall(".//main//h3")) == 2


@pytest.mark.django_db
def test_what_is_off_says_so_loudly_in_the_list_and_on_its_page(start: Any) -> None:
    made = soon(start, "Möte", DAY, cancelled=True, sign_up="Skriv till rådet", online_url="https://example.org/mote")
    assert said("Called off") in words(read(Client(), "/kalender/"), ".//main//ul[@class='rows']")
    tree = read(Client(), made.url)
    assert words(tree, ".//p[@class='cancelled-loud']") == said("Called off")
    assert words(tree, ".//h1/s") == "Möte"
    assert "Skriv till rådet" not in words(tree)
    assert tree.find(".//a[@href='https://example.org/mote']") is None


@pytest.mark.django_db
def test_an_event_says_where_it_is_how_to_sign_up_and_what_goal_it_belongs_with(start: Any, world: World) -> None:
    public, hidden = goal_of(world), goal_of(world, "Hemligt mål", visibility="council")
    made = soon(start, "Verkstad", DAY, sign_up="Skriv till rådet", goal=public)
    text = words(read(Client(), made.url))
    assert "Folkets hus" in text
    assert "Skriv till rådet" in text
    assert "Tio platser för arbetsträning" in text
    assert "Hemligt mål" not in words(read(Client(), soon(start, "Annan", DAY, goal=hidden).url))


@pytest.mark.django_db
def test_there_are_files_for_ones_own_calendar(start: Any) -> None:
    made = soon(start, "Verkstad", DAY)
    assert read(Client(), "/kalender/").find(".//a[@href='/ical/kalender.ics']") is not None
    assert read(Client(), made.url).find(f".//a[@href='/ical/{made.standing.pk}.ics']") is not None
    past = soon(start, "Nyss", -DAY)
    assert read(Client(), past.url).find(f".//a[@href='/ical/{past.standing.pk}.ics']") is None


@pytest.mark.django_db
def test_many_events_ask_no_more_of_the_database_than_few(start: Any) -> None:
    soon(start, "Ett", DAY)
    few = queries_of(Client(), "/kalender/")
    for n in range(8):
        soon(start, f"Verkstad {n}", n * DAY + HOUR)
    assert queries_of(Client(), "/kalender/") <= few
