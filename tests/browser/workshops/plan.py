"""The workshop of the story: short, with every way of working that leads from a check-in to conclusions."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.browser.voices import COUNCIL, Voice

TITLE = "Vägen in till arbete"
CHECKIN, BOARD, VOTE, POLL = "Hur kom du hit?", "Vad hindrar?", "Vad är viktigast?", "Hur går vi vidare?"
TABLES, SPEAKING, EVALUATION, OUTCOMES = "Vid borden", "Borden berättar", "Hur var det?", "Vad tar vi med oss?"
EVERY_STEP = (CHECKIN, BOARD, VOTE, POLL, TABLES, SPEAKING, EVALUATION, OUTCOMES)
NEAR, HOPE = "Hur nära är du frågan?", "Vad hoppas du på?"
WHEN, AGAIN = "När möts vi nästa gång?", "Vad ska vi pröva?"
USE, ELSE = "Hur stor nytta hade du av dagen?", "Vad ska vi göra annorlunda?"
HINDERS, HELPS = "Det hindrar", "Det hjälper"


def hold(
    voice: Voice, title: str = TITLE, steps: list[dict[str, Any]] | None = None, deputy: Voice | None = None
) -> str:
    """Plan a workshop, the one of the story unless told otherwise, and announce it; return its address."""
    begins = datetime.now(UTC)
    described = {
        "title": title,
        "purpose": "Vi vet vad som hindrar, och vem som gör något åt det.",
        "place": "Medborgarhuset, sal 2",
        "starts_at": begins.isoformat(),
        "ends_at": (begins + timedelta(hours=3)).isoformat(),
        "naming": "named",
    }
    here = voice.call("POST", f"/workshops?council={COUNCIL}", described)
    found: dict[str, str] = {}
    for step in steps or _steps():
        source = step.pop("source", None)
        if source:
            step["settings"]["source"] = found[source]
        # Long enough for any machine: here no step ends by the clock.
        made = voice.call("POST", f"/workshops/{here['id']}/steps", {"minutes": 60, **step})
        found[step["title"]] = made["id"]
    if deputy:
        me = deputy.call("GET", "/me")
        whom = {"person": me["person"]["id"], "organisation": me["acting_for"]["organisation"]["id"], "role": "deputy"}
        voice.call("POST", f"/workshops/{here['id']}/hosts", whom)
    voice.call("POST", f"/workshops/{here['id']}/announce")
    return str(here["url"])


def _steps() -> list[dict[str, Any]]:
    columns = [{"id": "hinder", "title": HINDERS}, {"id": "hjalp", "title": HELPS}]
    return [
        _asking("checkin", CHECKIN, _scale("nara", NEAR), _words("hopp", HOPE)),
        {"type": "board", "title": BOARD, "settings": {"columns": columns, "hidden": True, "most": 3}},
        {"type": "vote", "title": VOTE, "source": BOARD, "settings": {"budget": 3, "most": 2}},
        _asking(
            "poll",
            POLL,
            _choice("nar", WHEN, "single", "I januari", "I mars", "Aldrig"),
            _choice("prova", AGAIN, "several", "Studiebesök", "Gemensam telefon", "En karta"),
        ),
        {"type": "tables", "title": TABLES, "settings": {"size": 3}},
        {"type": "speaking", "title": SPEAKING, "settings": {"seconds": 120}},
        _asking("evaluation", EVALUATION, _scale("nytta", USE), _written("annorlunda", ELSE)),
        {"type": "outcomes", "title": OUTCOMES},
    ]


def _asking(type_: str, title: str, *questions: dict[str, Any]) -> dict[str, Any]:
    return {"type": type_, "title": title, "naming": "anonymous", "settings": {"questions": questions}}


def _scale(ident: str, text: str) -> dict[str, Any]:
    ends = {"low": 1, "high": 5, "low_label": "Inte alls", "high_label": "Mycket"}
    return {"id": ident, "kind": "scale", "text": text, **ends}


def _words(ident: str, text: str) -> dict[str, Any]:
    return {"id": ident, "kind": "words", "text": text, "most": 2}


def _written(ident: str, text: str) -> dict[str, Any]:
    return {"id": ident, "kind": "text", "text": text}


def _choice(ident: str, text: str, kind: str, *options: str) -> dict[str, Any]:
    listed = [{"id": f"val-{number}", "text": option} for number, option in enumerate(options, start=1)]
    return {"id": ident, "kind": kind, "text": text, "options": listed, "most": 2 if kind == "several" else 1}
