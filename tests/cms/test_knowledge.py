"""Shared knowledge by kind."""

from typing import Any

import pytest
from django.test import Client

from tests.cms.kinds import knowledge, queries_of, read, said, words
from tests.cms.shared import site
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def start(world: World) -> Any:
    return site(world)


def titles(address: str) -> list[str]:
    return [words(one) for one in read(Client(), address).findall(".//main//h3")]


def test_knowledge_stands_by_kind_and_one_kind_can_be_shown_alone(start: Any) -> None:
    knowledge(start, "Social klausul", "clause")
    knowledge(start, "Dukat bord")
    knowledge(start, "Supported Employment", "method")
    knowledge(start, "Utkast", live=False)
    assert titles("/kunskap/") == ["Dukat bord", "Supported Employment", "Social klausul"]
    assert titles("/kunskap/?slag=method") == ["Supported Employment"]
    assert titles("/kunskap/?slag=%3Cscript%3E") == ["Dukat bord", "Supported Employment", "Social klausul"]


def test_one_says_what_came_of_it_where_it_is_from_and_names_others_of_its_kind(start: Any) -> None:
    knowledge(start, "Social klausul", "clause")
    other, made = knowledge(start, "Annat bord"), knowledge(start, "Dukat bord")
    text = words(read(Client(), made.url))
    assert "Fler fick arbete." in text
    assert "Lägesrapport 2017, s. 18" in text
    links = [link.get("href") for link in read(Client(), made.url).findall(".//section[@class='aside-part']//h3/a")]
    assert links == [other.url]


def test_an_empty_section_says_what_will_be_there(start: Any) -> None:
    assert said("Nothing has been shared yet") in words(read(Client(), "/kunskap/"))


def test_much_knowledge_asks_no_more_of_the_database_than_little(start: Any) -> None:
    knowledge(start, "Ett")
    few = queries_of(Client(), "/kunskap/")
    for n in range(8):
        knowledge(start, f"Bord {n}")
    assert queries_of(Client(), "/kunskap/") <= few
