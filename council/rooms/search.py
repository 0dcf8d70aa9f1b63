"""Full-text search in messages: Swedish stemming on PostgreSQL, FTS5 with word beginnings on SQLite.

On SQLite the index is a table of its own (`council_message_fts`) that the actions keep; on PostgreSQL it is an
index on the text.
"""

import re
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import QuerySet

from council.rooms.models import Message

CONFIG = "swedish"
MOST = 500
"""Most hits that are ranked on SQLite; a search with more is too wide to page through."""


def index(message: Message) -> None:
    """Enter the current text of a message."""
    if connection.vendor != "sqlite":
        return
    forget(message)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO council_message_fts (message, text) VALUES (%s, %s)", [message.pk.hex, message.text]
        )


def forget(message: Message) -> None:
    """Take a message out of the index."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM council_message_fts WHERE message = %s", [message.pk.hex])


def search(messages: QuerySet[Message], words: str) -> QuerySet[Message]:
    """Return those of `messages` that hold all of `words`, newest first."""
    messages = messages.filter(state=Message.State.VISIBLE).order_by("-posted_at")
    if connection.vendor == "sqlite":
        return messages.filter(pk__in=_sqlite_hits(words))
    vector = SearchVector("text", config=CONFIG)
    return messages.annotate(found=vector).filter(found=SearchQuery(words, config=CONFIG, search_type="websearch"))


def narrowed(
    found: QuerySet[Message], *, room: UUID | None, council: str, organisation: UUID | None, kind: str
) -> QuerySet[Message]:
    """Keep what fits the filters: a room, a council by slug, a writing organisation, questions or files."""
    if room:
        found = found.filter(room=room)
    if council:
        found = found.filter(room__council__slug=council)
    if organisation:
        found = found.filter(organisation=organisation)
    if kind == "question":
        found = found.filter(question__isnull=False)
    if kind == "file":
        found = found.filter(attachments__isnull=False).distinct()
    return found


def _sqlite_hits(words: str) -> list[str]:
    terms = [f'"{word}"*' for word in re.findall(r"\w+", words)]
    if not terms:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT message FROM council_message_fts WHERE council_message_fts MATCH %s ORDER BY rank LIMIT %s",
            [" ".join(terms), MOST],
        )
        return [row[0] for row in cursor.fetchall()]
