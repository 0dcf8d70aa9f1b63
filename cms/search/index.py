"""The index as the database keeps it: which entries hold a word, or words in a row, in one of their fields.

Each word is entered twice: as it stands, marked `w`, and as its stem, marked `s`. Words hold letters and digits only,
so nothing in them can be a sign of a query language. On SQLite the tokenizer `ascii` takes any other letter as it is;
on PostgreSQL vectors and queries are written out rather than parsed, so that no dictionary comes between.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import connection

from cms.search.words import stem

FIELDS = ("title", "summary", "body")
_WEIGHT = dict(zip(FIELDS, "ABC", strict=True))
LAST_PLACE = 16_383
"""PostgreSQL counts no further; later words are found, but not as part of a phrase."""
_AT_ONCE = 100
"""Terms asked in one statement; SQLite joins at most 500."""


@dataclass(frozen=True)
class Term:
    """What the index is asked: words in a row in one field; the last may be the beginning of one."""

    field: str
    words: tuple[str, ...]
    begins: bool = False


def word(field: str, text: str) -> Term:
    """Ask for a word as it stands."""
    return Term(field, (f"w{text}",))


def beginning(field: str, text: str) -> Term:
    """Ask for words that begin so."""
    return Term(field, (f"w{text}",), begins=True)


def stemmed(field: str, text: str) -> Term:
    """Ask for words with this stem."""
    return Term(field, (f"s{text}",))


def phrase(field: str, texts: Iterable[str]) -> Term:
    """Ask for words in a row."""
    return Term(field, tuple(f"w{text}" for text in texts))


def matches(terms: Sequence[Term]) -> list[set[int]]:
    """Return for each term the numbers of the entries that hold it."""
    found: list[set[int]] = [set() for _ in terms]
    ask, query = (_ASK_SQLITE, fts5) if connection.vendor == "sqlite" else (_ASK_POSTGRESQL, tsquery)
    for batch in batched(enumerate(terms), _AT_ONCE):
        statement = " UNION ALL ".join([ask] * len(batch))
        parameters = [one for place, term in batch for one in (place, query(term))]
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            for place, entry in cursor.fetchall():
                found[place].add(entry)
    return found


def write(entry: int, fields: dict[str, list[str]], language: str) -> None:
    """Enter the words of an entry, by field, in place of what was there."""
    if connection.vendor == "sqlite":
        remove(entry)
        values = [" ".join(marked(fields[field], language)) for field in FIELDS]
        _run("INSERT INTO cms_searchentry_fts (rowid, title, summary, body) VALUES (%s, %s, %s, %s)", [entry, *values])
    else:
        _run("UPDATE cms_searchentry SET terms = %s::tsvector WHERE id = %s", [tsvector(fields, language), entry])


def remove(entry: int) -> None:
    """Take the words of an entry out. On PostgreSQL they go with its row."""
    if connection.vendor == "sqlite":
        _run("DELETE FROM cms_searchentry_fts WHERE rowid = %s", [entry])


def clear() -> None:
    """Take all words out."""
    if connection.vendor == "sqlite":
        _run("DELETE FROM cms_searchentry_fts", [])


def marked(words: Sequence[str], language: str) -> list[str]:
    """Return the words of a field as they are entered: in order, and after them each stem once."""
    return [f"w{one}" for one in words] + sorted({f"s{stem(one, language)}" for one in words})


def fts5(term: Term) -> str:
    """Return a term in the query language of SQLite's FTS5."""
    return f'{{{term.field}}} : "{" ".join(term.words)}"' + (" *" if term.begins else "")


def tsquery(term: Term) -> str:
    """Return a term in the query language of PostgreSQL."""
    weight = _WEIGHT[term.field]
    last = len(term.words) - 1
    return " <-> ".join(
        f"'{one}':{'*' if term.begins and place == last else ''}{weight}" for place, one in enumerate(term.words)
    )


def tsvector(fields: dict[str, list[str]], language: str) -> str:
    """Return the words of an entry as a vector of PostgreSQL, with a gap between fields so that no phrase spans two."""
    placed: list[str] = []
    for gap, field in enumerate(FIELDS, start=1):
        begins = len(placed) + gap
        placed += [
            f"'{one}':{min(place, LAST_PLACE)}{_WEIGHT[field]}"
            for place, one in enumerate(marked(fields[field], language), start=begins)
        ]
    return " ".join(placed)


def _run(statement: str, parameters: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


_ASK_SQLITE = "SELECT %s, rowid FROM cms_searchentry_fts WHERE cms_searchentry_fts MATCH %s"
_ASK_POSTGRESQL = "SELECT %s, id FROM cms_searchentry WHERE terms @@ %s::tsquery"
