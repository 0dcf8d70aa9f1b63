"""Files: what they are is read from their content, and only those who may read the room fetch them."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.files import clean_name
from council.rooms.actions import attach_file, hide_message
from council.rooms.models import Attachment
from events.errors import Invalid
from tests.browsers import open_browser
from tests.world import World, said

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082".replace(
        " ", ""
    )
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb004300") + b"\x08" * 64 + bytes.fromhex("ffd9")
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!doctype html><script>alert(1)</script>"


def zipped(**parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return held.getvalue()


def office(folder: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}/document.xml", "<x/>")
    return held.getvalue()


def attached(world: World, name: str, content: bytes, kind: str = "application/octet-stream") -> Attachment:
    return attach_file(actor=world.officer, room=world.open_room, file=SimpleUploadedFile(name, content, kind))


@pytest.mark.django_db
class TestContent:
    @pytest.mark.parametrize(
        ("name", "content", "kind"),
        [
            ("karta.png", PNG, "image/png"), ("Beslut.PDF", PDF, "application/pdf"), ("foto.jpg", JPEG, "image/jpeg"),
            ("foto.jpeg", JPEG, "image/jpeg"), ("bild.gif", GIF, "image/gif"), ("anteckning.txt", "Åäö".encode(), "text/plain"),
            ("lista.csv", b"a;b\n1;2\n", "text/csv"),
            ("avtal.docx", office("word"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("budget.xlsx", office("xl"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("text.odt", zipped(mimetype="application/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text"),
        ],
    )  # fmt: skip
    def test_a_file_that_is_what_its_name_says_is_taken(
        self, world: World, name: str, content: bytes, kind: str
    ) -> None:
        made = attached(world, name, content)

        assert (made.type, made.size, made.name) == (kind, len(content), name)
        with made.file.open("rb") as kept:
            assert kept.read() == content

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("sida.html", HTML), ("bild.svg", SVG), ("sida.png", HTML), ("sida.pdf", HTML), ("sida.txt", HTML), ("sida.csv", HTML),
            ("bild.png", SVG), ("bild.jpg", PNG), ("bild.png", PDF), ("avtal.docx", PNG), ("avtal.docx", zipped(a="b")),
            ("budget.xlsx", office("word")), ("text.odt", zipped(mimetype="text/html")), ("text.odt", zipped(a="b")),
            ("avtal.docx", b"PK\x03\x04trasig"), ("virus.exe", b"MZ"), ("virus.pdf.exe", PDF), ("utan-ändelse", PDF),
            (".png", HTML), ("sida.txt", b"\xff\xfe\x00"), ("sida.txt", b"a\x00b"), ("sida.txt", b"  \n<SCRIPT>x"),
            ("sida.txt", b"\xef\xbb\xbf<html>"), ("sida.csv", b"<?xml version='1.0'?><svg/>"), ("bild.webp", b"RIFF1234WAVE"),
            ("arkiv.zip", zipped(a="b")), ("skript.js", b"alert(1)"), ("makro.docm", office("word")),
        ],
    )  # fmt: skip
    def test_what_is_not_what_its_name_says_is_refused(self, world: World, name: str, content: bytes) -> None:
        with pytest.raises(Invalid) as caught:
            attached(world, name, content, "image/png")

        assert set(caught.value.fields) == {"file"}
        assert not Attachment.objects.exists()

    def test_a_file_that_is_two_things_is_never_served_as_a_page(self, world: World) -> None:
        """A PDF that is HTML as well is kept as a PDF, to be saved and not shown."""
        made = attached(world, "tvilling.pdf", PDF + HTML, "text/html")

        answer = open_browser(world.officer.person).get(f"/fil/{made.pk}/")
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("attachment")
        b"".join(answer.streaming_content)

    def test_an_empty_file_is_refused(self, world: World) -> None:
        with pytest.raises(Invalid):
            attached(world, "tom.txt", b"")

    def test_a_file_over_the_limit_is_refused(self, world: World, settings: Any) -> None:
        settings.ATTACHMENT_LIMIT = 1000

        assert attached(world, "lagom.txt", b"x" * 1000).pk
        with pytest.raises(Invalid):
            attached(world, "stor.txt", b"x" * 1001)

    def test_the_words_of_a_bomb_are_not_unpacked(self, world: World) -> None:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", b"0" * 200_000_000)

        with pytest.raises(Invalid):
            attached(world, "bomb.odt", held.getvalue())


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"), ("..\\..\\windows\\x.txt", "x.txt"), ("/etc/x.txt", "x.txt"),
        ("a\x00b\n.txt", "a_b_.txt"), ("<b>.txt", "_b_.txt"), ('c:"|?*.txt', "c_.txt"), ("...", "fil"), ("", "fil"),
        ("Åsa & Öst.txt", "Åsa & Öst.txt"), ("x" * 300 + ".txt", "x" * 156 + ".txt"),
    ],
)  # fmt: skip
def test_a_name_is_made_harmless(name: str, kept: str) -> None:
    assert clean_name(name) == kept


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Anna 121212-1212.txt", "121212-1212.txt"])
def test_a_personal_number_in_a_name_is_refused(world: World, name: str) -> None:
    with pytest.raises(Invalid) as caught:
        attached(world, name, b"hej")
    assert set(caught.value.fields) == {"file"}
    assert not Attachment.objects.exists()


@pytest.mark.once
def test_a_name_does_not_turn_its_reading_direction() -> None:
    assert clean_name("faktura\u202etxt.exe") == "fakturatxt.exe"


@pytest.mark.django_db
def test_a_file_lies_under_a_name_that_tells_nothing(world: World) -> None:
    made = attached(world, "Förhandling om Bolaget.txt", b"hej")

    assert made.file.name == f"attachments/{made.pk}"


@pytest.mark.django_db
class TestServing:
    @pytest.fixture
    def sent(self, world: World) -> Attachment:
        made = attached(world, "protokoll.txt", "Närvarande: alla.".encode())
        said(world.officer, world.open_room, "Se filen", attachments=[made.pk])
        return made

    def fetched(self, who: Any, file: Attachment) -> Any:
        return open_browser(who.person).get(f"/fil/{file.pk}/")

    def test_those_who_read_the_room_fetch_it(self, world: World, sent: Attachment) -> None:
        answer = self.fetched(world.facilitator, sent)

        assert answer.status_code == 200
        assert b"".join(answer.streaming_content) == "Närvarande: alla.".encode()

    def test_others_do_not(self, world: World, sent: Attachment) -> None:
        for who in (world.outsider, world.former, world.hatless, world.manager):
            assert self.fetched(who, sent).status_code == 404
        assert Client().get(f"/fil/{sent.pk}/").status_code == 302

    def test_it_is_saved_and_never_shown_in_place(self, world: World, sent: Attachment) -> None:
        answer = self.fetched(world.officer, sent)

        assert answer["Content-Disposition"] == 'attachment; filename="protokoll.txt"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"]
        b"".join(answer.streaming_content)

    def test_an_unsent_file_is_its_uploaders_alone(self, world: World) -> None:
        made = attached(world, "utkast.txt", b"hej")

        b"".join(self.fetched(world.officer, made).streaming_content)
        assert self.fetched(world.chair, made).status_code == 404

    def test_the_file_of_a_hidden_message_is_not_fetched(self, world: World, sent: Attachment) -> None:
        hide_message(actor=world.chair, message=world.open_room.messages.get(), reason="Fel rum")

        for who in (world.officer, world.chair):
            assert self.fetched(who, sent).status_code == 404

    def test_no_address_leads_to_the_folder_of_files(self, world: World, sent: Attachment) -> None:
        for path in (f"/media/{sent.file.name}", f"/{sent.file.name}", f"/static/../media/{sent.file.name}"):
            assert open_browser(world.officer.person).get(path, follow=True).status_code == 404


@pytest.mark.django_db
class TestSending:
    def test_the_api_takes_a_file_and_then_the_message_that_carries_it(self, world: World) -> None:
        client = open_browser(world.officer.person)
        file = client.post(
            f"/api/v1/rooms/{world.open_room.pk}/attachments", {"file": SimpleUploadedFile("a.txt", b"hej")}
        ).json()
        made = client.post(
            f"/api/v1/rooms/{world.open_room.pk}/messages",
            {"text": "", "attachments": [file["id"]]},
            "application/json",
        )

        assert made.status_code == 201
        assert made.json()["attachments"] == [file]
        assert file["url"] == f"/fil/{file['id']}/"

    @pytest.mark.parametrize("content", [HTML, b""])
    def test_the_api_says_what_is_wrong_with_a_file(self, world: World, content: bytes) -> None:
        answer = open_browser(world.officer.person).post(
            f"/api/v1/rooms/{world.open_room.pk}/attachments", {"file": SimpleUploadedFile("a.txt", content)}
        )

        assert (answer.status_code, set(answer.json()["errors"])) == (422, {"file"})
        assert answer["Content-Type"] == "application/problem+json"

    def test_nobody_sends_somebody_elses_file(self, world: World) -> None:
        made = attached(world, "a.txt", b"hej")

        with pytest.raises(Invalid) as caught:
            said(world.chair, world.open_room, "Titta", attachments=[made.pk])
        assert set(caught.value.fields) == {"attachments"}

    def test_a_file_is_sent_once_and_in_its_own_room(self, world: World) -> None:
        made = attached(world, "a.txt", b"hej")
        with pytest.raises(Invalid):
            said(world.representative, world.closed_room, "Titta", attachments=[made.pk])
        said(world.officer, world.open_room, "Titta", attachments=[made.pk])

        with pytest.raises(Invalid):
            said(world.officer, world.open_room, "Titta igen", attachments=[made.pk])

    def test_ten_files_fit_in_a_message_and_eleven_do_not(self, world: World) -> None:
        files = [attached(world, f"{number}.txt", b"hej").pk for number in range(11)]

        with pytest.raises(Invalid):
            said(world.officer, world.open_room, "Alla", attachments=files)
        assert said(world.officer, world.open_room, "Tio", attachments=files[:10]).attachments.count() == 10

    def test_a_message_without_words_or_files_is_refused(self, world: World) -> None:
        with pytest.raises(Invalid):
            said(world.officer, world.open_room, " ")

    def test_a_form_with_a_refused_file_keeps_the_words_and_says_nothing(self, world: World) -> None:
        answer = open_browser(world.officer.person).post(
            "/rad/sjoby/rum/upphandling/skriv/", {"text": "Se filen", "attachments": SimpleUploadedFile("a.png", HTML)}
        )

        assert answer.status_code == 422
        assert answer.context["compose"]["errors"]["attachments"]
        assert "Se filen" in answer.content.decode()
        assert not world.open_room.messages.exists()
