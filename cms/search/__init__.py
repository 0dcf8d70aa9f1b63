"""One search over everything the public may read: pages, public goals, and the organisations of the councils.

Wagtail's own index is not used for it: on SQLite it knows no Swedish, one query of it covers one model and not pages,
goals and organisations ranked together, and its two databases rank differently. It stays for the editors' rooms.

The database is asked only which entries hold a word: FTS5 on SQLite, a `tsvector` with a GIN index on PostgreSQL,
both filled with the same words that Python has cut and stemmed. What a hit is worth is reckoned here, so that the
order is the same on both.
"""
