"""A scenario for every event type of shared goals, as `tests.live.test_replay_law` wants them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from events import clock
from network.goals import actions
from network.goals.actions.foresight import Assumed, SaidValue
from network.goals.models import Goal
from network.goals.scenarios import Key
from tests.network.shared import Shared, add_indicator, due_soon, opened, reported, shared, written
from tests.world import World

Steps = Iterator[None]
Scenario = Callable[[World], Steps]
SCENARIOS: dict[str, Scenario] = {}


def happens(*names: str) -> Callable[[Callable[[Shared], Steps]], Scenario]:
    """Enter a scenario for event types; it gets the shared picture."""

    def decorate(scenario: Callable[[Shared], Steps]) -> Scenario:
        def play(world: World) -> Steps:
            yield from scenario(shared(world))

        play.__name__ = scenario.__name__
        SCENARIOS.update({f"network.{name}": play for name in names})
        return play

    return decorate


def proposed(here: Shared, **more: Any) -> Goal:
    """Propose a goal."""
    today = clock.today()
    return actions.propose_goal(
        actor=here.world.representative,
        council=here.world.council,
        title="Fler företag",
        starts_on=today,
        ends_on=today + timedelta(days=700),
        **more,
    )


def adopted(here: Shared) -> Goal:
    """Adopt the goal of the picture."""
    return actions.adopt_goal(
        actor=here.world.chair, goal=here.goal, decision="Rådet § 7", decided_on=clock.today(), decision_url=""
    )


@happens("goal_proposed")
def goal_proposed(here: Shared) -> Steps:
    yield
    proposed(here, parent=here.goal)


@happens("goal_changed")
def goal_changed(here: Shared) -> Steps:
    yield
    goal = here.fresh(here.goal)
    actions.change_goal(
        actor=here.world.chair,
        goal=goal,
        expected=goal.version,
        title="Många fler platser",
        starts_on=goal.starts_on,
        ends_on=goal.ends_on,
    )


@happens("goal_adopted")
def goal_adopted(here: Shared) -> Steps:
    yield
    adopted(here)


@happens("goal_closed")
def goal_closed(here: Shared) -> Steps:
    adopted(here)
    yield
    actions.close_goal(actor=here.world.chair, goal=here.goal, reason="Uppgått i ett annat mål.")


@happens("status_stated")
def status_stated(here: Shared) -> Steps:
    goal = proposed(here, status_rule="stated")
    yield
    actions.state_status(actor=here.world.chair, goal=goal, status="behind", reason="Avtalet dröjer.")


@happens("position_stated")
def position_stated(here: Shared) -> Steps:
    actions.state_position(actor=here.officer, goal=here.goal, stance="abstains")
    yield
    actions.state_position(actor=here.officer, goal=here.goal, stance="conditions", reason="Om lokalen blir klar.")


def _committed(here: Shared) -> Any:
    return actions.make_commitment(
        actor=here.world.chair,
        goal=here.goal,
        organisation=here.world.organisations["asf"],
        role="contributor",
        contribution="Fem platser i vävstugan.",
    )


@happens("commitment_made")
def commitment_made(here: Shared) -> Steps:
    yield
    _committed(here)


@happens("commitment_confirmed")
def commitment_confirmed(here: Shared) -> Steps:
    commitment = _committed(here)
    yield
    actions.confirm_commitment(actor=here.reporter, commitment=commitment)


@happens("commitment_ended")
def commitment_ended(here: Shared) -> Steps:
    commitment = _committed(here)
    yield
    actions.end_commitment(actor=here.reporter, commitment=commitment)


def _activity(here: Shared) -> Any:
    return actions.add_activity(
        actor=here.reporter,
        goal=here.goal,
        title="Öppna vävstugan",
        organisation=here.world.organisations["asf"],
        due=clock.today() + timedelta(days=30),
    )


@happens("activity_added")
def activity_added(here: Shared) -> Steps:
    yield
    _activity(here)


@happens("activity_changed")
def activity_changed(here: Shared) -> Steps:
    activity = _activity(here)
    yield
    actions.change_activity(
        actor=here.reporter,
        activity=activity,
        expected=1,
        title=activity.title,
        organisation=activity.organisation,
        due=activity.due,
        state="done",
    )


@happens("dimension_added")
def dimension_added(here: Shared) -> Steps:
    yield
    groups = [{"code": "unga", "name": "16–29 år"}, {"code": "andra", "name": "30 år och äldre"}]
    actions.add_dimension(
        actor=here.world.chair, council=here.world.council, code="alder", name="Ålder", categories=groups
    )


@happens("indicator_added")
def indicator_added(here: Shared) -> Steps:
    yield
    add_indicator(here.world, here.goal, "foretag", "Företag")


@happens("indicator_changed")
def indicator_changed(here: Shared) -> Steps:
    yield
    actions.change_indicator(
        actor=here.world.chair,
        indicator=here.hired,
        expected=1,
        name="Gått till arbete",
        unit="personer",
        kind="flow",
        over_time="sum",
    )


@happens("target_set")
def target_set(here: Shared) -> Steps:
    actions.confirm_commitment(actor=here.reporter, commitment=_committed(here))
    yield
    actions.set_target(actor=here.world.chair, indicator=here.places, on=here.goal.ends_on, number=Decimal(280))


@happens("reporter_assigned")
def reporter_assigned(here: Shared) -> Steps:
    yield
    actions.assign_reporter(
        actor=here.world.chair, indicator=here.places, organisation=here.world.organisations["adviser"]
    )


@happens("reporting_ended")
def reporting_ended(here: Shared) -> Steps:
    yield
    assignment = here.places.assignments.get(organisation=here.world.organisations["public"])
    actions.end_reporting(actor=here.world.chair, assignment=assignment)


@happens("period_opened")
def period_opened(here: Shared) -> Steps:
    yield
    today = clock.today()
    actions.open_period(
        actor=here.world.chair,
        council=here.world.council,
        calendar="month",
        day=today,
        due=today + timedelta(days=60),
    )


@happens("period_changed")
def period_changed(here: Shared) -> Steps:
    yield
    actions.change_due_day(actor=here.world.chair, period=here.period, due=due_soon() + timedelta(days=14), expected=1)


@happens("period_closing")
def period_closing(here: Shared) -> Steps:
    yield
    actions.close_period(actor=here.world.chair, period=here.period)


@happens("period_locked")
def period_locked(here: Shared) -> Steps:
    reported(here.reporter, here.places, here.period, 12, approver=here.approver)
    yield
    actions.lock_period(actor=here.world.chair, period=here.period)


@happens("period_reopened")
def period_reopened(here: Shared) -> Steps:
    actions.lock_period(actor=here.world.chair, period=here.period)
    yield
    actions.reopen_period(actor=here.world.chair, period=here.period, reason="En rapport saknades.")


@happens("return_opened")
def return_opened(here: Shared) -> Steps:
    yield
    opened(here.reporter, here.places, here.period)


@happens("values_written")
def values_written(here: Shared) -> Steps:
    report = opened(here.reporter, here.places, here.period)
    yield
    actions.write_values(
        actor=here.reporter, report=report, values=[written("", 12, note="Räknat i mars.")], expected=1
    )


@happens("return_submitted", "figures_sent")
def return_submitted(here: Shared) -> Steps:
    yield
    reported(here.reporter, here.places, here.period, 12)


@happens("return_sent_back")
def return_sent_back(here: Shared) -> Steps:
    report = reported(here.reporter, here.places, here.period, 12)
    yield
    actions.send_back_return(actor=here.approver, report=report, reason="Räkna om.", expected=report.version)


@happens("return_approved", "figures_published")
def return_approved(here: Shared) -> Steps:
    report = reported(here.reporter, here.places, here.period, {"": 12, "kon=kvinnor": 7})
    yield
    actions.approve_return(actor=here.approver, report=report, expected=report.version)


@happens("return_answered")
def return_answered(here: Shared) -> Steps:
    report = opened(here.reporter, here.places, here.period)
    yield
    actions.answer_without_figures(actor=here.reporter, report=report, answer="nothing", expected=1)


@happens("return_reopened")
def return_reopened(here: Shared) -> Steps:
    report = reported(here.reporter, here.places, here.period, 12)
    yield
    actions.reopen_return(actor=here.reporter, report=report, reason="Fel år.", expected=report.version)


@happens("benchmark_published")
def benchmark_published(here: Shared) -> Steps:
    _benchmark(here, 3)
    yield
    _benchmark(here, 9)


def _benchmark(here: Shared, number: int) -> Any:
    return actions.publish_benchmark(
        actor=here.world.chair,
        council=here.world.council,
        area="Östra Södertörn",
        name="Sociala företag",
        unit="företag",
        start_year=2011,
        values=[SaidValue(6, Decimal(number), "Lägesrapport 2017", "more", source_page="11")],
    )


def _call(here: Shared) -> Any:
    return actions.open_impact_call(
        actor=here.world.chair, council=here.world.council, title="Sysselsättningsfasen upphör", due=due_soon()
    )


@happens("impact_call_opened")
def impact_call_opened(here: Shared) -> Steps:
    yield
    _call(here)


@happens("impact_answered", "impact_sum_changed")
def impact_answered(here: Shared) -> Steps:
    call = _call(here)
    yield
    actions.answer_impact_call(actor=here.reporter, call=call, places=-4, income_share=Decimal(30))


@happens("impact_call_closed")
def impact_call_closed(here: Shared) -> Steps:
    call = _call(here)
    yield
    actions.close_impact_call(actor=here.world.chair, call=call)


def assumptions(people: int = 10) -> list[Assumed]:
    """Return a full set of assumptions."""
    numbers = {
        Key.PEOPLE: people,
        Key.SUPPORT: 9000,
        Key.MONTHS: 12,
        Key.WAGE: 24000,
        Key.TAX: 32,
        Key.COST: 6000,
    }
    return [
        Assumed(key, Decimal(number), Decimal(number) / 2, Decimal(number), "Antaget i rådet")
        for key, number in numbers.items()
    ]


@happens("scenario_saved")
def scenario_saved(here: Shared) -> Steps:
    yield
    actions.save_scenario(
        actor=here.reporter, council=here.world.council, title="Tio personer till arbete", assumptions=assumptions()
    )


@happens("reminders_stopped", "reminders_resumed")
def reminders_stopped(here: Shared) -> Steps:
    who = {"actor": here.officer, "person": here.officer.person, "council": here.world.council.pk, "kind": "report"}
    yield
    actions.stop_reminders(**who)
    actions.resume_reminders(**who)
