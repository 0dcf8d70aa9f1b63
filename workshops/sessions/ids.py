"""Ids that devices make for what people contribute."""

from uuid import UUID

from django.utils.translation import gettext as _

from events.errors import Invalid


def must_be_random(pk: UUID, field: str) -> None:
    """Refuse an id with more in it than chance: the first and seventh kind hold a time, the first a device too.

    Either would stand on what was contributed, and in every answer, for good.

    Raises:
        Invalid: it is no UUID of version 4; keyed by `field`.
    """
    if pk.version != 4:
        raise Invalid(fields={field: [_("Make the id by chance: a UUID of version 4.")]})
