"""Three servers keep answers, each its own: what is published is in the next answer of every one of them."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from cms.pages.models import NewsPage
from cms.publishing import actions as publishing
from cms.publishing.models import Standing
from events import clock
from tests.cms.shared import page, section, site
from tests.harness.servers import Server
from tests.processes.browser import session_of
from tests.processes.conftest import environment
from tests.world import SYSTEM, World

pytestmark = pytest.mark.multiprocess


@pytest.fixture(scope="module")
def standing(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Server]]:
    with ExitStack() as stack:
        servers = [Server(environment(tmp_path_factory.mktemp(f"server-{one}")), worker=False) for one in range(3)]
        for server in servers:
            stack.callback(server.stop)
            server.start()
        yield servers


@pytest.fixture
def three(standing: list[Server], transactional_db: None) -> list[Server]:
    """The three servers, with an empty database under them."""
    return standing


@pytest.fixture
def article(three: list[Server], world: World) -> Any:
    """A public article."""
    return page(NewsPage, section(site(world), "nyheter"), "Rådet möts", slug="radet", body=[("text", "<p>I maj.</p>")])


def read(server: Server, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(server.url + path, headers=named)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode(), {k.lower(): v for k, v in answer.headers.items()}
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode(), {k.lower(): v for k, v in refused.headers.items()}


def publish(one: Any, title: str) -> None:
    one.title = title
    one.save_revision().publish()


def test_what_is_published_is_in_the_next_answer_of_each_server(three: list[Server], article: Any) -> None:
    for round_ in range(5):
        title = f"Rådet möts igen {round_}"
        publish(article, title)
        for server in three:
            for path in ("/nyheter/radet/", "/nyheter/", "/nyheter/radet/"):
                assert title in read(server, path)[1]


def test_it_is_so_while_many_read(three: list[Server], article: Any) -> None:
    stop = threading.Event()

    def keep_reading(server: Server) -> None:
        while not stop.is_set():
            read(server, "/nyheter/radet/")

    readers = [threading.Thread(target=keep_reading, args=[server], daemon=True) for server in three for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for round_ in range(10):
            title = f"Rådet möts igen {round_}"
            publish(article, title)
            assert [title in read(server, "/nyheter/radet/")[1] for server in three] == [True] * 3
    finally:
        stop.set()
        for reader in readers:
            reader.join(60)


def test_a_lapsed_page_is_gone_from_the_lists_of_all(three: list[Server], article: Any) -> None:
    for server in three:
        assert "Rådet möts" in read(server, "/nyheter/")[1]
    with clock.at(timezone.now() + timedelta(days=800)):
        publishing.lapse(actor=SYSTEM, standing=Standing.objects.get(page=article))
    for server in three:
        assert "Rådet möts" not in read(server, "/nyheter/")[1]
        assert read(server, "/nyheter/radet/")[0] == 200, "its address still answers, with a mark"


def test_what_is_withdrawn_is_gone_from_all(three: list[Server], article: Any) -> None:
    for server in three:
        assert read(server, "/nyheter/radet/")[0] == 200
    article.unpublish()
    for server in three:
        assert read(server, "/nyheter/radet/")[0] == 404
        assert "Rådet möts" not in read(server, "/nyheter/")[1]


def test_visitors_get_no_cookie_and_members_no_kept_answer(three: list[Server], article: Any, world: World) -> None:
    server, name = three[0], world.officer.person.name
    mine = f"{settings.SESSION_COOKIE_NAME}={session_of(world.officer)}"
    for _ in range(2):
        _status, visitor, headers = read(server, "/nyheter/radet/")
        assert "set-cookie" not in headers
        assert name not in visitor
        _status, member, headers = read(server, "/nyheter/radet/", Cookie=mine)
        assert name in member
        assert headers["cache-control"] == "private, no-cache"


def test_a_browser_asks_whether_it_still_holds(three: list[Server], article: Any) -> None:
    # Each server of this test has an address of its own, which stands in the page.
    tags = [read(server, "/nyheter/radet/")[2]["etag"] for server in three]
    held = list(zip(three, tags, strict=True))
    assert [read(server, "/nyheter/radet/", If_None_Match=tag)[0] for server, tag in held] == [304] * 3
    publish(article, "Rådet möts i juni")
    assert [read(server, "/nyheter/radet/", If_None_Match=tag)[0] for server, tag in held] == [200] * 3
