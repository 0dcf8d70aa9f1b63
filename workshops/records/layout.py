"""A record laid out: sections of lists and tables, which page, PDF, Word and CSV all go through alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from workshops.outcomes.models import Outcome
from workshops.plans.models import Step
from workshops.records.attendance import shown_label


@dataclass(frozen=True)
class Entry:
    """A line of a list or a row of a table."""

    text: str
    by: str = ""
    group: str = ""
    count: int | None = None
    more: str = ""


@dataclass(frozen=True)
class Block:
    """Entries under a title. With `counted` they are a table: words, counts and, with `more`, a third column."""

    title: str = ""
    entries: list[Entry] = field(default_factory=list)
    named: str = ""
    counted: str = ""
    more: str = ""
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A step, or something of the workshop as a whole."""

    id: str
    title: str
    about: str = ""
    note: str = ""
    blocks: list[Block] = field(default_factory=list)


def sections_of(record: Mapping[str, Any]) -> list[Section]:
    """Return the sections of a record in order: conclusions, each step, and who was there."""
    return [_outcomes(record), *(_step(one) for one in record["steps"]), _attendance(record)]


def _outcomes(record: Mapping[str, Any]) -> Section:
    entries = [Entry(one["text"], more=about_outcome(one)) for one in record["outcomes"]]
    return Section("slutsatser", _("Conclusions"), blocks=[Block(entries=entries)] if entries else [])


def about_outcome(outcome: Mapping[str, Any]) -> str:
    """Return in a line what a conclusion is, how far it has come, and whom it concerns."""
    kind, state = Outcome.Kind(outcome["type"]).label, Outcome.State(outcome["state"]).label
    words = [str(kind), str(state)]
    if outcome["organisation"]:
        words.append(outcome["organisation"]["name"])
    if day := parse_date(outcome["due"] or ""):
        words.append(_("by %(day)s") % {"day": date_format(day, "j F Y")})
    if outcome["became"]:
        words.append(_("became “%(title)s”") % {"title": outcome["became"]["title"]})
    return ", ".join(words)


def _step(step: Mapping[str, Any]) -> Section:
    result, type_ = step["result"], Step.Type(step["type"])
    make = {
        "board": _board,
        "tables": _tables,
        "vote": _vote,
        "poll": _poll,
        "questions": _questions,
        "speaking": _speaking,
    }
    blocks = list(make[result["kind"]](result)) if result else []
    note = "" if result is None or result.get("shown", True) else _("The results were not shown.")
    return Section(f"steg-{step['position']}", f"{step['position']}. {step['title']}", str(type_.label), note, blocks)


def _columns(result: Mapping[str, Any], before: str = "") -> Iterable[Block]:
    for column in result["columns"]:
        found = column["entries"]
        groups = [one for one in found if one["group"] is not None]
        alone = [one for one in found if one["group"] is None]
        # On paper, notes that stand alone come last: after a group's heading they would be read as part of it.
        entries = [
            Entry(note["text"], by=note["by"], group=_heading(one, bool(groups)))
            for one in groups + alone
            for note in one["notes"]
        ]
        yield Block(f"{before}{column['title']}", entries)


def _heading(entry: Mapping[str, Any], grouped: bool) -> str:
    if entry["group"] is None:
        return _("In no group") if grouped else ""
    return entry["group"] or _("Group without a title")


def _board(result: Mapping[str, Any]) -> Iterable[Block]:
    return _columns(result)


def _tables(result: Mapping[str, Any]) -> Iterable[Block]:
    for table in result["tables"]:
        name = table["name"] or _("Table %(number)d") % {"number": table["number"]}
        yield Block(name, [Entry(line["text"]) for line in table["lines"]])
        yield from _columns(table, f"{name}: ")


def _vote(result: Mapping[str, Any]) -> Iterable[Block]:
    entries = [Entry(one["text"] or "–", count=one["dots"]) for one in result["items"]]
    counted = _("Dots") if result["shown"] else ""
    yield Block("", entries, _("What was voted on"), counted, note=_given(result["given"]))


def _given(people: int) -> str:
    return _("Answers from: %(people)d") % {"people": people}


def _poll(result: Mapping[str, Any]) -> Iterable[Block]:
    for question in result["questions"]:
        rows = [Entry(one["text"], count=one["count"], more=_mean(one.get("mean"))) for one in question["rows"]]
        texts = [Entry(text) for text in question.get("texts", [])]
        notes = [] if question["given"] is None else [_given(question["given"])]
        if (mean := question.get("mean")) is not None:
            notes.append(_("Mean: %(mean)s") % {"mean": _mean(mean)})
        ranked = question["kind"] == "ranking"
        counted = (_("First places") if ranked else _("How many")) if rows else ""
        more = _("Mean place") if ranked and rows else ""
        yield Block(question["text"], rows or texts, _("Answer"), counted, more, ". ".join(notes))


def _mean(value: float | None) -> str:
    return "" if value is None else number_format(value, 1)


def _questions(result: Mapping[str, Any]) -> Iterable[Block]:
    entries = [
        Entry(one["text"], by=one["by"], count=one["voices"], more=_("Answered") if one["answered"] else "")
        for one in result["questions"]
    ]
    if entries:
        yield Block("", entries, _("Question"), _("Voices"), _("State"))


def _speaking(result: Mapping[str, Any]) -> Iterable[Block]:
    entries = [
        Entry(shown_label(one["organisation"]), count=one["turns"], more=_minutes(one["seconds"]))
        for one in result["heard"]
    ]
    if entries:
        yield Block("", entries, _("Organisation"), _("Times"), _("Minutes"))


def _minutes(seconds: float) -> str:
    return number_format(seconds / 60, 1)


def _attendance(record: Mapping[str, Any]) -> Section:
    found = record["attendance"]
    entries = [Entry(shown_label(one["organisation"]), count=one["people"]) for one in found["organisations"]]
    blocks = [Block("", entries, _("Organisation"), _("People"))] if entries else []
    if found.get("names"):
        people = [Entry(one["name"], by=one["organisation"]) for one in found["names"]]
        blocks.append(Block(_("Names, for the hosts alone"), people))
    note = _("People in the room: %(people)d") % {"people": found["people"]}
    return Section("narvaro", _("Who was there"), note=note, blocks=blocks)
