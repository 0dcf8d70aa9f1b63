"""What the table of rights speaks of where shared goals are concerned, and a way to do each of their actions."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from events import clock
from network.goals import actions
from network.goals.models import Goal, Indicator
from tests.network.scenarios import assumptions
from tests.network.shared import Shared, due_soon, opened, reported, shared, written
from tests.world import World


def things(here: World) -> dict[str, Any]:
    """Return an adopted goal (number 1), a proposed one (2) and one whose status is stated (3), with all that hangs on them."""
    picture = shared(here)
    goal = _adopted(here, picture.goal)
    proposed = _proposed(here, "Fler företag")
    stated = _adopted(here, _proposed(here, "En gemensam stödfunktion", status_rule="stated"))
    draft = opened(picture.reporter, picture.places, picture.period)
    draft = actions.write_values(actor=picture.reporter, report=draft, values=[written("", 12)], expected=1)
    return {
        "goal": goal,
        "proposed": proposed,
        "stated": stated,
        "indicator": picture.places,
        "hired": picture.hired,
        "share": picture.share,
        "period": picture.period,
        "earlier": picture.earlier,
        "draft": draft,
        "sent": reported(picture.officer, picture.hired, picture.period, 7),
        "approved": reported(picture.reporter, picture.hired, picture.period, 5, approver=picture.approver),
        "evidence": _with_evidence(picture, draft),
        **_beside(here, goal),
        "assignment": picture.places.assignments.get(organisation=here.organisations["asf"]),
    }


def _with_evidence(picture: Shared, draft: Any) -> Any:
    file = SimpleUploadedFile("underlag.txt", b"Tolv.")
    actions.attach_evidence(actor=picture.reporter, report=draft, cell="", file=file, expected=draft.version)
    return draft.values.get()


def _proposed(here: World, title: str, **more: Any) -> Goal:
    today = clock.today()
    return actions.propose_goal(
        actor=here.representative,
        council=here.council,
        title=title,
        starts_on=today,
        ends_on=today + timedelta(days=700),
        **more,
    )


def _adopted(here: World, goal: Goal) -> Goal:
    return actions.adopt_goal(actor=here.chair, goal=goal, decision="Rådet § 7", decided_on=clock.today())


def _beside(here: World, goal: Goal) -> dict[str, Any]:
    asf = here.organisations["asf"]
    return {
        "activity": actions.add_activity(
            actor=here.chair, goal=goal, title="Öppna vävstugan", organisation=asf, due=due_soon()
        ),
        "commitment": actions.make_commitment(
            actor=here.chair, goal=goal, organisation=asf, role="contributor", contribution="Fem platser."
        ),
        "impact_call": actions.open_impact_call(
            actor=here.chair, council=here.council, title="Sysselsättningsfasen upphör", due=due_soon()
        ),
        "scenario": actions.save_scenario(
            actor=here.representative, council=here.council, title="Tio till arbete", assumptions=assumptions()
        ),
        "benchmark": _benchmark(here, here.chair),
    }


def _benchmark(here: World, who: Any) -> Any:
    return actions.publish_benchmark(
        actor=who,
        council=here.council,
        area="Östra Södertörn",
        name="Sociala företag",
        unit="företag",
        start_year=2011,
        values=[actions.SaidValue(6, Decimal(9), "Lägesrapport 2017", source_page="11")],
    )


def names(found: dict[str, Any]) -> dict[str, str]:
    """Return what stands for the names that are no ids."""
    return {f"{name}_number": str(found[name].number) for name in ("goal", "proposed", "stated")}


def revision(thing: Any) -> int:
    """Return what has to be said when a thing is changed: the revision that one has read."""
    fresh = type(thing).objects.get(pk=thing.pk)
    return int(fresh.revision if isinstance(fresh, Indicator) else fresh.version)


def goal_as_it_is(goal: Goal) -> dict[str, Any]:
    """Return what a goal says of itself, to be sent back unchanged."""
    return {"title": goal.title, "starts_on": goal.starts_on, "ends_on": goal.ends_on}


def deeds(here: World, found: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing with shared goals."""
    picture = Shared(
        here, found["goal"], found["indicator"], found["hired"], found["share"], found["period"], found["earlier"],
        here.representative, here.manager, here.officer,
    )  # fmt: skip
    return {
        **_with_goals(here, found),
        **_with_measures(here, found),
        **_with_returns(picture, found),
        **_ahead(here, found),
    }


def _with_goals(here: World, found: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    goal, proposed, activity, asf = found["goal"], found["proposed"], found["activity"], here.organisations["asf"]
    today = clock.today()
    return {
        "network.propose_goal": lambda who: actions.propose_goal(
            actor=who, council=here.council, title="Nytt mål", starts_on=today, ends_on=today
        ),
        "network.change_goal an adopted one": lambda who: actions.change_goal(
            actor=who, goal=goal, expected=revision(goal), **goal_as_it_is(goal)
        ),
        "network.change_goal proposed by the asf": lambda who: actions.change_goal(
            actor=who, goal=proposed, expected=revision(proposed), **goal_as_it_is(proposed)
        ),
        "network.adopt_goal": lambda who: actions.adopt_goal(
            actor=who, goal=proposed, decision="Rådet § 8", decided_on=today
        ),
        "network.close_goal": lambda who: actions.close_goal(actor=who, goal=goal, reason="Nått."),
        "network.state_status": lambda who: actions.state_status(
            actor=who, goal=found["stated"], status="behind", reason="Avtalet dröjer."
        ),
        "network.state_position": lambda who: actions.state_position(actor=who, goal=goal, stance="supports"),
        "network.make_commitment for the asf": lambda who: actions.make_commitment(
            actor=who, goal=goal, organisation=asf, role="owner"
        ),
        "network.confirm_commitment the asf's": lambda who: actions.confirm_commitment(
            actor=who, commitment=found["commitment"]
        ),
        "network.end_commitment the asf's": lambda who: actions.end_commitment(
            actor=who, commitment=found["commitment"]
        ),
        "network.add_activity": lambda who: actions.add_activity(
            actor=who, goal=goal, title="Ring runt", organisation=asf, due=due_soon()
        ),
        "network.change_activity the asf's": lambda who: actions.change_activity(
            actor=who,
            activity=activity,
            expected=revision(activity),
            title=activity.title,
            organisation=asf,
            due=activity.due,
            state="done",
        ),
    }


def _with_measures(here: World, found: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    goal, indicator, period = found["goal"], found["indicator"], found["period"]
    groups = [{"code": "unga", "name": "16–29 år"}, {"code": "andra", "name": "30 år och äldre"}]
    described: dict[str, Any] = {"name": "Företag", "unit": "företag", "kind": "stock"}
    as_it_is: dict[str, Any] = {"name": "Platser", "unit": "platser", "kind": "stock", "calendar": "year"}
    asf, lock = here.organisations["asf"], actions.lock_period
    return {
        "network.add_dimension": lambda who: actions.add_dimension(
            actor=who, council=here.council, code="alder", name="Ålder", categories=groups
        ),
        "network.add_indicator": lambda who: actions.add_indicator(actor=who, goal=goal, code="foretag", **described),
        "network.change_indicator": lambda who: actions.change_indicator(
            actor=who, indicator=indicator, expected=revision(indicator), **as_it_is
        ),
        "network.set_target": lambda who: actions.set_target(
            actor=who, indicator=indicator, on=goal.ends_on, number=Decimal(280)
        ),
        "network.assign_reporter in the asf": lambda who: actions.assign_reporter(
            actor=who, indicator=indicator, organisation=asf, reporter=here.manager.person
        ),
        "network.end_reporting of the asf": lambda who: actions.end_reporting(
            actor=who, assignment=found["assignment"]
        ),
        "network.open_period": lambda who: actions.open_period(
            actor=who, council=here.council, calendar="year", day=date(2016, 1, 1), due=date(2017, 2, 1)
        ),
        "network.change_due_day": lambda who: actions.change_due_day(
            actor=who, period=period, due=due_soon(), expected=revision(period)
        ),
        "network.close_period": lambda who: actions.close_period(actor=who, period=period),
        "network.lock_period": lambda who: lock(actor=who, period=period),
        "network.reopen_period": lambda who: (
            period.state == "locked" or lock(actor=here.chair, period=period),
            actions.reopen_period(actor=who, period=period, reason="En rapport saknades."),
        ),
    }


def _with_returns(here: Shared, found: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    draft, sent, approved = found["draft"], found["sent"], found["approved"]
    return {
        "network.keep_import": lambda who: actions.keep_import(
            actor=who, council=here.world.council, name="mina.csv", lines=[]
        ),
        "network.import_values": lambda who: actions.import_values(
            actor=who, council=here.world.council, name="mina.csv", lines=[]
        ),
        "network.open_return of a figure": lambda who: opened(who, here.share, here.period),
        "network.report_values of a figure": lambda who: actions.report_values(
            actor=who, indicator=here.share, period=here.period, values=[]
        ),
        "network.write_values in the asf's": lambda who: actions.write_values(
            actor=who, report=draft, values=[written("", 13)], expected=revision(draft)
        ),
        "network.attach_evidence in the asf's": lambda who: actions.attach_evidence(
            actor=who, report=draft, cell="", file=SimpleUploadedFile("a.txt", b"Hej."), expected=revision(draft)
        ),
        "network.submit_return the asf's": lambda who: actions.submit_return(
            actor=who, report=draft, expected=revision(draft)
        ),
        "network.answer_without_figures the asf's": lambda who: actions.answer_without_figures(
            actor=who, report=draft, answer="nothing", expected=revision(draft)
        ),
        "network.approve_return the municipality's": lambda who: actions.approve_return(
            actor=who, report=sent, expected=revision(sent)
        ),
        "network.send_back_return the municipality's": lambda who: actions.send_back_return(
            actor=who, report=sent, reason="Räkna om.", expected=revision(sent)
        ),
        "network.reopen_return the asf's": lambda who: actions.reopen_return(
            actor=who, report=approved, reason="Fel år.", expected=revision(approved)
        ),
    }


def _ahead(here: World, found: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    call, scenario = found["impact_call"], found["scenario"]
    return {
        "network.publish_benchmark": lambda who: _benchmark(here, who),
        "network.open_impact_call": lambda who: actions.open_impact_call(
            actor=who, council=here.council, title="En regel ändras", due=due_soon()
        ),
        "network.answer_impact_call": lambda who: actions.answer_impact_call(actor=who, call=call, places=-4),
        "network.close_impact_call": lambda who: actions.close_impact_call(actor=who, call=call),
        "network.tell_impact_sum": lambda who: actions.tell_impact_sum(actor=who, call=call),
        "network.save_scenario": lambda who: actions.save_scenario(
            actor=who, council=here.council, title="Fem till arbete", assumptions=assumptions(5)
        ),
        "network.change_scenario the representative's": lambda who: actions.change_scenario(
            actor=who, scenario=scenario, expected=revision(scenario), title="Sju", assumptions=assumptions(7)
        ),
        "network.publish_scenario": lambda who: actions.publish_scenario(
            actor=who, scenario=scenario, visibility="public"
        ),
    }
