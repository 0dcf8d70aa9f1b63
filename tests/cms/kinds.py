"""Pages of the kinds with a structure of their own, filled as an editor would fill them."""

from datetime import date, datetime
from typing import Any

import html5lib
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext, override

from cms.pages.models import (
    Commitment,
    EventPage,
    GuideStepPage,
    KnowledgePage,
    MeasureChange,
    MeasureForm,
    MeasurePage,
    Obstacle,
    PolicyPage,
    PolicyStatus,
    Responsibility,
    ResponsibilityPage,
    StartPage,
    StepPart,
)
from network.goals.actions import adopt_goal, propose_goal
from network.goals.models import Goal
from tests.cms.shared import page, section
from tests.world import World

TEXT = [("text", "<p>Kommunen vill köpa av <b>sociala företag</b>.</p>")]
SECTIONS = [
    ("section", {"heading": "Syfte", "text": "<p>Kommunen vill <b>köpa</b> av sociala företag.</p>"}),
    ("section", {"heading": "Ansvar", "text": "<ul><li>Nämnden köper.</li><li>Förvaltningen följer upp.</li></ul>"}),
    ("section", {"heading": "Uppföljning", "text": "<p>Varje år i maj.</p>"}),
]
ADOPTED = {"adopted_by": "Kommunfullmäktige", "adopted_on": date(2017, 5, 2), "decision": "KS 2017/12 § 40"}


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return a moment by the clock on the wall here."""
    return datetime(year, month, day, hour, minute, tzinfo=timezone.get_default_timezone())


def goal_of(world: World, title: str = "Tio platser för arbetsträning", **fields: Any) -> Goal:
    """Add a goal of the council that everybody may read; with `visibility="council"` one that only it may."""
    fields = {"visibility": "public"} | fields
    goal = propose_goal(
        actor=world.representative,
        council=world.council,
        title=title,
        starts_on=date(2017, 1, 1),
        ends_on=date(2018, 12, 31),
        **fields,
    )
    return adopt_goal(actor=world.chair, goal=goal, decision="Rådet § 7", decided_on=date(2017, 3, 1), decision_url="")


def section_of(start: StartPage, slug: str) -> Any:
    """Return a section of the site afresh, so that its tree is right."""
    return section(start, slug)


def policy(start: StartPage, world: World, title: str = "Policy för ASF", **fields: Any) -> Any:
    """Add a policy of the municipality; `promises` are texts, or `Commitment`s."""
    promised = [one if isinstance(one, Commitment) else Commitment(text=one) for one in fields.pop("promises", [])]
    fields = {"sections": SECTIONS, "organisation": world.organisations["public"]} | fields
    return page(PolicyPage, section_of(start, "policy"), title, commitments=promised, **fields)


def on_board(start: StartPage, *organisations: Any, **fields: Any) -> None:
    """Put organisations on the board of policies."""
    index = section_of(start, "policy")
    index.statuses = [PolicyStatus(organisation=one, **fields) for one in organisations]
    index.save_revision().publish()


def step(start: StartPage, title: str, phase: str = "idea", **fields: Any) -> Any:
    """Add a step of the toolbox, with who does what and an obstacle."""
    fields = {
        "parts": [StepPart(who="du", does="Skriver ner din idé."), StepPart(who="kommunen", does="Lyssnar.")],
        "obstacles": [Obstacle(obstacle="Ingen svarar", way_out="Ring din lokala kontakt.")],
        "body": TEXT,
    } | fields
    return page(GuideStepPage, section_of(start, "verktygslada"), title, phase=phase, **fields)


def measure(start: StartPage, title: str, **fields: Any) -> Any:
    """Add a measure; `may` gives the answer for some legal forms."""
    may = fields.pop("may", {"nonprofit": "yes", "limited": "no", "foundation": "unclear"})
    fields = {
        "forms": [MeasureForm(legal_form=form, may=answer) for form, answer in may.items()],
        "changes": [MeasureChange(on=date(2017, 1, 1), text="Ersättningen höjdes.", source="Förordning")],
        "target_group": "Den som varit utan arbete länge",
        "source": "Lägesrapport 2017, s. 12",
        "body": TEXT,
    } | fields
    return page(MeasurePage, section_of(start, "stod"), title, **fields)


def authority(start: StartPage, organisation: Any, **cells: str) -> Any:
    """Add an authority's part; `cells` say by phase what it does."""
    said = [Responsibility(phase=phase, does=does, verified_on=date(2017, 11, 1)) for phase, does in cells.items()]
    return page(
        ResponsibilityPage,
        section_of(start, "vem-gor-vad"),
        organisation.name,
        organisation=organisation,
        authority=organisation,
        cells=said,
    )


def knowledge(start: StartPage, title: str, what: str = "practice", **fields: Any) -> Any:
    """Add a practice, a method or a clause."""
    fields = {"body": TEXT, "outcome": "Fler fick arbete.", "source": "Lägesrapport 2017, s. 18"} | fields
    return page(KnowledgePage, section_of(start, "kunskap"), title, what=what, **fields)


def happening(start: StartPage, title: str, begins: datetime, ends: datetime, **fields: Any) -> Any:
    """Add an event."""
    fields = {"what": "workshop", "place": "Folkets hus"} | fields
    return page(
        EventPage,
        section_of(start, "kalender"),
        title,
        starts_at=begins,
        ends_at=ends,
        **fields,
    )


def read(client: Client, address: str) -> Any:
    """Return the page at an address as a tree, after a strict reading of its HTML."""
    answer: Any = client.get(address)
    assert answer.status_code == 200, address
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False)
    return parser.parse(answer.content.decode())


def said(text: str, **values: Any) -> str:
    """Return what a Swedish page says for a text of ours."""
    with override("sv"):
        return gettext(text) % values if values else gettext(text)


def words(tree: Any, path: str = "") -> str:
    """Return the words of the first element at a path, else of what a page is for, else of all, with single spaces."""
    found = tree.find(path or ".//main")
    if found is None:
        if path:
            return ""
        found = tree
    return " ".join(" ".join(found.itertext()).split())


def queries_of(client: Client, address: str) -> int:
    """Return how many questions a page asks the database when nothing of it is kept."""
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, {"inget": "kvar"})
    assert answer.status_code == 200, address
    return len(asked)
