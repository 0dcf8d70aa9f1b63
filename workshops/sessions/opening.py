"""What belongs to the opening and closing of a step, by its type. A way of working enters itself here."""

from collections import defaultdict
from collections.abc import Callable

from workshops.plans.models import Step

Work = Callable[[Step], None]
_opening: dict[str, list[Work]] = defaultdict(list)
_closing: dict[str, list[Work]] = defaultdict(list)
_revealing: dict[str, list[Work]] = defaultdict(list)


def when_opened(*types: str) -> Callable[[Work], Work]:
    """Run the work within the action that opens a step of one of these types."""

    def decorate(work: Work) -> Work:
        for type_ in types:
            _opening[type_].append(work)
        return work

    return decorate


def when_closed(*types: str) -> Callable[[Work], Work]:
    """Run the work within the action that closes a step of one of these types."""

    def decorate(work: Work) -> Work:
        for type_ in types:
            _closing[type_].append(work)
        return work

    return decorate


def when_revealed(*types: str) -> Callable[[Work], Work]:
    """Run the work within the action that shows what was hidden, or hides who wrote it."""

    def decorate(work: Work) -> Work:
        for type_ in types:
            _revealing[type_].append(work)
        return work

    return decorate


def opened(step: Step) -> None:
    """Do what belongs to the opening of `step`."""
    for work in _opening[step.type]:
        work(step)


def closed(step: Step) -> None:
    """Do what belongs to the closing of `step`."""
    for work in _closing[step.type]:
        work(step)


def revealed(step: Step) -> None:
    """Tell anew what is shown otherwise from now on."""
    for work in _revealing[step.type]:
        work(step)
