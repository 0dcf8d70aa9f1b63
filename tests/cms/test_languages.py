"""Which language an answer is in: a page's is its address's, everything else is in the reader's."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from cms.languages.addresses import prefix_of
from cms.pages.models import NewsPage, StandardPage
from tests.cms.languages import translated
from tests.cms.shared import page, section, site
from tests.world import World

pytestmark = pytest.mark.django_db


def reader(**headers: str) -> Client:
    """Return the browser of a visitor."""
    return Client(headers=headers)


def signed_in(world: World) -> Client:
    """Return the browser of a member."""
    browser = Client()
    browser.force_login(world.officer.person, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.mark.parametrize("active", ["sv", "en", "fi"])
def test_the_address_of_a_page_is_the_same_whatever_language_is_active(world: World, active: str) -> None:
    start = site(world)
    news = page(NewsPage, section(start, "nyheter"), "Nytt", body=[])
    english = translated(news, "en", title="News of today", slug="news-of-today")

    with translation.override(active):
        assert news.url == "/nyheter/nytt/"
        assert english.url == "/en/nyheter/news-of-today/"
        assert start.url == "/"
        assert english.get_parent().get_parent().specific.url == "/en/"


@pytest.mark.parametrize("asks", ["sv", "en", "fi,en;q=0.5", "de"])
def test_a_page_is_in_the_language_of_its_address_whatever_the_reader_asks_for(world: World, asks: str) -> None:
    news = page(NewsPage, section(site(world), "nyheter"), "Nytt", body=[])
    translated(news, "en", title="What is new", slug="new")
    browser = reader(accept_language=asks)

    for address, code, words in (
        ("/nyheter/nytt/", "sv", "Nytt"),
        ("/en/nyheter/new/", "en", "What is new"),
        ("/", "sv", "Arenan"),
        ("/en/", "en", "Arenan"),
    ):
        answer = browser.get(address)
        assert answer.status_code == 200
        assert f'<html lang="{code}"' in answer.text
        assert words in answer.text
        assert answer["Content-Language"] == code


def test_a_cookie_with_a_language_changes_no_page(world: World) -> None:
    site(world)
    browser = reader()
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert '<html lang="sv"' in browser.get("/").text
    assert '<html lang="sv"' in browser.get("/om/").text


def test_the_language_of_a_page_hangs_on_nothing_but_its_address(world: World) -> None:
    translated(section(site(world), "om"), "en")

    for address in ("/om/", "/en/om/"):
        assert "accept-language" not in reader().get(address).get("Vary", "").lower()


@pytest.mark.parametrize(
    "address", ["/de/", "/de/om/", "/sv/", "/sv/om/", "/fi/", "/fi/om/", "/en/finns-inte/", "/EN/"]
)
def test_a_language_without_pages_and_an_address_without_a_page_lead_nowhere(world: World, address: str) -> None:
    translated(site(world), "en")

    assert reader().get(address).status_code == 404


def test_pages_that_wait_for_their_start_page_in_a_language_are_not_shown_in_swedish_instead(world: World) -> None:
    start = site(world)
    translated(start, "en", live=False)

    assert reader().get("/en/").status_code == 404
    assert reader().get("/en/om/").status_code == 404


def test_a_page_that_is_not_there_is_told_of_in_the_language_of_the_address(world: World) -> None:
    translated(site(world), "en")

    assert '<html lang="en"' in reader(accept_language="sv").get("/en/nothing-here/").text
    assert '<html lang="sv"' in reader(accept_language="en").get("/ingenting/").text


def test_what_is_no_page_is_in_the_language_that_the_reader_chose(world: World) -> None:
    site(world)
    member = signed_in(world)
    member.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert '<html lang="en"' in member.get("/rad/").text
    assert '<html lang="en"' in member.get("/").text, "the start page of a member is no public page"
    assert '<html lang="sv"' in member.get("/om/").text
    assert "accept-language" in member.get("/rad/")["Vary"].lower()


@pytest.mark.parametrize(
    ("asks", "gets"), [("en-GB,en;q=0.9", "en"), ("fi", "sv"), ("fi,en;q=0.8", "en"), ("de,*;q=0.1", "sv"), ("", "sv")]
)
def test_sign_in_is_offered_only_in_languages_that_are_complete(world: World, asks: str, gets: str) -> None:
    assert f'<html lang="{gets}"' in reader(accept_language=asks).get("/logga-in/login/").text


def test_the_menu_of_languages_keeps_to_those_that_are_complete(world: World) -> None:
    member = signed_in(world)
    member.post("/sprak/setlang/", {"language": "fi", "next": "/rad/"})

    assert '<html lang="sv"' in member.get("/rad/").text


def test_pages_below_pages_are_found_in_both_languages(world: World) -> None:
    about = section(site(world), "om")
    history = page(StandardPage, about, "Historia", body=[])
    translated(history, "en", title="History", slug="history")

    assert reader().get("/om/historia/").status_code == 200
    assert "History" in reader().get("/en/om/history/").text


@pytest.mark.once
@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/en/", "en"),
        ("en/om/", "en"),
        ("/fi/x/", "fi"),
        ("/sv/", ""),
        ("/de/", ""),
        ("/english/", ""),
        ("/en", ""),
        ("", ""),
    ],
)
def test_a_language_is_read_from_the_first_part_of_an_address(path: str, code: str) -> None:
    assert prefix_of(path) == code
