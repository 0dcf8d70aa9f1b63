"""What a hit is worth. The title weighs more than the summary, that more than the text; the word as it stands more
than another form of it, and that more than a longer word which begins so."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from cms.search import index, spelling
from cms.search.asking import Asked, Word
from cms.search.index import FIELDS, Term

AS_IT_STANDS, OTHER_FORM, LONGER = 0, 1, 2
WORTH = {"title": (24, 20, 12), "summary": (8, 7, 4), "body": (3, 3, 1)}
IN_A_ROW = {"title": 12, "summary": 4, "body": 2}
"""What is added where all the words stand in a row."""

Scores = dict[int, int]
"""What each entry is worth, by its number."""
Keep = Callable[[set[int]], set[int]]
"""Returns those of some entries that the public may read now."""


@dataclass(frozen=True)
class Looked:
    """What was looked for in the end, and what each entry is worth by it."""

    asked: Asked
    scores: Scores
    instead: dict[str, str] = field(default_factory=dict)
    """Words that nothing holds, and those that were looked for instead."""
    inside: tuple[str, ...] = ()
    """Longer words that hold one of the words further in."""
    only_some: bool = False
    """Whether nothing holds all of the words, so that entries with some of them are given."""


def look_for(asked: Asked, keep: Keep) -> Looked:
    """Return what each entry is worth of those that are kept; no other has a say, not even in what is set right."""
    parts = [_Part(_terms_of(word), word) for word in asked.words]
    parts += [_Part(_terms_in_a_row(words)) for words in asked.phrases]
    _measure(parts, keep)
    parts, instead = _set_right(parts, keep)
    scores = _all_of(parts)
    only_some = not scores and len(parts) > 1
    if only_some:
        scores = _any_of(parts)
    found = asked.with_words([part.word for part in parts if part.word])
    if scores and len(found.words) > 1:
        _add_in_a_row(scores, found)
    inside = tuple(one for part in parts for one in part.inside)
    return Looked(found, scores, instead, inside, only_some and bool(scores))


@dataclass
class _Part:
    terms: list[tuple[Term, int]]
    word: Word | None = None
    inside: tuple[str, ...] = ()
    scores: Scores = field(default_factory=dict)


def _terms_of(word: Word) -> list[tuple[Term, int]]:
    terms = []
    for one in FIELDS:
        worth = WORTH[one]
        terms.append((index.word(one, word.text), worth[AS_IT_STANDS]))
        terms += [(index.stemmed(one, text), worth[OTHER_FORM]) for text in sorted(word.stems)]
        terms += [(index.beginning(one, text), worth[LONGER]) for text in sorted(word.beginnings)]
    return terms


def _terms_in_a_row(words: Sequence[str]) -> list[tuple[Term, int]]:
    return [(index.phrase(one, words), WORTH[one][AS_IT_STANDS]) for one in FIELDS]


def _terms_inside(words: Sequence[str]) -> list[tuple[Term, int]]:
    return [(index.word(one, text), WORTH[one][LONGER]) for one in FIELDS for text in words]


def _measure(parts: Sequence[_Part], keep: Keep) -> None:
    """Give each part the best that each entry has for it."""
    asked = [(part, term, worth) for part in parts for term, worth in part.terms]
    found = index.matches([term for _, term, _ in asked])
    kept = keep(set().union(*found))
    for (part, _, worth), entries in zip(asked, found, strict=True):
        for entry in entries & kept:
            part.scores[entry] = max(worth, part.scores.get(entry, 0))


def _set_right(parts: Sequence[_Part], keep: Keep) -> tuple[list[_Part], dict[str, str]]:
    """Look for another word in place of each that nothing holds: a longer one around it, or the nearest."""
    instead: dict[str, str] = {}
    right = []
    for part in parts:
        if part.word and not part.scores:
            other = _other(part.word)
            _measure([other] if other else [], keep)
            if other and other.scores:
                if other.word and other.word != part.word:
                    instead[part.word.text] = other.word.text
                right.append(other)
                continue
        right.append(part)
    return right, instead


def _other(word: Word) -> _Part | None:
    longer = spelling.inside(word.text)
    if longer:
        return _Part(_terms_inside(longer), word, longer)
    near = spelling.nearest(word.text)
    return _Part(_terms_of(replace(word, text=near)), replace(word, text=near)) if near else None


def _all_of(parts: Sequence[_Part]) -> Scores:
    if not parts:
        return {}
    everywhere = set.intersection(*(set(part.scores) for part in parts))
    return {entry: sum(part.scores[entry] for part in parts) for entry in everywhere}


def _any_of(parts: Sequence[_Part]) -> Scores:
    """Entries with more of the words come before those with fewer."""
    scores: Scores = defaultdict(int)
    for part in parts:
        for entry, worth in part.scores.items():
            scores[entry] += 1000 + worth
    return dict(scores)


def _add_in_a_row(scores: Scores, asked: Asked) -> None:
    words = [word.text for word in asked.words]
    found = index.matches([index.phrase(one, words) for one in FIELDS])
    best: Scores = {}
    for one, entries in zip(FIELDS, found, strict=True):
        for entry in entries & scores.keys():
            best[entry] = max(best.get(entry, 0), IN_A_ROW[one])
    for entry, more in best.items():
        scores[entry] += more
