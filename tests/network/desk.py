"""Somebody who reports or reviews through the pages, in a browser that runs no script."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from django.utils.translation import gettext, override

from accounts.actor import PersonActor
from network.goals.models import Indicator, Return
from tests.browsers import open_browser
from tests.network.shared import Shared


def sv(words: str, **gaps: object) -> str:
    """Return a sentence in the language of the pages."""
    with override("sv"):
        return gettext(words) % gaps if gaps else gettext(words)


class Desk:
    """Somebody who reports with a browser that runs no script."""

    def __init__(self, actor: PersonActor, shared: Shared) -> None:
        self.actor, self.shared = actor, shared
        self.browser = open_browser(actor.person)
        self.url = f"/rapportera/sjoby/{shared.period.pk}/"
        self.page = ""

    def open(self, url: str = "") -> str:
        """Open a page, the table if not said otherwise; return it."""
        answer = self.browser.get(url or self.url)
        assert answer.status_code == 200, answer.status_code
        self.page = answer.content.decode()
        return self.page

    def form(self, indicator: Indicator | None = None, **typed: str) -> dict[str, Any]:
        """Return what the page's form of an indicator sends when `typed` (place and field, as `0_number`) is typed."""
        indicator = indicator or self.shared.places
        mine = re.findall(rf'form="f-{indicator.pk}" name="([^"]+)"(?: value="([^"]*)")?', self.page)
        sent = {name: unescape(value) for name, value in mine if not name.endswith(("-evidence", "do"))}
        sent |= {name: "exact" for name in sent if name.endswith("-operator")}
        for name in [name for name in sent if name.endswith("-operator")]:
            sent[name] = self._chosen(name)
        cells = [str(cell.pk) for cell in indicator.cells.all()]
        for name, text in typed.items():
            place, field = name.removeprefix("cell").split("_", 1)
            sent[f"{cells[int(place)]}-{field}"] = text
        revision = re.search(
            rf'name="indicator" value="{indicator.pk}"><input type="hidden" name="revision" value="(\d*)"', self.page
        )
        key = re.search(r'name="key" value="([^"]+)"', self.page)
        assert revision
        assert key
        return {**sent, "indicator": str(indicator.pk), "revision": revision[1], "key": key[1]}

    def _chosen(self, name: str) -> str:
        select = re.search(rf'name="{name}".*?</select>', self.page, re.DOTALL)
        assert select
        found = re.search(r'value="(\w+)" selected', select[0])
        return found[1] if found else "exact"

    def send(self, form: dict[str, Any], do: str = "save", url: str = "", more: dict[str, Any] | None = None) -> Any:
        """Send a form, with its button and whatever else stands in it."""
        answer = self.browser.post(url or self.url, {**form, **(more or {}), "do": do})
        if not answer.streaming:
            self.page = answer.content.decode()
        return answer


def visible(page: str) -> str:
    """Return a page's text without marks, so that sentences can be looked for."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


Desks = Callable[[PersonActor], Desk]


def stored(shared: Shared, indicator: Indicator | None = None) -> dict[str, Any]:
    """Return the numbers in the enterprise's draft, by cell."""
    report = Return.objects.get(
        indicator=indicator or shared.places, organisation=shared.world.organisations["asf"], period=shared.period
    )
    return {one.cell.key: one.number for one in report.values.filter(approved=False)}
