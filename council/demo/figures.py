"""Plays what the demo's councils measure: ways to break down, periods, figures, targets, reporters and returns."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from events.workdays import DAY
from network.goals import actions
from network.goals.models import Calendar, Return
from network.goals.numbers import Written
from network.goals.periods import bounds

if TYPE_CHECKING:
    from council.demo.goals import Row, Story

AS_THEY_ARE = [
    "name", "unit", "kind", "direction", "over_time", "over_organisations", "calendar", "definition", "decimals",
    "scale", "threshold", "visibility", "is_key", "source",
]  # fmt: skip
"""What of a figure's definition is passed on as it is written."""
REVIEWED_AFTER = timedelta(hours=4)
WITHOUT_FIGURES = {Return.State.NOTHING, Return.State.NOT_OURS}


def enter(story: "Story") -> None:
    """Lay out everything that concerns figures."""
    for row in story.rows["dimension"]:
        story.then(row["at"], _dimension(story, row))
    for row in story.rows["period"]:
        story.then(row["at"], _period(story, row))
        if "locked" in row:
            story.then(row["locked"], _lock(story, row))
    for row in story.rows["indicator"]:
        _indicator(story, row)


def _dimension(story: "Story", row: "Row") -> Callable[[], None]:
    def do() -> None:
        story.dimensions[row["code"]] = actions.add_dimension(
            actor=story.leader,
            council=story.council,
            code=row["code"],
            name=row["name"],
            categories=[{"code": code, "name": name} for code, name in row["categories"]],
        )

    return do


# --- Periods -----------------------------------------------------------------------------------------------------


def _place(row: "Row") -> int:
    """Return how the files name a period: by its year, or by how long it lay behind when the story began."""
    return int(row.get("year") or row["ago"])


def _day_in(story: "Story", calendar: str, place: int) -> date:
    """Return a day of the period: in a true year, or so many periods before the one in which the story begins."""
    if place > 1900:
        return date(place, 1, 1)
    starts, _ends = bounds(calendar, story.begins.date())
    for _step in range(place):
        starts, _ends = bounds(calendar, starts - DAY)
    return starts


def _period(story: "Story", row: "Row") -> Callable[[], None]:
    def do() -> None:
        story.periods[row["calendar"], _place(row)] = actions.open_period(
            actor=story.leader,
            council=story.council,
            calendar=row["calendar"],
            day=_day_in(story, row["calendar"], _place(row)),
            due=story.day(row["due"]),
        )

    return do


def _lock(story: "Story", row: "Row") -> Callable[[], None]:
    def do() -> None:
        actions.lock_period(actor=story.leader, period=story.periods[row["calendar"], _place(row)])

    return do


# --- What is measured --------------------------------------------------------------------------------------------


def _indicator(story: "Story", row: "Row") -> None:
    story.then(row["at"], _add(story, row))
    for target in row.get("target", []):
        story.then(target["at"], _target(story, row, target))
    for reporter in row["reporters"]:
        story.then(row["at"], _assign(story, row, reporter))
        if "ended" in row:
            story.then(row["ended"], _end(story, row, reporter["organisation"]))
    for place, report in enumerate(row["return"]):
        at = report.get("at", row["reported"]) + timedelta(minutes=place)
        _return(story, row, report, at)


def _number(written: object) -> Decimal | None:
    return None if written is None else Decimal(str(written))


def _add(story: "Story", row: "Row") -> Callable[[], None]:
    def do() -> None:
        described = {name: row[name] for name in AS_THEY_ARE if name in row}
        source = row.get("single_source")
        story.indicators[row["code"]] = actions.add_indicator(
            actor=story.leader,
            goal=story.goals[row["goal"]],
            code=row["code"],
            dimensions=[story.dimensions[code] for code in row.get("dimensions", [])],
            is_demo=row["is_demo"],
            single_source=story.organisation(source) if source else None,
            plausible_low=_number(row.get("plausible", [None, None])[0]),
            plausible_high=_number(row.get("plausible", [None, None])[1]),
            baseline=_number(row.get("baseline")),
            baseline_on=story.last_day(row["baseline_year"]) if "baseline" in row else None,
            **described,
        )

    return do


def _target(story: "Story", row: "Row", target: "Row") -> Callable[[], None]:
    def do() -> None:
        actions.set_target(
            actor=story.leader,
            indicator=story.indicators[row["code"]],
            on=story.last_day(target["year"]),
            number=Decimal(str(target["number"])),
            high=_number(target.get("high")),
            reason=target.get("reason", ""),
            cell=target.get("cell", ""),
        )

    return do


def _assign(story: "Story", row: "Row", reporter: "Row") -> Callable[[], None]:
    def do() -> None:
        people = story.world.people
        actions.assign_reporter(
            actor=story.leader,
            indicator=story.indicators[row["code"]],
            organisation=story.organisation(reporter["organisation"]),
            reporter=people[reporter["person"]],
            deputy=people[reporter["deputy"]] if "deputy" in reporter else None,
        )

    return do


def _end(story: "Story", row: "Row", organisation: str) -> Callable[[], None]:
    def do() -> None:
        held = story.indicators[row["code"]].assignments.get(organisation=story.organisation(organisation))
        actions.end_reporting(actor=story.leader, assignment=held)

    return do


# --- Returns -----------------------------------------------------------------------------------------------------


def _return(story: "Story", row: "Row", report: "Row", at: datetime) -> None:
    state = report.get("state", Return.State.APPROVED)
    made: list[Return] = []

    def write() -> None:
        made.append(_written(story, row, report, state))

    def review() -> None:
        approver = _reporter(row, report).get("approver")
        actor = story.world.actor(approver, report["organisation"]) if approver else story.leader
        settled: dict[str, Any] = {"actor": actor, "report": made[0], "expected": made[0].version}
        if state == Return.State.SENT_BACK:
            actions.send_back_return(reason=report["reason"], **settled)
        else:
            actions.approve_return(**settled)

    story.then(at, write)
    if state in {Return.State.APPROVED, Return.State.SENT_BACK}:
        story.then(at + REVIEWED_AFTER, review)


def _reporter(row: "Row", report: "Row") -> "Row":
    """Return who reports for the organisation of a return."""
    return next(one for one in row["reporters"] if one["organisation"] == report["organisation"])


def _written(story: "Story", row: "Row", report: "Row", state: str) -> Return:
    actor = story.world.actor(_reporter(row, report)["person"], report["organisation"])
    period = story.periods[row.get("calendar", Calendar.YEAR), _place(report)]
    opened = actions.open_return(actor=actor, indicator=story.indicators[row["code"]], period=period)
    if state in WITHOUT_FIGURES:
        return actions.answer_without_figures(actor=actor, report=opened, answer=state, expected=opened.version)
    values = [_value(cell, said, row, report) for cell, said in report["values"].items()]
    opened = actions.write_values(
        actor=actor, report=opened, values=values, expected=opened.version, comment=report.get("comment")
    )
    if state == Return.State.DRAFT:
        return opened
    return actions.submit_return(actor=actor, report=opened, expected=opened.version)


def _value(cell: str, said: Any, row: "Row", report: "Row") -> Written:
    """Return a value: a number, a share as `[part, whole]`, with how exact it is said to be and where it stands."""
    part, whole = said if isinstance(said, list) else (None, None)
    return Written(
        cell,
        operator=report.get("operator", "exact"),
        number=None if isinstance(said, list) else _number(said),
        numerator=_number(part),
        denominator=_number(whole),
        note=report.get("note", ""),
        source=row["figures_from"],
        source_page=str(row.get("page", "")),
    )
