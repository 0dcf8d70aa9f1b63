"""What a process keeps of the site is true in the next request, whoever changed the site."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.pages import structure
from cms.pages.models import NewsIndexPage
from tests.cms.shared import section, site
from tests.world import World, world

pytestmark = pytest.mark.once


@pytest.fixture
def built(transactional_db: None) -> World:
    """The council, committed as in a running house."""
    return world()


def test_the_site_is_read_once_until_it_changes(built: World) -> None:
    start = site(built)
    assert structure.structure("sv") is not None
    with CaptureQueriesContext(connection) as queries:
        kept: Any = structure.structure("sv")
    assert len(queries) == 1
    news = section(start, "nyheter")
    assert news.title in [one.title for one in kept.menu]
    news.title = "Senaste nytt"
    news.save_revision().publish()
    changed: Any = structure.structure("sv")
    assert "Senaste nytt" in [one.title for one in changed.menu]
    news.unpublish()
    gone: Any = structure.structure("sv")
    assert not gone.of_kind(NewsIndexPage.kind)
    assert "Senaste nytt" not in Client().get("/").content.decode()
