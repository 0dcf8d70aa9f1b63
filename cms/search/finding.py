"""Finding: a question and its limits in, the entries in their order and the counts beside them out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import batched
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from cms.search.asking import asked
from cms.search.models import SearchEntry
from cms.search.queries import NO_PAGES, entries_shown, things_shown
from cms.search.scoring import Looked, look_for
from events import clock

Day = date  # Within a class that has a field called date.
ALL_LANGUAGES = "all"
_AT_ONCE = 10_000


class Row(NamedTuple):
    """What is needed of an entry to count, limit and order it."""

    pk: int
    kind: str
    object: UUID
    language: str
    title: str
    organisation: UUID | None
    date: Day | None
    ends_on: Day | None
    boost: int

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None


@dataclass(frozen=True)
class Limits:
    """What the reader narrows the search to."""

    kind: str = ""
    organisation: UUID | None = None
    year: int | None = None
    language: str = ALL_LANGUAGES
    """Goals and organisations are told in one language only, and are found in every."""

    def __bool__(self) -> bool:
        return bool(self.kind or self.organisation or self.year)

    def let_through(self, row: Row, *, but: str = "") -> bool:
        """Say whether a row is within the limits, leaving out the one called `but`."""
        return (
            (but == "kind" or not self.kind or row.kind == self.kind)
            and (but == "organisation" or not self.organisation or row.organisation == self.organisation)
            and (but == "year" or not self.year or row.year == self.year)
        )

    def speaks(self, row: Row) -> bool:
        """Say whether a row is in the language."""
        return self.language == ALL_LANGUAGES or row.language == self.language or row.kind in NO_PAGES


@dataclass(frozen=True)
class Found:
    """What was found."""

    looked: Looked
    rows: Sequence[Row]
    """In order, the best first."""
    counts: dict[str, Counter[Any]] = field(default_factory=dict)
    """How many there would be for each kind, organisation and year, with the other limits as they are."""
    elsewhere: int = 0
    """How many more there are in other languages."""


def find(text: str, limits: Limits) -> Found:
    """Return what is found for `text` within `limits`: everything within them if it asks for no word.

    An answer never holds what the public may not read at this moment, whatever the index says.
    """
    question = asked(text)
    if question:
        readable = _Readable()
        looked, known = look_for(question, readable), readable.rows
    else:
        known = {} if question.text else _rows(None)
        looked = Looked(question, dict.fromkeys(known, 0))
    rows = [known[entry] for entry in looked.scores]
    spoken = [row for row in rows if limits.speaks(row)]
    within = [row for row in spoken if limits.let_through(row)]
    others = sum(limits.let_through(row) and not limits.speaks(row) for row in rows)
    return Found(looked, _ordered(within, looked), _counts(spoken, limits), others)


def shown(rows: Iterable[Row]) -> list[SearchEntry]:
    """Return the entries of rows, in the same order."""
    wanted = [row.pk for row in rows]
    entries = SearchEntry.objects.select_related("organisation").in_bulk(wanted)
    return [entries[pk] for pk in wanted if pk in entries]


class _Readable:
    """Which entries the public may read now. Each is asked about once."""

    def __init__(self) -> None:
        self.rows: dict[int, Row] = {}
        self._asked: set[int] = set()

    def __call__(self, entries: set[int]) -> set[int]:
        self.rows |= _rows(entries - self._asked)
        self._asked |= entries
        return entries & self.rows.keys()


def _rows(entries: set[int] | None) -> dict[int, Row]:
    """Return the rows of some entries, or of all, that are public at this moment."""
    columns = Row._fields
    if entries is None:
        return {one[0]: Row(*one) for one in entries_shown().order_by().values_list(*columns)}
    found = [
        Row(*one)
        for some in batched(sorted(entries), _AT_ONCE)
        for one in SearchEntry.objects.filter(pk__in=some).order_by().values_list(*columns)
    ]
    public = things_shown((one.kind, one.object) for one in found)
    return {one.pk: one for one in found if (one.kind, one.object) in public}


def _counts(rows: Sequence[Row], limits: Limits) -> dict[str, Counter[Any]]:
    return {
        name: Counter(
            value for row in rows if limits.let_through(row, but=name) and (value := getattr(row, name)) is not None
        )
        for name in ("kind", "organisation", "year")
    }


def _ordered(rows: Sequence[Row], looked: Looked) -> list[Row]:
    today = timezone.localdate(clock.now())
    whole = looked.asked.text.casefold()

    def place(row: Row) -> tuple[Any, ...]:
        return (
            row.title.casefold() != whole,
            -looked.scores[row.pk],
            row.ends_on is not None and row.ends_on < today,
            -row.boost,
            -(row.date or date.min).toordinal(),
            row.title.casefold(),
            row.pk,
        )

    return sorted(rows, key=place)
