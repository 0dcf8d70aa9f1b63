"""`manage.py demo`: load or refresh the demo world, and say who one can sign in as."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from council.demo.load import load, personas


class Command(BaseCommand):
    """Load what is missing of the demo world. Safe to repeat."""

    help = "Load the demo world of Huddinge, Botkyrka and Salem, and list the people one can sign in as."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This installation is not a demo (DEMO=false); nothing was loaded.")
        for line in load():
            self.stdout.write(f"  + {line}")
        self.stdout.write("You can sign in as:")
        for name, email, note in personas():
            self.stdout.write(f"  {name:22} {email:42} {note}")
