"""The door of a room: codes, and the guest that a browser becomes."""

import uuid
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from rest_framework.throttling import BaseThrottle

from accounts.actor import GuestActor, PersonActor
from accounts.queries import SESSION_GUEST, guest_in
from events.errors import ArenanError, Conflict, NotVisible
from workshops.plans.actions import LETTERS
from workshops.plans.models import Workshop
from workshops.sessions.actions import join_workshop
from workshops.sessions.models import Participant

SCREEN_SALT = "workshops.screen"
SCREEN_LASTS = 16 * 3600
"""Seconds that the link for a screen at the front can be opened."""
GUEST_LASTS = 24 * 3600
"""Seconds that a guest's browser is known: a workshop is a day at most."""
WRONG_CODES = 30
WINDOW = 600
"""So many wrong codes are allowed from one address in so many seconds. A right one is never refused."""


class TooManyCodes(ArenanError):
    """Somebody tries codes."""

    status = 429
    slug = "too-many-codes"
    message = _("Too many wrong codes have been tried from here. Wait ten minutes, or ask for the link.")


def workshop_by_code(request: HttpRequest, code: str) -> Workshop:
    """Return the workshop that a code stands for, written in any way.

    Raises:
        NotVisible: there is none that one could come to now.
        TooManyCodes: too many wrong ones have come from this address; a right one still opens.
    """
    bare = "".join(letter for letter in code.upper() if letter in LETTERS)
    found = Workshop.objects.select_related("council").filter(code=bare).first() if len(bare) == 8 else None
    if found is not None and found.state not in {Workshop.State.PLANNED, Workshop.State.CANCELLED}:
        return found
    _count_wrong(request)
    raise NotVisible(_("No workshop has this code. Look at the letters again, or ask for the link."))


def _count_wrong(request: HttpRequest) -> None:
    # The address as the throttles of the API read it, behind known proxies only.
    key = f"workshops.codes.{BaseThrottle().get_ident(request)}"  # type: ignore[arg-type]
    cache.add(key, 0, WINDOW)
    if cache.incr(key) > WRONG_CODES:
        raise TooManyCodes


def enter_by_code(request: HttpRequest, who: Any, *, code: str, name: str = "", organisation: str = "") -> Participant:
    """Come into the room that a code stands for, as the member one is or as a guest.

    Raises:
        NotVisible: no such workshop.
        Conflict: it is over, or guests are not let in.
        Invalid: a guest without a name.
    """
    return enter(request, workshop_by_code(request, code), who, name=name, organisation=organisation)


def enter(
    request: HttpRequest,
    workshop: Workshop,
    who: Any,
    *,
    name: str = "",
    organisation: str = "",
    screen: bool = False,
) -> Participant:
    """Come into a room whose code or link one has."""
    if workshop.state == Workshop.State.ENDED:
        raise Conflict(_("This workshop is over."))
    if isinstance(who, PersonActor) and who.organisation is None:
        raise Conflict(_("Choose which organisation you act for first."))
    if isinstance(who, PersonActor) and not screen:
        return join_workshop(actor=who, workshop=workshop)
    if not workshop.guests and not screen:
        raise Conflict(_("This workshop is for those who have signed in."))
    guest = guest_in(request.session)
    if not isinstance(guest, GuestActor):
        guest = GuestActor(uuid.uuid4())
    participant = join_workshop(actor=guest, workshop=workshop, name=name, organisation=organisation, screen=screen)
    if request.session.get(SESSION_GUEST) != str(guest.guest):
        request.session.cycle_key()
        request.session[SESSION_GUEST] = str(guest.guest)
        request.session.set_expiry(GUEST_LASTS)
    return participant


def screen_secret(workshop: Workshop) -> str:
    """Return what the link of a screen at the front carries."""
    return signing.dumps(str(workshop.pk), salt=SCREEN_SALT)


def workshop_of_screen(secret: str) -> Workshop:
    """Return the workshop that the link of a screen opens.

    Raises:
        NotVisible: the link is not one of ours, or too old.
    """
    try:
        pk = signing.loads(secret, salt=SCREEN_SALT, max_age=SCREEN_LASTS)
    except signing.BadSignature:
        raise NotVisible from None
    found = Workshop.objects.select_related("council").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found
