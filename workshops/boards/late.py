"""What came too late: how it is kept, and what it becomes when the hosts take it in.

Most of it becomes a note. A way of working in which it was meant to be something else enters itself here.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from events.recording import record
from workshops.boards.events import LateKept
from workshops.boards.models import UNNAMED, Late
from workshops.plans.models import Step

Take = Callable[[Late], Any]
_taking: dict[tuple[str, str], Take] = {}
SIGNED = ("owner", "author", "signature", "on_behalf")


def takes_in(type_: str, column: str = "") -> Callable[[Take], Take]:
    """Enter what makes of something late what it was meant to be, and returns that.

    Args:
        type_: a type of step.
        column: only what was meant for this column; everything in such a step when empty.
    """

    def decorate(take: Take) -> Take:
        _taking[type_, column] = take
        return take

    return decorate


def taken(late: Late) -> Any:
    """Make of something late what it was meant to be, and return that."""
    take = _taking.get((late.step.type, late.column)) or _taking[late.step.type, ""]
    return take(late)


def keep_late(step: Step, pk: UUID, text: str, column: str, **rest: Any) -> Late:
    """Keep for the hosts what came too late. `rest`: its table, and how it is signed."""
    late = Late.objects.create(pk=pk, step=step, text=text, column=column, **rest)
    record(LateKept(hosts=step.workshop_id, late=late.pk))
    return late


def unsign_late(step: Step) -> None:
    """Forget who sent what came too late, now that the hosts have hidden the authors of a step."""
    step.late.update(**UNNAMED)
    for late in step.late.all():
        late.version += 1
        late.save(update_fields=["version"])
        record(LateKept(hosts=step.workshop_id, late=late.pk))


def signed_as(late: Late) -> dict[str, Any]:
    """Return the fields by which what is made of it is signed: as it would have been in time."""
    return {name: getattr(late, name) for name in SIGNED}
