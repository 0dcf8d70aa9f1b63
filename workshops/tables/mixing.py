"""Who sits where: the rule by which people are mixed. Pure, so that it can be tried and told.

Each organisation is spread over as many tables as possible, then those who have sat together before are parted as far
as possible, and all tables are equally large, give or take one person. The console says so in the same words; nothing
else is weighed.
"""

import math
import random
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations, product

SPREAD, MET_LESS, LATE, MOVED = "spread", "met_less", "late", "moved"
ROUNDS = 20


@dataclass(frozen=True)
class Somebody:
    """Who is to be seated, and what they belong to: an organisation, or themselves alone where there is none."""

    id: str
    organisation: str


@dataclass(frozen=True)
class Seat:
    """Somebody's place at a table, and why it is there."""

    id: str
    reason: str


def mix(
    people: Collection[Somebody], size: int, together: Collection[frozenset[str]] = (), seed: str = ""
) -> list[list[Seat]]:
    """Return tables of at most `size` people, all equally large, give or take one.

    The same people with the same past are seated in the same way, in whatever order they are given.

    Args:
        together: who has sat at one table before.
        seed: what chance is drawn from, where nothing else decides.
    """
    count = max(1, math.ceil(len(people) / size))
    dealt = _deal(people, count, seed)
    met = {one.id: {other for table in together if one.id in table for other in table} for one in people}
    tables = _Parting([list(table) for table in dealt], met).part()
    first = {one.id: place for place, table in enumerate(dealt) for one in table}
    return [
        [Seat(one.id, SPREAD if first[one.id] == place else MET_LESS) for one in table]
        for place, table in enumerate(tables)
    ]


def _deal(people: Collection[Somebody], count: int, seed: str) -> list[list[Somebody]]:
    # Dealt round the tables like cards, one organisation after the other: then neither the tables nor what an
    # organisation has at each of them can differ by more than one.
    chance = random.Random(seed)  # noqa: S311 - it is to come out the same each time.
    shuffled = sorted(people, key=lambda one: one.id)
    chance.shuffle(shuffled)
    many = Counter(one.organisation for one in shuffled)
    order = {name: place for place, name in enumerate(dict.fromkeys(one.organisation for one in shuffled))}
    cards = sorted(shuffled, key=lambda one: (-many[one.organisation], order[one.organisation]))
    return [cards[place::count] for place in range(count)]


class _Parting:
    """Lets two change places as long as fewer then sit with those they have sat with, and the spread stays."""

    def __init__(self, tables: list[list[Somebody]], met: dict[str, set[str]]) -> None:
        self.tables, self.met = tables, met
        self.there = [Counter(one.organisation for one in table) for table in tables]
        many = Counter(one.organisation for table in tables for one in table)
        self.fewest = {name: number // len(tables) for name, number in many.items()}
        self.most = {name: -(-number // len(tables)) for name, number in many.items()}

    def part(self) -> list[list[Somebody]]:
        """Return the tables when no change of places would be better, or after some rounds."""
        for _round in range(ROUNDS):
            if not sum(self._round(*pair) for pair in combinations(range(len(self.tables)), 2)):
                break
        return self.tables

    def _round(self, here: int, away: int) -> int:
        changes = 0
        for at, place in product(range(len(self.tables[here])), range(len(self.tables[away]))):
            if self._is_better(here, at, away, place):
                self._swap(here, at, away, place)
                changes += 1
        return changes

    def _is_better(self, here: int, at: int, away: int, place: int) -> bool:
        one, other = self.tables[here][at], self.tables[away][place]
        now = self._known(one, here) + self._known(other, away)
        if not now or not self._keeps_spread(one.organisation, here, other.organisation, away):
            return False
        return self._known(one, away, without=other) + self._known(other, here, without=one) < now

    def _known(self, one: Somebody, table: int, without: Somebody | None = None) -> int:
        """Return with how many at a table somebody has sat before."""
        known = self.met[one.id]
        return sum(other.id in known for other in self.tables[table] if other is not one and other is not without)

    def _keeps_spread(self, one: str, here: int, other: str, away: int) -> bool:
        return one == other or (self._may_go(one, here, away) and self._may_go(other, away, here))

    def _may_go(self, organisation: str, here: int, away: int) -> bool:
        enough = self.there[here][organisation] > self.fewest[organisation]
        return enough and self.there[away][organisation] < self.most[organisation]

    def _swap(self, here: int, at: int, away: int, place: int) -> None:
        one, other = self.tables[here][at], self.tables[away][place]
        self.tables[here][at], self.tables[away][place] = other, one
        for table, gone, come in ((here, one, other), (away, other, one)):
            self.there[table][gone.organisation] -= 1
            self.there[table][come.organisation] += 1


def place_for(organisation: str, tables: Sequence[Sequence[str]]) -> int:
    """Return at which table somebody who comes late sits: the smallest of those with fewest of their organisation.

    Args:
        tables: of those who sit at each, the organisations.
    """
    return min(range(len(tables)), key=lambda place: (tables[place].count(organisation), len(tables[place]), place))
