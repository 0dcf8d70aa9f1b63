"""Everybody in the room, and what all their screens have in common."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.browser.workshops.leading import Console, Wall
from tests.browser.workshops.participant import Participant
from tests.browser.workshops.views import Screen


@dataclass
class Cast:
    """Who leads, the wall, and those who take part, by name."""

    console: Console
    wall: Wall
    people: dict[str, Participant] = field(default_factory=dict)

    def enters(self, participant: Participant) -> Participant:
        """Let somebody come in by the code."""
        self.people[participant.name] = participant.comes_in(self.console.code)
        return participant

    @property
    def screens(self) -> Iterator[Screen]:
        """Every screen there is."""
        yield self.console
        yield self.wall
        yield from self.people.values()

    def all_live(self) -> None:
        """Wait until every screen follows what happens."""
        for screen in self.screens:
            screen.is_live()

    def all_fresh(self) -> None:
        """Check that every screen says what a fresh one says: nothing is lost, nothing doubled, nothing left over."""
        fresh = [(screen, screen.opens_afresh()) for screen in self.screens]
        for screen, page in fresh:
            screen.is_as(page)
