"""The support catalogue: what one may choose among, who may use what, and what has ended."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cms.pages.models import MeasurePage
from cms.pages.reading.measures import has_ended
from tests.cms.kinds import measure, queries_of, read, said, words
from tests.cms.shared import site
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def start(world: World) -> Any:
    return site(world)


@pytest.fixture
def catalogue(start: Any, world: World) -> dict[str, Any]:
    """Four measures: of an agency, of nobody yet, one that ended with something after it, one that ended for good."""
    training = measure(start, "Arbetsträning", agency=world.organisations["public"], may={"nonprofit": "yes"})
    return {
        "training": training,
        "unsettled": measure(start, "Aktivitetsersättning", may={"limited": "unclear", "nonprofit": "no"}),
        "replaced": measure(start, "Extratjänster", valid_to=date(2016, 12, 31), replaced_by=training),
        "ended": measure(start, "Nystartszon", valid_to=date(2015, 12, 31), agency=world.organisations["public"]),
    }


def titles(address: str) -> list[str]:
    return [words(one) for one in read(Client(), address).findall(".//main//h3")]


def test_ended_measures_stand_last_with_their_end_and_what_came_after(catalogue: dict[str, Any]) -> None:
    assert titles("/stod/") == ["Aktivitetsersättning", "Arbetsträning", "Extratjänster", "Nystartszon"]
    ended = words(read(Client(), "/stod/"), ".//section[@aria-labelledby='ended-title']")
    assert said("ended %(day)s", day="31 december 2016") in ended
    assert f"{said('Replaced by')} Arbetsträning" in ended


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("form=nonprofit", ["Arbetsträning", "Extratjänster", "Nystartszon"]),
        ("form=limited", ["Aktivitetsersättning"]),
        ("lage=upphort", ["Extratjänster", "Nystartszon"]),
        ("lage=galler&form=nonprofit", ["Arbetsträning"]),
        ("myndighet=oklart", ["Aktivitetsersättning", "Extratjänster"]),
        (
            "form=nonsens&lage=x&myndighet=%27",
            ["Aktivitetsersättning", "Arbetsträning", "Extratjänster", "Nystartszon"],
        ),
    ],
)
def test_one_sees_what_one_has_chosen(catalogue: dict[str, Any], asked: str, found: list[str]) -> None:
    assert titles(f"/stod/?{asked}") == found


def test_the_choice_stays_chosen(catalogue: dict[str, Any], world: World) -> None:
    agency = world.organisations["public"].pk
    tree = read(Client(), f"/stod/?myndighet={agency}&lage=galler")
    chosen = [one.get("value") for one in tree.findall(".//form[@class='filter']//option[@selected]")]
    assert chosen == [str(agency), "galler"]
    assert titles(f"/stod/?myndighet={agency}&lage=galler") == ["Arbetsträning"]


def test_a_measure_says_of_every_legal_form_whether_it_may_use_it(start: Any) -> None:
    made = measure(start, "Lönebidrag", may={"nonprofit": "yes", "limited": "no", "foundation": "unclear"})
    rows = read(Client(), made.url).findall(".//table/tbody/tr")
    answers = {words(row, "th"): words(row, "td") for row in rows}
    assert answers == {
        said("Economic association"): said("Not looked at"),
        said("Non-profit association"): said("Yes"),
        said("Foundation"): said("Unclear"),
        said("Limited company"): said("No"),
        said("Limited company with restriction on profit distribution"): said("Not looked at"),
    }
    assert all(row.find("td//{http://www.w3.org/2000/svg}svg") is not None for row in rows)


def test_an_ended_measure_keeps_its_page_with_the_day_and_what_came_after(catalogue: dict[str, Any]) -> None:
    tree = read(Client(), catalogue["replaced"].url)
    notice = words(tree, ".//div[@class='notice-body']")
    assert said("Ended %(day)s", day="31 december 2016") in notice
    assert tree.find(f".//div[@class='notice-body']//a[@href='{catalogue['training'].url}']") is not None
    notice = words(read(Client(), catalogue["ended"].url), ".//div[@class='notice-body']")
    assert said("It can no longer be used, and nothing has replaced it.") in notice


def test_it_says_when_nobody_knows_who_decides(catalogue: dict[str, Any]) -> None:
    text = words(read(Client(), catalogue["unsettled"].url))
    assert said("It is not settled who decides on this") in text


def test_changes_are_told_newest_first_and_one_can_ask_to_hear_of_them(catalogue: dict[str, Any]) -> None:
    tree = read(Client(), catalogue["training"].url)
    assert "Ersättningen höjdes." in words(tree, ".//section[@aria-labelledby='changes-title']")
    standing = catalogue["training"].standing.pk
    assert tree.find(f".//a[@href='/prenumerera/?sida={standing}']") is not None


def test_the_last_day_of_a_measure_belongs_to_it() -> None:
    made = MeasurePage(valid_to=date(2017, 12, 31))
    assert not has_ended(made, date(2017, 12, 31))
    assert has_ended(made, date(2018, 1, 1))


def test_many_measures_ask_no_more_of_the_database_than_few(start: Any, world: World) -> None:
    first = measure(start, "Stöd", agency=world.organisations["public"])
    few = queries_of(Client(), "/stod/")
    for n in range(8):
        measure(start, f"Stöd {n}", agency=world.organisations["public"], replaced_by=first)
    assert queries_of(Client(), "/stod/") <= few + 1  # That of the languages of what replaces.
