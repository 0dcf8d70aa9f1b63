"""A small council for tests: a fixed cast, seats, an open room and a closed one, made through the real actions."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.actions import add_membership, add_organisation, end_membership
from accounts.actor import NOBODY, AnyActor, PersonActor
from accounts.models import Membership, Organisation, Person
from council.rooms.actions import invite_member, open_room, post_message
from council.rooms.models import Message, Room
from council.seats.actions import add_seat, appoint, end_mandate, found_council, give_office
from council.seats.models import Council, Mandate, Office, Seat
from events.actor import System
from events.reactions import run_reaction

SYSTEM = System("tests")


@dataclass
class World:
    """The council and everybody around it. Each role is an actor, as a request of theirs would have it."""

    county: Council
    council: Council
    open_room: Room
    closed_room: Room
    organisations: dict[str, Organisation]
    seats: dict[str, Seat]
    cast: dict[str, AnyActor] = field(default_factory=dict)

    @property
    def chair(self) -> PersonActor:
        """Leads the council, and holds the association's seat."""
        return self._somebody("chair")

    @property
    def secretary(self) -> PersonActor:
        """Keeps the council's papers; has an office but no seat."""
        return self._somebody("secretary")

    @property
    def representative(self) -> PersonActor:
        """Holds the social enterprise's seat; writes in the closed room."""
        return self._somebody("representative")

    @property
    def officer(self) -> PersonActor:
        """Holds the municipality's seat."""
        return self._somebody("officer")

    @property
    def drafter(self) -> PersonActor:
        """Deputises for the advisers, without special rights; reads the closed room."""
        return self._somebody("drafter")

    @property
    def facilitator(self) -> PersonActor:
        """Holds the advisers' seat; not in the closed room."""
        return self._somebody("facilitator")

    @property
    def manager(self) -> PersonActor:
        """Looks after the social enterprise's people; has no seat."""
        return self._somebody("manager")

    @property
    def outsider(self) -> PersonActor:
        """Acts for an organisation that has no seat."""
        return self._somebody("outsider")

    @property
    def former(self) -> PersonActor:
        """Was the municipality's deputy until the membership ended; signed in, without a hat."""
        return self._somebody("former")

    @property
    def hatless(self) -> PersonActor:
        """Signed in, but belongs to no organisation."""
        return self._somebody("hatless")

    @property
    def admin(self) -> PersonActor:
        """Runs the installation."""
        return self._somebody("admin")

    @property
    def visitor(self) -> AnyActor:
        """Has not signed in."""
        return self.cast["visitor"]

    def _somebody(self, role: str) -> PersonActor:
        actor = self.cast[role]
        assert isinstance(actor, PersonActor)
        return actor

    def people(self) -> Iterator[tuple[str, PersonActor]]:
        """Return every role that is signed in."""
        return ((role, actor) for role, actor in self.cast.items() if isinstance(actor, PersonActor))


def world() -> World:
    """Build the council. Everything in it has happened through actions, so the log tells of it."""
    organisations = {
        "asf": organisation("Vävkooperativet Tråden", "asf", short_name="Tråden"),
        "public": organisation("Sjöby kommun", "municipality", short_name="Sjöby"),
        "business": organisation("Sjöby Bygg AB", "company"),
        "adviser": organisation("Coompanion Sjöby", "adviser"),
        "association": organisation("Samordningsförbundet Sjöby", "association"),
        "outside": organisation("Föreningen Utanför", "nonprofit"),
    }
    county = found_council(actor=SYSTEM, name="Länsrådet", slug="lansradet")
    council = found_council(actor=SYSTEM, name="ASF-rådet i Sjöby", slug="sjoby", area="Sjöby", parent=county)
    sides = {
        "asf": "asf",
        "public": "public",
        "association": "public",
        "business": "business",
        "adviser": "adviser",
    }
    seats = {
        name: add_seat(actor=SYSTEM, council=council, organisation=organisations[name], side=side)
        for name, side in sides.items()
    }
    made = World(
        county=county,
        council=council,
        open_room=open_room(actor=SYSTEM, council=council, title="Upphandling", slug="upphandling"),
        closed_room=open_room(actor=SYSTEM, council=council, title="Förtroligt", slug="fortroligt", access="closed"),
        organisations=organisations,
        seats=seats,
    )
    _fill_cast(made)
    _give_seats(made)
    _invite(made)
    return made


def _fill_cast(made: World) -> None:
    roles = {
        "chair": ("association", Membership.Role.REPRESENTATIVE, "Ordförande"),
        "secretary": ("association", Membership.Role.OFFICER, "Sekreterare"),
        "representative": ("asf", Membership.Role.REPRESENTATIVE, "Verksamhetsledare"),
        "manager": ("asf", Membership.Role.MANAGER, "Föreståndare"),
        "officer": ("public", Membership.Role.OFFICER, "Näringslivsutvecklare"),
        "drafter": ("adviser", Membership.Role.ADVISER, "Rådgivare"),
        "facilitator": ("adviser", Membership.Role.ADVISER, "Processledare"),
        "outsider": ("outside", Membership.Role.REPRESENTATIVE, "Kassör"),
        "former": ("public", Membership.Role.OFFICER, "Utredare"),
    }
    for role, (name, kind, title) in roles.items():
        made.cast[role] = member(made.organisations[name], person(role), role=kind, title=title)
    made.cast["hatless"] = PersonActor(person("hatless"))
    made.cast["admin"] = PersonActor(person("admin", is_superuser=True, is_staff=True))
    made.cast["visitor"] = NOBODY


def _give_seats(made: World) -> None:
    give_office(
        actor=SYSTEM,
        council=made.council,
        person=made.chair.person,
        organisation=made.organisations["association"],
        kind=Office.Kind.CHAIR,
    )
    give_office(
        actor=SYSTEM,
        council=made.council,
        person=made.secretary.person,
        organisation=made.organisations["association"],
        kind=Office.Kind.SECRETARY,
    )
    for role, seat in {
        "chair": "association",
        "representative": "asf",
        "officer": "public",
        "facilitator": "adviser",
    }.items():
        seated(made.seats[seat], made._somebody(role))
    seated(made.seats["adviser"], made.drafter, kind=Mandate.Kind.DEPUTY)
    mandate = seated(made.seats["public"], made.former, kind=Mandate.Kind.DEPUTY)
    membership = made.former.membership
    assert membership is not None
    end_mandate(actor=SYSTEM, mandate=mandate)
    end_membership(actor=SYSTEM, membership=membership)
    made.cast["former"] = PersonActor(made.former.person)


def _invite(made: World) -> None:
    invited(made.closed_room, made.representative, role="writer")
    invited(made.closed_room, made.drafter, role="reader")


def organisation(name: str, kind: str = "nonprofit", **more: Any) -> Organisation:
    """Enter an organisation."""
    return add_organisation(actor=SYSTEM, name=name, kind=kind, **more)


def person(name: str = "", **more: Any) -> Person:
    """Make somebody with an account."""
    name = name or f"person-{uuid.uuid4().hex[:8]}"
    return Person.objects.create_user(f"{name}@example.se", name=name.capitalize(), **more)


def member(
    of: Organisation, who: Person | None = None, *, role: str = Membership.Role.REPRESENTATIVE, title: str = ""
) -> PersonActor:
    """Let somebody act for an organisation; return them with that hat on."""
    who = who or person()
    membership = add_membership(actor=SYSTEM, organisation=of, person=who, role=role, title=title)
    return PersonActor(who, membership)


def seated(seat: Seat, actor: PersonActor, *, kind: str = Mandate.Kind.HOLDER, **more: Any) -> Mandate:
    """Appoint somebody to a seat."""
    return appoint(actor=SYSTEM, seat=seat, person=actor.person, kind=kind, **more)


def invited(room: Room, actor: PersonActor, *, role: str) -> Any:
    """Let somebody into a room with the hat they wear."""
    return invite_member(actor=SYSTEM, room=room, person=actor.person, organisation=actor.organisation, role=role)


def said(actor: PersonActor, room: Room, text: str = "Hej på er.", **more: Any) -> Message:
    """Post a message; return it as it now stands in the database."""
    message = post_message(actor=actor, room=room, text=text, **more)
    message.refresh_from_db()
    return message


def react_to_all() -> None:
    """Run the reactions that wait for a worker, and those that they bring about."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=run_reaction.module_path)
    while found := ready.first():
        DBTaskResult.objects.filter(pk=found.pk).update(status=TaskResultStatus.SUCCESSFUL)
        run_reaction.func(*found.args_kwargs["args"])
