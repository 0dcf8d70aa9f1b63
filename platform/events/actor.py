"""Who acts, as the log knows them: a reference and nothing more."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@runtime_checkable
class Actor(Protocol):
    """Anybody who can do something: a person with a hat, a guest, the system itself."""

    @property
    def ref(self) -> str:
        """Stable reference such as `person:<uuid>`; never a name or an address."""

    @property
    def acting_for_ref(self) -> str:
        """`organisation:<uuid>`, or empty when nobody is represented."""


@dataclass(frozen=True)
class System:
    """The installation itself: timers, retention, the demo loader."""

    job: str

    @property
    def ref(self) -> str:
        return f"system:{self.job}"

    @property
    def acting_for_ref(self) -> str:
        return ""
