"""`manage.py verify_log`: prove that the log is what was recorded."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.chain import faults_in
from events.models import Stream


class Command(BaseCommand):
    """Walk the hash chain of every stream and name each altered, missing or cut-off event."""

    help = "Check the hash chain of every stream; exits with 1 when a row was changed."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        streams = Stream.objects.order_by("name")
        for stream in streams:
            for fault in faults_in(stream):
                faults += 1
                self.stdout.write(self.style.ERROR(f"{fault.stream} event {fault.seq}: {fault.what}"))
        if faults:
            raise CommandError(f"{faults} fault(s) in the log.")
        self.stdout.write(self.style.SUCCESS(f"{streams.count()} streams are whole."))
