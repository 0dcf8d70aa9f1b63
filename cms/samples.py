"""Made-up things to show every component with. Nothing here comes from the database."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

SIDES = ("asf", "public", "business", "adviser")


def _id(number: int) -> str:
    return str(UUID(int=number))


def _message(number: int, now: datetime, **changes: Any) -> dict[str, Any]:
    return {
        "id": _id(number),
        "revision": 1,
        "seq": number,
        "reply_to": None,
        "quote": None,
        "author": {"id": _id(900), "name": "Ester Lind", "title": "samordnare"},
        "organisation": {"id": _id(901), "name": "Exempelkommunen", "short_name": "Exempel"},
        "side": "public",
        "state": "visible",
        "html": "<p>Vi har en lokal som står tom på <strong>onsdagar</strong>. Vem vill titta på den?</p>",
        "posted_at": now,
        "edited_at": None,
        "reactions": [
            {
                "kind": "agree",
                "count": 1,
                "mine": True,
                "people": [{"name": "Ali Berg", "organisation": "Kooperativet"}],
            }
        ],
        "attachments": [],
        "question": None,
        "locked": False,
        "reason": "",
        "url": "#",
        "abilities": {
            "reply": True,
            "react": True,
            "edit": True,
            "delete": True,
            "hide": True,
            "lock": True,
            "ask": True,
        },
        **changes,
    }


def _question(due: date, state: str, **changes: Any) -> dict[str, Any]:
    return {
        "url": "#",
        "excerpt": "Vem svarar när den som vanligtvis gör det är ledig?",
        "organisation": {"name": "Myndigheten"},
        "asker": {"name": "Kooperativet"},
        "due": due,
        "state": state,
        "overdue": False,
        "soon": False,
        "room": {"title": "En arena"},
        **changes,
    }


def samples() -> dict[str, Any]:
    """Return the context of the page that shows all components."""
    now, today = timezone.now(), timezone.localdate()
    room = {
        "slug": "exempel",
        "title": "En arena",
        "purpose": "Här talar vi om hur vi arbetar tillsammans.",
        "room_kind": "document",
        "access": "open",
        "state": "active",
        "url": "#",
        "unread": 3,
        "last_at": now,
        "council": {"slug": "exempel", "name": "Exempelrådet"},
        "abilities": {"post": True, "ask": True},
    }
    asked = {"organisation": {"name": "Myndigheten"}, "due": today, "state": "open", "overdue": False, "answer": None}
    return {
        "council": {"slug": "exempel", "name": "Exempelrådet"},
        "room": room,
        "rooms": [room, {**room, "title": "Beredning", "access": "closed", "room_kind": "working", "unread": 0}],
        "messages_list": [
            _message(1, now),
            _message(2, now, side="asf", reply_to=_id(1), edited_at=now, question=asked),
            _message(3, now, side="business", state="deleted", html="", reactions=[], abilities={}),
            _message(4, now, side="adviser", state="hidden", html="", reason="Fel rum", reactions=[], abilities={}),
        ],
        "seats": [
            {
                "side": side,
                "organisation": {"name": f"Organisation {number}"},
                "holder": None if number == 3 else {"name": "Ester Lind", "title": ""},
                "deputy": None,
                "vacant": number == 3,
                "mine": number == 1,
            }
            for number, side in enumerate(side for side in SIDES for _ in range(2))
        ],
        "seats_taken": 7,
        "questions": [
            _question(today - timedelta(days=4), "open", overdue=True),
            _question(today + timedelta(days=3), "open", soon=True),
            _question(today, "answered"),
        ],
        "entries": [{"at": now, "organisation": {"name": "Exempelkommunen"}, "text": "skrev", "url": "#"}],
        "organisations": [{"id": _id(901), "name": "Exempelkommunen"}],
    }
