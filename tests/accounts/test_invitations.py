"""An invitation is mailed by the worker, works once, and says clearly when it does not."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.utils import timezone

from accounts.actions import accept_invitation, invite, withdraw_invitation
from accounts.actor import NOBODY
from accounts.models import Invitation, Membership, Person
from accounts.queries import invitation_by_secret, invitation_secret
from events.errors import Conflict, Forbidden, Gone, Invalid, NotVisible
from events.models import Event
from tests.browsers import Browser
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NEW = "ny.person@example.se"


@pytest.fixture
def invitation(world: World) -> Invitation:
    return invite(
        actor=world.manager, organisation=world.organisations["asf"], email=NEW, role="representative", title="Ledare"
    )


def link_of(invitation: Invitation) -> str:
    return f"/inbjudan/{invitation_secret(invitation)}/"


class TestMail:
    def test_no_mail_is_sent_before_the_worker_runs(self, invitation: Invitation) -> None:
        assert mail.outbox == []

    def test_the_worker_sends_the_link_once(
        self, invitation: Invitation, worker: Callable[[], None], browser: Browser
    ) -> None:
        worker()
        worker()

        (sent,) = mail.outbox
        assert sent.to == [NEW]
        assert "Tråden" in sent.subject + sent.body
        (link,) = re.findall(rf"{re.escape(settings.BASE_URL)}(/inbjudan/\S+)", sent.body)
        assert browser().get(link).status_code == 200

    def test_the_mail_has_no_empty_places(self, invitation: Invitation, worker: Callable[[], None]) -> None:
        worker()

        text, html = mail.outbox[0].body, mail.outbox[0].alternatives[0][0]
        assert "\n" not in mail.outbox[0].subject
        for part in (text, html):
            assert "Manager" in part  # who invites
            assert "Vävkooperativet Tråden" in part
            assert link_of(invitation) in part
        assert "{{" not in text + html

    def test_no_mail_is_sent_for_what_has_been_taken_back(
        self, world: World, invitation: Invitation, worker: Callable[[], None]
    ) -> None:
        withdraw_invitation(actor=world.manager, invitation=invitation)
        worker()

        assert mail.outbox == []

    def test_the_log_does_not_hold_the_address(self, invitation: Invitation) -> None:
        assert not [event for event in Event.objects.all() if NEW in str(event.data)]


class TestInviting:
    def test_it_is_open_for_the_days_of_the_settings(self, invitation: Invitation) -> None:
        left = invitation.expires_at - timezone.now()

        assert timedelta(0) <= settings.INVITATION_LIFETIME - left < timedelta(minutes=1)

    def test_only_a_manager_invites(self, world: World) -> None:
        with pytest.raises(Forbidden):
            invite(
                actor=world.representative, organisation=world.organisations["asf"], email=NEW, role="representative"
            )

    def test_a_manager_does_not_invite_for_others(self, world: World) -> None:
        with pytest.raises(Forbidden):
            invite(actor=world.manager, organisation=world.organisations["public"], email=NEW, role="officer")

    def test_an_unknown_role_is_refused(self, world: World) -> None:
        with pytest.raises(Invalid):
            invite(actor=world.manager, organisation=world.organisations["asf"], email=NEW, role="king")

    def test_the_page_sends_one(self, world: World, browser: Browser, worker: Callable[[], None]) -> None:
        answer = browser(world.manager.person).post("/min-sida/bjud-in/", {"email": NEW.upper(), "role": "officer"})
        worker()

        assert answer["Location"] == "/min-sida/"
        assert mail.outbox[0].to == [NEW]

    @pytest.mark.parametrize("wrong", [{"email": "inte en adress"}, {"role": "kung"}, {"title": "x" * 121}])
    def test_what_was_typed_is_kept_on_an_error(self, world: World, browser: Browser, wrong: dict[str, str]) -> None:
        typed = {"email": NEW, "role": "officer", "title": "Verksamhetsutvecklare"} | wrong
        answer = browser(world.manager.person).post("/min-sida/bjud-in/", typed)

        assert answer.status_code == 422
        assert typed["email"] in answer.content.decode()
        assert typed["title"] in answer.content.decode()
        assert not Invitation.objects.exists()

    def test_a_personal_number_in_the_title_is_refused_beside_its_field(self, world: World, browser: Browser) -> None:
        typed = {"email": NEW, "role": "officer", "title": "Ledare 121212-1212"}
        answer = browser(world.manager.person).post("/min-sida/bjud-in/", typed)

        assert answer.status_code == 422
        assert answer.context["invitation_form"].errors["title"]
        assert not Invitation.objects.exists()

    def test_a_broken_address_over_the_api_is_told_field_by_field(self, world: World, browser: Browser) -> None:
        answer = browser(world.manager.person).post(
            f"/api/v1/organisations/{world.organisations['asf'].slug}/invitations",
            {"email": "inte en adress", "role": "kung"},
            content_type="application/json",
        )

        assert answer.status_code == 422
        assert set(answer.json()["errors"]) == {"email", "role"}

    def test_open_ones_stand_on_the_managers_page_until_taken_back(
        self, world: World, invitation: Invitation, browser: Browser
    ) -> None:
        client = browser(world.manager.person)
        assert NEW in client.get("/min-sida/").content.decode()

        client.post(f"/min-sida/inbjudan/{invitation.pk}/ta-tillbaka/")

        assert NEW not in client.get("/min-sida/").content.decode()

    def test_a_used_one_cannot_be_taken_back(self, world: World, invitation: Invitation) -> None:
        accept_invitation(actor=NOBODY, invitation=invitation, name="Ny")

        with pytest.raises(Conflict):
            withdraw_invitation(actor=world.manager, invitation=invitation)


class TestLink:
    def test_a_new_person_gets_an_account_a_hat_and_is_signed_in(
        self, world: World, invitation: Invitation, browser: Browser
    ) -> None:
        client = browser()
        page = client.get(link_of(invitation)).content.decode()
        assert NEW in page
        assert "Vävkooperativet Tråden" in page
        assert "Ledare" in page

        answer = client.post(link_of(invitation), {"name": "Ny Person"})

        assert answer.status_code == 302
        me = client.get("/api/v1/me").json()
        assert me["person"]["name"] == "Ny Person"
        assert me["person"]["email"] == NEW
        assert me["acting_for"]["organisation"]["id"] == str(world.organisations["asf"].pk)
        assert (me["acting_for"]["role"], me["acting_for"]["title"]) == ("representative", "Ledare")

    def test_a_known_person_gets_the_hat_and_keeps_the_account(
        self, world: World, invitation: Invitation, browser: Browser
    ) -> None:
        known = Person.objects.create_user(NEW, name="Redan Här")
        client = browser()
        assert 'name="name"' not in client.get(link_of(invitation)).content.decode()

        client.post(link_of(invitation))

        assert Person.objects.get(email=NEW) == known
        assert client.get("/api/v1/me").json()["person"] == {"id": str(known.pk), "name": "Redan Här", "email": NEW}

    def test_somebody_who_has_the_membership_already_gets_no_second_one(
        self, world: World, invitation: Invitation
    ) -> None:
        first = accept_invitation(actor=NOBODY, invitation=invitation, name="Ny")
        again = invite(actor=world.manager, organisation=invitation.organisation, email=NEW, role="officer")

        assert accept_invitation(actor=NOBODY, invitation=again) == first
        assert Membership.objects.filter(person=first.person).count() == 1

    def test_it_works_once(self, invitation: Invitation, browser: Browser) -> None:
        browser().post(link_of(invitation), {"name": "Ny Person"})
        second = browser()

        for answer in (second.get(link_of(invitation)), second.post(link_of(invitation), {"name": "En Annan"})):
            assert answer.status_code == 410
            assert answer.context["state"] == "used"
        assert second.get("/api/v1/me").status_code == 401
        assert Person.objects.filter(email=NEW).count() == 1

    def test_it_runs_out(self, invitation: Invitation, browser: Browser) -> None:
        with time_machine.travel(invitation.expires_at + timedelta(seconds=1)):
            for answer in (browser().get(link_of(invitation)), browser().post(link_of(invitation), {"name": "Ny"})):
                assert answer.status_code == 410
                assert answer.context["state"] == "expired"
                assert "Vävkooperativet Tråden" in answer.content.decode()  # whom to ask for a new one
            with pytest.raises(Gone):
                accept_invitation(actor=NOBODY, invitation=invitation, name="Ny")
        assert not Person.objects.filter(email=NEW).exists()

    def test_one_taken_back_says_so(self, world: World, invitation: Invitation, browser: Browser) -> None:
        withdraw_invitation(actor=world.manager, invitation=invitation)

        answer = browser().get(link_of(invitation))

        assert (answer.status_code, answer.context["state"]) == (410, "withdrawn")

    def test_a_forged_one_leads_nowhere(self, invitation: Invitation, browser: Browser) -> None:
        good = invitation_secret(invitation)
        forged = [
            good[:-1] + ("A" if good[-1] != "A" else "B"),
            str(invitation.pk),
            "x",
            good.split(":")[0],
            f"{good}x",
        ]

        for secret in forged:
            assert browser().get(f"/inbjudan/{secret}/").status_code == 404
            with pytest.raises(NotVisible):
                invitation_by_secret(secret)

    def test_one_whose_invitation_is_gone_leads_nowhere(self, invitation: Invitation, browser: Browser) -> None:
        link = link_of(invitation)
        invitation.delete()

        assert browser().get(link).status_code == 404

    @pytest.mark.parametrize("name", ["", "   ", "x" * 121, "Anna 121212-1212", "Anna\x07"])
    def test_a_name_that_cannot_be_taken_is_kept_and_explained(
        self, invitation: Invitation, browser: Browser, name: str
    ) -> None:
        client = browser()
        answer = client.post(link_of(invitation), {"name": name})

        assert answer.status_code in {200, 422}
        assert answer.context["form"].errors["name"]
        assert answer.context["form"]["name"].value() == name
        assert not Person.objects.filter(email=NEW).exists()
        invitation.refresh_from_db()
        assert invitation.is_open
