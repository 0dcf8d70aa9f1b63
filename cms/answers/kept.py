"""The answers that a process keeps: whole, in memory, the least used given up first."""

from collections import OrderedDict
from dataclasses import dataclass, field

from cms.answers.asked import Key
from cms.answers.coding import compressed, tag_of

Headers = list[tuple[bytes, bytes]]
_OVERHEAD = 2000
"""Bytes that an answer takes beside its body, roughly."""


@dataclass
class Answer:
    """One whole answer with status 200, and what it stands on."""

    headers: Headers
    """Without those that depend on the coding."""
    body: bytes
    topics: frozenset[str]
    since: int
    """Number of the newest change when its making began."""
    until: float
    """Seconds since the epoch at which it begins to be untrue by itself."""
    tag: str = ""
    codings: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tag = tag_of(self.body)

    def as_coded(self, coding: str) -> bytes:
        """Return the body in a coding ("" for none); compressed once."""
        if not coding:
            return self.body
        if coding not in self.codings:
            self.codings[coding] = compressed(self.body, coding)
        return self.codings[coding]

    @property
    def size(self) -> int:
        """Bytes it takes, with the compressed forms it will have."""
        return len(self.body) * 2 + _OVERHEAD


class Kept:
    """Answers by what was asked, up to a number of bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()

    def get(self, key: Key) -> Answer | None:
        """Return the answer kept under a key, which may no longer be true."""
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def keep(self, key: Key, answer: Answer) -> None:
        """Keep an answer, giving up those that were not used for longest."""
        self.drop(key)
        if answer.size > self.limit:
            return
        self._answers[key] = answer
        self.size += answer.size
        while self.size > self.limit:
            self.drop(next(iter(self._answers)))

    def drop(self, key: Key) -> None:
        """Give an answer up, if it is there."""
        gone = self._answers.pop(key, None)
        if gone is not None:
            self.size -= gone.size

    def clear(self) -> None:
        """Give all up."""
        self._answers.clear()
        self.size = 0

    def __len__(self) -> int:
        return len(self._answers)
