"""A Chromium, a site with the demo world, rooms of their own for each story, and windows that tell what went wrong."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.people import CHAIR
from tests.browser.room_view import RoomView
from tests.browser.voices import Voice, sign_in
from tests.browser.windows import Window, open_window
from tests.harness import templates
from tests.harness.servers import Server, world

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A name that leads here but is not one of the site's own.
    "--host-resolver-rules=MAP stranger.example 127.0.0.1",
]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browser."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """One browser for all windows."""
    running = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
    yield running
    running.close()


@contextmanager
def running_site(folder: Path) -> Iterator[Server]:
    """Run a site on a copy of the demo world."""
    server = Server(world(templates.demo(folder / "data")))
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site that all stories share; those that stop the server or change the cast have one of their own."""
    with running_site(tmp_path_factory.mktemp("site")) as server:
        yield server


@pytest.fixture
def window(browser: Browser, site: Server) -> Iterator[Callable[..., Window]]:
    """Opens windows; in the end none of them may have broken its own rules."""
    opened: list[Window] = []

    def open_one(name: str = "", *, url: str = site.url, **options: Any) -> Window:
        one = open_window(browser, url, **options)
        opened.append(one)
        return one.sign_in(name) if name else one

    yield open_one
    faults = [fault for one in opened for fault in one.faults]
    for one in opened:
        one.context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def voice(playwright: Playwright, site: Server) -> Iterator[Callable[..., Voice]]:
    """Signs people in who need no window."""
    sessions = []

    def speak(name: str, *, url: str = site.url) -> Voice:
        session = playwright.request.new_context()
        sessions.append(session)
        sign_in(session, url, name)
        return Voice(session, url)

    yield speak
    for session in sessions:
        session.dispose()


@pytest.fixture
def room(voice: Callable[..., Voice], request: pytest.FixtureRequest) -> dict[str, Any]:
    """A new and empty room in the council, open to everybody who sits in it."""
    return voice(CHAIR).open_room(request.node.name.removeprefix("test_").replace("_", " ")[:80])


@pytest.fixture
def inside(window: Callable[..., Window], room: dict[str, Any]) -> Callable[..., RoomView]:
    """Opens the room for somebody, in a window of their own, and waits until it is live."""

    def enter(name: str, **options: Any) -> RoomView:
        return RoomView(window(name, **options), room).is_live()

    return enter
