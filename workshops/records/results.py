"""What each step brought, from what the whole room sees of it and from nothing else."""

from collections.abc import Callable, Mapping
from typing import Any

from accounts.models import Organisation
from workshops.plans.models import Step

Views = Mapping[str, list[Mapping[str, Any]]]
Sign = Callable[[Mapping[str, Any]], str]


def signer(people: Mapping[str, Any], *, names: bool) -> Sign:
    """Return what says how a contribution is signed, in words.

    Args:
        people: those in the room by id.
        names: whether who reads may know their names; others read the organisation alone.
    """
    kinds = dict(Organisation.Kind.choices)

    def sign(view: Mapping[str, Any]) -> str:
        by = view.get("by")
        if not by:
            return ""
        if by["kind"]:
            return str(kinds.get(by["kind"], ""))
        person = people.get(str(by["participant"]))
        if person is None:
            return str(by["label"])
        return str(person) if names else person.organisation_label

    return sign


def result_of(step: Mapping[str, Any], views: Views, sign: Sign) -> dict[str, Any] | None:
    """Return what a step brought; None when it is of a kind that brings nothing."""
    make = MAKERS.get(step["type"])
    return make(step, views, sign) if make else None


def _of(step: Mapping[str, Any], views: Views, kind: str) -> list[Mapping[str, Any]]:
    return [view for view in views.get(kind, []) if str(view.get("step")) == step["id"]]


def _columns(step: Mapping[str, Any], views: Views, sign: Sign, table: str | None = None) -> list[dict[str, Any]]:
    def here(view: Mapping[str, Any]) -> bool:
        return (str(view["table"]) if view["table"] else None) == table

    groups = {one["id"]: one for one in _of(step, views, "group") if here(one) and not one["dissolved"]}
    notes = [one for one in _of(step, views, "note") if here(one) and one["state"] == "shown"]
    notes.sort(key=lambda one: (one["rank"], one["id"]))

    def told(note: Mapping[str, Any]) -> dict[str, Any]:
        return {"id": note["id"], "text": note["text"], "by": sign(note), "on_behalf": note["on_behalf"]}

    def entries(column: str) -> list[dict[str, Any]]:
        things = [one for one in groups.values() if one["column"] == column]
        things += [one for one in notes if one["column"] == column and one["group"] not in groups]
        return [
            {"group": one["title"], "notes": [told(note) for note in notes if note["group"] == one["id"]]}
            if one["kind"] == "group"
            else {"group": None, "notes": [told(one)]}
            for one in sorted(things, key=lambda one: (one["rank"], one["id"]))
        ]

    return [
        {"id": one["id"], "title": one["title"], "entries": entries(one["id"])}
        for one in step["settings"].get("columns") or []
    ]


def _board(step: Mapping[str, Any], views: Views, sign: Sign) -> dict[str, Any]:
    return {"kind": "board", "columns": _columns(step, views, sign)}


def _tables(step: Mapping[str, Any], views: Views, sign: Sign) -> dict[str, Any]:
    lines = sorted(views.get("line", []), key=lambda one: (one["rank"], one["id"]))
    return {
        "kind": "tables",
        "tables": [
            {
                "number": one["number"],
                "name": one["name"],
                "lines": [
                    {"id": line["id"], "text": line["text"]}
                    for line in lines
                    if str(line["table"]) == one["id"] and not line["removed"]
                ],
                "columns": _columns(step, views, sign, one["id"]),
            }
            for one in sorted(_of(step, views, "table"), key=lambda one: one["number"])
            if one["collected"]
        ],
    }


def _tally(step: Mapping[str, Any], views: Views) -> Mapping[str, Any]:
    found = next((one for one in views.get("tally", []) if one["id"] == step["id"]), None)
    return found or {"given": 0, "results": None}


def _vote(step: Mapping[str, Any], views: Views, sign: Sign) -> dict[str, Any]:
    tally = _tally(step, views)
    dots = tally["results"]["items"] if tally["results"] else None
    items = [
        {"id": one["id"], "text": one["text"], "dots": None if dots is None else dots.get(one["id"], 0)}
        for one in step["items"]
    ]
    if dots is not None:
        items.sort(key=lambda one: -one["dots"])
    return {"kind": "vote", "given": tally["given"], "shown": dots is not None, "items": items}


def _poll(step: Mapping[str, Any], views: Views, sign: Sign) -> dict[str, Any]:
    tally = _tally(step, views)
    results = tally["results"]["questions"] if tally["results"] else None
    questions = [
        _question(one, (results or {}).get(one["id"], {})) if results is not None else _asked(one)
        for one in step["settings"]["questions"]
    ]
    return {"kind": "poll", "given": tally["given"], "shown": results is not None, "questions": questions}


def _asked(question: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": question["id"], "kind": question["kind"], "text": question["text"], "given": None, "rows": []}


def _question(question: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    shown: dict[str, Any] = {**_asked(question), "given": found.get("given", 0)}
    options = found.get("options", {})
    match question["kind"]:
        case "single" | "several":
            shown["rows"] = [{"text": one["text"], "count": options.get(one["id"], 0)} for one in question["options"]]
        case "scale":
            shown["mean"] = found.get("mean")
            counts = found.get("counts", {})
            shown["rows"] = [
                {"text": _on_scale(question, value), "count": counts.get(str(value), 0)}
                for value in range(question["low"], question["high"] + 1)
            ]
        case "ranking":
            ranked = [{"text": one["text"], **(options.get(one["id"]) or {})} for one in question["options"]]
            shown["rows"] = [
                {"text": one["text"], "count": one.get("first", 0), "mean": one.get("mean")} for one in ranked
            ]
        case "words":
            shown["rows"] = [{"text": one["word"], "count": one["count"]} for one in found.get("words", [])]
        case _:
            shown["texts"] = list(found.get("texts", []))
    return shown


def _on_scale(question: Mapping[str, Any], value: int) -> str:
    label = {question["low"]: question["low_label"], question["high"]: question["high_label"]}.get(value, "")
    return f"{value} – {label}" if label else str(value)


def _questions(step: Mapping[str, Any], views: Views, sign: Sign) -> dict[str, Any]:
    found = [one for one in _of(step, views, "asked") if one["state"] in {"open", "answered"}]
    found.sort(key=lambda one: (-one["voices"], one["position"]))
    return {
        "kind": "questions",
        "questions": [
            {
                "id": one["id"],
                "text": one["text"],
                "answered": one["state"] == "answered",
                "voices": one["voices"],
                "by": sign(one),
            }
            for one in found
        ],
    }


def _speaking(step: Mapping[str, Any], views: Views, sign: Sign) -> dict[str, Any]:
    order = next((one for one in views.get("order", []) if one["id"] == step["id"]), None)
    return {"kind": "speaking", "heard": [dict(one) for one in order["heard"]] if order else []}


MAKERS: dict[str, Callable[[Mapping[str, Any], Views, Sign], dict[str, Any]]] = {
    Step.Type.BOARD: _board,
    Step.Type.TABLES: _tables,
    Step.Type.VOTE: _vote,
    Step.Type.POLL: _poll,
    Step.Type.CHECKIN: _poll,
    Step.Type.EVALUATION: _poll,
    Step.Type.QUESTIONS: _questions,
    Step.Type.SPEAKING: _speaking,
}
