"""Streams that a person can be offered by name, instead of having to know their ids.

This floor knows organisations only; the floors above enter what they have with `offers_streams`.
"""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from accounts.actor import PersonActor

Offer = Callable[[PersonActor], Iterable[tuple[str, str]]]
"""Gives the name of each stream an actor may read, and what to call it."""
_offers: list[Offer] = []


def offers_streams(offer: Offer) -> Offer:
    """Enter a function that names streams. It offers only what the actor may read."""
    _offers.append(offer)
    return offer


def offered_to(actor: PersonActor) -> list[tuple[str, str]]:
    """Return the streams that can be chosen by name, in the order they were entered."""
    return [pair for offer in _offers for pair in offer(actor)]


@offers_streams
def own_organisation(actor: PersonActor) -> list[tuple[str, str]]:
    """Offer what concerns the people of the organisation one acts for."""
    if actor.organisation is None:
        return []
    words = _("%(organisation)s: people, keys and webhooks") % {"organisation": actor.organisation.name}
    return [(f"organisation:{actor.organisation.pk}", words)]
