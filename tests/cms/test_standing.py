"""Where pages stand, and what the log says of it."""

import pytest

from cms.pages.models import NewsPage
from cms.publishing.models import Standing
from events.models import Event
from tests.cms.shared import page, section, site
from tests.world import World

pytestmark = pytest.mark.once


@pytest.mark.django_db
def test_publishing_a_page_is_told_once_and_confirms_it(world: World) -> None:
    news = page(NewsPage, section(site(world), "nyheter"), "Nytt", body=[])
    standing = Standing.objects.get(page=news)
    assert standing.is_shown
    assert standing.confirmed_at
    told = Event.objects.filter(type="cms.page_published", data__page=str(standing.pk))
    assert [event.data["first"] for event in told] == [True]


@pytest.mark.django_db
def test_a_draft_has_an_owner_and_is_not_shown(world: World) -> None:
    draft = page(NewsPage, section(site(world), "nyheter"), "Utkast", live=False, body=[])
    standing = Standing.objects.get(page=draft)
    assert standing.organisation == world.organisations["association"]
    assert not standing.is_shown
