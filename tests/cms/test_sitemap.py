"""The map of the site, and what programs are asked to leave alone."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from lxml import etree
from wagtail.models import Locale

from cms.pages.models import NewsPage
from cms.publishing.models import Standing
from tests.cms.shared import page, section, site
from tests.world import World

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def start(world: World) -> Any:
    return site(world)


def places() -> dict[str, Any]:
    answer = Client().get("/sitemap.xml")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/xml")
    tree = etree.fromstring(answer.content)
    return {one.findtext(f"{MAP}loc"): one for one in tree.iter(f"{MAP}url")}


def address(one: Any) -> str:
    return f"http://127.0.0.1:8000{one.get_url()}"


def test_every_page_in_lists_is_on_the_map_with_when_it_changed(start: Any) -> None:
    made = page(NewsPage, section(start, "nyheter"), "Å & Ö", body=[])
    found = places()
    assert {address(start), address(section(start, "kalender")), address(made)} <= set(found)
    changed = datetime.fromisoformat(found[address(made)].findtext(f"{MAP}lastmod"))
    assert abs((changed - made.last_published_at).total_seconds()) < 1


def test_what_has_lapsed_or_is_a_draft_is_on_no_map(start: Any) -> None:
    lapsed = page(NewsPage, section(start, "nyheter"), "Inaktuell", body=[])
    Standing.objects.filter(page=lapsed).update(lapsed_at=datetime.now(UTC))
    draft = page(NewsPage, section(start, "nyheter"), "Utkast", body=[], live=False)
    assert {address(lapsed), address(draft)} & set(places()) == set()


def test_a_page_in_two_languages_names_both_at_each(start: Any) -> None:
    english = Locale.objects.create(language_code="en")
    there = start.copy_for_translation(english)
    there.save_revision().publish()
    there.refresh_from_db()
    found = places()
    both = {("sv", address(start)), ("en", address(there))}
    for one in (start, there):
        named = {(link.get("hreflang"), link.get("href")) for link in found[address(one)].iter(LINK)}
        assert named == both
    assert not list(found[address(section(start, "kalender"))].iter(LINK))


def test_robots_are_shown_the_map_and_asked_to_leave_the_editors_rooms_alone(start: Any) -> None:
    answer = Client().get("/robots.txt")
    said = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in said
    assert {"Disallow: /redaktion/", "Disallow: /sok/"} <= set(said.splitlines())
    assert not answer.cookies


def test_an_address_that_was_changed_leads_on(start: Any, django_capture_on_commit_callbacks: Any) -> None:
    made = page(NewsPage, section(start, "nyheter"), "Kafé på ön", body=[])
    before = made.get_url()
    made.slug = "nytt-kafe"
    with django_capture_on_commit_callbacks(execute=True):
        made.save_revision().publish()
    answer = Client().get(before)
    assert (answer.status_code, answer["Location"]) == (301, "/nyheter/nytt-kafe/")


def test_the_longest_name_has_an_address_that_is_found(start: Any) -> None:
    made = page(NewsPage, section(start, "nyheter"), "Å" * 255, body=[])
    assert Client().get(made.get_url()).status_code == 200
    assert address(made) in places()
