"""Whoever acts wears one hat, and the page says which."""

import uuid

import pytest

from accounts.actor import NOBODY, PersonActor
from accounts.models import Membership
from accounts.queries import actor_for
from events.errors import Forbidden
from tests.browsers import Browser
from tests.world import World, member, organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_hats(world: World) -> tuple[PersonActor, PersonActor]:
    """Somebody who acts for the municipality, and for the outside association as well."""
    return world.officer, member(world.organisations["outside"], world.officer.person, title="Revisor")


def test_without_a_person_nobody_acts() -> None:
    assert actor_for(None) is NOBODY
    assert not NOBODY.is_signed_in


def test_without_a_membership_one_acts_for_oneself_alone() -> None:
    who = actor_for(person())

    assert (who.membership, who.acting_for_ref, who.membership_id) == (None, "", "")


def test_the_named_hat_is_worn(two_hats: tuple[PersonActor, PersonActor]) -> None:
    for hat in two_hats:
        assert actor_for(hat.person, hat.membership_id).organisation == hat.organisation


def test_the_hat_chosen_last_is_worn_when_none_is_named(two_hats: tuple[PersonActor, PersonActor]) -> None:
    for hat in two_hats:
        assert actor_for(hat.person, fallback=hat.membership_id).membership == hat.membership


def test_a_last_choice_that_does_not_fit_any_more_is_passed_over(two_hats: tuple[PersonActor, PersonActor]) -> None:
    assert actor_for(two_hats[0].person, fallback=str(uuid.uuid4())).membership in {hat.membership for hat in two_hats}


@pytest.mark.parametrize("wanted", ["6f9619ff-8b86-4d01-b42d-00c04fc964ff", "nonsense", "0", "'; DROP TABLE", "\u00e5"])
def test_a_hat_that_is_not_ones_own_is_refused(wanted: str) -> None:
    with pytest.raises(Forbidden):
        actor_for(member(organisation("Org")).person, wanted)


def test_references_are_ids_and_never_names(world: World) -> None:
    who = world.officer

    assert who.ref == f"person:{who.person_id}"
    assert who.acting_for_ref == f"organisation:{who.organisation_id}"


class TestInRequests:
    def test_the_header_chooses_the_hat(self, two_hats: tuple[PersonActor, PersonActor], browser: Browser) -> None:
        client = browser(two_hats[0].person)

        for hat in two_hats:
            me = client.get("/api/v1/me", headers={"Acting-For": hat.membership_id}).json()
            assert me["acting_for"]["id"] == hat.membership_id
            assert len(me["memberships"]) == 2

    def test_the_hat_decides_what_one_sees(
        self, world: World, two_hats: tuple[PersonActor, PersonActor], browser: Browser
    ) -> None:
        client, address = browser(two_hats[0].person), f"/api/v1/rooms/{world.open_room.pk}"

        seated, outside = (client.get(address, headers={"Acting-For": hat.membership_id}) for hat in two_hats)

        assert (seated.status_code, outside.status_code) == (200, 404)

    def test_with_a_foreign_hat_one_reads_nothing_and_writes_nothing_over_the_api(
        self, world: World, browser: Browser
    ) -> None:
        client, headers = browser(world.officer.person), {"Acting-For": world.chair.membership_id}

        read = client.get("/api/v1/me", headers=headers)
        written = client.put(
            f"/api/v1/rooms/{world.open_room.pk}/draft", {"text": "x"}, "application/json", headers=headers
        )

        assert (read.status_code, written.status_code) == (404, 403)
        assert read["Content-Type"] == "application/problem+json"

    def test_a_foreign_hat_is_forbidden_on_pages(self, world: World, browser: Browser) -> None:
        client = browser(world.officer.person)

        assert client.get("/rad/", headers={"Acting-For": world.chair.membership_id}).status_code == 403
        answer = client.post(
            "/rad/sjoby/rum/upphandling/skriv/", {"text": "Hej", "acting_for": world.chair.membership_id}
        )
        assert answer.status_code == 403

    def test_a_token_wears_one_hat_and_no_header_changes_it(self, world: World, browser: Browser) -> None:
        from accounts.actions import create_token, new_token_secret

        secret, who = new_token_secret(), world.officer
        create_token(actor=who, membership=who.membership, label="x", secret=secret)
        headers = {"Authorization": f"Bearer {secret}", "Acting-For": world.chair.membership_id}

        answer = browser().get("/api/v1/me", headers=headers)

        assert answer.status_code == 403 or answer.json()["acting_for"]["id"] == who.membership_id

    def test_a_choice_lasts_for_the_session(self, two_hats: tuple[PersonActor, PersonActor], browser: Browser) -> None:
        client = browser(two_hats[0].person)

        for hat in [*two_hats, two_hats[0]]:
            client.post("/min-sida/agera-for/", {"membership": hat.membership_id})
            assert client.get("/api/v1/me").json()["acting_for"]["id"] == hat.membership_id

    def test_a_foreign_or_broken_choice_changes_nothing(
        self, world: World, two_hats: tuple[PersonActor, PersonActor], browser: Browser
    ) -> None:
        client = browser(two_hats[0].person)
        before = client.get("/api/v1/me").json()["acting_for"]

        for wrong in [world.chair.membership_id, "nonsense", ""]:
            assert client.post("/min-sida/agera-for/", {"membership": wrong}).status_code == 302

        assert client.get("/api/v1/me").json()["acting_for"] == before

    @pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"])
    def test_after_choosing_one_is_sent_nowhere_else(self, world: World, browser: Browser, where: str) -> None:
        answer = browser(world.officer.person).post("/min-sida/agera-for/", {"next": where})

        assert answer["Location"] == "/"

    def test_the_page_shows_the_hat_and_the_other_ones(
        self, two_hats: tuple[PersonActor, PersonActor], browser: Browser
    ) -> None:
        page = browser(two_hats[0].person).get("/rad/").content.decode()

        assert two_hats[0].organisation.name in page or two_hats[0].organisation.label in page
        assert two_hats[1].organisation.name in page

    def test_what_one_writes_is_said_for_the_hat(
        self, world: World, two_hats: tuple[PersonActor, PersonActor], browser: Browser
    ) -> None:
        answer = browser(two_hats[0].person).post(
            f"/api/v1/rooms/{world.open_room.pk}/messages",
            {"text": "Hej"},
            content_type="application/json",
            headers={"Acting-For": two_hats[0].membership_id},
        )

        assert answer.json()["organisation"]["name"] == "Sjöby kommun"
        assert answer.json()["author"]["title"] == "Näringslivsutvecklare"

    def test_two_roles_in_one_organisation_follow_one_another(self, world: World) -> None:
        assert Membership.objects.current().filter(person=world.officer.person).count() == 1
