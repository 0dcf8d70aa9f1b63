"""A browser window: somebody's own, with cookies and storage that no other window shares."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Response, WebError, expect

from tests.browser.voices import Voice, sign_in

PATIENCE = 30_000
"""Milliseconds that anything may take. Nothing here says how fast the site is."""

_TELL_VIOLATIONS = """document.addEventListener('securitypolicyviolation', (event) =>
    console.error(`Content Security Policy: ${event.effectiveDirective} ${event.blockedURI}`))"""
_NO_SOCKETS = """window.WebSocket = class {
    constructor() { throw new DOMException('Sockets are not allowed here', 'SecurityError') }
}"""
_EXPECTED = (
    "Failed to load resource",
    "WebSocket connection to",
    "The Cross-Origin-Opener-Policy header has been ignored",
)
"""What a browser itself says of lost connections, of pages with an error status, and of a host it does not trust."""

expect.set_options(timeout=PATIENCE)


class Window:
    """One window with one page in front."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        """Open a page on the site at `url`, and note everything that goes wrong in it."""
        self.context = context
        self.url = url
        self.faults: list[str] = []
        context.set_default_timeout(PATIENCE)
        context.on("console", self._heard)
        context.on("weberror", self._broke)
        context.add_init_script(_TELL_VIOLATIONS)
        self.page = context.new_page()

    def _heard(self, message: ConsoleMessage) -> None:
        words = message.text
        is_violation = "Content Security Policy" in words
        if is_violation or (message.type == "error" and not words.startswith(_EXPECTED)):
            self.faults.append(f"{message.location.get('url', '')}: {words}")

    def _broke(self, error: WebError) -> None:
        self.faults.append(str(error.error))

    def sign_in(self, name: str) -> "Window":
        """Sign in as one of the demo's people."""
        sign_in(self.context.request, self.url, name)
        return self

    def go(self, path: str) -> Response | None:
        """Open an address of the site."""
        return self.page.goto(self.url + path)

    @property
    def voice(self) -> Voice:
        """The same person at the API, with the same session."""
        return Voice(self.context.request, self.url)

    def cookies(self) -> Mapping[str, str]:
        """Return the names and values of the window's cookies."""
        return {one["name"]: one["value"] for one in self.context.cookies()}

    def forbid_sockets(self) -> None:
        """Let the browser refuse every socket before it leaves the machine."""
        self.context.add_init_script(_NO_SOCKETS)

    def cut_sockets(self) -> None:
        """Let every socket be closed before it is open, as some office networks do."""
        self.context.route_web_socket("**/live/", lambda socket: socket.close(code=1011))


def open_window(browser: Browser, url: str, **options: Any) -> Window:
    """Open a window as a Swedish reader has it; `options` are those of a Playwright context."""
    chosen = {"locale": "sv-SE", "timezone_id": "Europe/Stockholm", "viewport": {"width": 1280, "height": 900}}
    return Window(browser.new_context(**{**chosen, **options}), url)
