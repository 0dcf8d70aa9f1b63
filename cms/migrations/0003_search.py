"""The search index. PostgreSQL keeps its words in a column and a GIN index, SQLite in an FTS5 table.

The index is made when it is first needed (`cms.search.keeping`): format 0 is older than any.
"""

import django.db.models.deletion
import uuid
from django.db import migrations, models

POSTGRESQL = [
    "ALTER TABLE cms_searchentry ADD COLUMN terms tsvector",
    "CREATE INDEX cms_searchentry_terms ON cms_searchentry USING gin (terms)",
]
POSTGRESQL_BACK = ["ALTER TABLE cms_searchentry DROP COLUMN terms"]
# Words come cut and folded; this tokenizer parts them at blanks and leaves every other letter as it is.
SQLITE = ["CREATE VIRTUAL TABLE cms_searchentry_fts USING fts5(title, summary, body, tokenize='ascii')"]
SQLITE_BACK = ["DROP TABLE cms_searchentry_fts"]


def _run(postgresql, sqlite):
    def run(apps, schema_editor):
        for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_report_scope"), ("cms", "0002_public_site")]

    operations = [
        migrations.CreateModel(
            name="SearchState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("format", models.PositiveSmallIntegerField(default=0)),
                ("built_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=60, unique=True)),
                ("length", models.PositiveSmallIntegerField()),
                ("entries", models.IntegerField(default=0)),
            ],
            options={
                "ordering": ["word"],
                "indexes": [models.Index(fields=["length"], name="cms_searchw_length_idx")],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("news", "News"),
                            ("policy", "Policy"),
                            ("guide", "Toolbox"),
                            ("measure", "Support"),
                            ("responsibility", "Who does what"),
                            ("knowledge", "Knowledge"),
                            ("event", "Calendar"),
                            ("term", "Glossary"),
                            ("contact", "Local contacts"),
                            ("page", "Pages"),
                            ("goal", "Goals"),
                            ("organisation", "Organisations"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("object", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("names", models.CharField(blank=True, max_length=500)),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("body", models.TextField(blank=True, verbose_name="text")),
                ("url", models.TextField()),
                ("date", models.DateField(blank=True, null=True, verbose_name="date")),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("facets", models.JSONField(default=dict)),
                ("boost", models.SmallIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["title"],
                "verbose_name_plural": "search entries",
                "indexes": [models.Index(fields=["kind", "language"], name="cms_searche_kind_language_idx")],
            },
        ),
        migrations.RunPython(_run(POSTGRESQL, SQLITE), _run(POSTGRESQL_BACK, SQLITE_BACK)),
    ]
