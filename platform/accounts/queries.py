"""Reads about people and organisations."""

import hashlib
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actor import NOBODY, AnyActor, GuestActor, PersonActor
from accounts.models import ApiToken, Invitation, Membership, Organisation, Person
from events.errors import Forbidden, NotVisible

SESSION_HAT = "membership"
SESSION_GUEST = "guest"
INVITATION_SALT = "accounts.invitation"


def hats_of(person: Person) -> QuerySet[Membership]:
    """Return the memberships a person may act through now."""
    return person.memberships.current().select_related("organisation", "person")


def actor_for(person: Person | None, wanted: str = "", *, fallback: str = "") -> AnyActor:
    """Return `person` with a hat on.

    Args:
        wanted: id of the membership that the page or the request names. It must be one of the person's own.
        fallback: the hat chosen last, if it still fits; otherwise the first one is taken.

    Raises:
        Forbidden: `wanted` is not a current membership of this person.
    """
    if person is None or not person.is_active:
        return NOBODY
    hats = {str(hat.pk): hat for hat in hats_of(person)}
    if wanted:
        if wanted not in hats:
            raise Forbidden
        return PersonActor(person, hats[wanted])
    return PersonActor(person, hats.get(fallback) or next(iter(hats.values()), None))


def guest_in(session: Any) -> AnyActor:
    """Return the guest whose browser this session is; nobody when it has let in none."""
    found = session.get(SESSION_GUEST, "")
    return GuestActor(UUID(found)) if found else NOBODY


def secret_hash(secret: str) -> str:
    """Return what is stored of a secret that was shown once."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_actor(secret: str) -> PersonActor | None:
    """Return who a token speaks for; None when it is unknown, revoked, or its membership has ended."""
    token = (
        ApiToken.objects.select_related("membership__person", "membership__organisation")
        .filter(secret_hash=secret_hash(secret), revoked_at__isnull=True, membership__person__is_active=True)
        .first()
    )
    if token is None or not token.membership.is_current():
        return None
    today = timezone.localdate()
    ApiToken.objects.filter(pk=token.pk).exclude(last_used_on=today).update(last_used_on=today)
    return PersonActor(
        token.membership.person,
        token.membership,
        may_write=token.scope == ApiToken.Scope.WRITE,
        may_report=token.scope != ApiToken.Scope.READ,
    )


def invitation_secret(invitation: Invitation) -> str:
    """Return what the link in the mail carries: the invitation's id, signed."""
    return signing.dumps(str(invitation.pk), salt=INVITATION_SALT)


def invitation_by_secret(secret: str) -> Invitation:
    """Return the invitation that a link stands for.

    Raises:
        NotVisible: the link is not one of ours.
    """
    try:
        pk = signing.loads(secret, salt=INVITATION_SALT)
    except signing.BadSignature:
        raise NotVisible from None
    found = Invitation.objects.select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def organisations_managed_by(actor: AnyActor) -> QuerySet[Organisation]:
    """Return the organisations whose people `actor` may invite and remove: the own one and its units."""
    if not isinstance(actor, PersonActor):
        return Organisation.objects.none()
    if actor.person.is_superuser:
        return Organisation.objects.all()
    if actor.membership is None or actor.membership.role != Membership.Role.MANAGER:
        return Organisation.objects.none()
    return Organisation.objects.filter(Q(pk=actor.organisation_id) | Q(parent=actor.organisation_id))


def memberships_visible_to(actor: AnyActor, organisation: Organisation) -> QuerySet[Membership]:
    """Return the current people of an organisation, to those who act for it or manage it."""
    people = organisation.memberships.current().select_related("person", "organisation")
    if actor.organisation_id == organisation.pk or organisations_managed_by(actor).filter(pk=organisation.pk).exists():
        return people
    return people.none()


def is_member(actor: object, organisation_id: UUID) -> bool:
    """Say whether `actor` acts for this organisation now."""
    return isinstance(actor, PersonActor) and actor.organisation_id == organisation_id
