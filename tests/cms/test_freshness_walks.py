"""Whatever the interval and however time passes, the steps of a page come in order, each once, on their day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cms.pages.models import NewsPage
from cms.pages.models.base import Interval
from cms.publishing import upkeep
from cms.publishing.actions import confirm_page
from cms.publishing.models import GRACE, Standing
from cms.publishing.queries import pages_shown
from cms.publishing.reminders import About
from events import clock
from events.models import Event
from tests.cms.shared import page, section, site
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BEGAN = datetime(2027, 3, 9, 11, tzinfo=UTC)
steps = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["wait", "wait", "wait", "confirm"])), max_size=14)


class Walk:
    """A page, a clock that goes on, and what is told of the page on the way."""

    def __init__(self, world: World, news: Any) -> None:
        self.world, self.news, self.now = world, news, BEGAN
        self.told: list[tuple[str, date]] = []
        """What was told, and by which day the page was to be confirmed then."""

    @property
    def standing(self) -> Standing:
        return Standing.objects.get(page=self.news)

    def go(self, days: int, deed: str) -> None:
        """Let days go by; let time ask what it asks, twice; and hold what came of it against the days."""
        self.now += timedelta(days=days)
        with clock.at(self.now):
            if deed == "confirm":
                confirm_page(actor=self.world.chair, standing=self.standing)
            for _ in range(2):
                upkeep.mark_overdue_pages()
                upkeep.lapse_pages()
                upkeep.remind_owners()
            self._check(clock.today())

    def hear(self, about: About, _owner: Any, pages: list[Standing]) -> None:
        """Note a mail that is booked."""
        for one in pages:
            if one.page_id == self.news.pk:
                fresh = self.standing
                self.told.append(
                    (f"{about.value} {fresh.reminded}" if about == About.SOON else about, fresh.confirm_by)
                )

    def _check(self, today: date) -> None:
        now = self.standing
        assert bool(now.lapsed_at) == (today >= now.confirm_by + GRACE)
        assert now.was_overdue == (today > now.confirm_by)
        assert (now in pages_shown()) == (now.lapsed_at is None)
        assert (now in pages_shown("news")) == (now.lapsed_at is None)
        assert len(self.told) == len(set(self.told)), "a step was taken twice"
        left = (now.confirm_by - today).days
        if 0 <= left <= 7:
            assert ("soon 7", now.confirm_by) in self.told
        elif 7 < left <= 30:
            assert ("soon 30", now.confirm_by) in self.told
        elif left > 30:
            assert not [one for one in self.told if one[1] == now.confirm_by]
        if now.lapsed_at:
            assert (About.LAPSED, now.confirm_by) in self.told


# What an example does is taken back, so all of them may share the piece of news.
@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(every=st.sampled_from(Interval.values), walk=steps)
def test_every_step_is_taken_once_and_in_time(world_with_news: tuple[World, Any], every: int, walk: Any) -> None:
    world, news = world_with_news
    with transaction.atomic():
        NewsPage.objects.filter(pk=news.pk).update(confirm_every=every)
        with clock.at(BEGAN):
            confirm_page(actor=world.chair, standing=Standing.objects.get(page=news))
        before = Event.objects.filter(type="cms.page_lapsed").count()
        going = Walk(world, news)
        # Whom the mail is booked for is not what this is about.
        with patch.object(upkeep, "book", going.hear):
            for days, deed in walk:
                going.go(days, deed)
            lapsed = going.standing.lapsed_at
            going.go(0, "confirm")
        assert going.standing in pages_shown("news"), "one click restores it"
        happened = Event.objects.filter(type="cms.page_lapsed", data__page=str(going.standing.pk)).count()
        assert happened >= bool(lapsed)
        assert happened == len({day for what, day in going.told if what == About.LAPSED}), before
        transaction.set_rollback(True)


@pytest.fixture
def world_with_news(world: World) -> tuple[World, Any]:
    """The council, with a piece of news."""
    return world, page(NewsPage, section(site(world), "nyheter"), "Nytt", body=[])
