"""`manage.py create_token`: print an API token."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions import create_token, new_token_secret
from accounts.models import ApiToken, Membership
from events.actor import System


class Command(BaseCommand):
    """Make a token for a person in an organisation. Its secret is printed this once."""

    help = "Print an API token that speaks for --person in --organisation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--person", required=True, metavar="E-MAIL")
        parser.add_argument("--organisation", required=True, metavar="SLUG")
        parser.add_argument("--label", default="made on the command line")
        parser.add_argument("--scope", choices=ApiToken.Scope.values, default=ApiToken.Scope.WRITE)

    def handle(self, *args: Any, **options: Any) -> None:
        membership = (
            Membership.objects.current()
            .filter(person__email__iexact=options["person"], organisation__slug=options["organisation"])
            .first()
        )
        if membership is None:
            raise CommandError("No current membership of that person in that organisation.")
        secret = new_token_secret()
        create_token(
            actor=System("command-line"),
            membership=membership,
            label=options["label"],
            secret=secret,
            scope=options["scope"],
        )
        self.stdout.write(secret)
