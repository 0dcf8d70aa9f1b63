"""Everything a person can do with people and organisations."""

import secrets
from datetime import date

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts import events
from accounts.actor import PersonActor
from accounts.models import ApiToken, Invitation, Membership, Organisation, Person
from accounts.queries import secret_hash
from accounts.text import clean_text
from events import clock
from events.action import action
from events.actor import Actor, System
from events.errors import Conflict, Gone, Invalid
from events.recording import record

TOKEN_PREFIX = "arenan_"  # noqa: S105 - lets scanners find a leaked token; not itself a secret


@action("accounts.add_organisation")
def add_organisation(
    *,
    actor: Actor,
    name: str,
    kind: str,
    slug: str = "",
    short_name: str = "",
    parent: Organisation | None = None,
    organisation_number: str = "",
    municipality_code: str = "",
    description: str = "",
) -> Organisation:
    """Enter an organisation."""
    organisation = Organisation(
        name=clean_text(name, field="name", limit=160, one_line=True),
        short_name=clean_text(short_name, field="short_name", limit=60, required=False, one_line=True),
        slug=slug or slugify(name)[:80],
        kind=kind,
        parent=parent,
        organisation_number=organisation_number or None,
        municipality_code=municipality_code,
        description=clean_text(description, field="description", limit=2000, required=False),
    )
    organisation.full_clean()
    organisation.save()
    record(events.OrganisationAdded(organisation=organisation.pk, kind=kind))
    return organisation


@action("accounts.add_membership", on="organisation")
def add_membership(
    *,
    actor: Actor,
    organisation: Organisation,
    person: Person,
    role: str,
    title: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Let a person act for an organisation."""
    if person.memberships.current().filter(organisation=organisation).exists():
        raise Conflict(_("This person already acts for the organisation."))
    membership = Membership.objects.create(
        person=person,
        organisation=organisation,
        role=Membership.Role(role),
        title=clean_text(title, field="title", limit=120, required=False, one_line=True),
        starts_on=starts_on or clock.today(),
        ends_on=ends_on,
    )
    record(
        events.MembershipStarted(
            organisation=organisation.pk, person=person.pk, membership=membership.pk, role=membership.role
        )
    )
    return membership


@action("accounts.end_membership", on="membership")
def end_membership(*, actor: Actor, membership: Membership) -> Membership:
    """End a membership this very second; mandates held through it stop counting with it."""
    if membership.ended_at:
        raise Conflict(_("This membership has already ended."))
    membership.ended_at = clock.now()
    membership.ends_on = max(clock.today(), membership.starts_on)
    membership.save()
    record(
        events.MembershipEnded(
            organisation=membership.organisation_id, person=membership.person_id, membership=membership.pk
        )
    )
    return membership


@action("accounts.invite", on="organisation")
def invite(*, actor: PersonActor, organisation: Organisation, email: str, role: str, title: str = "") -> Invitation:
    """Invite somebody by e-mail to act for an organisation; a reaction sends the mail."""
    if role not in Membership.Role.values:
        raise Invalid(fields={"role": [_("Choose a role.")]})
    invitation = Invitation(
        email=email.strip().lower(),
        organisation=organisation,
        role=role,
        title=clean_text(title, field="title", limit=120, required=False, one_line=True),
        invited_by=actor.person,
        expires_at=clock.now() + settings.INVITATION_LIFETIME,
    )
    invitation.full_clean()
    invitation.save()
    record(events.InvitationSent(organisation=organisation.pk, invitation=invitation.pk, role=role))
    return invitation


@action("accounts.withdraw_invitation", on="invitation")
def withdraw_invitation(*, actor: Actor, invitation: Invitation) -> Invitation:
    """Take an invitation back; its link stops working."""
    if not invitation.is_open:
        raise Conflict(_("This invitation is no longer open."))
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(events.InvitationWithdrawn(organisation=invitation.organisation_id, invitation=invitation.pk))
    return invitation


@action("accounts.accept_invitation", on="invitation")
def accept_invitation(*, actor: Actor, invitation: Invitation, name: str = "") -> Membership:
    """Come in: the invited address gets an account if it has none, and the membership starts."""
    if not invitation.is_open:
        raise Gone(_("This invitation has expired or has been used. Ask for a new one."))
    person = Person.objects.filter(email__iexact=invitation.email).first()
    if person is None:
        person = Person.objects.create_user(
            invitation.email, name=clean_text(name, field="name", limit=120, one_line=True)
        )
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    record(events.InvitationAccepted(organisation=invitation.organisation_id, invitation=invitation.pk))
    existing = person.memberships.current().filter(organisation=invitation.organisation).first()
    return existing or add_membership(
        actor=System("invitation"),
        organisation=invitation.organisation,
        person=person,
        role=invitation.role,
        title=invitation.title,
    )


def new_token_secret() -> str:
    """Return a secret to show once."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


@action("accounts.create_token", on="membership")
def create_token(
    *, actor: Actor, membership: Membership, label: str, secret: str, scope: str = ApiToken.Scope.WRITE
) -> ApiToken:
    """Make an API token for an organisation; it works as long as the membership does."""
    if scope not in ApiToken.Scope.values:
        raise Invalid(fields={"scope": [_("Choose a scope.")]})
    token = ApiToken.objects.create(
        membership=membership,
        label=clean_text(label, field="label", limit=80, one_line=True),
        secret_hash=secret_hash(secret),
        start=secret[:12],
        scope=scope,
    )
    record(events.TokenCreated(organisation=membership.organisation_id, token=token.pk, scope=scope))
    return token


@action("accounts.revoke_token", on="token")
def revoke_token(*, actor: Actor, token: ApiToken) -> ApiToken:
    """Stop a token at once."""
    if token.revoked_at:
        raise Conflict(_("This token has already been revoked."))
    token.revoked_at = clock.now()
    token.save(update_fields=["revoked_at"])
    record(events.TokenRevoked(organisation=token.membership.organisation_id, token=token.pk))
    return token
