"""What time does in rooms: working content reaches the end of its time, and unsent files are cleared away."""

from datetime import timedelta

from django.utils import timezone

from council.rooms.actions import dispose
from council.rooms.models import Attachment, Message, Room
from events.actor import System
from events.upkeep import every_hour

UNSENT_FOR = timedelta(days=2)
BATCH = 200


@every_hour
def dispose_of_working_content() -> int:
    """Dispose of what has lain in a working room for longer than its retention time; return how many messages."""
    done = 0
    for room in Room.objects.filter(kind=Room.Kind.WORKING, retention_days__isnull=False):
        limit = timezone.now() - timedelta(days=room.retention_days or 0)
        old = room.messages.filter(posted_at__lt=limit).exclude(
            state__in=[Message.State.DISPOSED, Message.State.DELETED]
        )
        while batch := list(old[:BATCH]):
            done += dispose(actor=System("retention"), room=room, messages=batch)
    return done


@every_hour
def clear_unsent_files() -> int:
    """Remove files that were uploaded but never sent; return how many."""
    old = Attachment.objects.filter(message__isnull=True, created_at__lt=timezone.now() - UNSENT_FOR)
    for attachment in old:
        attachment.file.delete(save=False)
        attachment.delete()
    return len(old)
