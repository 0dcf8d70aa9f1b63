"""A message shows the beginning of what it quotes, so a change to the one is a change to the other."""

from django.db.models import F

from council.rooms import events
from council.rooms.models import Message
from events.recording import record


def tell_quoting(quoted: Message) -> None:
    """Give every message that quotes `quoted` its next version, and tell its readers."""
    quoting = Message.objects.filter(quote=quoted)
    for message in quoting.order_by("pk").values_list("pk", flat=True):
        Message.objects.filter(pk=message).update(version=F("version") + 1)
        record(events.QuoteChanged(room=quoted.room_id, message=message, quoted=quoted.pk))
