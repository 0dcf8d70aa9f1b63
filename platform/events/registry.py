"""The catalogue of event types."""

import re
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

NAME = re.compile(r"^[a-z]+\.[a-z]+(_[a-z]+)*_[a-z]+$")


class EventType(BaseModel):
    """Base of every event type: frozen, typed, and closed to fields that are not declared.

    A subclass gives its name and version as class arguments, and says in `audiences` which kinds of stream it
    goes to. For each audience the event has a field of that name with the id of the stream's owner, so that
    `audiences = ("room",)` and `room = <uuid>` mean the stream `room:<uuid>`. `shows` names the fields whose
    current view is delivered with the event. An `unsigned` event does not say who did it: where a plan lets people
    take part without a name, no row may join them to what they did, the log's least of all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: ClassVar[str]
    version: ClassVar[int]
    audiences: ClassVar[tuple[str, ...]] = ()
    shows: ClassVar[tuple[str, ...]] = ()
    changes_rights: ClassVar[bool] = False
    unsigned: ClassVar[bool] = False

    @classmethod
    def __pydantic_init_subclass__(cls, *, event: str = "", version: int = 1, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if event:
            cls.name, cls.version = event, version
            registry.add(cls)

    def __init_subclass__(cls, *, event: str = "", version: int = 1, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)

    @property
    def streams(self) -> list[str]:
        """Names of the streams this event goes to; the first is its primary one."""
        return [f"{kind}:{getattr(self, kind)}" for kind in self.audiences]

    def facts(self) -> dict[str, Any]:
        """Return the fields as plain JSON values."""
        return self.model_dump(mode="json")


class UnknownEventType(LookupError):
    """No such type, or no such version of it, is in the catalogue."""


class Registry:
    """All event types by name and version."""

    def __init__(self) -> None:
        self._types: dict[tuple[str, int], type[EventType]] = {}

    def add(self, event_type: type[EventType]) -> None:
        """Enter a type; refuse a bad name, a second owner of a name, and a type that nobody may read."""
        if not NAME.match(event_type.name):
            raise ValueError(f"{event_type.name}: an event is named <app>.<thing>_<happened>")
        if not event_type.audiences:
            raise ValueError(f"{event_type.name} has no audience")
        missing = (set(event_type.audiences) | set(event_type.shows)) - set(event_type.model_fields)
        if missing:
            raise ValueError(f"{event_type.name} lacks the fields {sorted(missing)}")
        key = (event_type.name, event_type.version)
        if self._types.setdefault(key, event_type) is not event_type:
            raise ValueError(f"{event_type.name} v{event_type.version} is defined twice")

    def get(self, name: str, version: int) -> type[EventType]:
        """Return the class of a recorded event.

        Raises:
            UnknownEventType: when the catalogue has no such version.
        """
        try:
            return self._types[name, version]
        except KeyError:
            raise UnknownEventType(f"{name} v{version}") from None

    def all(self) -> list[type[EventType]]:
        """Return every type, ordered by name and version."""
        return [self._types[key] for key in sorted(self._types)]


registry = Registry()
