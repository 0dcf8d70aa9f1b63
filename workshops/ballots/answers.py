"""What may be answered to a question, and how two words are told to be the same. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.text import clean_text
from events.errors import Invalid

LONGEST_WORD = 40
LONGEST_TEXT = 500
WRITTEN = {"words", "text"}
"""Kinds of question that are answered in one's own words."""
EMPTY: tuple[Any, ...] = ("", [])

Question = Mapping[str, Any]


def checked(question: Question, value: object) -> Any:
    """Return an answer as it is kept; None when it is empty, which takes back what was answered before.

    Raises:
        Invalid: it does not fit the question; keyed by `answers.<question>`.
    """
    if value is None or value in EMPTY:
        return None
    found = _KINDS[question["kind"]](question, value)
    return None if found in EMPTY else found


def same(word: str) -> str:
    """Return a word as it is counted: capitals and blank space make no difference."""
    return " ".join(word.casefold().split())


def _no(question: Question, message: str) -> Invalid:
    return Invalid(fields={f"answers.{question['id']}": [message]})


def _options(question: Question) -> list[str]:
    return [option["id"] for option in question["options"]]


def _single(question: Question, value: object) -> str:
    if not isinstance(value, str) or value not in _options(question):
        raise _no(question, _("Choose one of the answers."))
    return value


def _several(question: Question, value: object) -> list[str]:
    chosen = _chosen(question, value)
    if len(chosen) > question["most"]:
        raise _no(question, _("Choose at most %(most)d.") % {"most": question["most"]})
    return chosen


def _chosen(question: Question, value: object) -> list[str]:
    known = _options(question)
    if not isinstance(value, list) or not all(isinstance(one, str) and one in known for one in value):
        raise _no(question, _("Choose among the answers."))
    if len(set(value)) != len(value):
        raise _no(question, _("Choose each answer only once."))
    return value


def _scale(question: Question, value: object) -> int:
    low, high = question["low"], question["high"]
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise _no(question, _("Choose a number from %(low)d to %(high)d.") % {"low": low, "high": high})
    return value


def _words(question: Question, value: object) -> list[str]:
    if not isinstance(value, list) or len(value) > question["most"]:
        raise _no(question, _("Write at most %(most)d words.") % {"most": question["most"]})
    field = f"answers.{question['id']}"
    words = [clean_text(word, field=field, limit=LONGEST_WORD, required=False, one_line=True) for word in value]
    # A number that was split in two is still one.
    clean_text(" ".join(words), field=field, limit=1000, required=False)
    return list({same(word): word for word in reversed(words) if word}.values())[::-1]


def _text(question: Question, value: object) -> str:
    return clean_text(value, field=f"answers.{question['id']}", limit=LONGEST_TEXT, required=False)


_KINDS: Mapping[str, Callable[[Question, object], Any]] = {
    "single": _single,
    "several": _several,
    "ranking": _chosen,
    "scale": _scale,
    "words": _words,
    "text": _text,
}
