"""The pages about files: what one may download, and a file sent in in two steps without any script."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.actor import AnyActor
from network.goals import actions
from network.goals.models import Goal, Import, Return, Value
from tests.browsers import open_browser
from tests.network.files import as_csv, export, filled, rows, template
from tests.network.shared import Shared, opened, written

pytestmark = [pytest.mark.once, pytest.mark.django_db]
FILES, IMPORT = "/mal/sjoby/filer/", "/mal/sjoby/filer/import/"


def browser(actor: AnyActor) -> Client:
    return open_browser(actor.person)


def send(client: Client, content: bytes, name: str = "mina.csv") -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def store(client: Client, page: Any) -> Any:
    """Press the button on the page that shows what would happen."""
    names = ("kept", "digest", "key", "acting_for")
    fields = {name: found[1] for name in names if (found := re.search(rf'name="{name}" value="([^"]*)"', page))}
    return client.post(IMPORT, fields, follow=True)


def looked_at(client: Client, content: bytes) -> str:
    """Send a file in and return the page that shows what it would do."""
    answer = send(client, content)
    assert answer.status_code == 302
    return client.get(answer["Location"]).content.decode()


class TestDownloading:
    def test_each_reader_is_offered_what_is_theirs(self, shared: Shared) -> None:
        page = browser(shared.reporter).get(FILES).content.decode()
        for name in ("mina.csv", "varden.xlsx", "summor.json", "oppna.csv", "definitioner.csv"):
            assert f"{FILES}{name}" in page

        Goal.objects.filter(pk=shared.goal.pk).update(
            visibility="public", state="adopted", decision="§ 7", decided_on="2017-12-11"
        )
        page = open_browser().get(FILES).content.decode()
        assert f"{FILES}oppna.csv" in page
        assert "mina.csv" not in page
        assert "varden.csv" not in page

    def test_every_file_that_is_offered_is_there(self, shared: Shared) -> None:
        client = browser(shared.reporter)
        page = client.get(FILES).content.decode()

        found = set(re.findall(rf'"({FILES}[\w-]+\.\w+)"', page))

        assert len(found) == 13
        assert {client.get(address).status_code for address in found} == {200}

    def test_a_choice_narrows_it_down(self, shared: Shared) -> None:
        answer = browser(shared.reporter).get(
            f"{FILES}mina.csv?matt=andel&period={shared.period.starts_on}&organisation="
        )

        assert answer.content.count(b"andel") == 1

    def test_what_is_not_ones_own_is_not_there(self, shared: Shared) -> None:
        for name in ("mina.csv", "varden.csv", "oppna.csv"):
            assert browser(shared.world.outsider).get(f"{FILES}{name}").status_code == 404
        assert browser(shared.reporter).get(f"{FILES}finns-inte.csv").status_code == 404
        assert browser(shared.reporter).get(f"{FILES}mina.pdf").status_code == 404


class TestSendingIn:
    def test_a_file_is_looked_at_and_then_stored(self, shared: Shared) -> None:
        client = browser(shared.reporter)

        page = looked_at(client, as_csv(template(shared, number="1234,5", note="Räknat i maj.")))

        assert "1\u00a0234,5" in page
        assert "Räknat i maj." in page
        assert not Return.objects.exists()
        answer = store(client, page)
        assert answer.redirect_chain[-1][0] == FILES
        assert str(Value.objects.get().number) == "1234.5000"

    def test_the_page_can_be_opened_again_and_the_button_pressed_twice(self, shared: Shared) -> None:
        client = browser(shared.reporter)
        page = looked_at(client, as_csv(template(shared, number="12")))

        store(client, page)
        answer = store(client, page)

        assert answer.status_code == 200
        assert Return.objects.get().version == 2

    def test_what_would_change_is_shown_with_what_stands_now(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        actions.write_values(actor=shared.reporter, report=report, values=[written("", 12)], expected=1)

        page = looked_at(browser(shared.reporter), as_csv(template(shared, number="13")))

        assert "<del>12</del>" in page
        assert '<ins class="anywhere">13</ins>' in page

    def test_a_row_that_is_refused_is_shown_with_its_number_and_nothing_is_kept(self, shared: Shared) -> None:
        found = filled(shared, template(shared, number="12"), indicator="till-arbete", number="tre<b>")

        answer = send(browser(shared.reporter), as_csv(found))

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "11" in page
        assert "tre&lt;b&gt;" in page
        assert 'name="kept"' not in page
        assert not Import.objects.exists()

    def test_a_file_that_cannot_be_read_is_refused_beside_the_field(self, shared: Shared) -> None:
        for content in (b"", b"Hej", b"PK\x03\x04"):
            answer = send(browser(shared.reporter), content)
            assert (answer.status_code, b"id_file_error" in answer.content) == (422, True)
        assert browser(shared.reporter).post(IMPORT, {}).status_code == 422

    def test_a_file_that_changes_nothing_says_so(self, shared: Shared) -> None:
        answer = send(browser(shared.reporter), export(shared.reporter, shared, form="xlsx"), "mina.xlsx")

        assert (answer.status_code, b'name="kept"' in answer.content) == (200, False)

    def test_when_something_has_changed_the_page_shows_what_would_happen_now(self, shared: Shared) -> None:
        client = browser(shared.reporter)
        page = looked_at(client, as_csv(template(shared, number="12")))
        report = opened(shared.approver, shared.places, shared.period)
        actions.write_values(actor=shared.approver, report=report, values=[written("", 99)], expected=1)

        answer = store(client, page)

        assert Value.objects.get().number == 99
        assert b"<del>99</del>" in answer.content
        store(client, answer.content.decode())
        assert Value.objects.get().number == 12

    def test_what_one_has_looked_at_is_nobody_elses(self, shared: Shared) -> None:
        answer = send(browser(shared.reporter), as_csv(template(shared, number="12")))

        found = browser(shared.approver).get(answer["Location"])

        assert (found.status_code, b'name="kept"' in found.content) == (410, False)

    def test_others_rows_are_refused(self, shared: Shared) -> None:
        assert send(browser(shared.officer), as_csv(rows(shared.reporter, shared, "own"))).status_code == 422
