"""A workshop in which two people do everything that can be done without a name, and all that comes out of it."""

import json
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection

from accounts.actor import GuestActor
from api.webhooks.actions import create_webhook
from api.webhooks.delivery import payload
from api.webhooks.models import Delivery
from api.webhooks.secrets import new_secret
from events.reading import position
from tests.processes.browser import PATIENCE, Answer, Browser
from tests.processes.papers import pieces
from tests.workshops.choosing import QUESTIONS, VOTE
from tests.workshops.making import BOARD, HIDDEN, running
from tests.workshops.meeting import QUESTIONS as ASKING
from tests.workshops.meeting import TABLES, sit
from tests.world import World
from workshops.plans.models import Step
from workshops.sessions import actions as sessions

PLAN: list[Mapping[str, Any]] = [
    BOARD,
    VOTE,
    {"type": "poll", "title": "Enkät", "settings": {"questions": QUESTIONS}},
    {"type": "checkin", "title": "Incheckning", "settings": {"questions": QUESTIONS}},
    {"type": "evaluation", "title": "Utvärdering", "settings": {"questions": QUESTIONS}},
    {**ASKING, "naming": "anonymous"},
    ASKING,
    TABLES,
    HIDDEN,
]
NAMED_QUESTIONS, AT_TABLES, HIDDEN_NOTES = 6, 7, 8
RECORD = "/rad/sjoby/workshop/fortroenden/protokoll/"
FILES = ("page", "json", "csv", "docx", "pdf")


def all_rows() -> set[str]:
    """Return every row of every table with all its columns, as the database has it."""
    models = apps.get_models(include_auto_created=True)
    tables = {one._meta.db_table for one in models if one._meta.managed and not one._meta.proxy}
    found = set()
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [one[0] for one in cursor.description]
            for row in cursor.fetchall():
                told = {"table": table, **dict(zip(names, row, strict=True))}
                found.add(json.dumps(told, default=str, ensure_ascii=False))
    return found


def as_kept(texts: Iterable[str]) -> set[str]:
    """Return texts, and the ids among them also without dashes, as some databases keep them."""
    return {form for one in texts for form in (one, one.replace("-", "") if len(one) == 36 else one)}


@dataclass
class Deed:
    """Something done in secret, and what came of it while nobody else did anything."""

    who: str
    what: str
    answers: list[Answer] = field(default_factory=list)
    """To the first time it was sent, and to the second."""
    sent: list[str] = field(default_factory=list)
    """Frames with events that the others got for it."""
    changed: list[str] = field(default_factory=list)
    """Rows that are new or other than before."""
    changed_again: list[str] = field(default_factory=list)


class Evening:
    """The workshop. The officer and a guest have secrets; the others look on, each in their own way."""

    def __init__(self, server: Any, world: World, opened: Callable[..., Browser]) -> None:
        """Let everybody into the room."""
        self.session = running(world, *PLAN, title="Förtroenden")
        self.world, self.server = world, server
        screen = GuestActor(uuid.uuid4())
        sessions.join_workshop(actor=screen, workshop=self.session.now(), screen=True)
        self.givers = {"officer": world.officer, "guest": self.session.guests["Gunilla"]}
        actors = {
            **self.givers,
            "member": world.representative,
            "poller": world.manager,
            "host": world.facilitator,
            "cohost": world.chair,
            "wall": screen,
        }
        self.tabs = {role: opened(server, actor) for role, actor in actors.items()}
        self.secretary = opened(server, world.secretary)
        self.deeds: list[Deed] = []
        self.secrets: set[str] = set()
        self.refused: dict[str, dict[str, Answer]] = {}
        self._hear()
        self._webhook()

    @property
    def known_by(self) -> dict[str, set[str]]:
        """What would give each of them away."""
        found = {}
        for role, actor in self.givers.items():
            place = self.session.place(actor)
            found[role] = {str(place.pk), place.name, self.tabs[role].session, str(place.guest or place.person_id)}
        officer = self.world.officer
        found["officer"] |= {officer.membership_id, officer.person.email, str(officer.organisation_id)}
        return {role: as_kept(texts) for role, texts in found.items()}

    def others(self, giver: str) -> dict[str, Browser]:
        """Return the browsers of all others."""
        return {role: tab for role, tab in self.tabs.items() if role != giver}

    def _webhook(self) -> None:
        who, here = self.world.facilitator, self.session.workshop
        assert who.membership
        create_webhook(
            actor=who,
            membership=who.membership,
            url="https://93.184.215.14/arenan",
            description="Diariet",
            streams=[here.stream, f"hosts:{here.pk}", f"people:{here.pk}"],
            secret=new_secret(),
        )

    # --- Hearing -------------------------------------------------------------------------------------------------

    def _hear(self) -> None:
        for role, tab in self.tabs.items():
            if role != "poller":
                tab.enter(self.session.workshop)

    def _poll(self) -> None:
        tab = self.tabs["poller"]
        found = tab.call("GET", f"/workshops/{self.session.workshop.pk}/snapshot").json()
        for stream, where in found["streams"].items():
            tab.call("GET", f"/streams/{stream}/events?after=0&epoch={where['epoch']}&wait=0")

    def caught_up(self) -> None:
        """Read until everybody has heard all that has happened."""
        deadline = time.monotonic() + PATIENCE
        for role, tab in self.tabs.items():
            for stream in tab.last if role != "poller" else ():
                while tab.last[stream] < position(stream).head:
                    assert time.monotonic() < deadline, f"{role} is not told what happens on {stream}"
                    tab.next()

    # --- What is done in secret ------------------------------------------------------------------------------------

    def do(self, who: str, what: str, path: str, body: dict[str, Any]) -> Deed:
        """Do something twice, as a phone does that got no answer, and see what comes of it."""
        deed, others = Deed(who, what), self.others(who)
        self.caught_up()
        heard, before = {role: len(tab.bytes) for role, tab in others.items()}, all_rows()
        deed.answers.append(self.tabs[who].call("PUT", path, body))
        between = all_rows()
        deed.answers.append(self.tabs[who].call("PUT", path, body))
        after = all_rows()
        self.caught_up()
        frames = [text for role, tab in others.items() for text in tab.bytes[heard[role] :]]
        deed.sent = [text for text in frames if json.loads(text).get("t") == "ev"]
        deed.changed, deed.changed_again = list(between - before), list(after - between)
        self.deeds.append(deed)
        return deed

    def _written(self, who: str, what: str, path: str) -> str:
        """Write something with an id of one's own and words that nobody else would write; return the id."""
        pk, words = str(uuid.uuid4()), f"{what} {uuid.uuid4()}"
        self.secrets |= {pk, words}
        self.do(who, what, path.format(pk=pk), {"text": words})
        return pk

    def answers(self, step: Step, who: str, what: str) -> None:
        """Answer all questions of a poll."""
        words, text = uuid.uuid4().hex, f"{what} {uuid.uuid4()}"
        self.secrets |= {words, text}
        given = {"en": "ja", "flera": ["ja", "nej"], "skala": 3, "ordning": ["nej", "ja"], "ord": [words], "text": text}
        self.do(who, what, f"/workshop-steps/{step.pk}/answers", {"answers": given})

    # --- The course of the evening -----------------------------------------------------------------------------------

    def go(self, number: int) -> Step:
        """Let the host open a step."""
        here = self.session.now()
        step = self.session.steps[number]
        body = {"step": str(step.pk), "after": str(here.step_id) if here.step_id else None}
        assert self.tabs["host"].call("PUT", f"/workshops/{here.pk}/step", body).status == 200
        return step

    def lead(self, step: Step, what: str) -> None:
        """Let the host close a step, or show what it brought."""
        assert self.tabs["host"].call("POST", f"/workshop-steps/{step.pk}/{what}").status == 200

    def pass_by(self) -> None:
        """Let everything happen."""
        self._vote()
        for number, what in ((2, "enkät"), (3, "incheckning"), (4, "utvärdering")):
            self._poll_step(self.go(number), what)
        self._ask()
        self._sit_at_tables()
        self._write_hidden_notes()
        assert self.tabs["host"].call("POST", f"/workshops/{self.session.workshop.pk}/end").status == 200
        self._look_back()

    def _look_back(self) -> None:
        self.caught_up()
        self._poll()
        for tab in self.tabs.values():
            tab.call("GET", f"/workshops/{self.session.workshop.pk}/snapshot")
        self.tabs["cohost"].call("GET", "/councils/sjoby/activity")

    def _vote(self) -> None:
        board, text = self.go(0), f"Att rösta på {uuid.uuid4()}"
        self.tabs["host"].call("PUT", f"/workshop-steps/{board.pk}/notes/{uuid.uuid4()}", {"text": text})
        step = self.go(1)
        item = step.items.get()
        self.secrets |= {text, str(item.pk)}
        for who in self.givers:
            self.do(who, "röst", f"/workshop-steps/{step.pk}/dots", {"item": str(item.pk), "dots": 2})
        self._shown(step)

    def _poll_step(self, step: Step, what: str) -> None:
        for who in self.givers:
            self.answers(step, who, what)
        self.lead(step, "close")
        for who in self.givers:
            text = f"för sent {uuid.uuid4()}"
            self.secrets.add(text)
            self.do(who, "sent svar", f"/workshop-steps/{step.pk}/answers", {"answers": {"text": text}})
        self._shown(step)

    def _ask(self) -> None:
        step = self.go(5)
        for who in self.givers:
            pk = self._written(who, "fråga", f"/workshop-steps/{step.pk}/questions/{{pk}}")
            self._refuse("fråga", who, "PUT", f"/workshop-steps/{step.pk}/questions/{pk}", {"text": "Min"})
        step, signed = self.go(NAMED_QUESTIONS), str(uuid.uuid4())
        self.tabs["member"].call("PUT", f"/workshop-steps/{step.pk}/questions/{signed}", {"text": "Allas fråga?"})
        for who in self.givers:
            own = f"/workshop-steps/{step.pk}/questions/{uuid.uuid4()}"
            assert self.tabs[who].call("PUT", own, {"text": "Undertecknad fråga"}).status == 200
            self.do(who, "stöd", f"/workshop-questions/{signed}/voice", {"on": True})

    def _sit_at_tables(self) -> None:
        step, world = self.go(AT_TABLES), self.world
        (table, *_) = sit(self.session, step, [*self.givers.values(), world.representative], [world.manager])
        path = f"/workshop-tables/{table.pk}/lines/{{pk}}"
        self.tabs["member"].call("PUT", path.format(pk=uuid.uuid4()), {"text": "Vi börjar"})
        self._hear()
        for who in self.givers:
            note = f"/workshop-steps/{step.pk}/notes/{uuid.uuid4()}"
            assert self.tabs[who].call("PUT", note, {"text": "Undertecknad lapp"}).status == 200
            pk = self._written(who, "rad", path)
            stale = {"If-Match": '"99"'}
            self._refuse("rad", who, "PUT", f"/workshop-lines/{pk}", {"text": "Andra ord"}, **stale)
        self.lead(step, "close")
        for who in self.givers:
            pk = self._written(who, "sen rad", path)
            self._refuse("sen rad", who, "PUT", path.format(pk=pk), {"text": "Min"})
        self.lead(step, "collect")

    def _write_hidden_notes(self) -> None:
        step = self.go(HIDDEN_NOTES)
        path, notes = f"/workshop-steps/{step.pk}/notes/{{pk}}", {}
        for who in self.givers:
            pk = notes[who] = self._written(who, "dold lapp", path)
            self._refuse("skriva över", who, "PUT", path.format(pk=pk), {"text": "Min"})
            self._refuse("gruppera", who, "PUT", f"/workshop-steps/{step.pk}/groups/{uuid.uuid4()}", {"notes": [pk]})
            for method, place in (("DELETE", ""), ("PUT", "/place")):
                self._refuse(f"dold {method}", who, method, f"/workshop-notes/{pk}{place}", {"column": "hjalp"})
        self._shown(step)
        for who, pk in notes.items():
            stale = {"If-Match": '"99"'}
            self._refuse("ändra", who, "PUT", f"/workshop-notes/{pk}", {"text": "Andra ord"}, **stale)
            host = self.tabs["host"].call("PUT", f"/workshop-notes/{pk}", {"text": "Andra ord"}, **stale)
            self.refused.setdefault("värdens ändring", {})[who] = host

    def _shown(self, step: Step) -> None:
        self.lead(step, "close")
        self._poll()
        self.lead(step, "reveal")
        self._poll()

    def _refuse(self, what: str, whose: str, method: str, path: str, body: dict[str, Any], **headers: str) -> None:
        """Let another participant try what is not theirs to do."""
        answer = self.tabs["member"].call(method, path, body, **headers)
        self.refused.setdefault(what, {})[whose] = answer

    # --- Afterwards ----------------------------------------------------------------------------------------------

    def files(self) -> Iterator[tuple[str, str, list[str]]]:
        """Take the record home in every form, as each of those who may; give its pieces."""
        readers = {**{role: self.tabs[role] for role in ("member", "guest", "host")}, "secretary": self.secretary}
        for role, tab in readers.items():
            for form in FILES if role in {"member", "host"} else FILES[:-1]:
                content = tab.page(RECORD if form == "page" else f"{RECORD}protokoll.{form}")
                yield role, form, pieces(form, content)

    @staticmethod
    def delivered() -> list[str]:
        """Return what webhooks are sent."""
        return [payload(one) for one in Delivery.objects.select_related("event__stream", "subscription")]
