"""What is read of policies: the board, one policy, its versions, and what it promises."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from cms.consultation.models import Consultation
from cms.pages.models import Commitment, PolicyPage
from cms.policy.actions import freeze_version, tie_commitment
from cms.policy.state import PolicyState, needs_review, state_of
from events.errors import Forbidden, Invalid
from network.goals import actions as goals
from tests.browsers import open_browser
from tests.cms.kinds import ADOPTED, goal_of, on_board, policy, queries_of, read, said, words
from tests.cms.shared import site
from tests.world import SYSTEM, World

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = date(2017, 12, 11)


@pytest.fixture
def start(world: World) -> Any:
    return site(world)


@pytest.fixture
def visitor() -> Client:
    return Client()


def state(**fields: Any) -> str:
    return state_of(PolicyPage(**fields), TODAY)


def test_how_far_a_policy_has_come_follows_from_its_decision_and_its_days() -> None:
    day = timedelta(days=1)
    assert state() == PolicyState.PROPOSED
    assert state(**ADOPTED) == PolicyState.IN_FORCE
    assert state(**ADOPTED, valid_from=TODAY, valid_to=TODAY) == PolicyState.IN_FORCE
    assert state(**ADOPTED, valid_from=TODAY + day) == PolicyState.COMING
    assert state(**ADOPTED, valid_to=TODAY - day) == PolicyState.EXPIRED
    assert state(**ADOPTED, replaced_by=PolicyPage(live=True)) == PolicyState.REPLACED
    assert state(**ADOPTED, replaced_by=PolicyPage(live=False)) == PolicyState.IN_FORCE
    assert needs_review(PolicyPage(**ADOPTED, review_on=TODAY - day), TODAY)
    assert not needs_review(PolicyPage(**ADOPTED, review_on=TODAY - day, valid_to=TODAY - day), TODAY)


def board(visitor: Client) -> dict[str, str]:
    """Return what the board says, by organisation."""
    tree = read(visitor, "/policy/")
    rows = tree.findall(".//table/tbody/tr")
    return {words(row, "th"): words(row, "td") for row in rows}


def test_an_organisation_without_a_policy_stands_on_the_board_with_the_source(
    start: Any, world: World, visitor: Client
) -> None:
    on_board(start, world.organisations["public"], world.organisations["asf"], source="Lägesrapport 2017, s. 22")
    assert board(visitor)["Sjöby kommun"] == said("No policy")
    assert "Lägesrapport 2017, s. 22" in words(read(visitor, "/policy/"))


def test_a_consultation_that_is_open_to_all_shows_on_the_board_until_a_policy_is_adopted(
    start: Any, world: World, visitor: Client
) -> None:
    on_board(start, world.organisations["public"])
    draft = policy(start, world, live=False)
    subject = freeze_version(actor=SYSTEM, policy=draft, reason="consultation")
    consultation = Consultation.objects.create(
        policy=draft,
        subject=subject,
        organisation=world.organisations["public"],
        title="Ny policy",
        need="Vi vill veta.",
        participation="closed",
        influence="dialogue",
        state="open",
        opened_at=datetime(2017, 12, 1, tzinfo=ZoneInfo("Europe/Stockholm")),
        closes_on=date(2018, 2, 1),
        created_at=datetime(2017, 12, 1, tzinfo=ZoneInfo("Europe/Stockholm")),
        created_by=world.officer.membership,
    )
    assert board(visitor)["Sjöby kommun"] == said("No policy")
    Consultation.objects.filter(pk=consultation.pk).update(participation="open")
    on_board(start, world.organisations["public"])
    assert board(visitor)["Sjöby kommun"] == said("Out for consultation")
    policy(start, world, "Antagen", **ADOPTED)
    assert board(visitor)["Sjöby kommun"] == said("Adopted policy")


def test_the_board_follows_a_policy_from_draft_to_the_end(start: Any, world: World, visitor: Client) -> None:
    on_board(start, world.organisations["public"])
    made = policy(start, world)
    assert board(visitor)["Sjöby kommun"] == said("No decision recorded")
    made = policy(start, world, "Antagen", promises=["Tio platser"], **ADOPTED)
    assert board(visitor)["Sjöby kommun"] == said("Adopted policy")
    goal = goal_of(world)
    tie_commitment(actor=SYSTEM, policy=made, commitment=made.commitments.get(), goal=goal)
    assert board(visitor)["Sjöby kommun"] == said("In follow-up")
    made.refresh_from_db()
    made.valid_to = date(2017, 1, 1)
    made.save_revision().publish()
    PolicyPage.objects.exclude(pk=made.pk).get().unpublish()
    assert board(visitor)["Sjöby kommun"] == said("No longer in force")


def test_only_a_policy_counts_on_the_board_and_not_a_plan(start: Any, world: World, visitor: Client) -> None:
    on_board(start, world.organisations["public"])
    policy(start, world, "Handlingsplan", document="action-plan", **ADOPTED)
    assert board(visitor)["Sjöby kommun"] == said("No policy")


def test_an_ended_policy_says_so_in_the_list_and_on_its_page(start: Any, world: World, visitor: Client) -> None:
    newer = policy(start, world, "Ny policy", **ADOPTED)
    ended = policy(start, world, "Gammal policy", valid_to=date(2016, 12, 31), **ADOPTED)
    replaced = policy(start, world, "Ersatt policy", replaced_by=newer, **ADOPTED)
    over = words(read(visitor, "/policy/"), ".//section[@aria-labelledby='over-title']")
    assert f"Gammal policy {said('No longer in force')}" in over
    assert f"Ersatt policy {said('Replaced')}" in over
    assert "Ny policy" not in over
    assert said("It was in force to %(day)s. The text is kept as it was.", day="31 december 2016") in words(
        read(visitor, ended.url)
    )
    page = read(visitor, replaced.url)
    assert page.find(f".//div[@class='notice-body']//a[@href='{newer.url}']") is not None


def test_sections_have_numbers_anchors_and_ids_of_their_own(start: Any, world: World, visitor: Client) -> None:
    made = policy(start, world)
    tree = read(visitor, made.url)
    sections = tree.findall(".//section[@class='policy-section']")
    assert [words(one, "h2") for one in sections] == ["1 Syfte", "2 Ansvar", "3 Uppföljning"]
    assert [one.find("h2").get("id") for one in sections] == ["avsnitt-1", "avsnitt-2", "avsnitt-3"]
    assert [one.get("id") for one in sections] == [child.id for child in made.sections]
    contents = [link.get("href") for link in tree.findall(".//nav[@class='toc']//a")]
    assert contents == ["#avsnitt-1", "#avsnitt-2", "#avsnitt-3"]


def test_the_versions_stand_on_the_page_and_what_changed_is_one_link_away(
    start: Any, world: World, visitor: Client
) -> None:
    made = policy(start, world)
    made.title, made.sections[0].value["heading"] = "Policy, omarbetad", "Vad vi vill"
    made.save_revision().publish()
    first, second = made.versions.order_by("number")
    tree = read(visitor, made.url)
    links = [link.get("href") for link in tree.findall(".//section[@id='versioner']//a")]
    compare = f"/policyversion/{first.pk}/jamfor/{second.pk}/"
    assert links == [f"/policyversion/{second.pk}/", compare, f"/policyversion/{first.pk}/"]
    changed = read(visitor, compare)
    assert words(changed, ".//section[@aria-labelledby='jamfor-1']//h2//del") == f"{said('[taken out:')} Syfte ]"
    assert said("Reworded") in words(changed, ".//section[@aria-labelledby='jamfor-1']")
    older = read(visitor, f"/policyversion/{first.pk}/")
    assert words(older, ".//h1") == "Policy för ASF"
    assert said("This is an older version") in words(older)


def test_versions_are_compared_from_old_to_new_and_only_within_one_policy(
    start: Any, world: World, visitor: Client
) -> None:
    made, other = policy(start, world), policy(start, world, "En annan")
    made.title = "Ny titel"
    made.save_revision().publish()
    first, second = made.versions.order_by("number")
    turned = visitor.get(f"/policyversion/{second.pk}/jamfor/{first.pk}/")
    assert (turned.status_code, turned.headers["Location"]) == (302, f"/policyversion/{first.pk}/jamfor/{second.pk}/")
    assert visitor.get(f"/policyversion/{first.pk}/jamfor/{first.pk}/").status_code == 302
    assert visitor.get(f"/policyversion/{first.pk}/jamfor/{other.versions.get().pk}/").status_code == 404


def test_a_version_of_what_is_not_public_is_not_there_for_the_public(start: Any, world: World, visitor: Client) -> None:
    draft = policy(start, world, live=False)
    secret = freeze_version(actor=SYSTEM, policy=draft, reason="consultation")
    assert visitor.get(f"/policyversion/{secret.pk}/").status_code == 404
    made = policy(start, world, "Publik")
    shown = made.versions.get()
    made.unpublish()
    assert visitor.get(f"/policyversion/{shown.pk}/").status_code == 404


# --- What is promised ----------------------------------------------------------------------------------------------


@pytest.fixture
def promising(start: Any, world: World) -> Any:
    return policy(start, world, promises=[Commitment(text="Tio platser", by=date(2018, 12, 31))], **ADOPTED)


def test_a_promise_names_the_public_goal_that_does_it_and_the_goal_names_the_policy(
    promising: Any, world: World, visitor: Client
) -> None:
    assert said("not followed up by a public goal") in words(read(visitor, promising.url))
    goal = goal_of(world)
    promise = promising.commitments.get()
    tie_commitment(actor=world.officer, policy=promising, commitment=promise, goal=goal)
    tree = read(visitor, promising.url)
    address = f"/mal/sjoby/{goal.number}/"
    assert tree.find(f".//li[@id='atagande-{promise.pk}']//a[@href='{address}']") is not None
    shown = visitor.get(address).content.decode()
    assert f'href="{promising.url}#atagande-{promise.pk}"' in shown
    assert said("Promised in") in shown


def test_a_goal_that_is_not_public_is_not_named_to_the_public(promising: Any, world: World, visitor: Client) -> None:
    goal = goal_of(world, "Hemligt mål", visibility="council")
    tie_commitment(actor=SYSTEM, policy=promising, commitment=promising.commitments.get(), goal=goal)
    assert "Hemligt mål" not in words(read(visitor, promising.url))
    assert "Hemligt mål" in open_browser(world.officer.person).get(promising.url).content.decode()


def test_a_draft_policy_is_not_named_at_the_goal(start: Any, world: World, visitor: Client) -> None:
    draft = policy(start, world, "Inte publik", live=False, promises=["Tio platser"])
    goal = goal_of(world)
    tie_commitment(actor=SYSTEM, policy=draft, commitment=draft.commitments.get(), goal=goal)
    assert "Inte publik" not in visitor.get(f"/mal/sjoby/{goal.number}/").content.decode()


def test_publishing_a_draft_that_was_begun_before_does_not_undo_a_tie(promising: Any, world: World) -> None:
    draft = promising.get_latest_revision_as_object()
    draft.title = "Nya ord"
    draft.save_revision()
    goal = goal_of(world)
    tie_commitment(actor=SYSTEM, policy=promising, commitment=promising.commitments.get(), goal=goal)
    promising.refresh_from_db()
    promising.get_latest_revision().publish()
    after = PolicyPage.objects.get(pk=promising.pk)
    assert after.title == "Nya ord"
    assert after.commitments.get().goal == goal


def test_only_the_owner_and_those_who_lead_a_council_of_the_owners_tie(promising: Any, world: World) -> None:
    goal, promise = goal_of(world), promising.commitments.get()
    for allowed in (world.officer, world.chair, world.secretary):
        tie_commitment(actor=allowed, policy=promising, commitment=promise, goal=goal)
    for stranger in (world.representative, world.outsider, world.hatless):
        with pytest.raises(Forbidden):
            tie_commitment(actor=stranger, policy=promising, commitment=promise, goal=goal)
    elsewhere = goal_of(world, "Bara rådet", visibility="council")
    outside = policy(site(world), world, "Utanför", organisation=world.organisations["outside"], promises=["Ett"])
    with pytest.raises(Invalid):
        tie_commitment(actor=world.outsider, policy=outside, commitment=outside.commitments.get(), goal=elsewhere)


def test_from_a_promise_to_a_goal_and_back(promising: Any, world: World) -> None:
    officer = open_browser(world.officer.person)
    promise = promising.commitments.get()
    follow = f"/policylofte/{promise.pk}/"
    assert follow in officer.get(promising.url).content.decode()
    tree = read(officer, follow)
    address = next(
        link.get("href") for link in tree.findall(".//main//a") if link.get("href").startswith("/mal/sjoby/nytt/")
    )
    form = officer.get(address).context["form"]
    assert form.initial["title"] == "Tio platser"
    assert form.initial["source"] == "Policy för ASF, Sjöby kommun"
    assert form.initial["ends_on"] == date(2018, 12, 31)
    goal = goal_of(world)
    answer = officer.post(follow, {"done_by": f"goal:{goal.pk}"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{promising.url}#atagande-{promise.pk}")
    promise.refresh_from_db()
    assert promise.goal == goal
    officer.post(follow, {"done_by": ""})
    promise.refresh_from_db()
    assert promise.goal is None


def test_an_activity_can_come_from_a_policy_and_do_what_it_promises(promising: Any, world: World) -> None:
    goal, promise = goal_of(world), promising.commitments.get()
    activity = goals.add_activity(
        actor=world.officer,
        goal=goal,
        title="Ordna platserna",
        organisation=world.organisations["public"],
        due=date(2018, 6, 1),
        origin_kind="policy",
        origin=promising.standing.pk,
    )
    officer = open_browser(world.officer.person)
    answer = officer.post(f"/policylofte/{promise.pk}/", {"done_by": f"activity:{activity.pk}"})
    assert answer.status_code == 302
    assert "Ordna platserna" in words(read(officer, promising.url))
    assert "Ordna platserna" not in words(read(Client(), promising.url))
    assert "Policy för ASF – Sjöby kommun" in officer.get(f"/mal/sjoby/{goal.number}/").content.decode()


def test_what_only_members_can_do_is_not_on_the_page_that_is_kept_for_all(
    promising: Any, world: World, visitor: Client
) -> None:
    address = f"/policylofte/{promising.commitments.get().pk}/"
    assert address not in visitor.get(promising.url).content.decode()
    assert visitor.get(address).status_code == 302
    assert open_browser(world.outsider.person).get(address).status_code == 403
    assert open_browser(world.representative.person).get(address).status_code == 200
    assert open_browser(world.representative.person).post(address, {"done_by": ""}).status_code == 403


def test_the_page_of_policies_asks_as_much_of_the_database_for_many_as_for_few(
    start: Any, world: World, visitor: Client
) -> None:
    on_board(start, world.organisations["public"], world.organisations["asf"])
    policy(start, world, "Policy 0", **ADOPTED)
    few = queries_of(visitor, "/policy/")
    for n in range(1, 9):
        policy(start, world, f"Policy {n}", replaced_by=None, **ADOPTED)
    assert queries_of(visitor, "/policy/") <= few


def test_a_policy_asks_as_much_for_many_promises_and_versions_as_for_few(
    start: Any, world: World, visitor: Client
) -> None:
    made = policy(start, world, promises=["Ett"], **ADOPTED)
    goal = goal_of(world)
    tie_commitment(actor=SYSTEM, policy=made, commitment=made.commitments.get(), goal=goal)
    few = queries_of(visitor, made.url)
    made = PolicyPage.objects.get(pk=made.pk)
    for n in range(6):
        made.title = f"Policy {n}"
        made.commitments.add(Commitment(text=f"Löfte {n}", goal=goal))
        made.save_revision().publish()
    assert queries_of(visitor, made.url) <= few
