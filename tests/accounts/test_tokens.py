"""Keys for an organisation's own systems: shown once, kept as a hash, and stopped at once."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.actions import create_token, end_membership, new_token_secret, revoke_token
from accounts.models import ApiToken
from accounts.queries import token_actor
from events.errors import Conflict, Forbidden, Invalid
from events.models import Event
from tests.browsers import Browser
from tests.world import SYSTEM, World

pytestmark = pytest.mark.django_db


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def made(world: World) -> tuple[ApiToken, str]:
    secret = new_token_secret()
    return create_token(
        actor=world.officer, membership=world.officer.membership, label="Diariet", secret=secret
    ), secret


class TestSecret:
    def test_it_is_shown_once_by_the_api(self, world: World, browser: Browser) -> None:
        client = browser(world.officer.person)
        answer = client.post("/api/v1/tokens", {"label": "Diariet"}, content_type="application/json")
        secret = answer.json()["secret"]

        assert answer.status_code == 201
        assert browser().get("/api/v1/me", headers=bearer(secret)).json()["person"]["name"] == "Officer"
        listed = client.get("/api/v1/tokens").json()["results"]
        assert [one["label"] for one in listed] == ["Diariet"]
        assert secret not in client.get("/api/v1/tokens").content.decode()

    def test_it_is_not_shown_again_when_the_request_is_repeated(self, world: World, browser: Browser) -> None:
        client = browser(world.officer.person)
        first, second = (
            client.post(
                "/api/v1/tokens",
                {"label": "Diariet"},
                content_type="application/json",
                headers={"Idempotency-Key": "en-gang"},
            )
            for _ in range(2)
        )

        assert first.json()["secret"]
        assert second.json()["secret"] is None
        assert second.json()["id"] == first.json()["id"]
        assert ApiToken.objects.count() == 1

    def test_it_is_shown_once_by_the_page(self, world: World, browser: Browser) -> None:
        client = browser(world.officer.person)
        answer = client.post("/min-sida/nycklar/", {"label": "Diariet", "scope": "read"})
        secret = answer.context["token_secret"]

        assert secret in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert secret not in client.get("/min-sida/").content.decode()
        assert token_actor(secret).person == world.officer.person

    def test_only_its_hash_is_kept(self, made: tuple[ApiToken, str]) -> None:
        token, secret = made

        row = ApiToken.objects.filter(pk=token.pk).values().get()
        assert secret not in str(row)
        assert len(row["secret_hash"]) == 64
        assert secret.startswith(row["start"])
        assert len(secret) - len(row["start"]) >= 32

    def test_two_secrets_are_never_alike_and_tell_whose_they_are(self) -> None:
        secrets = {new_token_secret() for _ in range(50)}

        assert len(secrets) == 50
        assert all(one.startswith("arenan_") and len(one) > 40 for one in secrets)

    def test_it_is_not_in_the_log(self, made: tuple[ApiToken, str]) -> None:
        told = Event.objects.get(type="accounts.token_created")

        assert made[1][:12] not in str(told.data)
        assert "Diariet" not in str(told.data)


class TestRights:
    def test_it_speaks_for_person_and_organisation(self, world: World, made: tuple[ApiToken, str]) -> None:
        who = token_actor(made[1])

        assert (who.person, who.organisation) == (world.officer.person, world.officer.organisation)

    def test_it_writes_as_that_person_and_organisation(
        self, world: World, made: tuple[ApiToken, str], browser: Browser
    ) -> None:
        answer = browser().post(
            f"/api/v1/rooms/{world.open_room.pk}/messages",
            {"text": "Från vårt diarium."},
            content_type="application/json",
            headers=bearer(made[1]),
        )

        assert answer.status_code == 201
        assert answer.json()["author"]["name"] == "Officer"
        assert answer.json()["organisation"]["name"] == "Sjöby kommun"

    def test_one_that_may_read_does_not_write(self, world: World, browser: Browser) -> None:
        secret, who = new_token_secret(), world.officer
        create_token(actor=who, membership=who.membership, label="Läsare", secret=secret, scope="read")
        client, room = browser(), f"/api/v1/rooms/{world.open_room.pk}"

        assert client.get(f"{room}/snapshot", headers=bearer(secret)).status_code == 200
        answers = [
            client.post(f"{room}/messages", {"text": "Hej"}, "application/json", headers=bearer(secret)),
            client.put(f"{room}/draft", {"text": "Hej"}, "application/json", headers=bearer(secret)),
            client.delete(f"/api/v1/memberships/{who.membership_id}", headers=bearer(secret)),
            client.post("/api/v1/tokens", {"label": "Fler"}, "application/json", headers=bearer(secret)),
        ]
        assert [one.status_code for one in answers] == [403] * 4
        assert not world.open_room.messages.exists()

    @pytest.mark.parametrize("header", ["Bearer ", "Bearer x", "Bearer arenan_", "bearer", "Token abc", "Basic YTpi"])
    def test_an_unknown_one_is_nobody(self, world: World, browser: Browser, header: str) -> None:
        answer = browser().get("/api/v1/me", headers={"Authorization": header})

        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["WWW-Authenticate"] == "Bearer"

    def test_a_wrong_one_is_refused_although_a_session_is_there(self, world: World, browser: Browser) -> None:
        assert browser(world.officer.person).get("/api/v1/me", headers=bearer("arenan_fel")).status_code == 401

    def test_nobody_makes_one_for_another(self, world: World) -> None:
        with pytest.raises(Forbidden):
            create_token(
                actor=world.manager, membership=world.representative.membership, label="x", secret=new_token_secret()
            )

    @pytest.mark.parametrize(
        ("label", "scope"), [("", "read"), ("x" * 81, "read"), ("121212-1212", "read"), ("x", "all")]
    )
    def test_a_label_or_scope_that_does_not_fit_is_refused(self, world: World, label: str, scope: str) -> None:
        with pytest.raises(Invalid):
            create_token(
                actor=world.officer,
                membership=world.officer.membership,
                label=label,
                secret=new_token_secret(),
                scope=scope,
            )


class TestEnd:
    def test_a_revoked_one_stops_at_once(self, world: World, made: tuple[ApiToken, str], browser: Browser) -> None:
        client = browser()
        assert client.get("/api/v1/me", headers=bearer(made[1])).status_code == 200

        browser(world.officer.person).delete(f"/api/v1/tokens/{made[0].pk}")

        assert client.get("/api/v1/me", headers=bearer(made[1])).status_code == 401

    def test_one_is_revoked_once(self, world: World, made: tuple[ApiToken, str]) -> None:
        revoke_token(actor=world.officer, token=made[0])

        with pytest.raises(Conflict):
            revoke_token(actor=world.officer, token=made[0])

    def test_it_ends_with_the_membership(self, world: World, made: tuple[ApiToken, str]) -> None:
        end_membership(actor=world.officer, membership=world.officer.membership)

        assert token_actor(made[1]) is None

    def test_it_ends_with_the_account(self, world: World, made: tuple[ApiToken, str]) -> None:
        world.officer.person.is_active = False
        world.officer.person.save()

        assert token_actor(made[1]) is None

    def test_the_day_it_was_last_used_is_kept(self, made: tuple[ApiToken, str]) -> None:
        with time_machine.travel(timezone.now() + timedelta(days=3)):
            token_actor(made[1])
            made[0].refresh_from_db()

            assert made[0].last_used_on == timezone.localdate()


class TestCommand:
    def run(self, *arguments: str) -> str:
        out = StringIO()
        call_command("create_token", *arguments, stdout=out)
        return out.getvalue().strip()

    def test_it_prints_a_secret_that_works(self, world: World, browser: Browser) -> None:
        secret = self.run("--person", "OFFICER@example.se", "--organisation", world.organisations["public"].slug)

        assert "\n" not in secret
        assert browser().get("/api/v1/me", headers=bearer(secret)).json()["person"]["email"] == "officer@example.se"

    def test_its_scope_can_be_chosen(self, world: World) -> None:
        slug = world.organisations["public"].slug
        secret = self.run("--person", "officer@example.se", "--organisation", slug, "--scope", "read")

        assert not token_actor(secret).may_write

    @pytest.mark.parametrize(("who", "where"), [("nobody@example.se", "public"), ("officer@example.se", "asf")])
    def test_it_needs_a_membership(self, world: World, who: str, where: str) -> None:
        with pytest.raises(CommandError):
            self.run("--person", who, "--organisation", world.organisations[where].slug)

    def test_a_membership_that_has_ended_is_none(self, world: World) -> None:
        end_membership(actor=SYSTEM, membership=world.officer.membership)

        with pytest.raises(CommandError):
            self.run("--person", "officer@example.se", "--organisation", world.organisations["public"].slug)
