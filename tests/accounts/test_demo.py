"""The demo's conveniences are there in the demo and nowhere else."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group

from accounts import demo
from accounts.models import Person
from tests.browsers import Browser
from tests.world import member, organisation, person

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def figure(db: None) -> Person:
    """One of the demo's people."""
    return shown_in_demo(Person.objects.create_user("ordforande@sjoby.demo.example", name="Gunilla"))


def shown_in_demo(who: Person) -> Person:
    who.groups.add(Group.objects.get_or_create(name="demo")[0])
    return who


def test_one_click_signs_in_as_one_of_the_demos_people(figure: Person, browser: Browser) -> None:
    hat = member(organisation("Org"), figure)
    client = browser()
    assert str(figure.pk) in client.get("/logga-in/login/").content.decode()

    assert client.post("/demo/logga-in/", {"person": figure.pk}).status_code == 302

    assert client.get("/api/v1/me").json()["acting_for"]["id"] == hat.membership_id


def test_one_click_changes_from_one_figure_to_another(figure: Person, browser: Browser) -> None:
    other = shown_in_demo(Person.objects.create_user("sekreterare@sjoby.demo.example", name="Kian"))
    client = browser()

    for who in (figure, other):
        client.post("/demo/logga-in/", {"person": who.pk})
        assert client.get("/api/v1/me").json()["person"]["id"] == str(who.pk)


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example"])
def test_one_click_sends_nowhere_else(figure: Person, browser: Browser, next_: str) -> None:
    assert browser().post("/demo/logga-in/", {"person": figure.pk, "next": next_})["Location"] == "/"


def test_only_the_demos_people_can_be_chosen(figure: Person, browser: Browser) -> None:
    real = person("anna")
    in_group = shown_in_demo(person("bo"))
    out_of_group = Person.objects.create_user("gast@sjoby.demo.example", name="Gäst")
    closed = shown_in_demo(Person.objects.create_user("f@sjoby.demo.example", name="F", is_active=False))
    client = browser()

    for who in [real.pk, in_group.pk, out_of_group.pk, closed.pk, "nonsense", ""]:
        assert client.post("/demo/logga-in/", {"person": who}).status_code == 404
    assert client.get("/api/v1/me").status_code == 401
    assert demo.personas() == [figure]


def test_a_link_does_not_sign_in(figure: Person, browser: Browser) -> None:
    assert browser().get("/demo/logga-in/", {"person": figure.pk}).status_code == 405


class TestNotInTheDemo:
    @pytest.fixture(autouse=True)
    def real(self, settings: Any, tmp_path: Path) -> None:
        settings.DEMO, settings.DEMO_MAIL_DIR = False, tmp_path
        (tmp_path / "1.log").write_text("Subject: Kod\n\nKOD123")

    def test_there_is_no_one_click_sign_in(self, figure: Person, browser: Browser) -> None:
        client = browser()

        assert client.post("/demo/logga-in/", {"person": figure.pk}).status_code == 404
        assert client.get("/api/v1/me").status_code == 401
        assert demo.personas() == []

    def test_nobody_is_shown_at_the_sign_in(self, figure: Person, browser: Browser) -> None:
        assert str(figure.pk) not in browser().get("/logga-in/login/").content.decode()

    @pytest.mark.parametrize("path", ["/demo/post/", "/demo/post/1-0/"])
    def test_there_is_no_mail_page(self, browser: Browser, path: str) -> None:
        assert browser().get(path).status_code == 404


class TestMailPage:
    @pytest.fixture(autouse=True)
    def mails(self, settings: Any, tmp_path: Path) -> Path:
        settings.DEMO_MAIL_DIR = tmp_path / "mail"
        return settings.DEMO_MAIL_DIR

    def test_it_is_empty_before_the_first_mail(self, browser: Browser) -> None:
        assert browser().get("/demo/post/").context["mails"] == []

    def test_it_lists_mails_the_newest_first_and_shows_one(self, browser: Browser, mails: Path) -> None:
        mails.mkdir()
        for day in (2, 3):
            head = f"Subject: Brev {day}\nTo: a@example.se\nDate: Mon, 0{day} Oct 2017 10:00:00 +0200\n"
            kind = 'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n'
            (mails / f"{day}.log").write_text(f"{head}{kind}\nHej från {day}.\n{'-' * 79}\n")

        listed = browser().get("/demo/post/").context["mails"]
        page = browser().get(listed[0]["url"])

        assert [one["subject"] for one in listed] == ["Brev 3", "Brev 2"]
        assert "Hej från 3." in page.content.decode()

    def test_what_is_not_there_is_not_found(self, browser: Browser) -> None:
        assert browser().get("/demo/post/nothing/").status_code == 404
        assert browser().get("/demo/post/..%2F..%2Fsecret-key/").status_code == 404

    def test_markup_in_a_mail_is_shown_and_not_run(self, browser: Browser, mails: Path) -> None:
        mails.mkdir()
        (mails / "1.log").write_text("Subject: <script>alert(1)</script>\nTo: a@b.se\n\n<script>alert(2)</script>\n")

        (listed,) = browser().get("/demo/post/").context["mails"]
        assert "<script>alert" not in browser().get(listed["url"]).content.decode()
