"""`manage.py reactions`: see the reactions that were given up, and try them again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from events.models import ReactionRun
from events.reactions import retry


class Command(BaseCommand):
    """List dead reactions; with `--retry` put them back in the queue."""

    help = "List reactions that were given up (dead letters)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--retry", action="store_true", help="put all of them back in the queue")

    def handle(self, *args: Any, **options: Any) -> None:
        dead = ReactionRun.objects.filter(state=ReactionRun.State.DEAD).select_related("event")
        for run in dead:
            self.stdout.write(f"{run.pk} {run.reaction} event {run.event_id}: {run.last_error}")
            if options["retry"]:
                retry(run)
        self.stdout.write(f"{len(dead)} given up{', queued again' if options['retry'] else ''}.")
