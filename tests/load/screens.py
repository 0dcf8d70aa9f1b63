"""What one screen knows of a workshop, by the rules of the island (`frontend/src/workshop/core`)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

View = Mapping[str, Any]
Frame = dict[str, Any]


@lru_cache(maxsize=1024)
def read(text: bytes) -> Frame:
    """Return a frame. The same bytes reach all who follow a stream, so each is decoded once; nobody changes it."""
    frame: Frame = json.loads(text)
    return frame


class Screen:
    """Views by kind and id, each as new as any stream or answer has told; what is one's own; how far one has come."""

    def __init__(self, snapshot: View) -> None:
        self.views: dict[str, View] = {}
        self.positions: dict[str, tuple[str, int]] = {}
        self.present: set[str] = set()
        self.mine: dict[str, Any] = {}
        self.me: View | None = None
        self.replace(snapshot)

    def replace(self, snapshot: View) -> None:
        """Take a snapshot, which may be older than what streams have told."""
        known, self.views = self.views, {f"{one['kind']}:{one['id']}": one for one in snapshot["views"]}
        for view in known.values() if self.positions else ():
            self.learn(view)
        self.positions = {name: (at["epoch"], at["seq"]) for name, at in snapshot["streams"].items()}
        self.me, self.mine = snapshot["me"], snapshot["mine"]

    def learn(self, view: View) -> View | None:
        """Keep a view if it is new; return what was known before, or None if nothing was or the view is old."""
        key = f"{view['kind']}:{view['id']}"
        before = self.views.get(key)
        if before is not None and before["version"] >= view["version"]:
            return None
        self.views[key] = view
        return before

    def apply(self, frame: Frame) -> tuple[list[Frame], list[tuple[View, View]], bool]:
        """Take a frame of events: return those that were new, the views that changed, and whether all is in step."""
        epoch, seq = self.positions[frame["stream"]]
        if frame["epoch"] != epoch:
            return [], [], False
        new: list[Frame] = []
        whole = True
        for event in frame["events"]:
            if event["seq"] <= seq:
                continue
            if event["seq"] != seq + 1:
                whole = False
                break
            seq += 1
            new.append(event)
        self.positions[frame["stream"]] = (epoch, seq)
        changed = [(before, view) for view in frame["views"].values() if new and (before := self.learn(view))]
        return new, changed, whole

    def answered(self, does: str, step: str, data: View) -> None:
        """Take the answer to an own contribution: it counts at once."""
        if does == "write" and data["kind"] == "note":
            others = [one for one in self.mine.get("notes", []) if one["id"] != data["id"]]
            self.mine = {**self.mine, "notes": [*others, data]}
            if data["audience"] != "hosts":
                self.learn(data)
        elif does in {"dots", "answers"}:
            self.mine = {**self.mine, does: {**self.mine.get(does, {}), step: data[does]}}

    def differs_from(self, snapshot: View) -> Iterator[str]:
        """Return each way in which this screen is not what a fresh snapshot shows."""
        here, fresh = _shown(self.views.values()), _shown(snapshot["views"])
        for key in here.keys() | fresh.keys():
            if here.get(key) != fresh.get(key):
                yield f"{key} is {here.get(key)}, should be {fresh.get(key)}"
        for name in self.mine.keys() | snapshot["mine"].keys():
            own, there = _in_order(self.mine.get(name)), _in_order(snapshot["mine"].get(name))
            if own != there:
                yield f"own {name} are {own}, should be {there}"


def _shown(views: Iterable[View]) -> dict[str, View]:
    """Return what is to be seen: a screen on the wall is not among the people."""
    return {f"{one['kind']}:{one['id']}": one for one in views if one.get("role") != "screen"}


def _in_order(own: Any) -> Any:
    return sorted(own, key=lambda one: str(one["id"])) if isinstance(own, list) and own and "id" in own[0] else own
