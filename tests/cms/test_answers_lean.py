"""What an answer costs when it is not kept whole: what it is made of is, and follows every change all the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from cms.pages.models import NewsPage
from tests.cms.answering import Process
from tests.cms.shared import library_root, page, section, site
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(world: World, settings: Any) -> Any:
    """A public article, on a server where no whole answer has room."""
    settings.KEPT_ANSWERS = 1
    return page(NewsPage, section(site(world), "nyheter"), "Rådet möts", slug="radet", body=[("text", "<p>I maj.</p>")])


@contextmanager
def counted() -> Iterator[list[str]]:
    made: list[str] = []

    def count(execute: Any, sql: str, *arguments: Any) -> Any:
        made.append(sql)
        return execute(sql, *arguments)

    with connection.execute_wrapper(count):
        yield made


def asked(here: Process, path: str) -> int:
    with counted() as made:
        assert here.get(path).status == 200
    return len(made)


def test_a_page_takes_few_looks_at_the_database(article: Any) -> None:
    here = Process()
    for path in ("/nyheter/", "/nyheter/radet/"):
        here.get(path)
        assert asked(here, path) <= 8


def test_how_much_is_on_a_list_changes_nothing_in_what_it_takes(article: Any) -> None:
    def after_publishing(number: int) -> int:
        for one in range(number):
            page(NewsPage, article.get_parent(), f"Mer {number} {one}", body=[("text", "<p>Mer.</p>")])
        return asked(Process(), "/nyheter/")  # With everything read anew: the list, and the site around it.

    assert after_publishing(1) == after_publishing(9)


def test_parts_of_pages_follow_what_they_show(article: Any) -> None:
    here = Process()
    assert "Rådet möts" in here.get("/nyheter/").text
    article.title = "Rådet möts i juni"
    article.save_revision().publish()
    assert "Rådet möts i juni" in here.get("/nyheter/").text
    assert "Rådet möts i juni" in here.get("/nyheter/radet/").text
    news = article.get_parent().specific
    news.title = "Nytt från rådet"
    news.save_revision().publish()
    assert "Nytt från rådet" in here.get("/nyheter/radet/").text, "in the menu, the footer and the way here"
    assert here.kept == 0


def test_a_page_that_moves_answers_where_it_is(article: Any) -> None:
    here = Process()
    assert here.get("/nyheter/radet/").status == 200
    article.slug = "motet"
    article.save_revision().publish()
    assert here.get("/nyheter/motet/").status == 200
    assert here.get("/nyheter/radet/").status in {301, 404}


def test_parts_are_the_same_as_what_is_written_without_them(article: Any, settings: Any) -> None:
    paths = ["/", "/nyheter/", "/nyheter/radet/", "/policy/", "/kontakt/"]
    here = Process()
    first, second = ([here.get(path).text for path in paths] for _ in range(2))
    settings.KEPT_ANSWERS = 0
    bare = Process()
    assert first == second == [bare.get(path).text for path in paths]


@pytest.mark.sqlite
def test_every_page_of_the_demo_says_the_same_twice(settings: Any) -> None:
    settings.KEPT_ANSWERS = 1
    library_root()
    call_command("demo", verbosity=0)
    here = Process()
    for one in Page.objects.live().filter(depth__gt=1).order_by("path")[:80]:
        path = one.specific.url
        first = here.get(path)
        assert first.status == 200, path
        assert "set-cookie" not in first.headers, path
        assert here.get(path).text == first.text, path
