"""What the loaders of the demo world share: the folder with its data, and what has been loaded so far."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from accounts.actor import PersonActor
from accounts.models import Organisation, Person
from council.rooms.models import Message
from events.actor import System

FOLDER = Path(__file__).parent
DEMO = System("demo")


def read(name: str) -> dict[str, Any]:
    """Return one of the data files."""
    return tomllib.loads((FOLDER / name).read_text())


@dataclass
class World:
    """What has been loaded so far, by the names the files use."""

    shift: timedelta
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)

    def day(self, written: date | None) -> date | None:
        """Return a day of the story as a day of today's calendar."""
        return written + self.shift if written else None

    def actor(self, person: str, organisation: str) -> PersonActor:
        """Return a person of the story with one of their hats."""
        hat = self.people[person].memberships.get(organisation=self.organisations[organisation])
        return PersonActor(self.people[person], hat)
