"""`python -m config.dev.load`: the database up to date and the demo world in it, in one start of Django.

Each start costs seconds, which is most of what a repeated `make run` takes.
"""

import os

import django
from django.core.management import call_command

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("demo")
