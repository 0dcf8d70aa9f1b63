"""The record of a workshop: as a page, and as the files that one takes from it."""

import csv
import io
import json
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.workshops.views import Screen


class Record:
    """The record, as somebody reads it who goes there from a screen of the workshop."""

    def __init__(self, screen: Screen) -> None:
        """Go from the end of the workshop to its page, and from there to the record."""
        self.page = screen.page
        self.hands = screen.hands
        self.hands.press(self.page.get_by_role("link", name="Till workshopens sida"))
        self.hands.press(self.page.get_by_role("link", name="Läs protokollet"))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Protokoll")

    def section(self, title: str) -> Locator:
        """Return a step, or the conclusions."""
        return self.page.locator("main section.section").filter(has=self.page.locator("h2", has_text=title))

    def says(self, section: str, *texts: str) -> None:
        """Check that a section says some things, each once."""
        for text in texts:
            expect(self.section(section).get_by_text(text).locator("visible=true")).to_have_count(1)

    def counts(self, section: str, text: str, count: int) -> None:
        """Check that a row of a table has a number."""
        row = self.section(section).get_by_role("row").filter(has=self.page.get_by_role("rowheader", name=text))
        expect(row.locator("td.number")).to_have_text(str(count))

    def concluded(self, text: str, *about: str) -> None:
        """Check that a conclusion stands there once, with these words on it."""
        words = self.page.locator("p").get_by_text(text, exact=True)
        found = self.section("Slutsatser").locator("ol > li").filter(has=words)
        expect(found).to_have_count(1)
        for one in about:
            expect(found).to_contain_text(one)

    def follows(self, text: str) -> None:
        """Go to what a conclusion became."""
        self.hands.press(self.section("Slutsatser").get_by_role("link", name=text, exact=True))

    def as_json(self) -> Any:
        """Download the record as JSON and read it."""
        return json.loads(self._downloaded("JSON"))

    def as_table(self) -> list[list[str]]:
        """Download the record as CSV and read its rows."""
        return list(csv.reader(io.StringIO(self._downloaded("CSV"), newline=""), delimiter=";"))

    def _downloaded(self, form: str) -> str:
        with self.page.expect_download() as download:
            self.hands.press(self.page.get_by_role("link", name=f"Protokollet som {form}"))
        return download.value.path().read_text(encoding="utf-8-sig")
