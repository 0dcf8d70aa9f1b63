"""What somebody asks for: words that must all be there, and phrases in quotation marks. Nothing else is a sign."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cms.search.words import stems, without_common, words

MOST_LETTERS = 200
MOST_WORDS = 12
SHORTEST_BEGINNING = 3
"""Letters a word must have for longer words that begin so to count."""
SHORTEST_STEM = 4
"""The same for a stem: words put together begin with the stem of the first."""
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')


@dataclass(frozen=True)
class Word:
    """One word that is looked for."""

    text: str

    @property
    def stems(self) -> frozenset[str]:
        """The word without its endings, in each language."""
        return stems(self.text)

    @property
    def beginnings(self) -> frozenset[str]:
        """What longer words may begin with."""
        own = {self.text} if len(self.text) >= SHORTEST_BEGINNING else set()
        return frozenset(own | {one for one in self.stems if len(one) >= SHORTEST_STEM})


@dataclass(frozen=True)
class Asked:
    """A question to the search, taken apart."""

    text: str
    """As it was asked, cut if it was too long."""
    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    was_cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)

    def with_words(self, words: Sequence[Word]) -> "Asked":
        """Return the same question with other words."""
        return replace(self, words=tuple(words))


def asked(text: str) -> Asked:
    """Take a question apart. Any text will do; what has neither letters nor digits asks for nothing."""
    text = " ".join(text.replace("\0", " ").split())
    cut = len(text) > MOST_LETTERS
    text = text[:MOST_LETTERS].rstrip()
    phrases: list[tuple[str, ...]] = []
    loose: list[str] = []
    end = 0
    for quoted in _QUOTED.finditer(text):
        loose += words(text[end : quoted.start()])
        inside = tuple(words(quoted[1]))
        if len(inside) > 1:
            phrases.append(inside)
        else:
            loose += inside
        end = quoted.end()
    loose += words(text[end:])
    told = list(dict.fromkeys(without_common(loose))) if loose else []
    few = told[:MOST_WORDS]
    return Asked(text, tuple(map(Word, few)), tuple(phrases[:MOST_WORDS]), cut or len(told) > len(few))
