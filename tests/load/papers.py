"""A site with news for the bench: an article and a list whose pages weigh what is asked for.

Run in the bench's world with `WEIGHTS` as `{"article": bytes, "list": bytes}` in the environment. It prints the paths
after the word READY.
"""

import json
import os
from datetime import date
from typing import Any

from django.test import Client

from accounts.actions import add_organisation
from cms.foundation import lay_foundation
from cms.pages.models import NewsPage
from events.actor import System

BENCH = System("bench")
ENTRIES = 12
"""Rows of the list: one whole page of it."""
_SENTENCE = (
    "Rådet talade om lokaler, upphandling och arbetsträning, och kom överens om vem som gör vad till nästa möte. "
)


def build(weights: dict[str, int]) -> dict[str, str]:
    """Make the pages; return their paths by name."""
    owner = add_organisation(actor=BENCH, name="Bänkförbundet", kind="association")
    start = lay_foundation(actor=BENCH, owner=owner)
    section = start.get_children().get(slug="nyheter").specific
    section.summary = (_SENTENCE * 3)[:300].strip()
    section.save_revision().publish()
    news = [_news(section, number) for number in range(ENTRIES)]
    paths = {"list": "/nyheter/", "article": "/nyheter/nyhet-0/"}
    for _ in range(3):  # An estimate, and twice what it was off by.
        room = (weights["list"] - _weight(paths["list"])) // ENTRIES
        for one in news[1:]:
            _widen(one, room)
    for _ in range(3):
        _lengthen(news[0], weights["article"] - _weight(paths["article"]))
    return paths


def _news(section: Any, number: int) -> NewsPage:
    page = NewsPage(
        title=f"Nyhet {number}",
        slug=f"nyhet-{number}",
        organisation=section.organisation,
        summary=_SENTENCE.strip(),
        date=date(2016 + number % 9, 1 + number, 1),
        category=NewsPage.Category.values[number % len(NewsPage.Category.values)],
        body=[("text", f"<p>{_SENTENCE}</p>")],
    )
    section.add_child(instance=page)
    page.save_revision().publish()
    return page


def _lengthen(page: NewsPage, size: int) -> None:
    if size <= 0:
        return
    paragraphs = (_SENTENCE * (size // len(_SENTENCE.encode()) + 1)).encode()[:size].decode(errors="ignore")
    page.body = [*((part.block_type, part.value) for part in page.body), ("text", f"<p>{paragraphs}</p>")]
    page.save_revision().publish()


def _widen(page: NewsPage, size: int) -> None:
    size = max(0, size)
    summary = (page.summary + " " + _SENTENCE * 3)[: min(300, len(page.summary) + size)]
    size -= len(summary) - len(page.summary)
    page.summary = summary.strip()
    page.title = (page.title + " " + _SENTENCE * 3)[: min(250, len(page.title) + size)].strip()
    page.save_revision().publish()


def _weight(path: str) -> int:
    answer = Client(headers={"host": "127.0.0.1"}).get(path)
    assert answer.status_code == 200, path
    return len(answer.content)


print("READY" + json.dumps(build(json.loads(os.environ["WEIGHTS"]))))
