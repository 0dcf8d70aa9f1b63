"""How a hit is shown: the piece of its text in which the words stand, with the words marked."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cms.search.models import SearchEntry
from cms.search.scoring import Looked
from cms.search.words import spans, stem

LETTERS = 260
"""How long a piece of a text is."""
_BEFORE = 70
_MOST_PLACES = 200
_SAME_START = 3
"""Letters that a word and its stem always share."""


@dataclass(frozen=True)
class Marker:
    """Tells which words of a text were looked for."""

    looked: Looked
    language: str

    @cached_property
    def _exact(self) -> frozenset[str]:
        asked = self.looked.asked
        return frozenset(
            [word.text for word in asked.words] + [one for words in asked.phrases for one in words]
        ) | frozenset(self.looked.inside)

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple({one for word in self.looked.asked.words for one in word.beginnings})

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(one for word in self.looked.asked.words for one in word.stems)

    @cached_property
    def _starts(self) -> frozenset[str]:
        return frozenset(one[:_SAME_START] for one in self._stems)

    def meant(self, word: str) -> bool:
        """Say whether a word was looked for: as it stands, in another form, or as the beginning of a longer one."""
        return (
            word in self._exact
            or word.startswith(self._beginnings)
            or (word[:_SAME_START] in self._starts and stem(word, self.language) in self._stems)
        )

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Return where in a text the words stand."""
        for start, end, word in spans(text):
            if word and self.meant(word):
                yield start, end

    def marked(self, text: str) -> SafeString:
        """Return a text, safe, with the words marked."""
        return _marked(text, list(self.places(text)))


def title_of(entry: SearchEntry, looked: Looked) -> SafeString:
    """Return the title with the words marked."""
    return Marker(looked, entry.language).marked(_even(entry.title))


def names_of(entry: SearchEntry, looked: Looked) -> SafeString:
    """Return its other names, marked, if it was found by them; else nothing."""
    marker = Marker(looked, entry.language)
    return marker.marked(_even(entry.names)) if any(marker.places(_even(entry.names))) else SafeString("")


def excerpt_of(entry: SearchEntry, looked: Looked) -> SafeString:
    """Return the summary with the words marked, or the piece of the text where most of them stand if it has none."""
    return Marker(looked, entry.language).marked(plain_excerpt_of(entry, looked))


def plain_excerpt_of(entry: SearchEntry, looked: Looked) -> str:
    """Return the same without marks."""
    marker = Marker(looked, entry.language)
    summary, body = _even(entry.summary), _even(entry.body)
    if summary and any(marker.places(summary)):
        return _cut(summary, 0)
    places = list(islice(marker.places(body), _MOST_PLACES))
    return _cut(body, _densest(places)) if places or not summary else _cut(summary, 0)


def _even(text: str) -> str:
    """Return a text on one line, its parts set off from each other."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return unicodedata.normalize("NFC", " · ".join(filter(None, lines)))


def _densest(places: Sequence[tuple[int, int]]) -> int:
    """Return where the piece begins that has most of the places in it."""
    best, most, after = 0, 0, 0
    for first, (start, _) in enumerate(places):
        while after < len(places) and places[after][1] <= start + LETTERS - _BEFORE:
            after += 1
        if after - first > most:
            best, most = start, after - first
    return best


def _cut(text: str, at: int) -> str:
    """Return the piece of a text around `at`, from one blank to another."""
    start = max(0, at - _BEFORE)
    if start:
        start = text.find(" ", start, at) + 1 or at
    end = start + LETTERS
    if end < len(text):
        end = text.rfind(" ", start + LETTERS // 2, end) if " " in text[start + LETTERS // 2 : end] else end
        return ("… " if start else "") + text[start:end].rstrip(" ,;:–-") + " …"
    return ("… " if start else "") + text[start:]


def _marked(text: str, places: Sequence[tuple[int, int]]) -> SafeString:
    parts, at = [], 0
    for start, end in places:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))  # noqa: S308 - every piece is escaped; only <mark> is added
