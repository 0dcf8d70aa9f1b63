"""Streams of councils and rooms, offered by name to those who make a webhook."""

from accounts.actor import PersonActor
from api.webhooks.offers import offers_streams
from council.rooms.queries import rooms_visible_to
from council.seats.queries import councils_joined_by


@offers_streams
def councils(actor: PersonActor) -> list[tuple[str, str]]:
    """Offer the councils one takes part in."""
    return [(f"council:{council.pk}", council.name) for council in councils_joined_by(actor).order_by("name")]


@offers_streams
def rooms(actor: PersonActor) -> list[tuple[str, str]]:
    """Offer the rooms one may read."""
    found = rooms_visible_to(actor).order_by("council__name", "title")
    return [(room.stream, f"{room.council.name}: {room.title}") for room in found]
