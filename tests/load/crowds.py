"""A room full of phones: what each of them does and when, and that nothing of it is lost, doubled or shown otherwise."""

import asyncio
import json
import random
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.load import meetings
from tests.load.phones import Phone
from tests.load.screens import Frame

NOTES = DOTS = 5
SETTLED_WITHIN = 30.0
Deed = Callable[[], Awaitable[None]]


@dataclass
class Times:
    """Seconds from when something was to be sent: until it was answered, until another had it, until all had it."""

    answered: list[float] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)
    seen_by_all: list[float] = field(default_factory=list)


class Crowd:
    """Everybody in one workshop: guests, a host at the console, and the screen on the wall."""

    def __init__(self, url: str, facts: Mapping[str, Any], guests: int) -> None:
        self.facts, self.steps = facts, facts["steps"]
        self.host = Phone(url, self._heard, session=facts["session"], membership=facts["membership"])
        self.wall = Phone(url, self._heard)
        self.guests = [Phone(url, self._heard) for _ in range(guests)]
        self.notes: dict[str, str] = {}
        self.dots: dict[Phone, Counter[str]] = defaultdict(Counter)
        self.answers: dict[Phone, dict[str, Any]] = defaultdict(dict)
        self._due: dict[str, tuple[Phone, float]] = {}
        self._dues: list[float] = []
        self._tallied: Counter[tuple[Phone, str]] = Counter()
        self._arrivals: dict[Any, list[float]] = defaultdict(list)

    @property
    def everybody(self) -> list[Phone]:
        """All who look."""
        return [self.host, self.wall, *self.guests]

    # --- Coming in -----------------------------------------------------------------------------------------------

    async def come(self, seconds: float) -> list[float]:
        """Let them come in, spread over so long; return how long it took each guest until the room was live."""
        await self.host.open(self.facts["console"])
        await self.wall.open(self.facts["screen"])
        taken = await asyncio.gather(
            *(self._come(place, phone, random.uniform(0, seconds)) for place, phone in enumerate(self.guests))
        )
        await self.host.ready.wait()
        await self.wall.ready.wait()
        return taken

    async def _come(self, place: int, phone: Phone, after: float) -> float:
        await asyncio.sleep(after)
        began = time.perf_counter()
        await phone.enter(self.facts["code"], f"Gäst {place}", f"Förening {place % 20}")
        await phone.ready.wait()
        return time.perf_counter() - began

    async def go(self, step: int) -> None:
        """Let the host open a step, and wait until everybody sees it."""
        after = self.host.screen.views[f"workshop:{self.facts['workshop']}"]["step"]
        body = json.dumps({"step": self.steps[step], "after": after}).encode()
        path = f"/api/v1/workshops/{self.facts['workshop']}/step"
        answer = await self.host.http.ask("PUT", path, body, self.host.headers())
        assert answer.status == 200, answer.body
        everywhere = await until(lambda: not self._unaware(step), "a step is open everywhere")
        assert everywhere, f"{self._unaware(step)}, {self.counts()}"

    def _unaware(self, step: int) -> list[list[str]]:
        """Return, for each who does not see that a step is open, what they were refused or broke at."""
        name = f"step:{self.steps[step]}"
        return [phone.refused for phone in self.everybody if phone.screen.views[name]["state"] != "open"]

    # --- What they do --------------------------------------------------------------------------------------------

    def deeds(self, step: int) -> list[tuple[Phone, Deed, str]]:
        """Return what all guests do in a step, each with the id under which the others hear of it, if any."""
        pick = {meetings.BOARD: self._notes, meetings.VOTE: self._votes, meetings.POLL: self._answers}[step]
        return [deed for phone in self.guests for deed in pick(phone, self.steps[step])]

    def _notes(self, phone: Phone, step: str) -> list[tuple[Phone, Deed, str]]:
        made = []
        for place in range(NOTES):
            note, text = (
                str(uuid.uuid4()),
                f"Det tar för lång tid innan någon svarar, och sedan är det för sent. {place}",
            )
            self.notes[note] = text
            made.append((phone, lambda note=note, text=text: phone.write(step, note, text), note))
        return made

    def _votes(self, phone: Phone, step: str) -> list[tuple[Phone, Deed, str]]:
        items = [one["id"] for one in phone.screen.views[f"step:{step}"]["items"]]
        made = []
        for item in random.sample(items[: max(DOTS, len(items) // 2)], k=DOTS):
            self.dots[phone][item] = 1
            made.append((phone, lambda item=item: phone.dot(step, item), ""))
        return made

    def _answers(self, phone: Phone, step: str) -> list[tuple[Phone, Deed, str]]:
        said = {"ska-vi": random.choice(["ja", "nej", "kanske"]), "ord": random.sample(["mod", "tid", "vi", "hopp"], 3)}
        self.answers[phone] = said
        return [(phone, lambda key=key, value=value: phone.answer(step, key, value), "") for key, value in said.items()]

    async def act(self, step: int, seconds: float) -> Times:
        """Do all of a step, each deed at a moment of its own whatever became of those before."""
        deeds, times = self.deeds(step), Times()
        moments = sorted(random.uniform(0, seconds) for _ in deeds)
        random.shuffle(moments)
        turns: dict[Phone, list[float]] = defaultdict(list)
        for (phone, _, _), moment in zip(deeds, moments, strict=True):
            turns[phone].append(moment)
        for moments_of_one in turns.values():
            moments_of_one.sort(reverse=True)  # What somebody does comes in the order in which they do it.
        began = time.perf_counter()
        timed = [(began + turns[phone].pop(), phone, deed, note) for phone, deed, note in deeds]
        self._dues = sorted(due for due, *_ in timed)
        self._due = {note: (phone, due) for due, phone, _, note in timed if note}
        self._arrivals.clear()
        await asyncio.gather(*(self._do(due, deed, times) for due, _, deed, _ in timed))
        await until(self._is_told, "everybody has heard of all")
        times.seen = [delay for delays in self._arrivals.values() for delay in delays]
        times.seen_by_all = [max(delays) for delays in self._arrivals.values()]
        return times

    async def _do(self, due: float, deed: Deed, times: Times) -> None:
        await asyncio.sleep(due - time.perf_counter())
        await deed()
        times.answered.append(time.perf_counter() - due)

    def _is_told(self) -> bool:
        others = len(self.everybody) - (1 if self._due else 0)
        return len(self._arrivals) == len(self._dues) and all(len(one) == others for one in self._arrivals.values())

    def _heard(self, phone: Phone, event: Frame, now: float) -> None:
        data = event["data"]
        if "note" in data and data["note"] in self._due:
            author, due = self._due[data["note"]]
            if phone is not author:
                self._arrivals[data["note"]].append(now - due)
        elif "tally" in data:
            # Nothing tells whose dot it was: the first that was sent is held against the first that is told of.
            place = self._tallied[phone, data["tally"]] - 1  # The very first tells that the step is open.
            self._tallied[phone, data["tally"]] += 1
            if 0 <= place < len(self._dues):
                self._arrivals[place].append(now - self._dues[place])

    # --- What became of it ---------------------------------------------------------------------------------------

    def lost(self, held: Mapping[str, Any]) -> list[str]:
        """Return each way in which the database does not hold what was sent, exactly once."""
        proposals, board, vote, poll = (held["ballots"][step] for step in self.steps)
        assert not proposals
        assert not board
        written = {key: text for key, text in held["notes"].items() if not text.startswith("Förslag")}
        faults = [] if written == self.notes else [f"{len(self.notes)} notes were sent, {len(written)} are held"]
        faults += [] if held["late"] == 0 else [f"{held['late']} came late"]
        for name, sent, kept in (("dots", self.dots, vote), ("answers", self.answers, poll)):
            if _bag(sent.values()) != _bag(kept):
                faults.append(f"the {name} that are held are not those that were given")
        return faults

    async def wrong(self) -> tuple[list[str], list[float], int]:
        """Hold each screen against a fresh snapshot; return faults, the seconds each took, and the largest in bytes."""
        faults, taken, size = [], [], 0
        here = len(self.everybody) - 1  # The screen on the wall is nobody.
        for phone in self.everybody:
            began = time.perf_counter()
            fresh, weight = await phone.snapshot()
            taken.append(time.perf_counter() - began)
            size = max(size, weight)
            faults += phone.screen.differs_from(fresh)
            faults += phone.refused
            if phone is not self.wall and len(phone.screen.present) != here:
                faults.append(f"{len(phone.screen.present)} of {here} are shown as present")
        return faults, taken, size

    def counts(self) -> Counter[str]:
        """Return what went wrong on the way, and what was loaded anew, of all phones together."""
        return sum((phone.counts for phone in self.everybody), Counter[str]())

    async def leave(self) -> None:
        """Let everybody go."""
        await asyncio.gather(*(phone.leave() for phone in self.everybody))


def _bag(choices: Any) -> Counter[str]:
    return Counter(json.dumps(one, sort_keys=True) for one in choices)


async def until(ready: Callable[[], bool], what: str, limit: float = SETTLED_WITHIN) -> bool:
    """Wait until something holds; say so and go on when it does not in time."""
    deadline = time.perf_counter() + limit
    while not ready():
        if time.perf_counter() > deadline:
            print(f"Not within {limit:.0f} s: {what}", flush=True)
            return False
        await asyncio.sleep(0.1)
    return True
