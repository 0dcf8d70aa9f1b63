"""When the topics that public answers show last changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0003_search")]

    operations = [
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("name", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("version", models.BigIntegerField(db_index=True)),
            ],
        ),
    ]
