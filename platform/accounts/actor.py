"""The Actor: a person acting for an organisation."""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import Membership, Organisation, Person


@dataclass(frozen=True)
class PersonActor:
    """A signed-in person with the hat they wear now; no hat when they belong to no organisation."""

    person: Person
    membership: Membership | None = None
    may_write: bool = True
    may_report: bool = True
    """Whether returns of the organisation may be written. A key that may report and not write can do that alone."""

    @property
    def reports_only(self) -> bool:
        """Whether this is a system with a key for reporting, which reads and writes what it needs for that alone."""
        return self.may_report and not self.may_write

    @property
    def organisation(self) -> Organisation | None:
        return self.membership.organisation if self.membership else None

    @property
    def organisation_id(self) -> UUID | None:
        return self.membership.organisation_id if self.membership else None

    @property
    def person_id(self) -> UUID:
        return self.person.pk

    @property
    def membership_id(self) -> str:
        """Id of the hat, for forms and scripts; empty without one."""
        return str(self.membership.pk) if self.membership else ""

    @property
    def ref(self) -> str:
        return f"person:{self.person.pk}"

    @property
    def acting_for_ref(self) -> str:
        return f"organisation:{self.organisation_id}" if self.organisation_id else ""

    @property
    def is_signed_in(self) -> bool:
        return True

    @property
    def is_known(self) -> bool:
        return True


@dataclass(frozen=True)
class GuestActor:
    """Somebody without an account who was let in somewhere, on one device. What for is known to whoever let them in.

    `guest` is a random id that the browser's session holds; it is no secret and opens nothing by itself.
    """

    guest: UUID
    person: None = None
    membership: None = None
    organisation: None = None
    organisation_id: None = None
    person_id: None = None
    membership_id: str = ""
    may_write: bool = True
    may_report: bool = False
    reports_only: bool = False
    acting_for_ref: str = ""
    is_signed_in: bool = False
    is_known: bool = True

    @property
    def ref(self) -> str:
        return f"guest:{self.guest}"


@dataclass(frozen=True)
class Nobody:
    """A visitor who has not signed in."""

    person: None = None
    membership: None = None
    organisation: None = None
    organisation_id: None = None
    person_id: None = None
    membership_id: str = ""
    may_write: bool = False
    may_report: bool = False
    reports_only: bool = False
    ref: str = "nobody"
    acting_for_ref: str = ""
    is_signed_in: bool = False
    is_known: bool = False


NOBODY = Nobody()
KnownActor = PersonActor | GuestActor
AnyActor = KnownActor | Nobody
