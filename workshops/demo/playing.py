"""How the finished workshop of the demo went: everybody writes, votes, answers and concludes, a minute at a time."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from accounts.actor import GuestActor
from council.demo.world import World
from events import clock
from workshops.ballots.actions import give_answers, put_dots
from workshops.boards.actions import make_group, write_note
from workshops.boards.models import Group, Note
from workshops.outcomes.actions import agree_on_outcome, hand_over, lift_outcome
from workshops.plans.models import Step, Workshop
from workshops.sessions.actions import end_workshop, join_workshop, open_step, reveal, start_workshop
from workshops.tables.actions import collect
from workshops.tables.lines import write_line
from workshops.tables.models import Sitting

GIVEN: dict[str, list[Any]] = {
    "nara": [2, 4, 5, 3, 2, 1, 4, 5, 3, 4, 5, 2],
    "hopp": [["samsyn"], ["en kontaktperson"], ["uppdrag"], ["samsyn", "en plan"], ["lokaler"], ["en plan"]],
    "nytta": [4, 5, 4, 3, 5, 4, 4, 5],
    "talat": [5, 4, 5, 5, 3, 4],
    "sagt": ["Mer tid vid borden", "Bjud in politiker nästa gång"],
}
"""What is answered to each question of the plan, in turn."""
A_YEAR = timedelta(days=365)


class Play:
    """A workshop, its people, and the clock of the story."""

    def __init__(self, world: World, workshop: Workshop, told: dict[str, Any]) -> None:
        self.workshop, self.told = workshop, told
        self.leader = world.actor(*told["leader"])
        self.members: list[Any] = [world.actor(*member) for member in told["members"]]
        self.organisations = world.organisations
        self.guests = [(GuestActor(uuid.uuid4()), name, organisation) for name, organisation in told["guests"]]
        self.now: datetime

    def run(self, starts_at: datetime) -> None:
        """Hold the workshop from its first minute to its last."""
        self.now = starts_at
        with self._later(0):
            for host in (self.leader, *self.members):
                join_workshop(actor=host, workshop=self.workshop)
            for guest, name, organisation in self.guests:
                join_workshop(actor=guest, workshop=self.workshop, name=name, organisation=organisation)
            start_workshop(actor=self.leader, workshop=self.workshop)
        for step in self.workshop.steps.order_by("position"):
            self._hold(step)
        with self._later(5):
            end_workshop(actor=self.leader, workshop=self._here())

    @property
    def people(self) -> list[Any]:
        """Everybody who takes part, without the hosts."""
        return [*self.members, *(guest for guest, _name, _organisation in self.guests)]

    @contextmanager
    def _later(self, minutes: float) -> Iterator[None]:
        self.now += timedelta(minutes=minutes)
        with clock.at(self.now):
            yield

    def _here(self) -> Workshop:
        return Workshop.objects.select_related("council", "step").get(pk=self.workshop.pk)

    def _hold(self, step: Step) -> None:
        here = self._here()
        with self._later(1):
            open_step(actor=self.leader, workshop=here, step=step.pk, after=here.step_id)
        open_now = Step.objects.select_related("workshop").get(pk=step.pk)
        work = {
            "board": self._write,
            "vote": self._vote,
            "tables": self._sit,
            "checkin": self._answer,
            "evaluation": self._answer,
            "outcomes": self._conclude,
        }.get(step.type)
        if work:
            with self._later(max(1, step.minutes - 2)):
                work(open_now)

    def _write(self, step: Step) -> None:
        people = cycle(self.people)
        for column in self.told["notes"]:
            for text in column["texts"]:
                write_note(actor=next(people), step=step, note=uuid.uuid4(), text=text, column=column["column"])
        reveal(actor=self.leader, step=step)
        for told in self.told["groups"]:
            notes = [note.pk for note in Note.objects.filter(step=step, text__in=told["notes"])]
            make_group(actor=self.leader, step=step, group=uuid.uuid4(), notes=notes, title=told["title"])

    def _vote(self, step: Step) -> None:
        left = {told["title"]: told["dots"] for told in self.told["groups"]}
        items = {item.group.title: item for item in step.items.select_related("group") if item.group}
        for person in self.people:
            for title, item in items.items():
                dots = min(2, left[title])
                left[title] -= dots
                if dots:
                    put_dots(actor=person, step=step, item=item.pk, dots=dots)
        reveal(actor=self.leader, step=step)

    def _answer(self, step: Step) -> None:
        for question in step.settings["questions"]:
            for person, value in zip(self.people, GIVEN.get(question["id"], []), strict=False):
                give_answers(actor=person, step=step, answers={question["id"]: value})
        reveal(actor=self.leader, step=step)

    def _sit(self, step: Step) -> None:
        sittings = {one.participant_id: one.table for one in Sitting.objects.filter(step=step).select_related("table")}
        seats = {sittings[place.pk].number: person for person, place in self._places() if place.pk in sittings}
        for told in self.told["lines"]:
            table = step.tables.filter(number=told["table"]).first()
            if table is None or told["table"] not in seats:
                continue
            for text in told["texts"]:
                write_line(actor=seats[told["table"]], table=table, line=uuid.uuid4(), text=text)
        collect(actor=self.leader, step=step)

    def _places(self) -> Iterator[tuple[Any, Any]]:
        for person in self.people:
            found = self.workshop.participants.filter(
                guest=person.guest if isinstance(person, GuestActor) else None, person=person.person
            )
            yield person, found.get()

    def _conclude(self, step: Step) -> None:
        for told in self.told["outcomes"]:
            kind = "group" if "group" in told else "note"
            inside = {"step__workshop": self.workshop}
            thing: Any = (
                Group.objects.get(title=told["group"], **inside)
                if kind == "group"
                else Note.objects.get(text=told["note"], **inside)
            )
            outcome = lift_outcome(
                actor=self.leader,
                workshop=self._here(),
                type=told["type"],
                text=told["text"],
                organisation=self.organisations.get(told.get("organisation", "")),
                sources=[{"kind": kind, "thing": thing.pk}],
            )
            agreed = agree_on_outcome(actor=self.leader, outcome=outcome)
            if told["type"] == "goal":
                day = self.now.date()
                hand_over(actor=self.leader, outcome=agreed, starts_on=day, ends_on=day + A_YEAR)
