"""A site with something to find, for the tests of the search."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cms.pages.models import EventPage, KnowledgePage, MeasurePage, NewsPage, PolicyPage, StandardPage, TermPage
from cms.search.finding import Limits, find, shown
from events import clock
from network.goals import actions as goals
from network.goals.models import Goal
from tests.cms.shared import page, section, site
from tests.world import World
from tests.world import world as new_world


def text(words: str) -> list[tuple[str, Any]]:
    """Return a text of one paragraph."""
    return [("text", f"<p>{words}</p>")]


def titles(question: str, **limits: Any) -> list[str]:
    """Return the titles of what is found, the best first."""
    return [one.title for one in shown(find(question, Limits(**limits)).rows)]


@dataclass
class Filled:
    """A world whose site has something to find."""

    world: World
    pages: dict[str, Any]


def filled() -> Filled:
    """Make a world and fill its site."""
    made = new_world()
    return Filled(made, filled_site(made))


def filled_site(world: World) -> dict[str, Any]:
    """Publish one page of each kind that matters here; return them by a word for each."""
    start = site(world)
    public = world.organisations["public"]
    return {
        "news": page(
            NewsPage,
            section(start, "nyheter"),
            "Fler arbetsträningsplatser i Sjöby",
            summary="Tolv nya platser på fyra företag.",
            date=date(2017, 10, 2),
            body=text("Kommunen och Vävkooperativet Tråden öppnar tolv platser."),
        ),
        "policy": page(
            PolicyPage,
            section(start, "policy"),
            "Riktlinjer för inköp",
            organisation=public,
            document=PolicyPage.Kind.GUIDELINE,
            summary="Hur kommunen köper av sociala företag.",
            sections=[("section", {"heading": "Reserverad upphandling", "text": "<p>Kontrakt kan reserveras.</p>"})],
        ),
        "measure": page(
            MeasurePage,
            section(start, "stod"),
            "Upphandlingsstöd",
            target_group="Företag som lämnar sitt första anbud",
            source="Rapport 2017",
            body=text("Rådgivning inför upphandlingen."),
        ),
        "knowledge": page(
            KnowledgePage,
            section(start, "kunskap"),
            "Handledning på arbetsplatsen",
            what=KnowledgePage.Kind.METHOD,
            body=text("En metod för arbetsträning."),
        ),
        "event": page(
            EventPage,
            section(start, "kalender"),
            "Minimässa",
            what=EventPage.Kind.FAIR,
            starts_at=clock.now(),
            ends_at=clock.now(),
            place="Folkets hus",
        ),
        "term": page(
            TermPage,
            section(start, "ordlista"),
            "Arbetsintegrerande socialt företag",
            abbreviation="ASF",
            also="sociala företag",
            definition="<p>Ett företag som ger plats i arbetslivet.</p><p>Överskottet stannar i verksamheten.</p>",
        ),
        "page": page(StandardPage, start, "Sammanträden", body=text("Rådet möts fyra gånger om året.")),
    }


def public_goal(world: World, title: str = "Halverad väntetid") -> Goal:
    """Adopt a goal that everybody may read."""
    proposed = goals.propose_goal(
        actor=world.chair,
        council=world.council,
        title=title,
        story="Från första samtal till plats ska det gå fort.",
        starts_on=date(2016, 1, 1),
        ends_on=date(2030, 12, 31),
        visibility="public",
    )
    return goals.adopt_goal(actor=world.chair, goal=proposed, decision="Rådet § 7", decided_on=date(2016, 3, 10))
