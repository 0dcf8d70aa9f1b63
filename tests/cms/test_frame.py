"""The frame of the public site: every kind of page answers, reads well and leaves nothing in the browser."""

import json
from itertools import pairwise
from typing import Any

import html5lib
import pytest
from django.conf import settings
from django.test import Client
from lxml import etree

from cms.pages.models import PAGES, NewsPage, StandardPage
from cms.publishing.models import Standing
from tests.cms.frame_pages import every_kind
from tests.cms.shared import page, section, site
from tests.world import World

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@pytest.fixture
def pages(world: World) -> dict[str, Any]:
    """A page of every kind."""
    return every_kind(world)


def read(client: Client, address: str) -> Any:
    """Return the page as a tree, after a strict reading of its HTML."""
    answer: Any = client.get(address)
    assert answer.status_code == 200, address
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False)
    return parser.parse(answer.content.decode())


def kinds_in_text() -> list[str]:
    """Return every kind of page there is."""
    return [one.kind for one in PAGES]


@pytest.mark.django_db
def test_there_is_a_page_of_every_kind(pages: dict[str, Any]) -> None:
    assert sorted(pages) == sorted(kinds_in_text())


@pytest.mark.django_db
def test_without_a_site_the_first_page_says_what_arenan_is(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert b"hero" in answer.content


@pytest.mark.django_db
def test_a_visitor_gets_the_same_answer_as_every_other_and_no_cookie(pages: dict[str, Any], client: Client) -> None:
    for kind, one in pages.items():
        answer = client.get(one.url)
        assert not answer.cookies, kind
        assert "cookie" not in answer.headers.get("Vary", "").lower(), kind
        body = answer.content.decode()
        assert "csrfmiddlewaretoken" not in body, kind
        assert "nonce" not in body, kind
        again = Client(headers={"accept-language": "en", "user-agent": "another"}).get(one.url)
        assert again.content == answer.content, kind


@pytest.mark.django_db
def test_what_is_not_there_leaves_no_cookie_either(pages: dict[str, Any], client: Client) -> None:
    answer = client.get("/finns-inte/")
    assert answer.status_code == 404
    assert not answer.cookies
    assert pages["news_index"].url in answer.content.decode()


@pytest.mark.django_db
def test_the_html_of_every_kind_of_page_is_valid_and_in_order(pages: dict[str, Any], client: Client) -> None:
    for kind, one in pages.items():
        tree = read(client, one.url)
        ids = tree.xpath("//@id")
        assert sorted(ids) == sorted(set(ids)), kind
        for name in ("aria-labelledby", "popovertarget", "for"):
            assert set(" ".join(tree.xpath(f"//@{name}")).split()) <= set(ids), kind
        levels = [int(heading.tag[1]) for heading in tree.iter(*HEADINGS)]
        assert levels[0] == 1, kind
        assert levels.count(1) == 1, kind
        assert all(after - before <= 1 for before, after in pairwise(levels)), (kind, levels)
        assert tree.xpath("string(/html/@lang)") == "sv", kind
        assert len(tree.xpath("//main")) == 1, kind


@pytest.mark.django_db
def test_no_public_page_calls_another_origin(pages: dict[str, Any], client: Client) -> None:
    for kind, one in pages.items():
        tree = read(client, one.url)
        called = tree.xpath(
            "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //source/@srcset"
        )
        for address in (part.split()[0] for found in called for part in found.split(", ")):
            assert address.startswith("/"), (kind, address)
        assert not tree.xpath("//@style | //style | //*[@onclick]"), kind


@pytest.mark.django_db
def test_the_head_tells_machines_what_the_page_is(pages: dict[str, Any], client: Client) -> None:
    for kind, one in pages.items():
        head = read(client, one.url).find("head")
        full = f"{settings.BASE_URL}{one.url}"
        assert head.xpath("string(link[@rel='canonical']/@href)") == full, kind
        assert head.xpath("string(meta[@property='og:url']/@content)") == full, kind
        assert head.xpath("string(meta[@property='og:title']/@content)") == one.title, kind
        assert head.xpath("string(meta[@property='og:image']/@content)").startswith(settings.BASE_URL), kind
        assert one.title in head.findtext("title"), kind
        facts = json.loads(head.findtext("script[@type='application/ld+json']"))
        own = facts["@graph"][0]
        assert own["@type"] == one.schema_type, kind
        assert own["@id"] == full, kind


@pytest.mark.django_db
def test_the_facts_of_news_events_and_terms_have_their_parts(pages: dict[str, Any], client: Client) -> None:
    def facts(kind: str) -> Any:
        head = read(client, pages[kind].url).find("head")
        return json.loads(head.findtext("script[@type='application/ld+json']"))["@graph"]

    article = facts("news")[0]
    assert article["headline"] == "En arena öppnar"
    assert article["datePublished"] == pages["news"].date.isoformat()
    assert article["author"]["name"] == pages["news"].organisation.name
    event = facts("event")[0]
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["location"][0]["name"] == "Medborgarhuset"
    assert event["startDate"] < event["endDate"]
    assert facts("term")[0]["inDefinedTermSet"]["url"].endswith("/ordlista/")
    trail = facts("news")[-1]
    assert [step["name"] for step in trail["itemListElement"]] == ["Arenan", "Nyheter", "En arena öppnar"]
    assert facts("start")[1]["@type"] == "Organization"


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
    assert [(one.text, one.get("href")) for one in crumbs] == [
        ("Arenan", "/"),
        (about.title, about.url),
        ("Stadgar", below.url),
    ]


@pytest.mark.django_db
def test_the_menu_is_what_the_editors_put_there(world: World, client: Client) -> None:
    start = site(world)
    news = section(start, "nyheter")

    def menu() -> list[str]:
        return read(client, "/").xpath("//nav[@id='menu']//a/@href")

    assert news.url in menu()
    news.show_in_menus = False
    news.save_revision().publish()
    assert news.url not in menu()


@pytest.mark.django_db
def test_the_menu_says_where_one_is(pages: dict[str, Any], client: Client) -> None:
    here = read(client, pages["news"].url).xpath("//nav[@id='menu']//a[@aria-current]")
    assert [(one.get("href"), one.get("aria-current")) for one in here] == [(pages["news_index"].url, "true")]
    here = read(client, pages["news_index"].url).xpath("//nav[@id='menu']//a[@aria-current]")
    assert [one.get("aria-current") for one in here] == ["page"]


@pytest.mark.django_db
def test_the_footer_leads_to_what_the_site_says_of_itself(pages: dict[str, Any], client: Client) -> None:
    found = read(client, pages["news"].url).xpath("//footer[@class='footer']//a/@href")
    for kind in ("accessibility", "standard"):
        assert section(pages["start"], {"accessibility": "tillganglighet", "standard": "integritet"}[kind]).url in found


@pytest.mark.django_db
def test_a_member_has_the_hat_and_the_public_pages_in_the_header(world: World, client: Client) -> None:
    start = site(world)
    client.force_login(world.chair.person)
    tree = read(client, section(start, "nyheter").url)
    assert tree.xpath("//details[contains(@class, 'hat')]")
    assert section(start, "policy").url in tree.xpath("//details[contains(@class, 'nav-more')]//a/@href")


@pytest.mark.django_db
def test_the_foot_says_who_answers_for_the_page(pages: dict[str, Any], client: Client) -> None:
    foot = etree.tostring(
        read(client, pages["news"].url).xpath("//footer[@class='public-foot']")[0], encoding="unicode"
    )
    assert pages["news"].organisation.name in foot


@pytest.mark.django_db
def test_a_page_that_nobody_confirmed_says_so_and_a_lapsed_one_is_hidden_from_search(
    pages: dict[str, Any], client: Client
) -> None:
    one = pages["knowledge"]
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
