"""What belongs to somebody's coming into the room, and to being shown out. A way of working enters itself here."""

from collections.abc import Callable

from workshops.sessions.models import Participant

Work = Callable[[Participant], None]
_joining: list[Work] = []
_leaving: list[Work] = []


def when_joined(work: Work) -> Work:
    """Run the work within the action by which somebody comes in, a screen at the front too."""
    _joining.append(work)
    return work


def when_removed(work: Work) -> Work:
    """Run the work within the action by which the hosts show somebody out."""
    _leaving.append(work)
    return work


def joined(participant: Participant) -> None:
    """Do what belongs to somebody's coming in."""
    for work in _joining:
        work(participant)


def removed(participant: Participant) -> None:
    """Do what belongs to somebody's being shown out."""
    for work in _leaving:
        work(participant)
