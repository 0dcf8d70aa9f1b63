"""What else is done when words are taken out of a note. Whatever has copied them enters itself here."""

from collections.abc import Callable

from workshops.boards.models import Note

Work = Callable[[Note, str], None]
_works: list[Work] = []


def when_redacted(work: Work) -> Work:
    """Run the work within the action that takes out a note's words. It is given the note, and what they were."""
    _works.append(work)
    return work


def redacted(note: Note, words: str) -> None:
    """Take out everywhere what was the words of `note`."""
    for work in _works:
        work(note, words)
