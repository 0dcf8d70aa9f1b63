"""The pages about webhooks: what was typed stays, the secret is shown once, and the log speaks in words."""

from typing import Any

import pytest
from django.test import Client

from api.webhooks.actions import ping_webhook
from api.webhooks.models import Delivery, Subscription
from tests.browsers import Browser
from tests.webhooks.conftest import PUBLIC, Make, work
from tests.webhooks.receiver import Receiver
from tests.world import World, said

pytestmark = [pytest.mark.once, pytest.mark.django_db]
LIST = "/min-sida/webhookar/"


def form(world: World, **more: Any) -> dict[str, Any]:
    """Return what the form for a new webhook sends."""
    return {"description": "Diariet", "url": PUBLIC, "streams": [world.open_room.stream], **more}


@pytest.fixture
def officer(world: World, browser: Browser) -> Client:
    """The officer's browser."""
    return browser(world.officer.person)


class TestAdding:
    def test_my_page_leads_there(self, officer: Client) -> None:
        assert f'href="{LIST}"' in officer.get("/min-sida/").content.decode()
        assert officer.get(LIST).status_code == 200

    def test_streams_are_offered_by_name(self, world: World, officer: Client) -> None:
        offered = officer.get(f"{LIST}ny/").context["form"].fields["streams"].choices

        names = [name for name, _words in offered]
        assert world.open_room.stream in names
        assert f"council:{world.council.pk}" in names
        assert f"organisation:{world.organisations['public'].pk}" in names
        assert world.closed_room.stream not in names

    def test_the_secret_is_shown_once(self, world: World, officer: Client) -> None:
        answer = officer.post(f"{LIST}ny/", form(world))
        made = Subscription.objects.get()

        assert answer.context["secret"].startswith("whsec_")
        assert answer.context["secret"] in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert "whsec_" not in officer.get(f"{LIST}{made.pk}/").content.decode()

    def test_a_form_that_is_sent_twice_makes_one(self, world: World, officer: Client) -> None:
        first, second = (officer.post(f"{LIST}ny/", form(world, key="samma")) for _ in range(2))

        assert Subscription.objects.count() == 1
        assert first.context["secret"]
        assert not second.context["secret"]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"url": "http://[::ffff:127.0.0.1]/"},
            {"url": "https://localhost/"},
            {"streams": [], "more_streams": ""},
            {"more_streams": "room:00000000-0000-4000-8000-000000000000"},
            {"description": "121212-1212"},
        ],
    )
    def test_what_was_typed_survives_a_refusal(self, world: World, officer: Client, wrong: dict[str, Any]) -> None:
        typed = form(world, more_streams="", event_types=["council.message_posted"]) | wrong
        answer = officer.post(f"{LIST}ny/", typed)

        assert answer.status_code == 422
        assert {name: answer.context["form"][name].value() for name in typed} == typed
        assert answer.context["form"].errors
        assert not Subscription.objects.exists()

    def test_a_stream_may_be_written_by_its_name(self, world: World, officer: Client) -> None:
        officer.post(f"{LIST}ny/", form(world, more_streams=f"person:{world.officer.person_id}\n"))

        assert len(Subscription.objects.get().streams) == 2

    def test_who_acts_for_nobody_is_told_so(self, world: World, browser: Browser) -> None:
        client = browser(world.hatless.person)

        assert client.get(LIST).status_code == 200
        assert client.get(f"{LIST}ny/").status_code == 409


class TestOne:
    def test_the_log_says_in_words_what_came_of_it(
        self, world: World, officer: Client, make: Make, receiver: Receiver
    ) -> None:
        receiver.status, receiver.answer = 503, b"<b>Underhall</b>"
        made = make(receiver.url)
        said(world.officer, world.open_room)
        work()
        page = officer.get(f"{LIST}{made.pk}/").content.decode()

        assert "council.message_posted" in page
        assert "503" in page
        assert "&lt;b&gt;Underhall&lt;/b&gt;" in page
        assert f"{world.council.name}: {world.open_room.title}" in page

    def test_the_log_is_filtered_and_paged(self, world: World, officer: Client, make: Make, receiver: Receiver) -> None:
        made = make(receiver.url)
        for _ in range(25):
            ping_webhook(actor=world.officer, subscription=made)

        assert len(officer.get(f"{LIST}{made.pk}/?page=3").context["rows"]) == 5
        assert officer.get(f"{LIST}{made.pk}/?state=dead").context["rows"] == []
        assert officer.get(f"{LIST}{made.pk}/?state=nonsense&page=x").status_code == 200

    def test_everything_can_be_done(self, world: World, officer: Client, make: Make, receiver: Receiver) -> None:
        made = make(receiver.url)
        page = f"{LIST}{made.pk}/"
        assert officer.post(f"{page}prova/").status_code == 302
        work()
        assert officer.post(f"/min-sida/leverans/{Delivery.objects.get().pk}/sand-igen/").status_code == 302
        work()
        said(world.officer, world.open_room)
        assert officer.post(f"{page}sand-igen/", {"since": "2017-01-01T00:00"}).status_code == 302
        assert officer.post(f"{page}sand-igen/", {"since": "sedan länge"}).status_code == 302
        assert officer.post(f"{page}hemlighet/").context["secret"].startswith("whsec_")
        for deed, state in {"pausa": "paused", "ateruppta": "active"}.items():
            officer.post(f"{page}{deed}/")
            made.refresh_from_db()
            assert made.state == state
            assert officer.post(f"{page}{deed}/").status_code == 302
        assert officer.post(f"{page}ta-bort/").status_code == 302
        assert not Subscription.objects.exists()
        assert receiver.types[:2] == ["webhook.ping", "webhook.ping"]

    def test_it_is_changed_and_nobodys_change_is_lost(self, world: World, officer: Client, make: Make) -> None:
        made = make(streams=[f"person:{world.officer.person_id}"])
        page = f"{LIST}{made.pk}/andra/"
        opened = officer.get(page)
        assert opened.context["form"]["more_streams"].value() == f"person:{world.officer.person_id}"
        first = officer.post(page, form(world, description="Ett", revision="1"))
        second = officer.post(page, form(world, description="Två", revision="1"))

        assert (first.status_code, second.status_code) == (302, 422)
        assert second.context["form"]["description"].value() == "Två"
        made.refresh_from_db()
        assert (made.description, made.streams) == ("Ett", [world.open_room.stream])
        told = officer.post(page, form(world, description="Två", revision=second.context["revision"]))
        assert told.status_code == 302

    def test_a_webhook_that_was_turned_off_says_why(self, world: World, officer: Client, make: Make) -> None:
        made = make()
        Subscription.objects.filter(pk=made.pk).update(state="disabled", reason="failing")
        page = officer.get(f"{LIST}{made.pk}/")

        assert str(Subscription.Reason.FAILING.label) in page.content.decode()
