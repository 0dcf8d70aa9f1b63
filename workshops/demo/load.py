"""Plays the demo's workshops into the database, through the same actions that people use."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actor import PersonActor
from accounts.demo import personas
from council.demo.more import loads_demo
from council.demo.world import World
from council.seats.models import Council
from council.seats.queries import councils_joined_by
from events import clock
from workshops.demo.playing import Play
from workshops.plans.actions import add_host, announce_workshop, plan_workshop
from workshops.plans.library import planned
from workshops.plans.models import Workshop
from workshops.registering.actions import register

COUNCIL = "hbs"
FILE = Path(__file__).parent / "workshops.toml"
PLANNED_BEFORE = timedelta(weeks=4)


@loads_demo
@transaction.atomic
def load_workshops(world: World) -> list[str]:
    """Load the workshops that are missing; one that anybody has tried and ended is there to be tried again."""
    story = tomllib.loads(FILE.read_text(encoding="utf-8"))
    council = Council.objects.get(slug=COUNCIL)
    made = [
        _finished(world, council, story["finished"]),
        _upcoming(world, council, story["upcoming"]),
        _tryout(world, council, story["tryout"]),
    ]
    count = sum(made)
    return [f"{count} workshops"] if count else []


def _is_there(told: dict[str, Any]) -> bool:
    there = Workshop.objects.filter(is_demo=True, title=told["title"])
    return there.exclude(state__in=[Workshop.State.ENDED, Workshop.State.CANCELLED]).exists()


def _plan(world: World, council: Council, told: dict[str, Any], starts_at: datetime) -> Workshop:
    leader = world.actor(*told["leader"])
    workshop = plan_workshop(
        actor=leader,
        council=council,
        title=told["title"],
        purpose=told["purpose"],
        place=told["place"],
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=told["hours"]),
        naming=told["naming"],
        access=told.get("access", "council"),
        seats=told.get("seats"),
        seats_each=told.get("seats_each"),
        steps=planned(told["plan"]),
        is_demo=True,
    )
    for role in ("cohost", "deputy"):
        if role in told:
            other = world.actor(*told[role])
            _let_lead(leader, workshop, other, role)
    return announce_workshop(actor=leader, workshop=workshop)


def _let_lead(leader: PersonActor, workshop: Workshop, other: PersonActor, role: str) -> None:
    add_host(actor=leader, workshop=workshop, person=other.person, organisation=other.organisation, role=role)


def _moment(written: datetime, world: World) -> datetime:
    return timezone.make_aware(written) + world.shift


def _finished(world: World, council: Council, told: dict[str, Any]) -> bool:
    if Workshop.objects.filter(is_demo=True, title=told["title"]).exists():
        return False
    starts_at = _moment(told["starts"], world)
    with clock.at(starts_at - PLANNED_BEFORE):
        workshop = _plan(world, council, told, starts_at)
    Play(world, workshop, told).run(starts_at)
    return True


def _upcoming(world: World, council: Council, told: dict[str, Any]) -> bool:
    if _is_there(told):
        return False
    day = timezone.localtime(clock.now()).replace(minute=0, second=0, microsecond=0)
    starts_at = (day + timedelta(days=told["in_days"])).replace(hour=told["hour"])
    workshop = _plan(world, council, told, starts_at)
    for key, organisation, needs in told["registered"]:
        who = world.actor(key, organisation)
        register(actor=who, workshop=workshop, name=who.person.name, email=who.person.email, needs=needs)
    return True


def _tryout(world: World, council: Council, told: dict[str, Any]) -> bool:
    if _is_there(told):
        return False
    now = clock.now()
    workshop = _plan(world, council, told, now)
    leader = world.actor(*told["leader"])
    for person in personas():
        hat = person.memberships.current().select_related("organisation", "person").first()
        actor = PersonActor(person, hat)
        if hat and person != leader.person and councils_joined_by(actor).filter(pk=council.pk).exists():
            _let_lead(leader, workshop, actor, "cohost")
    return True
