"""Workshops for tests, made through the real actions: a facilitator, a co-facilitator, a deputy, members and guests."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from accounts.actor import GuestActor
from events import clock
from tests.world import World
from workshops.plans import actions as plans
from workshops.plans.models import Step, Workshop
from workshops.sessions import actions as sessions
from workshops.sessions.models import Participant
from workshops.sessions.queries import participant_in

BOARD: Mapping[str, Any] = {
    "type": "board",
    "title": "Vad hindrar?",
    "settings": {"columns": [{"id": "hinder", "title": "Hinder"}, {"id": "hjalp", "title": "Hjälp"}]},
}
HIDDEN: Mapping[str, Any] = {**BOARD, "settings": {**BOARD["settings"], "hidden": True}, "naming": "anonymous"}


@dataclass
class Session:
    """A workshop with people in its room. `facilitator` leads, `chair` helps, `drafter` is deputy."""

    world: World
    workshop: Workshop
    guests: dict[str, GuestActor] = field(default_factory=dict)

    @property
    def facilitator(self) -> Any:
        """Who is at the wheel."""
        return self.world.facilitator

    @property
    def steps(self) -> list[Step]:
        """The steps in order, as they are now."""
        return list(self.workshop.steps.order_by("position").select_related("workshop"))

    def now(self) -> Workshop:
        """Return the workshop as it is now."""
        return Workshop.objects.select_related("council", "step").get(pk=self.workshop.pk)

    def go(self, number: int) -> Step:
        """Open the step with a number, counted from 0, and return it."""
        here = self.now()
        wanted = self.steps[number]
        sessions.open_step(actor=self.facilitator, workshop=here, step=wanted.pk, after=here.step_id)
        return Step.objects.select_related("workshop").get(pk=wanted.pk)

    def place(self, actor: Any) -> Participant:
        """Return somebody's place in the room."""
        found = participant_in(actor, self.workshop)
        assert found is not None
        return found

    def guest(self, name: str, organisation: str = "") -> GuestActor:
        """Let a guest in."""
        actor = GuestActor(uuid.uuid4())
        sessions.join_workshop(actor=actor, workshop=self.now(), name=name, organisation=organisation)
        self.guests[name] = actor
        return actor


def planned(world: World, *steps: Mapping[str, Any], **described: Any) -> Workshop:
    """Return a workshop that the facilitator plans."""
    begins = clock.now() + timedelta(hours=1)
    return plans.plan_workshop(
        actor=world.facilitator,
        council=world.council,
        steps=list(steps) or [BOARD],
        **{
            "title": "Hinder och möjligheter",
            "starts_at": begins,
            "ends_at": begins + timedelta(hours=3),
            "access": "everybody",
            **described,
        },
    )


def announced(world: World, *steps: Mapping[str, Any], **described: Any) -> Workshop:
    """Return a workshop that people can register for, with a co-facilitator and a deputy."""
    workshop = planned(world, *steps, **described)
    for person, role in ((world.chair, "cohost"), (world.drafter, "deputy")):
        plans.add_host(
            actor=world.facilitator,
            workshop=workshop,
            person=person.person,
            organisation=person.organisation,
            role=role,
        )
    return plans.announce_workshop(actor=world.facilitator, workshop=workshop)


def running(world: World, *steps: Mapping[str, Any], **described: Any) -> Session:
    """Return a workshop that has begun, with hosts, three members and a guest in the room, and no step open yet."""
    session = Session(world, announced(world, *steps, **described))
    for person in (world.facilitator, world.chair, world.drafter, world.officer, world.representative, world.manager):
        sessions.join_workshop(actor=person, workshop=session.workshop)
    session.guest("Gunilla", "Föreningen Framåt")
    sessions.start_workshop(actor=world.facilitator, workshop=session.now())
    return session
