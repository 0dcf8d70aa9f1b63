"""Lays the public site's sections, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Organisation
from cms.foundation import lay_foundation
from events.actor import System


class Command(BaseCommand):
    """Makes the start page and the sections that are missing."""

    help = "Makes the public site's start page and sections. What is there already stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", required=True, help="Slug of the organisation that answers for them.")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = Organisation.objects.filter(slug=options["organisation"]).first()
        if owner is None:
            raise CommandError(f"There is no organisation {options['organisation']}.")
        start = lay_foundation(actor=System("found_site"), owner=owner)
        self.stdout.write(f"The site starts at {start.full_url}")
