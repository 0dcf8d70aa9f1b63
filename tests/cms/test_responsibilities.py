"""Who does what: the table, its gaps, and one authority's part."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cms.publishing.models import Standing
from tests.cms.kinds import authority, queries_of, read, said, words
from tests.cms.shared import site
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ADDRESS = "/vem-gor-vad/"


@pytest.fixture
def start(world: World) -> Any:
    return site(world)


@pytest.fixture
def parts(start: Any, world: World) -> list[Any]:
    """Two authorities, of which one says more than the other."""
    return [
        authority(start, world.organisations["public"], idea="Lyssnar.", tendering="Köper."),
        authority(start, world.organisations["adviser"], idea="Vägleder."),
    ]


def test_the_table_has_a_row_for_each_phase_and_a_column_for_each_authority(parts: list[Any]) -> None:
    tree = read(Client(), ADDRESS)
    assert [words(one) for one in tree.findall(".//thead//th")][1:] == ["Sjöby kommun", "Coompanion Sjöby"]
    rows = tree.findall(".//tbody/tr")
    assert len(rows) == 7
    assert "Lyssnar." in words(rows[0], "td")
    assert all(row.find("th").get("scope") == "row" for row in rows)


def test_what_nobody_has_answered_is_a_gap_and_is_counted(parts: list[Any]) -> None:
    tree = read(Client(), ADDRESS)
    gaps = [one for one in tree.findall(".//tbody//td") if said("No answer") in words(one)]
    assert len(gaps) == 11
    assert words(tree, ".//p[@class='gap-number']") == "11"
    assert said("Founding").lower() in words(tree, ".//div[@class='gap-count has-gaps']")


def test_an_answer_that_is_taken_back_is_a_gap_again(start: Any, world: World) -> None:
    authority(start, world.organisations["public"], idea="")
    assert words(read(Client(), ADDRESS), ".//p[@class='gap-number']") == "7"


def test_who_has_not_confirmed_in_time_is_marked(parts: list[Any]) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Standing.objects.filter(page=parts[0]).update(confirm_by=yesterday)
    heads = [words(one) for one in read(Client(), ADDRESS).findall(".//thead//th")]
    assert said("not confirmed in time") in heads[1]
    assert said("not confirmed in time") not in heads[2]


def test_an_authority_has_a_page_with_its_part(parts: list[Any]) -> None:
    tree = read(Client(), parts[0].url)
    phases = tree.findall(".//ol[@class='duty-list']/li")
    assert "Lyssnar." in words(phases[0])
    assert said("checked %(day)s", day="1 november 2017") in words(phases[0])
    assert said("No answer") in words(phases[1])


def test_a_site_without_authorities_says_what_will_be_there(start: Any) -> None:
    assert said("No authority has written its part yet") in words(read(Client(), ADDRESS))


def test_many_authorities_ask_no_more_of_the_database_than_one(start: Any, world: World) -> None:
    organisations = list(world.organisations.values())
    authority(start, organisations[0], idea="Ett.")
    few = queries_of(Client(), ADDRESS)
    for one in organisations[1:]:
        authority(start, one, idea="Två.", founding="Tre.")
    assert queries_of(Client(), ADDRESS) <= few
