"""Planning a workshop: what it is about, its steps, and making it known."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from accounts.text import clean_text
from council.seats.models import Council
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid
from events.recording import record
from network.goals.actions.common import chosen, must_be, web_address
from workshops.plans.models import Naming, Programme, Step, Workshop
from workshops.plans.settings import checked
from workshops.sessions import events
from workshops.sessions.models import Host

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Of a join code: nothing that looks like something else when read from a wall."""
MOST_STEPS = 40
DESCRIBED = ("title", "purpose", "place", "address", "starts_at", "ends_at", "access", "guests", "naming")
LIMITS = ("seats", "seats_each", "raw_days")


@action("workshops.plan_workshop", on="council")
def plan_workshop(
    *,
    actor: Actor,
    council: Council,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    programme: Programme | None = None,
    steps: list[Mapping[str, Any]] | None = None,
    is_demo: bool = False,
    **described: Any,
) -> Workshop:
    """Begin to plan a workshop; whoever does is its facilitator.

    Args:
        steps: the plan to begin with, from the library or from an earlier workshop (see `workshops.plans.library`).
        described: `purpose`, `place`, `address`, `access`, `guests`, `naming`, `seats`, `seats_each`, `raw_days`.

    Raises:
        Invalid: no title, an end before the beginning, too few seats, or steps that do not fit.
    """
    workshop = Workshop(council=council, programme=_programme(council, programme), code=_new_code(), is_demo=is_demo)
    _describe(workshop, {"title": title, "starts_at": starts_at, "ends_at": ends_at, **described})
    workshop.slug = _free_slug(council, slugify(workshop.title)[:50] or "workshop")
    workshop.save()
    record(events.WorkshopPlanned(hosts=workshop.pk, council=council.pk))
    if isinstance(actor, PersonActor) and actor.organisation:
        _host(workshop, actor.person, actor.organisation, Host.Role.FACILITATOR)
    _lay_plan(workshop, steps or [])
    return workshop


def _programme(council: Council, programme: Programme | None) -> Programme | None:
    if programme is not None and programme.council_id != council.pk:
        raise Invalid(fields={"programme": [_("The programme belongs to another council.")]})
    return programme


def _new_code() -> str:
    while True:
        code = "".join(secrets.choice(LETTERS) for _letter in range(8))
        if not Workshop.objects.filter(code=code).exists():
            return code


def _free_slug(council: Council, wanted: str) -> str:
    taken = set(Workshop.objects.filter(council=council, slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 2, wanted
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def _describe(workshop: Workshop, described: Mapping[str, Any]) -> None:
    if unknown := set(described) - {*DESCRIBED, *LIMITS}:
        raise TypeError(f"a workshop has no {sorted(unknown)}")
    for name, value in described.items():
        setattr(workshop, name, value)
    workshop.title = clean_text(workshop.title, field="title", limit=120, one_line=True)
    workshop.purpose = clean_text(workshop.purpose, field="purpose", limit=4000, required=False)
    workshop.place = clean_text(workshop.place, field="place", limit=200, required=False, one_line=True)
    workshop.address = web_address(workshop.address, field="address")
    workshop.access = chosen(workshop.access, Workshop.Access, "access")
    workshop.naming = chosen(workshop.naming, Naming, "naming")
    if workshop.ends_at <= workshop.starts_at:
        raise Invalid(fields={"ends_at": [_("The workshop must end after it begins.")]})
    for name in ("seats", "seats_each"):
        seats = getattr(workshop, name)
        if seats is not None and not 1 <= seats <= 2000:
            raise Invalid(fields={name: [_("Choose between 1 and 2000 seats.")]})
    if not 1 <= workshop.raw_days <= 3650:
        raise Invalid(fields={"raw_days": [_("Choose between 1 and 3650 days.")]})


@action("workshops.change_workshop", on="workshop")
def change_workshop(*, actor: Actor, workshop: Workshop, expected: int, **described: Any) -> Workshop:
    """Change what a workshop is about, when and where it is, and who may come. `described` as when planning it.

    Raises:
        Stale: somebody else has changed it since version `expected`.
        Invalid: as when planning it.
    """
    must_be(workshop.version, expected)
    if "programme" in described:
        workshop.programme = _programme(workshop.council, described.pop("programme"))
    _describe(workshop, described)
    return _changed(workshop, events.WorkshopChanged(workshop=workshop.pk, hosts=workshop.pk))


@action("workshops.announce_workshop", on="workshop")
def announce_workshop(*, actor: Actor, workshop: Workshop) -> Workshop:
    """Make a workshop known, so that people can register and, when the day comes, wait in its lobby.

    Raises:
        Conflict: it has no steps yet.
    """
    if workshop.state != Workshop.State.PLANNED:
        return workshop
    if not workshop.steps.exists():
        raise Conflict(_("The workshop has no steps yet. Add at least one first."))
    workshop.state = Workshop.State.ANNOUNCED
    return _changed(workshop, events.WorkshopAnnounced.about(workshop))


@action("workshops.call_off", on="workshop")
def call_off_workshop(*, actor: Actor, workshop: Workshop) -> Workshop:
    """Call a workshop off; those who know of it are told.

    Raises:
        Conflict: it has begun.
    """
    if workshop.goes_on:
        raise Conflict(_("The workshop has begun. End it instead."))
    workshop.state = Workshop.State.CANCELLED
    return _changed(workshop, events.WorkshopCancelled.about(workshop))


def _changed(workshop: Workshop, event: Any) -> Workshop:
    workshop.version += 1
    workshop.save()
    record(event)
    return workshop


# --- Hosts -------------------------------------------------------------------------------------------------------


@action("workshops.choose_hosts", on="workshop")
def add_host(*, actor: Actor, workshop: Workshop, person: Any, organisation: Any, role: str) -> Host:
    """Let somebody lead a workshop together with the facilitator, or stand by as deputy.

    Raises:
        Invalid: the person does not act for the organisation, or leads it already; there is one facilitator.
    """
    chosen(role, Host.Role, "role")
    if not person.memberships.current().filter(organisation=organisation).exists():
        raise Invalid(fields={"person": [_("This person does not act for that organisation.")]})
    there = Host.objects.current().filter(workshop=workshop)
    if there.filter(person=person, organisation=organisation).exists():
        raise Invalid(fields={"person": [_("This person leads the workshop already.")]})
    if role == Host.Role.FACILITATOR and there.filter(role=role).exists():
        raise Invalid(fields={"role": [_("There is a facilitator already. A deputy can take the wheel.")]})
    return _host(workshop, person, organisation, role)


def _host(workshop: Workshop, person: Any, organisation: Any, role: str) -> Host:
    host = Host.objects.create(workshop=workshop, person=person, organisation=organisation, role=role)
    record(events.HostAdded(hosts=workshop.pk, person=person.pk, host=host.pk, role=role))
    return host


@action("workshops.choose_hosts", on="host")
def remove_host(*, actor: Actor, host: Host) -> Host:
    """Let somebody lead the workshop no longer.

    Raises:
        Conflict: it is the facilitator, without whom nobody would be at the wheel.
    """
    if host.role == Host.Role.FACILITATOR:
        raise Conflict(_("There must be a facilitator. Let the deputy take the wheel first."))
    host.ended_at = clock.now()
    host.version += 1
    host.save(update_fields=["ended_at", "version"])
    record(events.HostRemoved(hosts=host.workshop_id, person=host.person_id, host=host.pk))
    return host


# --- The plan ----------------------------------------------------------------------------------------------------


def _lay_plan(workshop: Workshop, steps: list[Mapping[str, Any]]) -> None:
    made: list[Step] = []
    for described in steps:
        given = dict(described)
        # A plan names the board that is voted on by its place, since no step of it has an id yet.
        if isinstance(source := given.get("settings", {}).get("source"), int):
            given["settings"] = {**given["settings"], "source": str(made[source].pk)}
        made.append(_add(workshop, **given))


def _add(workshop: Workshop, *, type: str, title: str, **rest: Any) -> Step:  # noqa: A002 - the field's name
    last = workshop.steps.aggregate(last=Max("position"))["last"] or 0
    step = Step(workshop=workshop, position=last + 1, type=type, naming=workshop.naming)
    _write(step, title=title, **rest)
    step.save()
    record(events.StepAdded(workshop=workshop.pk, step=step.pk))
    return step


def _write(
    step: Step,
    *,
    title: str,
    instruction: str = "",
    plain: str = "",
    minutes: int = 10,
    naming: str = "",
    settings: Mapping[str, Any] | None = None,
) -> None:
    step.title = clean_text(title, field="title", limit=120, one_line=True)
    step.instruction = clean_text(instruction, field="instruction", limit=2000, required=False)
    step.plain = clean_text(plain, field="plain", limit=2000, required=False)
    if not 0 <= minutes <= 480:
        raise Invalid(fields={"minutes": [_("Choose between 0 and 480 minutes; 0 is without an end.")]})
    step.minutes = minutes
    step.naming = chosen(naming or step.naming, Naming, "naming")
    step.settings = checked(step.type, settings)
    if step.type == Step.Type.VOTE:
        _voted_on(step)


def _voted_on(step: Step) -> None:
    boards = step.workshop.steps.filter(type__in=[Step.Type.BOARD, Step.Type.TABLES])
    if not boards.filter(pk=step.settings["source"], position__lt=step.position).exists():
        raise Invalid(fields={"settings": [_("Choose an earlier board to vote on.")]})


@action("workshops.change_plan", on="workshop")
def add_step(*, actor: Actor, workshop: Workshop, type: str, title: str, **rest: Any) -> Step:  # noqa: A002
    """Add a step at the end of the plan.

    Args:
        rest: `instruction`, `plain`, `minutes`, `naming`, `settings`.

    Raises:
        Invalid: no title, or settings that do not fit the type.
    """
    if workshop.steps.count() >= MOST_STEPS:
        raise Conflict(_("A workshop has at most 40 steps."))
    step = _add(workshop, type=type, title=title, **rest)
    _touch(workshop)
    return step


@action("workshops.change_step", on="step")
def change_step(*, actor: Actor, step: Step, expected: int, title: str, **rest: Any) -> Step:
    """Change a step that has not begun. `rest` as when adding it.

    Raises:
        Stale: somebody else has changed it since version `expected`.
        Invalid: as when adding it.
    """
    must_be(step.version, expected)
    _write(step, title=title, **rest)
    step.version += 1
    step.save()
    record(events.StepChanged(workshop=step.workshop_id, step=step.pk))
    return step


@action("workshops.change_step", on="step")
def remove_step(*, actor: Actor, step: Step) -> None:
    """Take a step that has not begun out of the plan.

    Raises:
        Conflict: a later vote is about it.
    """
    workshop = step.workshop
    if any(str(step.pk) == other.settings.get("source") for other in workshop.steps.all()):
        raise Conflict(_("A vote in the plan is about this board. Remove the vote first."))
    pk = step.pk
    step.delete()
    _touch(workshop)
    record(events.StepRemoved(workshop=workshop.pk, step=pk))


@action("workshops.change_step", on="step")
def move_step(*, actor: Actor, step: Step, before: UUID | None) -> Step:
    """Move a step that has not begun to before another that has not; to the end when `before` is None.

    Raises:
        Conflict: the other has begun, or a vote would come before its board.
    """
    workshop = step.workshop
    order = [other for other in workshop.steps.all() if other.pk != step.pk]
    place = next((at for at, other in enumerate(order) if other.pk == before), len(order))
    if any(other.state != Step.State.PLANNED for other in order[place:]):
        raise Conflict(_("That step has begun. Move this one to a place after it."))
    order.insert(place, step)
    _in_order(order)
    for position, other in enumerate(order, start=1):
        if other.position != position:
            Step.objects.filter(pk=other.pk).update(position=position, version=F("version") + 1)
            record(events.StepChanged(workshop=workshop.pk, step=other.pk))
    _touch(workshop)
    step.refresh_from_db()
    return step


def _in_order(order: list[Step]) -> None:
    seen: set[str] = set()
    for step in order:
        source = step.settings.get("source")
        if source and source not in seen:
            raise Conflict(_("A vote cannot come before the board it is about."))
        seen.add(str(step.pk))


def _touch(workshop: Workshop) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(version=F("version") + 1)
