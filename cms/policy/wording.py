"""What differs between two texts: paragraph by paragraph, sentence by sentence, word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, INS, DEL = "same", "ins", "del"
ALIKE = 0.5
"""From which likeness, 0–1, two sentences or paragraphs are taken for the same one reworded."""
FAR = 40
"""How many paragraphs or sentences are held against each other at most; longer ones are taken by their order."""
WORDS = 600
"""Of how many words a sentence is compared word by word; a longer one is shown as replaced."""
_TOKEN = re.compile(r"\s+|\w+(?:[-’'.:]\w+)*|[^\w\s]")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÅÄÖÉ0-9”\"(–§])")


@dataclass(frozen=True)
class Piece:
    """A run of text: the same in both, only in the new (`ins`) or only in the old (`del`)."""

    kind: str
    text: str


@dataclass
class Row:
    """A paragraph as it was and as it is; empty where there was or is none."""

    kind: str
    """"same", "changed", "added" or "removed"."""
    old: list[Piece]
    new: list[Piece]


def compared_texts(old: str, new: str) -> list[Row]:
    """Return the paragraphs of two texts, one a line, beside each other in reading order."""
    rows: list[Row] = []
    for before, after in aligned(old.splitlines(), new.splitlines()):
        if before == after:
            rows.append(Row(SAME, [Piece(SAME, before or "")], [Piece(SAME, after or "")]))
        elif before is None:
            rows.append(Row("added", [], [Piece(INS, after or "")]))
        elif after is None:
            rows.append(Row("removed", [Piece(DEL, before)], []))
        else:
            pieces = compared_sentences(before, after)
            rows.append(Row("changed", _side(pieces, INS), _side(pieces, DEL)))
    return rows


def _side(pieces: Sequence[Piece], without: str) -> list[Piece]:
    return joined([piece for piece in pieces if piece.kind != without])


def compared_sentences(old: str, new: str) -> list[Piece]:
    """Return what differs between two paragraphs. A word is never matched with one in another sentence."""
    pieces: list[Piece] = []
    begun = [False, False]  # Whether the old text has words already, and the new one.
    for before, after in aligned(_SENTENCE.split(old), _SENTENCE.split(new)):
        here = [before is not None, after is not None]
        pieces += _space([was and now for was, now in zip(begun, here, strict=True)])
        if before is None:
            pieces.append(Piece(INS, after or ""))
        elif after is None:
            pieces.append(Piece(DEL, before))
        else:
            pieces += compared_words(before, after)
        begun = [was or now for was, now in zip(begun, here, strict=True)]
    return joined(pieces)


def _space(sides: Sequence[bool]) -> list[Piece]:
    """Return the space before a sentence, given which of the texts, old and new, has one there."""
    if not any(sides):
        return []
    return [Piece(SAME if all(sides) else DEL if sides[0] else INS, " ")]


def compared_words(old: str, new: str) -> list[Piece]:
    """Return what differs between two sentences, word by word."""
    if old == new:
        return [Piece(SAME, old)] if old else []
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(left), len(right)) > WORDS:
        return joined([Piece(DEL, old), Piece(INS, new)])
    pieces: list[Piece] = []
    for kind, a, b, c, d in _runs(left, right):
        if kind == SAME:
            pieces.append(Piece(SAME, "".join(right[c:d])))
        else:
            pieces += [Piece(DEL, "".join(left[a:b])), Piece(INS, "".join(right[c:d]))]
    return joined(pieces)


def _runs(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Return what is the same and what is not; a lone small thing between two changes belongs to the change."""
    merged: list[tuple[str, int, int, int, int]] = []
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(steps):
        kind = SAME if tag == "equal" else "changed"
        between = 0 < place < len(steps) - 1
        if kind == SAME and between and len("".join(left[a:b]).strip()) < 3:
            kind = "changed"
        if merged and merged[-1][0] == kind:
            _, first, _, third, _ = merged[-1]
            merged[-1] = (kind, first, b, third, d)
        else:
            merged.append((kind, a, b, c, d))
    yield from merged


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without empty ones, neighbours of a kind as one."""
    found: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        else:
            found.append(piece)
    return found


def aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Return the parts of two texts in pairs: those that are the same or alike together, others alone."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from _paired(old[a:b], new[c:d])


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    start = 0
    for part in new:
        near = range(start, min(len(old), start + FAR))
        best = max(near, key=lambda place: likeness(old[place], part), default=None)
        if best is None or likeness(old[best], part) < ALIKE:
            yield None, part
            continue
        yield from ((one, None) for one in old[start:best])
        yield old[best], part
        start = best + 1
    yield from ((one, None) for one in old[start:])


def likeness(one: str, other: str) -> float:
    """Return how much two texts are alike, 0–1: the part of their words that they share, whatever the order."""
    left, right = Counter(one.split()), Counter(other.split())
    words = left.total() + right.total()
    return 2 * (left & right).total() / words if words else 0.0
