"""The toolbox: phases in order, steps by number, and the whole on one page."""

from typing import Any

import pytest
from django.test import Client

from cms.pages.models import StepPart
from tests.cms.kinds import measure, queries_of, read, said, step, words
from tests.cms.shared import site
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def start(world: World) -> Any:
    return site(world)


@pytest.fixture
def guide(start: Any) -> list[Any]:
    """Three steps of two phases, entered in another order than they are read in."""
    last = step(start, "Skriv stadgar", "founding")
    return [step(start, "Pröva din idé", "idea"), step(start, "Ring någon", "idea"), last]


def test_steps_stand_by_phase_with_their_numbers_and_an_empty_phase_is_a_gap(guide: list[Any]) -> None:
    phases = read(Client(), "/verktygslada/").findall(".//ol[@class='phases']/li")
    assert len(phases) == 7
    titles = [[words(one) for one in phase.findall(".//h3")] for phase in phases]
    assert titles[0] == ["1.1 Pröva din idé", "1.2 Ring någon"]
    assert titles[3] == ["4.1 Skriv stadgar"]
    assert said("No step has been written for this phase yet.") in words(phases[1], "p")


def test_a_step_leads_to_the_one_before_and_the_one_after(guide: list[Any]) -> None:
    first, second, last = guide
    tree = read(Client(), second.url)
    nav = tree.find(".//nav[@class='steps-nav']")
    assert [(link.get("rel"), link.get("href")) for link in nav] == [("prev", first.url), ("next", last.url)]
    assert [link.get("rel") for link in read(Client(), first.url).find(".//nav[@class='steps-nav']")] == ["next"]
    assert [link.get("rel") for link in read(Client(), last.url).find(".//nav[@class='steps-nav']")] == ["prev"]


def test_a_step_says_who_does_what_what_gets_in_the_way_and_which_support_fits(start: Any, world: World) -> None:
    ended = measure(start, "Extratjänster", valid_to="2016-12-31")
    draft = measure(start, "Inte publicerat", live=False)
    made = step(
        start,
        "Pröva",
        parts=[StepPart(who="kommunen", organisation=world.organisations["public"], does="Lyssnar.")],
        measures=[ended, draft],
    )
    text = words(read(Client(), made.url))
    assert "Kommunen Sjöby kommun Lyssnar." in text
    assert "Ingen svarar" in text
    assert "Ring din lokala kontakt." in text
    assert said("ended %(day)s", day="31 december 2016") in text
    assert "Inte publicerat" not in text


def test_the_whole_guide_is_one_page(guide: list[Any]) -> None:
    tree = read(Client(), "/verktygslada/?allt=1")
    steps = tree.findall(".//article[@class='whole-step']")
    assert [words(one, "h3") for one in steps] == ["1.1 Pröva din idé", "1.2 Ring någon", "4.1 Skriv stadgar"]
    assert "Ring din lokala kontakt." in words(steps[0])
    contents = [link.get("href") for link in tree.findall(".//nav[@class='toc']//a")]
    assert contents == [f"#{one.get('id')}" for one in steps]


def test_a_draft_step_is_in_no_list_and_moves_no_number(start: Any, guide: list[Any]) -> None:
    step(start, "Utkast", "idea", live=False)
    assert "Utkast" not in words(read(Client(), "/verktygslada/"))
    assert "Utkast" not in words(read(Client(), "/verktygslada/?allt=1"))


def test_many_steps_ask_no_more_of_the_database_than_few(start: Any) -> None:
    fits = measure(start, "Arbetsträning")
    one = step(start, "Ett", measures=[fits])
    few = [queries_of(Client(), address) for address in ("/verktygslada/", "/verktygslada/?allt=1", one.url)]
    whole = queries_of(Client(), "/verktygslada/?allt=1")
    for n in range(8):
        step(start, f"Steg {n}", "operating", measures=[fits])
    many = [queries_of(Client(), address) for address in ("/verktygslada/", "/verktygslada/?allt=1", one.url)]
    assert many == few
    assert whole >= few[0]


def test_an_empty_guide_says_what_will_be_there(start: Any) -> None:
    assert said("The guide is being written") in words(read(Client(), "/verktygslada/"))
