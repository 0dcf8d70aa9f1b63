"""Plays what the demo's councils want, measure and report, through the same actions that people use.

Every file in `goals/` belongs to a council, and all files of a council make one story: whatever is in them is played
in the order of time. A council that has goals of the demo already is left alone, so loading again is safe.
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import PersonActor
from accounts.models import Organisation
from council.demo import figures, foresight
from council.demo.world import FOLDER, World
from council.rooms.models import Message
from council.seats.models import Council
from events import clock
from network import origins
from network.goals import actions
from network.goals.models import Activity, Dimension, Goal, Indicator, Period

TRUE_YEARS = 1900
"""From here on a year in the files is meant as it stands; below, it counts from the story's own year."""
Row = dict[str, Any]


@dataclass
class Story:
    """One council's story: what is still to be played, and what has been made, by the names the files use."""

    world: World
    council: Council
    rows: dict[str, list[Row]]
    leader: PersonActor
    begins: datetime
    """When, on today's calendar, the council begins to speak of goals."""
    steps: list[tuple[datetime, Callable[[], None]]] = field(default_factory=list)
    goals: dict[str, Goal] = field(default_factory=dict)
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    periods: dict[tuple[str, int], Period] = field(default_factory=dict)

    def then(self, at: datetime, do: Callable[[], None]) -> None:
        """Let something happen at a moment of the written story."""
        self.steps.append((at + self.world.shift, do))

    def play(self) -> None:
        """Do everything in the order of time."""
        for at, do in sorted(self.steps, key=lambda step: step[0]):
            with clock.at(at):
                do()

    def year(self, written: int) -> int:
        """Return a year: as it is written, or counted from the year in which the story begins."""
        return written if written > TRUE_YEARS else self.begins.year + written

    def first_day(self, written: int) -> date:
        """Return the first day of a year."""
        return date(self.year(written), 1, 1)

    def last_day(self, written: int) -> date:
        """Return the last day of a year."""
        return date(self.year(written), 12, 31)

    def day(self, written: date) -> date:
        """Return a day of the story as a day of today's calendar."""
        return written + self.world.shift

    def somebody(self, row: Row | None) -> PersonActor:
        """Return who acts: whoever is named, else the one who leads the council."""
        return self.world.actor(row["person"], row["organisation"]) if row else self.leader

    def organisation(self, slug: str) -> Organisation:
        """Return an organisation by its slug."""
        return self.world.organisations[slug]


@transaction.atomic
def load_goals(world: World) -> list[str]:
    """Load the goals that are missing; return a line for each council."""
    files = [tomllib.loads(path.read_text()) for path in sorted((FOLDER / "goals").glob("*.toml"))]
    by_council: dict[str, list[Row]] = defaultdict(list)
    for one in files:
        by_council[one["council"]].append(one)
    return [line for slug, parts in sorted(by_council.items()) if (line := _council(world, slug, parts))]


def _council(world: World, slug: str, parts: list[Row]) -> str:
    council = Council.objects.get(slug=slug)
    if Goal.objects.filter(council=council, is_demo=True).exists():
        return ""
    rows: dict[str, list[Row]] = defaultdict(list)
    head: Row = {}
    for part in parts:
        head |= part.get("story", {})
        for name, found in part.items():
            if isinstance(found, list):
                rows[name] += found
    begins = head["begins"] + world.shift
    story = Story(world, council, rows, world.actor(head["person"], head["organisation"]), begins)
    _goals(story)
    figures.enter(story)
    foresight.enter(story)
    story.play()
    return f"{council.name}: {len(story.goals)} goals, {len(story.indicators)} figures"


def _goals(story: Story) -> None:
    for row in story.rows["goal"]:
        story.then(row["at"], _propose(story, row))
        if "adopted" in row:
            story.then(row["adopted"]["at"], _adopt(story, row["key"], row["adopted"]))
        if "stated" in row:
            story.then(row["stated"]["at"], _state(story, row["key"], row["stated"]))
        if "closed" in row:
            story.then(row["closed"]["at"], _close(story, row["key"], row["closed"]))
        for one in row.get("position", []):
            story.then(one["at"], _position(story, row["key"], one))
        for one in row.get("commitment", []):
            story.then(one["at"], _commit(story, row["key"], one))
        for one in row.get("activity", []):
            story.then(one["at"], _activity(story, row["key"], one))


def _propose(story: Story, row: Row) -> Callable[[], None]:
    def do() -> None:
        story.goals[row["key"]] = actions.propose_goal(
            actor=story.somebody(row.get("by")),
            council=story.council,
            title=row["title"],
            story=row["story"],
            source=row.get("source", ""),
            parent=story.goals[row["parent"]] if "parent" in row else None,
            starts_on=story.first_day(row["from"]),
            ends_on=story.last_day(row["to"]),
            status_rule=row["status"],
            visibility=row.get("visibility", "council"),
            is_demo=True,
        )

    return do


def _adopt(story: Story, goal: str, row: Row) -> Callable[[], None]:
    def do() -> None:
        actions.adopt_goal(
            actor=story.leader, goal=story.goals[goal], decision=row["decision"], decided_on=clock.today()
        )

    return do


def _state(story: Story, goal: str, row: Row) -> Callable[[], None]:
    def do() -> None:
        actions.state_status(actor=story.leader, goal=story.goals[goal], status=row["status"], reason=row["reason"])

    return do


def _close(story: Story, goal: str, row: Row) -> Callable[[], None]:
    def do() -> None:
        actions.close_goal(actor=story.leader, goal=story.goals[goal], reason=row["reason"])

    return do


def _position(story: Story, goal: str, row: Row) -> Callable[[], None]:
    def do() -> None:
        actions.state_position(
            actor=story.somebody(row), goal=story.goals[goal], stance=row["stance"], reason=row.get("reason", "")
        )

    return do


def _commit(story: Story, goal: str, row: Row) -> Callable[[], None]:
    """With a person of the organisation it is confirmed at once; without one, the council's leader has written it."""

    def do() -> None:
        actions.make_commitment(
            actor=story.somebody(row if "person" in row else None),
            goal=story.goals[goal],
            organisation=story.organisation(row["organisation"]),
            role=row["role"],
            contribution=row["contribution"],
        )

    return do


def _activity(story: Story, goal: str, row: Row) -> Callable[[], None]:
    def do() -> None:
        actor, organisation = story.somebody(row.get("by")), story.organisation(row["organisation"])
        origin = _message(row["from_message"]) if "from_message" in row and "message" in origins.kinds() else None
        planned = {"title": row["title"], "note": row.get("note", ""), "due": story.day(row["due"])}
        activity = actions.add_activity(
            actor=actor,
            goal=story.goals[goal],
            organisation=organisation,
            origin_kind="message" if origin else "",
            origin=origin,
            **planned,
        )
        for step in row.get("became", []):
            _move(story, activity, organisation, planned, step)

    return do


def _move(story: Story, activity: Activity, organisation: Organisation, planned: Row, step: Row) -> None:
    with clock.at(step["at"] + story.world.shift):
        activity.refresh_from_db()
        actions.change_activity(
            actor=story.leader,
            activity=activity,
            expected=activity.version,
            organisation=organisation,
            state=step["state"],
            **planned,
        )


def _message(key: str) -> UUID | None:
    """Return the message of a discussion's row, which may have been loaded another day."""
    for path in sorted((FOLDER / "discussions").glob("*.toml")):
        discussion = tomllib.loads(path.read_text())
        keys = [row["key"] for row in discussion["message"]]
        if key in keys:
            messages = Message.objects.filter(room__slug=discussion["room"]).order_by("seq")
            return next((one.pk for one in messages[keys.index(key) : keys.index(key) + 1]), None)
    return None
