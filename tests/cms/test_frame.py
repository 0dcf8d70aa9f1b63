"""The frame of the public site: every kind of page answers, reads well and leaves nothing in the browser."""

from typing import Any

import pytest
from django.test import Client

from tests.cms.shared import site
from tests.world import World


@pytest.mark.django_db
def test_every_section_of_the_foundation_answers(world: World, client: Client) -> None:
    start = site(world)
    for one in (start, *start.get_children()):
        answer: Any = client.get(one.url)
        assert answer.status_code == 200, one.url


@pytest.mark.django_db
def test_without_a_site_the_first_page_says_what_arenan_is(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert b"hero" in answer.content
