"""Pictures and files: what may be put in, whose it is, and who is given it."""

import struct
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.editing.foundation import PUBLISHERS
from cms.library.models import CouncilDocument, CouncilImage
from cms.pages.models import NewsPage
from tests.cms.editors import browser, document, editor, picture, png
from tests.cms.shared import page, section, site
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ADD = "wagtailimages:add"
ADD_FILE = "wagtaildocs:add"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" {more}/>{inside}</svg>'


@pytest.fixture
def start(world: World) -> Any:
    return site(world)


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """Return a PNG of a few bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def upload(client: Client, content: bytes, name: str, **more: Any) -> Any:
    file = SimpleUploadedFile(name, content, "application/octet-stream")
    return client.post(reverse(ADD), {"title": "Bild", "description": "Ett hus", "file": file, **more})


def read(answer: Any) -> bytes:
    """Read a file to its end, so that it is closed."""
    return b"".join(answer.streaming_content)


def test_a_picture_belongs_to_the_organisation_of_who_put_it_in(world: World, start: Any) -> None:
    mine = editor(world.organisations["public"])
    assert upload(browser(mine), png(), "hus.png").status_code == 302
    assert CouncilImage.objects.get(title="Bild").organisation == mine.organisation


def test_a_picture_without_words_for_who_does_not_see_it_is_refused(world: World, start: Any) -> None:
    answer = upload(browser(editor(world.organisations["public"])), png(), "hus.png", description="")
    assert answer.context["form"].errors["description"]
    assert not CouncilImage.objects.exists()


def test_a_picture_that_would_unpack_to_something_enormous_is_refused_with_words(world: World, start: Any) -> None:
    answer = upload(browser(editor(world.organisations["public"])), bomb(), "stor.png")
    assert answer.context["form"].errors["file"]


@pytest.mark.parametrize(("content", "name"), [(b"MZ\x90\x00", "virus.png"), (png(), "bild.jpg"), (b"<html>", "a.gif")])
def test_a_picture_that_is_not_what_its_name_says_is_refused(
    world: World, start: Any, content: bytes, name: str
) -> None:
    assert upload(browser(editor(world.organisations["public"])), content, name).context["form"].errors["file"]


@pytest.mark.parametrize(
    "drawing",
    [
        SVG.format(more="", inside="<script>alert(1)</script>"),
        SVG.format(more='onload="alert(1)"', inside=""),
        SVG.format(more="", inside="<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>"),
        SVG.format(more="", inside='<image href="https://example.com/spar.png"/>'),
        SVG.format(more="", inside="<style>@import url(https://example.com/a.css)</style>"),
        SVG.format(more='style="fill:url(https://example.com/a#b)"', inside=""),
        SVG.format(more="", inside='<a href="javascript:alert(1)"><text>x</text></a>'),
        SVG.format(more="", inside='<set attributeName="onmouseover" to="alert(1)"/>'),
        '<?xml-stylesheet href="https://example.com/a.css"?>' + SVG.format(more="", inside=""),
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format(more="", inside="<text>&a;</text>"),
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused_with_words(world: World, start: Any, drawing: str) -> None:
    client = browser(editor(world.organisations["public"], "Editors – news", PUBLISHERS))
    answer = upload(client, drawing.encode(), "ritning.svg")
    assert answer.context["form"].errors["file"]
    assert not CouncilImage.objects.exists()


def test_a_plain_drawing_is_put_in_by_publishers_alone(world: World, start: Any) -> None:
    drawing = SVG.format(more='fill="#1d4d3b"', inside='<use href="#a"/>').encode()
    writer = browser(editor(world.organisations["public"], "Editors – news"))
    assert upload(writer, drawing, "ritning.svg").context["form"].errors["file"]
    publisher = browser(editor(world.organisations["public"], "Editors – news", PUBLISHERS))
    assert upload(publisher, drawing, "ritning.svg").status_code == 302


def test_many_pictures_at_once_go_through_the_same_checks(world: World, start: Any) -> None:
    client = browser(editor(world.organisations["public"]))

    def send(content: bytes, name: str) -> Any:
        file = SimpleUploadedFile(name, content, "image/png")
        url = reverse("wagtailimages:add_multiple")
        return client.post(url, {"title": name, "files[]": file}, headers={"x-requested-with": "XMLHttpRequest"}).json()

    assert not send(bomb(), "stor.png")["success"]
    waiting = send(png(), "hus.png")
    assert waiting["success"]
    assert "uploaded_file_id" in waiting  # A picture only once it is described.
    assert not CouncilImage.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"), [(b"MZ\x90\x00", "avtal.pdf"), (png(), "bild.docx"), (b"<html>", "a.txt")]
)
def test_a_file_that_is_not_what_its_name_says_is_refused(world: World, start: Any, content: bytes, name: str) -> None:
    client = browser(editor(world.organisations["public"]))
    file = SimpleUploadedFile(name, content)
    answer = client.post(reverse(ADD_FILE), {"title": "Fil", "file": file})
    assert answer.context["form"].errors["file"]
    assert not CouncilDocument.objects.exists()


def test_a_files_name_is_cleaned(world: World, start: Any) -> None:
    client = browser(editor(world.organisations["public"]))
    file = SimpleUploadedFile('..\\..\\a"b<c>.txt', b"Hej")
    assert client.post(reverse(ADD_FILE), {"title": "Fil", "file": file}).status_code == 302
    assert not set('\\"<>') & set(CouncilDocument.objects.get().file.name)


def test_personal_numbers_are_refused_in_the_words_of_the_library(world: World, start: Any) -> None:
    answer = upload(browser(editor(world.organisations["public"])), png(), "a.png", title="Anna 811218-9876")
    assert answer.context["form"].errors["title"]


def test_a_picture_is_public_exactly_while_a_public_page_shows_it(world: World, start: Any) -> None:
    owner = world.organisations["asf"]
    hidden = picture(owner, "Bild", "hus.png")
    news = page(
        NewsPage, section(start, "nyheter"), "Med bild", live=False, body=[], organisation=owner, picture=hidden
    )
    url = hidden.file.url
    assert url.startswith("/media/")
    assert Client().get(url).status_code == 404
    news.get_latest_revision().publish()
    given = Client().get(url)
    assert given.status_code == 200
    assert read(given) == png()
    assert "immutable" in given["Cache-Control"]
    assert not given.cookies
    assert "Cookie" not in given.get("Vary", "")
    NewsPage.objects.get(pk=news.pk).unpublish()
    assert Client().get(url).status_code == 404


def test_a_file_in_a_text_is_public_with_the_text_and_gone_with_the_page(world: World, start: Any) -> None:
    owner = world.organisations["asf"]
    file = document(owner, "Bilaga", "bilaga.txt", "Innehåll")
    text = f'<p>Se <a linktype="document" id="{file.pk}">bilagan</a></p>'
    news = page(NewsPage, section(start, "nyheter"), "Text", body=[("text", text)], organisation=owner)
    given = Client().get(file.url)
    assert given.status_code == 200
    assert given["Content-Disposition"].startswith("attachment")
    assert "sandbox" in given["Content-Security-Policy"]
    assert given["X-Content-Type-Options"] == "nosniff"
    read(given)
    NewsPage.objects.get(pk=news.pk).delete()
    assert Client().get(file.url).status_code == 404


def test_a_picture_that_another_public_page_shows_stays(world: World, start: Any) -> None:
    owner = world.organisations["asf"]
    shown = picture(owner, "Bild", "hus.png")
    pages = [
        page(NewsPage, section(start, "nyheter"), f"Nyhet {n}", body=[], organisation=owner, picture=shown)
        for n in range(2)
    ]
    NewsPage.objects.get(pk=pages[0].pk).unpublish()
    assert CouncilImage.objects.get(pk=shown.pk).public
    NewsPage.objects.get(pk=pages[1].pk).unpublish()
    assert not CouncilImage.objects.get(pk=shown.pk).public


def test_a_picture_of_a_draft_is_given_to_its_editors_and_whom_it_is_shared_with(world: World, start: Any) -> None:
    owner, friend, stranger = (editor(world.organisations[name]) for name in ("asf", "public", "business"))
    hidden = picture(world.organisations["asf"], "Hemlig", "hemlig.png")
    draft = page(
        NewsPage, section(start, "nyheter"), "U", live=False, body=[], organisation=owner.organisation, picture=hidden
    )
    url, rendition = hidden.file.url, hidden.get_rendition("width-20").url
    for address in (url, rendition):
        answer = browser(owner).get(address)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        read(answer)
        assert browser(friend).get(address).status_code == 404
    draft.shared_with.set([friend.organisation])
    draft.save_revision()
    read(browser(friend).get(url))
    assert browser(stranger).get(url).status_code == 404
    assert Client().get(url).status_code == 404


def test_nothing_outside_the_library_is_given(world: World, start: Any) -> None:
    for name in (
        "../settings.py",
        "attachments/x",
        "documents/",
        "%2e%2e/secret-key",
        "original_images/finns-inte.png",
    ):
        assert Client().get(f"/media/{name}").status_code == 404


def test_the_chooser_shows_own_public_and_shared_pictures(world: World, start: Any) -> None:
    mine = editor(world.organisations["public"])
    picture(world.organisations["public"], "Egen", "egen.png")
    picture(world.organisations["asf"], "Andras hemliga", "andras.png")
    public = picture(world.organisations["asf"], "Andras kanda", "kanda.png")
    page(NewsPage, section(start, "nyheter"), "N", body=[], organisation=world.organisations["asf"], picture=public)
    words = browser(mine).get(reverse("wagtailimages_chooser:choose")).content.decode()
    assert "Egen" in words
    assert "Andras kanda" in words
    assert "Andras hemliga" not in words
