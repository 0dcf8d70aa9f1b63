"""Who may do what with a council's seats."""

import rules

from accounts.actor import PersonActor
from accounts.queries import organisations_managed_by
from accounts.rules import is_installation_admin
from council.seats.models import Council, Mandate, Office, Seat
from council.seats.queries import councils_joined_by, led_by


def council_of(target: Council | Seat | Mandate | Office) -> Council:
    """Return the council that something belongs to."""
    if isinstance(target, Council):
        return target
    return target.seat.council if isinstance(target, Mandate) else target.council


@rules.predicate
def leads(actor: object, target: Council | Seat | Mandate | Office | None) -> bool:
    """Chair, vice chair and secretary."""
    if target is None or not isinstance(actor, PersonActor):
        return False
    return led_by(actor).filter(council=council_of(target)).exists()


@rules.predicate
def takes_part(actor: object, target: Council | None) -> bool:
    if target is None or not isinstance(actor, PersonActor):
        return False
    return councils_joined_by(actor).filter(pk=target.pk).exists()


@rules.predicate
def owns_seat(actor: object, target: Seat | Mandate | None) -> bool:
    """The seat's organisation appoints for itself, through those who manage its people."""
    if target is None or not isinstance(actor, PersonActor):
        return False
    seat = target.seat if isinstance(target, Mandate) else target
    return organisations_managed_by(actor).filter(pk=seat.organisation_id).exists()


rules.add_perm("council.found_council", is_installation_admin)
rules.add_perm("council.add_seat", leads | is_installation_admin)
rules.add_perm("council.appoint", leads | owns_seat | is_installation_admin)
rules.add_perm("council.end_mandate", leads | owns_seat | is_installation_admin)
rules.add_perm("council.give_office", leads | is_installation_admin)
rules.add_perm("council.end_office", leads | is_installation_admin)
rules.add_perm("council.see_activity", takes_part)
