"""Event types of accounts: the streams of one person and of one organisation."""

from uuid import UUID

from accounts.actor import PersonActor
from accounts.queries import is_member
from events.actor import Actor
from events.registry import EventType
from events.streams import StreamKind, declare


def _is_self(actor: Actor, person: UUID) -> bool:
    return isinstance(actor, PersonActor) and actor.person_id == person


declare(StreamKind("person", "What concerns one person alone.", _is_self))
declare(StreamKind("organisation", "What concerns the people of one organisation.", is_member))


class OrganisationAdded(EventType, event="accounts.organisation_added"):
    """An organisation was entered."""

    audiences = ("organisation",)
    organisation: UUID
    kind: str


class MembershipStarted(EventType, event="accounts.membership_started"):
    """A person may act for an organisation from now on."""

    audiences = ("organisation", "person")
    changes_rights = True
    organisation: UUID
    person: UUID
    membership: UUID
    role: str


class MembershipEnded(EventType, event="accounts.membership_ended"):
    """A person may no longer act for an organisation. Takes effect at once."""

    audiences = ("organisation", "person")
    changes_rights = True
    organisation: UUID
    person: UUID
    membership: UUID


class InvitationSent(EventType, event="accounts.invitation_sent"):
    """Somebody was invited by e-mail to act for an organisation."""

    audiences = ("organisation",)
    organisation: UUID
    invitation: UUID
    role: str


class InvitationWithdrawn(EventType, event="accounts.invitation_withdrawn"):
    """An invitation was taken back before it was used."""

    audiences = ("organisation",)
    organisation: UUID
    invitation: UUID


class InvitationAccepted(EventType, event="accounts.invitation_accepted"):
    """An invited person has come in; the membership starts with an event of its own."""

    audiences = ("organisation",)
    organisation: UUID
    invitation: UUID


class TokenCreated(EventType, event="accounts.token_created"):
    """An API token was made for an organisation."""

    audiences = ("organisation",)
    organisation: UUID
    token: UUID
    scope: str


class TokenRevoked(EventType, event="accounts.token_revoked"):
    """An API token stopped working."""

    audiences = ("organisation",)
    organisation: UUID
    token: UUID
