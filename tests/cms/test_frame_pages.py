"""The common pages: the start page, news, contacts, and the blocks that texts are built of."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.images import get_image_model

from accounts.actor import NOBODY
from cms.pages.blocks import BODY, SECTIONS, STANDARD
from cms.pages.models import ContactPage, EventPage, NewsPage, Pick, PolicyPage, StandardPage, StartPage
from cms.publishing.models import Standing
from council.rooms.queries import rooms_visible_to
from tests.cms.frame_pages import document, picture
from tests.cms.shared import page, section, site
from tests.cms.test_frame import read
from tests.world import World

pytestmark = pytest.mark.once


def titles(tree: Any) -> list[str]:
    """Return the headings of the rows in the body."""
    return [one.text for one in tree.xpath("//main//ul[contains(@class, 'rows')]//*[@class='rows-title']/a")]


@pytest.fixture
def start(world: World) -> StartPage:
    """The foundation of a site."""
    return site(world)


@pytest.mark.django_db
def test_the_start_page_shows_what_is_new_and_what_is_coming(start: StartPage, client: Client) -> None:
    now = timezone.now()
    page(NewsPage, section(start, "nyheter"), "Nytt", body=[], date=date(2017, 12, 11))
    for title, days in (("Snart", 2), ("Förbi", -2)):
        when = now + timedelta(days=days)
        page(EventPage, section(start, "kalender"), title, what="meeting", starts_at=when, ends_at=when)
    tree = read(client, "/")
    assert titles(tree) == ["Nytt", "Snart"]
    ways = [one.text for one in tree.xpath("//main//ul[@class='ways']//a")]
    assert section(start, "nyheter").title in ways


@pytest.mark.django_db
def test_the_editors_picks_are_the_ways_in_as_long_as_they_are_shown(start: StartPage, client: Client) -> None:
    policy, support = section(start, "policy"), section(start, "stod")
    start.picks = [Pick(page=policy, why="Vad som gäller"), Pick(page=support)]
    start.save_revision().publish()

    def ways() -> list[str]:
        return [one.text for one in read(client, "/").xpath("//main//ul[@class='ways']//a")]

    assert ways() == [policy.title, support.title]
    assert "Vad som gäller" in client.get("/").content.decode()
    support.unpublish()
    assert ways() == [policy.title]


@pytest.mark.django_db
def test_what_has_lapsed_is_in_no_list(start: StartPage, client: Client) -> None:
    old = page(NewsPage, section(start, "nyheter"), "Gammalt", body=[])
    Standing.objects.filter(page=old.pk).update(lapsed_at=timezone.now())
    assert titles(read(client, "/")) == []
    assert titles(read(client, section(start, "nyheter").url)) == []
    assert client.get(old.url).status_code == 200


@pytest.mark.django_db
def test_news_are_narrowed_by_subject_and_year_and_come_in_pages(start: StartPage, client: Client) -> None:
    news = section(start, "nyheter")
    for number in range(14):
        page(NewsPage, news, f"Nytt {number:02}", body=[], date=date(2017, 1, 1 + number), category="council")
    page(NewsPage, news, "En policy", body=[], date=date(2016, 5, 1), category="policy")
    first = read(client, news.url)
    assert titles(first) == [f"Nytt {number:02}" for number in range(13, 1, -1)]
    second = read(client, f"{news.url}?page=2")
    assert titles(second) == ["Nytt 01", "Nytt 00", "En policy"]
    assert second.xpath("string(//link[@rel='canonical']/@href)").endswith(f"{news.url}?page=2")
    assert titles(read(client, f"{news.url}?kategori=policy")) == ["En policy"]
    assert titles(read(client, f"{news.url}?ar=2016")) == ["En policy"]
    for odd in ("?kategori=finns-inte", "?ar=20x7", "?page=99999999999999999999", "?page=-1", "?kategori=%27"):
        assert titles(read(client, f"{news.url}{odd}")), odd


@pytest.mark.django_db
def test_a_room_is_for_members_only(world: World, start: StartPage, client: Client) -> None:
    room = world.open_room
    news = page(NewsPage, section(start, "nyheter"), "Ur rummet", body=[], room=room)
    assert room.title not in client.get(news.url).content.decode()
    member = Client()
    member.force_login(world.officer.person)
    assert room.title in member.get(news.url).content.decode()
    assert NOBODY.is_signed_in is False
    closed = page(NewsPage, section(start, "nyheter"), "Ur beredningen", body=[], room=world.closed_room)
    assert not rooms_visible_to(world.facilitator).filter(pk=world.closed_room.pk).exists()
    outside = Client()
    outside.force_login(world.facilitator.person)
    assert world.closed_room.title not in outside.get(closed.url).content.decode()


@pytest.mark.django_db
def test_a_contact_is_found_by_municipality(world: World, start: StartPage, client: Client) -> None:
    contacts = section(start, "kontakt")
    public = world.organisations["public"]
    page(
        ContactPage, contacts, "Kontakt", municipality=public, function="Näringslivet", email="asf@sjoby.example",
        phone="08-123 45 67", body=[],
    )  # fmt: skip
    tree = read(client, f"{contacts.url}?kommun={public.slug}")
    assert tree.xpath("string(//h2[@id='found-title'])") == public.name
    assert tree.xpath("//a[@href='tel:0812345 67']") == []
    assert tree.xpath("//a[@href='tel:081234567']")
    assert tree.xpath(f"//option[@value='{public.slug}' and @selected]")
    assert not read(client, f"{contacts.url}?kommun=finns-inte").xpath("//h2[@id='found-title']")


@pytest.mark.django_db
def test_a_picture_without_words_takes_those_of_the_library_and_a_decoration_has_none(
    start: StartPage, client: Client
) -> None:
    image = {"image": picture(), "caption": ""}
    body = [
        ("picture", {**image, "alt": "", "decorative": False}),
        ("picture", {**image, "alt": "Egna ord", "decorative": False}),
        ("picture", {**image, "alt": "Egna ord", "decorative": True}),
    ]
    made = page(StandardPage, start, "Bilder", body=body)
    assert read(client, made.url).xpath("//main//img/@alt") == ["En ring av platser", "Egna ord", ""]


@pytest.mark.django_db
def test_a_page_whose_picture_or_document_is_gone_still_answers(start: StartPage, client: Client) -> None:
    shown, file = picture(), document()
    made = page(
        StandardPage, start, "Borta",
        body=[
            ("picture", {"image": shown, "alt": "", "decorative": False, "caption": ""}),
            ("documents", {"heading": "Filer", "documents": [file]}),
        ],
    )  # fmt: skip
    assert file.title in client.get(made.url).content.decode()
    get_image_model().objects.filter(pk=shown.pk).delete()
    type(file).objects.filter(pk=file.pk).delete()
    assert not read(client, made.url).xpath("//main//img")


BLOCKS = [name for name, _ in (*STANDARD, *SECTIONS)]


@pytest.mark.django_db
@pytest.mark.parametrize("name", BLOCKS)
def test_editors_see_what_a_block_looks_like(name: str, world: World, client: Client) -> None:
    world.admin.person.is_superuser = True
    client.force_login(world.admin.person)
    field = PolicyPage._meta.get_field("sections") if name == "section" else StandardPage._meta.get_field("body")
    block: Any = field.stream_block.child_blocks[name]
    assert block.is_previewable
    with override("sv"):
        tree = read(client, f"/redaktion/block-preview/?id={block.definition_prefix}")
    assert "".join(tree.xpath("//main//text()")).strip() or tree.xpath("//main//svg")
    assert tree.xpath("//link[@rel='stylesheet']/@href")


def test_every_block_says_what_it_is_for() -> None:
    for _, block in (*BODY, *STANDARD, *SECTIONS):
        assert block.get_description()
        assert block.meta.template
