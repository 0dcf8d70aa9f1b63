"""Two versions of a policy side by side: what was moved, added, taken out and reworded, in words.

Sections are matched by their id, and by their heading when an editor has made a section anew. Within a section
paragraphs are matched first, then sentences, then words, so that a change is shown where it is and no wider.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cms.policy.models import PolicyVersion
from cms.policy.wording import Piece, Row, compared_texts, compared_words

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"


@dataclass
class ComparedSection:
    """A section in both versions, or in one of them."""

    state: str
    old_number: int | None
    new_number: int | None
    heading: list[Piece]
    rows: list[Row] = field(default_factory=list)
    moved: bool = False
    """Whether it has another place among the sections that both versions have; a number may change without that."""
    only_form: bool = False
    """Whether the words are the same and only links or emphasis differ."""

    @property
    def is_same(self) -> bool:
        """Whether nothing is to be told of it."""
        return self.state == SAME and not self.moved


@dataclass
class ComparedFact:
    """A fact that differs; either side may be empty."""

    name: str
    old: str
    new: str


@dataclass
class Comparison:
    """Everything that differs between two versions."""

    title: list[Piece]
    summary: Row | None
    facts: list[ComparedFact]
    sections: list[ComparedSection]

    def count(self, state: str) -> int:
        """Return how many sections are in a state, one of "changed", "added", "removed", "moved" and "same"."""
        if state == "moved":
            return sum(one.moved for one in self.sections)
        if state == SAME:
            return sum(one.is_same for one in self.sections)
        return sum(one.state == state for one in self.sections)

    @property
    def is_same(self) -> bool:
        """Whether the versions say the same."""
        same_title = all(piece.kind == SAME for piece in self.title)
        return same_title and not (self.summary or self.facts) and all(one.is_same for one in self.sections)


def compare(old: PolicyVersion, new: PolicyVersion) -> Comparison:
    """Return what differs between two versions of a policy."""
    summary = compared_texts(old.summary, new.summary)
    return Comparison(
        title=compared_words(old.title, new.title),
        summary=summary[0] if summary and summary[0].kind != SAME else None,
        facts=_facts(old.facts, new.facts),
        sections=list(_sections(old.sections, new.sections)),
    )


def _facts(old: dict[str, str], new: dict[str, str]) -> list[ComparedFact]:
    names = [*new, *(name for name in old if name not in new)]
    return [
        ComparedFact(name, old.get(name, ""), new.get(name, "")) for name in names if old.get(name) != new.get(name)
    ]


def _sections(old: list[Any], new: list[Any]) -> Iterator[ComparedSection]:
    pairs = _matched(old, new)
    moved = _moved([pairs[place] for place in sorted(pairs)])
    gone = [place for place in range(len(old)) if place not in pairs.values()]
    shown = 0  # How far into the old version the reader has come.
    for place, section in enumerate(new):
        before = pairs.get(place)
        if before is not None and before not in moved:
            yield from (_removed(old[one]) for one in gone if shown <= one < before)
            shown = max(shown, before)
        yield _added(section) if before is None else _both(old[before], section, before in moved)
    yield from (_removed(old[one]) for one in gone if one >= shown)


def _matched(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Return the places of sections in the old version by their places in the new one."""
    pairs: dict[int, int] = {}
    for key in ("id", "heading"):
        left: dict[str, list[int]] = {}
        for place, one in enumerate(old):
            if place not in pairs.values():
                left.setdefault(one[key], []).append(place)
        for place, section in enumerate(new):
            if place not in pairs and left.get(section[key]):
                pairs[place] = left[section[key]].pop(0)
    return pairs


def _moved(order: Sequence[int]) -> set[int]:
    """Return those that are out of order: all but the longest run that keeps it.

    Of runs as long the one is kept in which most stand at the place they had.
    """
    runs: list[list[int]] = []

    def weight(run: list[int]) -> tuple[int, int]:
        return len(run), sum(order.index(one) == one for one in run)

    for one in order:
        before = max((run for run in runs if run[-1] < one), key=weight, default=[])
        runs.append([*before, one])
    kept = max(runs, key=weight, default=[])
    return set(order) - set(kept)


def _both(old: Any, new: Any, moved: bool) -> ComparedSection:
    heading = compared_words(old["heading"], new["heading"])
    rows = compared_texts(old["text"], new["text"])
    reworded = any(row.kind != SAME for row in rows) or any(piece.kind != SAME for piece in heading)
    only_form = not reworded and old["html"] != new["html"]
    state = CHANGED if reworded or only_form else SAME
    return ComparedSection(state, old["number"], new["number"], heading, rows, moved, only_form)


def _added(section: Any) -> ComparedSection:
    rows = compared_texts("", section["text"])
    return ComparedSection(ADDED, None, section["number"], [Piece(SAME, section["heading"])], rows)


def _removed(section: Any) -> ComparedSection:
    rows = compared_texts(section["text"], "")
    return ComparedSection(REMOVED, section["number"], None, [Piece(SAME, section["heading"])], rows)
