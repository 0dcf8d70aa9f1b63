"""Scenarios of registration and of programmes."""

from typing import Any

from accounts.actor import NOBODY
from tests.workshops.making import announced
from tests.workshops.scenarios.base import Scenario, Steps, entering
from tests.world import SYSTEM, World
from workshops.plans.models import Workshop
from workshops.plans.programmes import change_programme, plan_programme
from workshops.registering import actions as registering
from workshops.registering.models import Registration
from workshops.registering.queries import registration_secret

SCENARIOS: dict[str, Scenario] = {}
happens = entering(SCENARIOS)


@happens("programme_planned", "programme_changed")
def a_programme(world: World) -> Steps:
    yield
    programme = plan_programme(actor=world.facilitator, council=world.council, title="Kugghjulet")
    change_programme(actor=world.chair, programme=programme, expected=1, title="Kugghjulet", purpose="Hjul i hjul.")


def _visitor(workshop: Workshop, name: str) -> Any:
    return registering.register(actor=NOBODY, workshop=workshop, name=name, email=f"{name}@utanfor.example")


@happens("registration_made", "registration_repeated", "registration_withdrawn", "seat_given")
def asking_for_seats(world: World) -> Steps:
    workshop = announced(world, seats=1)
    yield
    first = registering.register(actor=world.officer, workshop=workshop, needs="Hörslinga")
    second = _visitor(workshop, "Bo")
    _visitor(workshop, "Bo")
    _visitor(workshop, "Cia")
    registering.withdraw(actor=world.officer, registration=first)
    registering.move_waiting_list(actor=SYSTEM, workshop=workshop)
    registering.withdraw_by_link(actor=NOBODY, secret=registration_secret(second))


@happens("registration_reminded", "needs_said", "needs_deleted")
def before_and_after(world: World) -> Steps:
    made = registering.register(actor=world.officer, workshop=announced(world))
    yield
    registering.say_needs(actor=world.officer, registration=made, needs="Hörslinga")
    registering.remind_registered(actor=SYSTEM, registration=made)
    registering.delete_needs(actor=SYSTEM, registration=Registration.objects.get(pk=made.pk))
