"""At most one holder for a seat and day, by the database itself; and the search index.

PostgreSQL has exclusion constraints and full-text indexes. SQLite gets triggers that do the same, and an FTS5
table. A later migration that rebuilds the mandate table on SQLite must create the triggers again (a test tells).
"""

from django.db import migrations

POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """
    ALTER TABLE council_mandate ADD CONSTRAINT mandate_one_holder EXCLUDE USING gist (
        seat_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&
    ) WHERE (kind = 'holder')
    """,
    "CREATE INDEX message_text_swedish ON council_message USING gin (to_tsvector('swedish', text))",
]
POSTGRESQL_BACK = [
    "DROP INDEX message_text_swedish",
    "ALTER TABLE council_mandate DROP CONSTRAINT mandate_one_holder",
]
TRIGGER = """
CREATE TRIGGER mandate_one_holder_{name} BEFORE {when} ON council_mandate WHEN NEW.kind = 'holder' BEGIN
    SELECT RAISE(ABORT, 'mandate_one_holder') WHERE EXISTS (
        SELECT 1 FROM council_mandate AS other
        WHERE other.seat_id = NEW.seat_id AND other.kind = 'holder' AND other.id <> NEW.id
          AND other.starts_on <= coalesce(NEW.ends_on, '9999-12-31')
          AND NEW.starts_on <= coalesce(other.ends_on, '9999-12-31')
    );
END
"""
SQLITE = [
    TRIGGER.format(name="insert", when="INSERT"),
    TRIGGER.format(name="update", when="UPDATE"),
    "CREATE VIRTUAL TABLE council_message_fts USING fts5(message UNINDEXED, text, tokenize='unicode61 remove_diacritics 0')",
]
SQLITE_BACK = [
    "DROP TABLE council_message_fts",
    "DROP TRIGGER mandate_one_holder_update",
    "DROP TRIGGER mandate_one_holder_insert",
]


def _run(postgresql, sqlite):
    def run(apps, schema_editor):
        for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("council", "0001_initial")]
    operations = [migrations.RunPython(_run(POSTGRESQL, SQLITE), _run(POSTGRESQL_BACK, SQLITE_BACK))]
