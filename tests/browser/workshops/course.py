"""The steps of a workshop, one function for each way of working. Each says who does what, and looks at every screen.

Each function takes the cast and what is done in the step; none of them knows the story, so that other stories can be
told with them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from tests.browser.workshops.cast import Cast


class Text(str):
    """An answer in words of one's own that stands for itself; other words are counted."""

    __slots__ = ()


Answers = Mapping[str, Mapping[str, str | Sequence[str]]]
"""By name and question: what is chosen; a list of words; or a `Text`."""
Notes = Sequence[tuple[str, str, str]]
"""Who writes what in which column."""


def begins(cast: Cast) -> None:
    """Start the workshop."""
    cast.console.starts()
    for person in cast.people.values():
        person.shows("Strax börjar nästa steg.")
    cast.wall.shows(cast.console.code)
    cast.console.counts_people(len(cast.people))


def opens(cast: Cast, step: str) -> None:
    """Open the next step; every screen goes there."""
    cast.console.opens(step)
    for screen in cast.screens:
        screen.is_at(step)


def answers(cast: Cast, given: Answers) -> None:
    """Let people answer questions: a check-in, a poll or an evaluation. Nobody sees what anybody answered."""
    for name, answered in given.items():
        person = cast.people[name]
        for question, answer in answered.items():
            if isinstance(answer, str) and not isinstance(answer, Text):
                person.answers(question, answer)
            else:
                person.answers_in_words(question, *([answer] if isinstance(answer, Text) else answer))
    says_how_many(cast, len(given))
    for screen in cast.screens:
        screen.shows_no_results()


def says_how_many(cast: Cast, given: int) -> None:
    """Check that every screen says how many have answered."""
    cast.wall.shows_given(given)
    for screen in (cast.console, *cast.people.values()):
        screen.shows(f"{given} av {len(cast.people)} har svarat")


def reveals_answers(cast: Cast, given: Answers) -> None:
    """Show the results; every screen has the same numbers."""
    cast.console.reveals()
    for text in (answer for answered in given.values() for answer in answered.values() if isinstance(answer, Text)):
        for screen in cast.screens:
            screen.shows_text(text)
    for question, counts in counted(given).items():
        for answer, count in counts.items():
            for screen in cast.screens:
                screen.shows_count(question, answer, count)


def counted(given: Answers) -> dict[str, Counter[str]]:
    """Return how often each answer was given to each question, texts left out."""
    found: dict[str, Counter[str]] = {}
    for answered in given.values():
        for question, answer in answered.items():
            if not isinstance(answer, Text):
                found.setdefault(question, Counter()).update([answer] if isinstance(answer, str) else answer)
    return found


def writes_hidden(cast: Cast, notes: Notes) -> None:
    """Let people write on a hidden board: those who lead see all, the others their own alone, the wall nothing."""
    for name, text, column in notes:
        cast.people[name].writes(text, column)
    for name, text, column in notes:
        cast.console.shows_note(text, column)
        cast.wall.shows_no_note(text)
        for person in cast.people.values():
            if person.name == name:
                person.shows_note(text, column)
            else:
                person.shows_no_note(text)


def reveals_board(cast: Cast, notes: Notes) -> None:
    """Show the board; every screen has every note once."""
    cast.console.reveals()
    for _name, text, column in notes:
        for screen in cast.screens:
            screen.shows_note(text, column)
    cast.wall.names_nobody(*cast.people)


def groups(cast: Cast, notes: tuple[str, str], title: str) -> None:
    """Let the host lay two notes together; every screen shows them so."""
    cast.console.groups(notes[1], notes[0], title)
    for screen in cast.screens:
        screen.shows_group(title, *notes)


def adds_to_group(cast: Cast, name: str, note: str, title: str, notes: Sequence[str]) -> None:
    """Let somebody lay one more note with a group; every screen shows it there."""
    cast.people[name].adds_to_group(note, title)
    for screen in cast.screens:
        screen.shows_group(title, *notes, note)


def votes(cast: Cast, dots: Mapping[str, Mapping[str, int]]) -> None:
    """Let people put their dots; nobody sees where."""
    for name, put in dots.items():
        for item, count in put.items():
            cast.people[name].votes(item, count)
    says_how_many(cast, len(dots))
    for screen in cast.screens:
        screen.shows_no_results()


def summed(dots: Mapping[str, Mapping[str, int]]) -> Counter[str]:
    """Return how many dots each thing has."""
    sums: Counter[str] = Counter()
    for put in dots.values():
        sums.update(put)
    return sums


def reveals_votes(cast: Cast, step: str, dots: Mapping[str, Mapping[str, int]]) -> None:
    """Show the dots; every screen has the same sums."""
    cast.console.reveals()
    for item, count in summed(dots).items():
        for screen in cast.screens:
            screen.shows_count(step, item, count)
