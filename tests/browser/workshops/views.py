"""The screens of a live workshop: what stands on any of them, and whether it is what a fresh one would show."""

import difflib
import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.windows import Window
from tests.browser.workshops.hands import Mouse
from tests.harness.processes import wait_until

_READ = """(island, passing) => {
    const lines = []
    const walk = document.createTreeWalker(island, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
        node.nodeType === Node.ELEMENT_NODE && node.matches(passing) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)
    while (walk.nextNode()) {
        const node = walk.currentNode
        const text = node.nodeType === Node.TEXT_NODE ? node.data.replace(/\\s+/g, ' ').trim() : ''
        if (text) lines.push(text)
        if (node.matches?.('[aria-pressed=true], input:checked')) lines.push(`[${node.getAttribute('aria-label') ?? 'vald'}]`)
        if (node.matches?.('textarea, input[type=text]') && node.value) lines.push(`[${node.value}]`)
    }
    return lines
}"""
_PASSING = "[role='timer'], .ws-link, .sr-only[aria-live], [class='save-state'], .ws-copy-link"
"""What is right to differ: clocks, how one is connected, what is said aloud, "Sparat" for some seconds, and the link
of the wall, which is signed with the moment it was made."""


class Screen:
    """One screen of a workshop, and somebody who uses it."""

    def __init__(self, window: Window, hands: type[Mouse] = Mouse) -> None:
        """Look on through a window."""
        self.window = window
        self.page: Page = window.page
        self.hands = hands(window.page)

    @property
    def island(self) -> Locator:
        """All that is live on the page."""
        return self.page.locator("#workshop-island")

    @property
    def link(self) -> Locator:
        """The line that says how fresh the page is."""
        return self.island.locator(".ws-link")

    @property
    def title(self) -> Locator:
        """What the step is called that is shown."""
        return self.island.locator(".ws-step-title, .ws-screen-title")

    def button(self, name: str, within: Locator | None = None) -> Locator:
        """Return the button of exactly this name."""
        return (within or self.island).get_by_role("button", name=name, exact=True)

    def presses(self, name: str, within: Locator | None = None) -> None:
        """Press a button by its name."""
        self.hands.press(self.button(name, within))

    def is_live(self) -> None:
        """Wait until the screen follows what happens, in whatever way its network allows."""
        expect(self.link).to_have_class(re.compile(r"is-(live|polling)"))

    def is_at(self, step: str) -> None:
        """Wait until the screen shows a step."""
        expect(self.title).to_have_text(step)

    def shows(self, text: str, times: int = 1) -> None:
        """Wait until a text is to be seen, once unless told otherwise."""
        expect(self.island.get_by_text(text, exact=True).locator("visible=true")).to_have_count(times)

    def shows_note(self, text: str, column: str = "") -> None:
        """Wait until a note stands on the board once, in its column, and has been stored."""
        where = self.column(column) if column else self.island
        note = where.locator(".ws-note-text").get_by_text(text, exact=True)
        expect(note).to_have_count(1)
        expect(self.island.locator(".is-unsent")).to_have_count(0)

    def shows_no_note(self, text: str) -> None:
        """Check that a note is not to be seen."""
        expect(self.island.locator(".ws-note-text").get_by_text(text, exact=True)).to_have_count(0)

    def column(self, title: str) -> Locator:
        """Return a column of the board."""
        heading = self.page.locator(".ws-column-title", has_text=title)
        return self.island.locator(".ws-column").filter(has=heading)

    def shows_group(self, title: str, *notes: str) -> None:
        """Wait until a group has exactly these notes."""
        heading = self.page.locator(".ws-group-title", has_text=title)
        group = self.island.locator(".ws-group").filter(has=heading)
        expect(group).to_have_count(1)
        expect(group.locator(".ws-note-text")).to_have_count(len(notes))
        for note in notes:
            expect(group.locator(".ws-note-text").get_by_text(note, exact=True)).to_have_count(1)

    def shows_line(self, text: str) -> None:
        """Wait until a line of a table stands there once, and has been stored."""
        expect(self.lines.get_by_text(text, exact=True)).to_have_count(1)
        expect(self.island.locator(".is-unsent")).to_have_count(0)

    def shows_no_line(self, text: str) -> None:
        """Check that a line of a table is not to be seen."""
        expect(self.lines.get_by_text(text, exact=True)).to_have_count(0)

    @property
    def lines(self) -> Locator:
        """What tables have written together."""
        return self.island.locator(".ws-line .ws-note-text, .ws-screen-lines li")

    def has_less_than_two_minutes(self) -> None:
        """Wait until the clock says that the time is nearly out."""
        expect(self.island.get_by_role("timer").first).to_contain_text(
            re.compile(r"(Tid kvar\s*[01]:|2:00|Tiden är ute)")
        )

    def gives_the_floor_to(self, name: str) -> None:
        """Wait until the screen says who speaks."""
        expect(self.island.locator(".ws-speaker strong")).to_have_text(name)

    def gives_nobody_the_floor(self) -> None:
        """Wait until the screen says that nobody speaks."""
        self.shows("Ingen har ordet just nu.")

    def outcome(self, text: str) -> Locator:
        """Return a conclusion."""
        words = self.page.locator(".ws-outcome-text").get_by_text(text, exact=True)
        return self.island.locator(".ws-outcome").filter(has=words)

    def shows_outcome(self, text: str, *about: str) -> None:
        """Wait until a conclusion stands there once, with these words on what it is and how far it has come."""
        expect(self.outcome(text)).to_have_count(1)
        for words in about:
            expect(self.outcome(text)).to_contain_text(words)

    def shows_no_outcome(self, text: str) -> None:
        """Check that a conclusion is not to be seen."""
        expect(self.outcome(text)).to_have_count(0)

    def asked(self, question: str) -> Locator:
        """Return a question to the room."""
        words = self.page.locator(".ws-asked-text, span").get_by_text(question, exact=True)
        return self.island.locator(".ws-asked-item, .ws-screen-asked li").filter(has=words)

    def shows_voices(self, question: str, voices: str) -> None:
        """Wait until a question stands there once, with so many who wonder the same."""
        expect(self.asked(question)).to_have_count(1)
        expect(self.asked(question)).to_contain_text(voices)

    def shows_text(self, text: str) -> None:
        """Wait until an answer in words of somebody's own stands among the results, once."""
        expect(self.island.locator(".ws-texts span").get_by_text(text, exact=True)).to_have_count(1)

    def shows_count(self, table: str, text: str, count: int) -> None:
        """Wait until a row of results says a number."""
        row = self.island.get_by_role("table", name=table, exact=True).get_by_role(
            "row", name=re.compile(f"^{text}\\b")
        )
        expect(row.locator(".ws-bar-number")).to_have_text(str(count))

    def shows_no_results(self) -> None:
        """Check that no result is to be seen yet."""
        expect(self.island.locator(".ws-bars, .ws-texts")).to_have_count(0)

    def reads(self, page: Page) -> list[str]:
        """Return all words of a page's island, opened or folded, with what is chosen, without what passes."""
        found: list[str] = page.locator("#workshop-island").evaluate(_READ, _PASSING)
        return found

    def opens_afresh(self) -> Page:
        """Open the same address anew beside the screen, without waiting for it."""
        fresh = self.window.context.new_page()
        fresh.goto(self.page.url, wait_until="commit")
        return fresh

    def is_as(self, fresh: Page) -> None:
        """Wait until the screen says what a fresh one says, to the word, and close that one."""
        expect(fresh.locator(".ws-link")).to_have_class(re.compile(r"is-(live|polling)"))
        try:
            wait_until(lambda: self.reads(self.page) == self.reads(fresh), "not as a fresh page")
        except TimeoutError:
            told = difflib.unified_diff(self.reads(self.page), self.reads(fresh), "here", "fresh", lineterm="")
            raise AssertionError("\n".join([f"{type(self).__name__} at {self.page.url}:", *told])) from None
        finally:
            fresh.close()
