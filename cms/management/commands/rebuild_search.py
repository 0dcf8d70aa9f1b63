"""Makes the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.search.keeping import rebuild


class Command(BaseCommand):
    """Enters everything that the public may read."""

    help = "Makes the search index anew from what the public may read. Safe at any time; the search goes on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"The index has {rebuild()} entries")
