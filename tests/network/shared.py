"""A shared picture for tests: a goal with figures, periods and reporters, made through the real actions in `tests.world`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.actor import PersonActor
from events import clock
from network.goals import actions
from network.goals.models import Goal, Indicator, Period, Return
from network.goals.numbers import Written
from tests.world import World, member


@dataclass
class Shared:
    """The council's goal "Fler platser", what it is measured by, and who reports."""

    world: World
    goal: Goal
    places: Indicator
    """A stock, broken down by sex: places for work training. The enterprise and the municipality report it."""
    hired: Indicator
    """A flow: people who have gone from training to work."""
    share: Indicator
    """A ratio in per cent."""
    period: Period
    """The last full year; still open."""
    earlier: Period
    reporter: PersonActor
    """Of the enterprise; writes its returns."""
    approver: PersonActor
    """The enterprise's manager, who approves."""
    officer: PersonActor
    """Of the municipality; writes its returns. The chair approves them."""

    def fresh(self, thing: Any) -> Any:
        """Return a row as it is now."""
        return type(thing).objects.get(pk=thing.pk)


YEAR = "year"


def shared(world: World, **more: Any) -> Shared:
    """Build the picture. `more` goes to the goal."""
    chair, today = world.chair, clock.today()
    last, before = date(today.year - 1, 12, 31), date(today.year - 2, 12, 31)
    goal = actions.propose_goal(
        actor=chair,
        council=world.council,
        title="Fler platser för arbetsträning",
        story="Den som behöver träna ska få en plats nära hemmet.",
        starts_on=date(today.year - 3, 1, 1),
        ends_on=date(today.year + 2, 12, 31),
        **more,
    )
    sex = actions.add_dimension(
        actor=chair,
        council=world.council,
        code="kon",
        name="Kön",
        categories=[{"code": "kvinnor", "name": "Kvinnor"}, {"code": "man", "name": "Män"}],
    )
    places = add_indicator(
        world, goal, "platser", "Platser", dimensions=[sex], is_key=True, plausible_high=Decimal(500)
    )
    hired = add_indicator(world, goal, "till-arbete", "Till arbete", kind="flow", over_time="sum")
    share = add_indicator(
        world, goal, "andel", "Andel kvar", kind="ratio", over_organisations="ratio", unit="%", scale=100, decimals=1
    )
    made = Shared(
        world=world,
        goal=goal,
        places=places,
        hired=hired,
        share=share,
        period=actions.open_period(actor=chair, council=world.council, calendar=YEAR, day=last, due=due_soon()),
        earlier=actions.open_period(actor=chair, council=world.council, calendar=YEAR, day=before, due=due_soon()),
        reporter=world.representative,
        approver=world.manager,
        officer=world.officer,
    )
    for indicator in (places, hired, share):
        for name, reporter in (("asf", made.reporter), ("public", made.officer)):
            actions.assign_reporter(
                actor=chair, indicator=indicator, organisation=world.organisations[name], reporter=reporter.person
            )
    return made


def due_soon() -> date:
    """Return a day some weeks ahead."""
    return clock.today() + timedelta(days=30)


def add_indicator(world: World, goal: Goal, code: str, name: str, **more: Any) -> Indicator:
    """Add an indicator; what is not said is a stock that is added up."""
    described = {"name": name, "unit": "platser", "kind": "stock", "calendar": YEAR, **more}
    return actions.add_indicator(actor=world.chair, goal=goal, code=code, **described)


def written(cell: str = "", number: object = None, **more: Any) -> Written:
    """Return a value to write; without a number the cell is emptied."""
    return Written(cell, number=None if number is None else Decimal(str(number)), **more)


def opened(actor: PersonActor, indicator: Indicator, period: Period) -> Return:
    """Begin a return."""
    return actions.open_return(actor=actor, indicator=indicator, period=period)


def reported(
    actor: PersonActor,
    indicator: Indicator,
    period: Period,
    numbers: Mapping[str, object] | object,
    *,
    approver: PersonActor | None = None,
) -> Return:
    """Report numbers by cell, or one number for the total; send them, and have them approved by `approver` if given."""
    cells = numbers if isinstance(numbers, Mapping) else {"": numbers}
    report = opened(actor, indicator, period)
    values = [one if isinstance(one, Written) else written(cell, one) for cell, one in cells.items()]
    report = actions.write_values(actor=actor, report=report, values=values, expected=report.version)
    report = actions.submit_return(actor=actor, report=report, expected=report.version)
    if approver is not None:
        report = actions.approve_return(actor=approver, report=report, expected=report.version)
    return report


def colleague(world: World, organisation: str, *, role: str = "officer") -> PersonActor:
    """Return one more person of an organisation."""
    return member(world.organisations[organisation], role=role)
