"""The frame of the public site: every kind of page answers, reads well and leaves nothing in the browser."""

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import html5lib
import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from lxml import etree
from pytest_django import DjangoDbBlocker

from cms.pages.models import PAGES, CouncilPage, NewsPage, StandardPage
from cms.publishing.models import Standing
from tests.cms.frame_pages import every_kind
from tests.cms.shared import page, section, site
from tests.world import World
from tests.world import world as make_world

pytestmark = pytest.mark.once

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass
class Read:
    """A page, what a visitor got at its address, and that as a tree."""

    page: CouncilPage
    url: str
    answer: Any
    tree: Any

    @property
    def facts(self) -> Any:
        """What it says in schema.org's words."""
        return json.loads(self.tree.findtext(".//script[@type='application/ld+json']"))["@graph"]


def parsed(answer: Any) -> Any:
    """Return an answer as a tree, after a strict reading of its HTML."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False)
    return parser.parse(answer.content.decode())


def read(client: Client, address: str) -> Any:
    """Return the page at an address as a tree."""
    answer: Any = client.get(address)
    assert answer.status_code == 200, address
    return parsed(answer)


@pytest.fixture(scope="module")
def all_read(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Read]:
    """What a visitor gets of one page of every kind, and of an address with nothing at it (`404`). Made once."""
    with django_db_blocker.unblock(), transaction.atomic():
        pages = every_kind(make_world())
        client = Client()
        found = {}
        for kind, one in pages.items():
            answer: Any = client.get(one.url)
            assert answer.status_code == 200, kind
            found[kind] = Read(one, one.url or "", answer, parsed(answer))
            found[kind].page.owner_name = one.organisation.name
            again = Client(headers={"accept-language": "en", "user-agent": "another"}).get(one.url)
            assert again.content == answer.content, f"{kind}: another visitor got something else"
        answer = client.get("/finns-inte/")
        assert answer.status_code == 404
        found["404"] = Read(pages["start"], "/finns-inte/", answer, parsed(answer))
        transaction.set_rollback(True)
    return found


@pytest.fixture
def every(all_read: dict[str, Read]) -> dict[str, Read]:
    """The pages of every kind."""
    return {kind: one for kind, one in all_read.items() if kind != "404"}


def test_there_is_a_page_of_every_kind(every: dict[str, Read]) -> None:
    assert sorted(every) == sorted(one.kind for one in PAGES)


def test_a_visitor_gets_no_cookie_and_nothing_of_their_own(all_read: dict[str, Read]) -> None:
    for kind, one in all_read.items():
        assert not one.answer.cookies, kind
        assert "cookie" not in one.answer.headers.get("Vary", "").lower(), kind
        body = one.answer.content.decode()
        assert "csrfmiddlewaretoken" not in body, kind
        assert "nonce" not in body, kind


def test_the_html_of_every_kind_of_page_is_valid_and_in_order(all_read: dict[str, Read]) -> None:
    for kind, one in all_read.items():
        ids = one.tree.xpath("//@id")
        assert sorted(ids) == sorted(set(ids)), kind
        for name in ("aria-labelledby", "popovertarget", "for"):
            assert set(" ".join(one.tree.xpath(f"//@{name}")).split()) <= set(ids), kind
        levels = [int(heading.tag[1]) for heading in one.tree.iter(*HEADINGS)]
        assert levels[0] == 1, kind
        assert levels.count(1) == 1, kind
        assert all(after - before <= 1 for before, after in pairwise(levels)), (kind, levels)
        assert one.tree.xpath("string(/html/@lang)") == "sv", kind
        assert len(one.tree.xpath("//main")) == 1, kind
        assert not one.tree.xpath("//img[not(@alt)]"), kind
        assert not one.tree.xpath("//img[not(@width) or not(@height)]"), kind


def test_no_public_page_calls_another_origin_or_needs_a_looser_policy(all_read: dict[str, Read]) -> None:
    for kind, one in all_read.items():
        called = one.tree.xpath("//script/@src | //img/@src | //source/@srcset | //img/@srcset")
        called += one.tree.xpath("//link[@rel='stylesheet' or @rel='icon' or @rel='modulepreload']/@href")
        for address in (part.split()[0] for found in called for part in found.split(", ")):
            assert address.startswith("/"), (kind, address)
        assert not one.tree.xpath("//@style | //style | //@onclick"), kind
        assert not one.tree.xpath("//script[not(@src) and not(@type='application/ld+json')]"), kind


def test_the_head_tells_machines_what_the_page_is(every: dict[str, Read]) -> None:
    for kind, one in every.items():
        head, full = one.tree.find("head"), f"{settings.BASE_URL}{one.url}"
        assert head.xpath("string(link[@rel='canonical']/@href)") == full, kind
        assert head.xpath("string(meta[@property='og:url']/@content)") == full, kind
        assert head.xpath("string(meta[@property='og:title']/@content)") == one.page.title, kind
        assert head.xpath("string(meta[@property='og:image']/@content)").startswith(settings.BASE_URL), kind
        assert one.page.title in head.findtext("title"), kind
        assert one.facts[0]["@type"] == one.page.schema_type, kind
        assert one.facts[0]["@id"] == full, kind


def test_the_facts_of_news_events_and_terms_have_their_parts(every: dict[str, Read]) -> None:
    article = every["news"].facts[0]
    assert article["headline"] == "En arena öppnar"
    assert article["datePublished"] == every["news"].page.date.isoformat()
    assert article["author"]["name"] == every["news"].page.owner_name
    assert article["image"][0].endswith(".jpg")
    event = every["event"].facts[0]
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["location"][0]["name"] == "Medborgarhuset"
    assert event["startDate"] < event["endDate"]
    assert every["term"].facts[0]["inDefinedTermSet"]["url"].endswith("/ordlista/")
    trail = every["news"].facts[-1]["itemListElement"]
    assert [step["name"] for step in trail] == ["Arenan", every["news_index"].page.title, "En arena öppnar"]
    assert every["start"].facts[1]["@type"] == "Organization"


def test_a_picture_comes_in_several_formats_and_sizes_with_words_for_it(every: dict[str, Read]) -> None:
    pictures = every["news"].tree.xpath("//main//picture")
    assert len(pictures) == 2
    for one in pictures:
        assert one.xpath("source/@type") == ["image/avif", "image/webp"]
        assert one.xpath("string(img/@alt)") == "En ring av platser"
    assert [one.xpath("string(img/@loading)") for one in pictures] == ["", "lazy"]


def test_the_menu_says_where_one_is(every: dict[str, Read]) -> None:
    def here(kind: str) -> list[tuple[str, str]]:
        found = every[kind].tree.xpath("//nav[@id='menu']//a[@aria-current]")
        return [(one.get("href"), one.get("aria-current")) for one in found]

    assert here("news") == [(every["news_index"].url, "true")]
    assert here("news_index") == [(every["news_index"].url, "page")]
    assert here("start") == []


def test_the_footer_leads_to_what_the_site_says_of_itself(every: dict[str, Read]) -> None:
    found = every["news"].tree.xpath("//footer[@class='footer']//a/@href")
    assert {every["accessibility"].url, "/integritet/", "/kakor/", "/oppna-data/", every["glossary"].url} <= set(found)


def test_the_foot_says_who_answers_for_the_page(every: dict[str, Read]) -> None:
    for kind, one in every.items():
        foot = etree.tostring(one.tree.xpath("//footer[@class='public-foot']")[0], encoding="unicode")
        assert one.page.owner_name in foot, kind


def test_a_page_that_is_not_there_shows_the_sections(all_read: dict[str, Read]) -> None:
    lost = all_read["404"]
    assert lost.tree.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    assert {"/nyheter/", "/stod/", "/ordlista/"} <= set(lost.tree.xpath("//main//ul[@class='ways']//a/@href"))


def test_the_statement_has_every_part_that_the_law_asks_for(every: dict[str, Read]) -> None:
    words = " ".join(every["accessibility"].tree.xpath("//main//text()"))
    statement = every["accessibility"].page
    for part in (statement.actor, statement.service, statement.standard, statement.get_conformance_display()):
        assert part in words
    assert "Diagram läses inte upp." in words
    assert "Läs tabellen." in words
    links = every["accessibility"].tree.xpath("//main//a/@href")
    assert "https://www.digg.se/tdosanmalan" in links


@pytest.mark.django_db
def test_without_a_site_the_first_page_says_what_arenan_is(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert b"hero" in answer.content


@pytest.mark.django_db
def test_words_cannot_break_out_of_the_facts(world: World, client: Client) -> None:
    news = page(NewsPage, section(site(world), "nyheter"), "</script><script>alert(1)</script>", slug="elak", body=[])
    tree = read(client, news.url)
    assert not tree.xpath("//script[contains(text(), 'alert(1)') and not(@type)]")
    facts = json.loads(tree.findtext(".//script[@type='application/ld+json']"))
    assert facts["@graph"][0]["headline"] == "</script><script>alert(1)</script>"


@pytest.mark.django_db
def test_the_way_to_a_page_is_shown(world: World, client: Client) -> None:
    about = section(site(world), "om")
    below = page(StandardPage, about, "Stadgar", body=[])
    deep = page(StandardPage, below, "Bilaga", body=[])
    crumbs = read(client, deep.url).xpath("//nav[@class='crumbs']//a")
    way = [("Arenan", "/"), (about.title, about.url), ("Stadgar", below.url)]
    assert [(one.text, one.get("href")) for one in crumbs] == way


@pytest.mark.django_db
def test_the_menu_is_what_the_editors_put_there(world: World, client: Client) -> None:
    news = section(site(world), "nyheter")

    def menu() -> list[str]:
        found: list[str] = read(client, "/").xpath("//nav[@id='menu']//a/@href")
        return found

    assert news.url in menu()
    news.show_in_menus = False
    news.save_revision().publish()
    assert news.url not in menu()


@pytest.mark.django_db
def test_a_member_has_the_hat_and_the_public_pages_in_the_header(world: World, client: Client) -> None:
    start = site(world)
    client.force_login(world.chair.person)
    tree = read(client, section(start, "nyheter").url)
    assert tree.xpath("//details[contains(@class, 'hat')]")
    assert section(start, "policy").url in tree.xpath("//details[contains(@class, 'nav-more')]//a/@href")


@pytest.mark.django_db
def test_a_page_that_nobody_confirmed_says_so_and_a_lapsed_one_is_hidden_from_search(
    world: World, client: Client
) -> None:
    one = page(StandardPage, section(site(world), "om"), "Gammalt", body=[])
    standing = Standing.objects.filter(page=one.pk)
    assert not read(client, one.url).xpath("//*[contains(@class, 'public-head')]//*[contains(@class, 'notice')]")
    standing.update(confirm_by="2020-01-01", was_overdue=True)
    tree = read(client, one.url)
    assert tree.xpath("//*[contains(@class, 'notice-attention')]")
    assert not tree.xpath("//meta[@name='robots']")
    standing.update(lapsed_at="2020-03-01T00:00:00Z")
    tree = read(client, one.url)
    assert tree.xpath("//*[contains(@class, 'notice-danger')]")
    assert tree.xpath("string(//meta[@name='robots']/@content)") == "noindex"
