"""Links between the languages of a page, for people and for machines."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Locale

from cms.pages.models import CouncilPage
from tests.cms.shared import section, site
from tests.cms.test_frame import read
from tests.world import World

pytestmark = pytest.mark.once


def in_english(page: CouncilPage, title: str) -> Any:
    """Translate a page and publish it."""
    english, _ = Locale.objects.get_or_create(language_code="en")
    made = page.copy_for_translation(english)
    made.title = title
    made.save_revision().publish()
    made.refresh_from_db()
    return made


def languages(tree: Any) -> list[tuple[str, str, str]]:
    """Return the language links of the header."""
    found = tree.xpath("//header//div[@class='header-side']//a[@hreflang]")
    return [(one.get("hreflang"), one.text, one.get("href")) for one in found]


@pytest.mark.django_db
def test_a_page_links_to_its_translation_and_one_without_to_where_the_other_language_starts(
    world: World, client: Client
) -> None:
    start = site(world)
    about, news = section(start, "om"), section(start, "nyheter")
    assert languages(read(client, about.url)) == []
    start_in_english, about_in_english = in_english(start, "The arena"), in_english(about, "About us")
    swedish = read(client, about.url)
    assert languages(swedish) == [("en", "English", about_in_english.url)]
    assert languages(read(client, news.url)) == [("en", "English", start_in_english.url)]
    english = read(client, about_in_english.url)
    assert english.xpath("string(/html/@lang)") == "en"
    assert languages(english) == [("sv", "Svenska", about.url)]

    alternates = [("en", about_in_english.url), ("sv", about.url), ("x-default", about.url)]
    for tree in (swedish, english):
        found = tree.xpath("//link[@rel='alternate' and @hreflang]")
        assert [(one.get("hreflang"), one.get("href")) for one in found] == [
            (language, f"{settings.BASE_URL}{url}") for language, url in alternates
        ]
    assert not read(client, news.url).xpath("//link[@rel='alternate' and @hreflang]")


@pytest.mark.django_db
def test_a_translation_that_is_no_longer_public_is_not_linked(world: World, client: Client) -> None:
    start = site(world)
    about = section(start, "om")
    in_english(start, "The arena")
    made = in_english(about, "About us")
    made.unpublish()
    assert made.url not in [url for _, _, url in languages(read(client, about.url))]


@pytest.mark.django_db
def test_on_other_pages_the_language_is_chosen_without_a_token(client: Client) -> None:
    page = client.get("/mal/")
    assert not page.cookies
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sprak/setlang/", {"language": "en", "next": "/mal/"})
    assert answer.status_code == 302
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    elsewhere = strict.post("/sprak/setlang/", {"language": "en", "next": "https://annan.example/"})
    assert elsewhere.headers["Location"] == "/"
