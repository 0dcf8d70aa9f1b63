"""The steps in which people work and talk together, and come to conclusions. As in `course`, none knows the story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.browser.workshops.cast import Cast
from tests.browser.workshops.participant import Participant
from tests.harness.processes import wait_until


@dataclass(frozen=True)
class Conclusion:
    """Something the room concludes, and what becomes of it."""

    kind: str
    text: str
    step: str = ""
    """The step it is lifted in; none if it is written anew."""
    menu: str = ""
    """The menu there that offers to lift it."""
    dates: Mapping[str, str] = field(default_factory=dict)
    picked: Mapping[str, str] = field(default_factory=dict)

    @property
    def goes_on(self) -> bool:
        """Whether it is handed over."""
        return bool(self.dates)


# --- Tables ------------------------------------------------------------------------------------------------------------


def lays_tables(cast: Cast, size: int) -> None:
    """Lay other tables than those that were there when the step was opened."""
    all_seated(cast)
    cast.console.lays_tables(size, -(-len(cast.people) // size))
    all_seated(cast)


def all_seated(cast: Cast) -> None:
    """Check that everybody sits at one table, and that their own screen, the console and the wall agree."""
    # The server may be away meanwhile.
    wait_until(lambda: cast.console.seats() == _tables(cast), "the console has everybody where they sit", limit=240)
    tables = _tables(cast)
    for person in cast.people.values():
        person.sits_with(*tables[person.sits_at()])
    for table, names in tables.items():
        cast.wall.shows_table(table, len(names))


def _tables(cast: Cast) -> dict[str, set[str]]:
    """Return who sits where, as each says it of themselves."""
    tables: dict[str, set[str]] = {}
    for person in cast.people.values():
        tables.setdefault(person.sits_at(), set()).add(person.name)
    return tables


def comes_late(cast: Cast, participant: Participant) -> None:
    """Let somebody in when the tables are laid: they get a place, and all who sit there see them come."""
    cast.enters(participant)
    participant.shows("Du kom när borden redan var lagda.")
    all_seated(cast)
    cast.console.counts_people(len(cast.people))


def writes_lines(cast: Cast, lines: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Let people write for their tables: those who sit there see it and the host, no others. Return it by table."""
    written: dict[str, list[str]] = {}
    for name, text in lines:
        cast.people[name].writes_line(text)
        written.setdefault(cast.people[name].sits_at(), []).append(text)
    for table, texts in written.items():
        for text in texts:
            _is_seen_at(cast, table, text)
    return written


def changes_line(cast: Cast, name: str, text: str, changed: str) -> None:
    """Let somebody change what their table wrote."""
    cast.people[name].changes_line(text, changed)
    _is_seen_at(cast, cast.people[name].sits_at(), changed)
    for screen in cast.screens:
        screen.shows_no_line(text)


def _is_seen_at(cast: Cast, table: str, text: str) -> None:
    cast.console.shows_line(text)
    cast.wall.shows_no_line(text)
    for person in cast.people.values():
        if person.sits_at() == table:
            person.shows_line(text)
        else:
            person.shows_no_line(text)


def calls_back(cast: Cast) -> None:
    """Give the tables two minutes; every screen has the new time."""
    cast.console.calls_back()
    for screen in cast.screens:
        screen.has_less_than_two_minutes()


def collects(cast: Cast, lines: Sequence[str]) -> None:
    """Collect what the tables wrote: every screen has every line once."""
    cast.console.collects()
    for text in lines:
        for screen in cast.screens:
            screen.shows_line(text)


# --- Speaking ----------------------------------------------------------------------------------------------------------


def raise_hands(cast: Cast, *names: str) -> None:
    """Let people raise their hands one after the other."""
    for place, name in enumerate(names, start=1):
        cast.people[name].raises_hand(place)
    queue_is(cast, *names)


def queue_is(cast: Cast, *names: str) -> None:
    """Check that every screen has the same queue; the wall says how long it is."""
    cast.console.shows_queue(*names)
    for place, name in enumerate(names, start=1):
        cast.people[name].waits_as(place)
    cast.wall.shows_hands(len(names))


def has_the_floor(cast: Cast, name: str) -> None:
    """Check that every screen says who speaks, the speaker's own too."""
    for screen in cast.screens:
        screen.gives_the_floor_to(name)
    cast.people[name].has_the_floor()


def gives_back_the_floor(cast: Cast) -> None:
    """End a turn."""
    cast.console.thanks()
    for screen in cast.screens:
        screen.gives_nobody_the_floor()


# --- Conclusions -------------------------------------------------------------------------------------------------------


def concludes(cast: Cast, step: str, conclusions: Sequence[Conclusion]) -> None:
    """Lift conclusions and agree on them; every screen has each of them once."""
    for one in conclusions:
        if one.step:
            cast.console.looks_at(one.step)
            cast.console.lifts(one.menu, one.text, one.kind)
        else:
            cast.console.concludes(one.text, one.kind)
        cast.console.agrees(one.text)
    cast.console.looks_at(step)
    for one in conclusions:
        for screen in cast.screens:
            screen.shows_outcome(one.text, one.kind, "Vi är överens")


def drops(cast: Cast, text: str) -> None:
    """Write a conclusion and strike it again: then the host alone sees it."""
    cast.console.concludes(text, "Slutsats")
    cast.console.drops(text)
    for screen in (cast.wall, *cast.people.values()):
        screen.shows_no_outcome(text)


def hands_over(cast: Cast, conclusions: Sequence[Conclusion]) -> None:
    """Hand conclusions over; every screen says what they became."""
    for one in conclusions:
        if one.goes_on:
            cast.console.hands_over(one.text, one.dates, one.picked)
            for screen in cast.screens:
                screen.shows_outcome(one.text, one.kind, "Lämnad vidare", f"Blev {one.text}")


def ends(cast: Cast) -> None:
    """End the workshop on every screen."""
    cast.console.ends()
    for screen in (cast.wall, *cast.people.values()):
        screen.shows("Tack för i dag")
