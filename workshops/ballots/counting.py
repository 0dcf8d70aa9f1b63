"""Counting what was chosen. Pure: what goes in are choices without owners, in any order."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from workshops.ballots.answers import Question, same

Shuffle = Callable[[str], str]


def dots_on(items: Iterable[str], ballots: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return how many dots each item has."""
    found = Counter[str]()
    for choices in ballots:
        found.update(choices)
    return {item: found[item] for item in items}


def answered(questions: Iterable[Question], ballots: Sequence[Mapping[str, Any]], shuffle: Shuffle) -> dict[str, Any]:
    """Return what was answered to each question, and by how many.

    Args:
        shuffle: gives what open answers are ordered by, so that their order says nothing of when they came.
    """
    found = {}
    for question in questions:
        answers = [choices[question["id"]] for choices in ballots if question["id"] in choices]
        found[question["id"]] = {"given": len(answers), **_counted(question, answers, shuffle)}
    return found


def _counted(question: Question, answers: list[Any], shuffle: Shuffle) -> dict[str, Any]:
    options = [option["id"] for option in question["options"]]
    match question["kind"]:
        case "single":
            return {"options": _each(options, answers)}
        case "several":
            return {"options": _each(options, (one for answer in answers for one in answer))}
        case "scale":
            steps = range(question["low"], question["high"] + 1)
            return {"counts": {str(step): answers.count(step) for step in steps}, "mean": _mean(answers)}
        case "ranking":
            return {"options": {option: _place(option, options, answers) for option in options}}
        case "words":
            return {"words": _most_first(answers)}
        case _:
            return {"texts": sorted(answers, key=lambda text: (shuffle(text), text))}


def _each(options: list[str], chosen: Iterable[str]) -> dict[str, int]:
    found = Counter(chosen)
    return {option: found[option] for option in options}


def _mean(numbers: list[Any]) -> float | None:
    return round(sum(numbers) / len(numbers), 2) if numbers else None


def _place(option: str, options: list[str], answers: list[list[str]]) -> dict[str, Any]:
    # Those that somebody left out share the places behind those they ranked.
    places = [
        answer.index(option) + 1 if option in answer else (len(answer) + 1 + len(options)) / 2 for answer in answers
    ]
    return {"mean": _mean(places), "first": sum(answer[0] == option for answer in answers)}


def _most_first(answers: list[list[str]]) -> list[dict[str, Any]]:
    found = Counter(word for answer in answers for word in {same(word) for word in answer})
    return [{"word": word, "count": n} for word, n in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))]
