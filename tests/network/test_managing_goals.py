"""The pages with which goals are proposed, adopted and led: what was typed stays, and nobody's change is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from events import clock
from network.goals import actions
from network.goals.models import Activity, Commitment, Goal, Position
from network.origins import Origin, shows_origins
from tests.browsers import open_browser
from tests.network.shared import Shared, due_soon

pytestmark = [pytest.mark.once, pytest.mark.django_db]
COUNCIL = "/mal/sjoby/"


def typed(**more: Any) -> dict[str, Any]:
    """Return what the form for a goal sends."""
    return {
        "title": "Fler får lön",
        "story": "Den som tränat färdigt ska få en anställning.",
        "parent": "",
        "starts_on": "2017-01-01",
        "ends_on": "2019-12-31",
        "status_rule": "indicators",
        "visibility": "public",
        "source": "Lägesrapport 2017, s. 3",
        **more,
    }


@pytest.fixture
def chair(shared: Shared) -> Client:
    """The chair's browser."""
    return open_browser(shared.world.chair.person)


@pytest.fixture
def enterprise(shared: Shared) -> Client:
    """The enterprise's browser."""
    return open_browser(shared.world.representative.person)


def page_of(goal: Goal, name: str = "") -> str:
    return f"{COUNCIL}{goal.number}/{name}"


class TestProposing:
    def test_anybody_in_the_council_can(self, enterprise: Client, shared: Shared) -> None:
        answer = enterprise.post(f"{COUNCIL}nytt/", typed(parent=str(shared.goal.pk)))

        made = Goal.objects.get(title="Fler får lön")
        assert answer["Location"] == page_of(made)
        assert (made.state, made.parent, made.visibility) == ("proposed", shared.goal, "public")
        assert made.proposed_by == shared.world.organisations["asf"]

    def test_each_rule_and_who_reads_are_explained_beside_the_choice(self, enterprise: Client) -> None:
        page = enterprise.get(f"{COUNCIL}nytt/").content.decode()

        for rule in ("indicators", "activities", "stated", "council", "public"):
            assert f'value="{rule}"' in page
        assert page.count('class="field-help" id="id_status_rule') == 3
        assert page.count('class="field-help" id="id_visibility') == 2

    def test_larger_goals_are_offered_as_a_tree(self, enterprise: Client, shared: Shared) -> None:
        below = actions.propose_goal(
            actor=shared.world.chair,
            council=shared.world.council,
            title="Under",
            parent=shared.goal,
            starts_on=clock.today(),
            ends_on=due_soon(),
        )
        page = enterprise.get(f"{COUNCIL}nytt/?del-av={below.number}")

        labels = [str(label) for _value, label in page.context["form"].fields["parent"].choices]
        assert labels[1:] == [f"1. {shared.goal.title}", "\u20032. Under"]
        assert page.context["form"]["parent"].value() == below.pk

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"title": ""}, "title"),
            ({"title": "x" * 161}, "title"),
            ({"ends_on": "2016-12-31"}, "ends_on"),
            ({"starts_on": "snart"}, "starts_on"),
            ({"status_rule": "mood"}, "status_rule"),
            ({"visibility": "nobody"}, "visibility"),
            ({"parent": "5f0c2c9e-6a53-4f0f-9c7e-0d6c1f5d2a41"}, "parent"),
            ({"story": "Ring 121212-1212"}, "story"),
        ],
    )
    def test_what_was_typed_survives_a_refusal(self, enterprise: Client, wrong: dict[str, Any], field: str) -> None:
        sent = typed() | wrong
        answer = enterprise.post(f"{COUNCIL}nytt/", sent)

        assert answer.status_code == 422
        assert field in answer.context["form"].errors
        assert {name: answer.context["form"][name].value() for name in sent} == sent
        assert not Goal.objects.filter(title=sent["title"]).exists()

    def test_sent_twice_it_is_proposed_once(self, enterprise: Client) -> None:
        first, second = (enterprise.post(f"{COUNCIL}nytt/", typed(key="samma")) for _ in range(2))

        assert Goal.objects.filter(title="Fler får lön").count() == 1
        assert first["Location"] == second["Location"]

    def test_outsiders_find_no_such_page(self, shared: Shared) -> None:
        assert open_browser(shared.world.outsider.person).get(f"{COUNCIL}nytt/").status_code == 404


class TestChanging:
    def test_it_is_changed(self, chair: Client, shared: Shared) -> None:
        answer = chair.post(page_of(shared.goal, "andra/"), typed(revision=shared.fresh(shared.goal).version))

        assert answer.status_code == 302
        assert shared.fresh(shared.goal).title == "Fler får lön"

    def test_two_changes_are_laid_beside_each_other(self, chair: Client, shared: Shared) -> None:
        revision = shared.fresh(shared.goal).version
        chair.post(page_of(shared.goal, "andra/"), typed(title="Först", revision=revision))
        told = chair.post(page_of(shared.goal, "andra/"), typed(title="Sedan", revision=revision))

        assert told.status_code == 422
        assert shared.fresh(shared.goal).title == "Först"
        assert [(one["theirs"], one["mine"]) for one in told.context["theirs"]] == [("Först", "Sedan")]
        assert told.context["form"]["title"].value() == "Sedan"
        again = chair.post(page_of(shared.goal, "andra/"), typed(title="Sedan", revision=told.context["revision"]))
        assert again.status_code == 302
        assert shared.fresh(shared.goal).title == "Sedan"

    def test_without_a_revision_nothing_is_written_over(self, chair: Client, shared: Shared) -> None:
        assert chair.post(page_of(shared.goal, "andra/"), typed()).status_code == 422

    def test_a_goal_cannot_become_a_part_of_itself(self, chair: Client, shared: Shared) -> None:
        answer = chair.post(page_of(shared.goal, "andra/"), typed(parent=str(shared.goal.pk), revision="1"))

        assert "parent" in answer.context["form"].errors

    def test_others_than_those_who_lead_may_not(self, enterprise: Client, shared: Shared) -> None:
        assert enterprise.get(page_of(shared.goal, "andra/")).status_code == 403


class TestAdopting:
    def test_a_decision_is_needed(self, chair: Client, shared: Shared) -> None:
        assert chair.post(page_of(shared.goal, "anta/"), {"decided_on": "2017-12-11"}).status_code == 422
        sent = {"decision": "Rådet § 7", "decided_on": "2017-12-11", "decision_url": "https://example.se/p7"}
        assert chair.post(page_of(shared.goal, "anta/"), sent).status_code == 302

        goal = shared.fresh(shared.goal)
        assert (goal.state, goal.decision, goal.decision_url) == ("adopted", "Rådet § 7", "https://example.se/p7")

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"decided_on": (clock.today() + timedelta(days=2)).isoformat()}, "decided_on"),
            ({"decision_url": "javascript:alert(1)"}, "decision_url"),
            ({"decision": " "}, "decision"),
        ],
    )
    def test_what_is_wrong_stands_beside_its_field(
        self, chair: Client, shared: Shared, wrong: dict[str, Any], field: str
    ) -> None:
        sent = {"decision": "Rådet § 7", "decided_on": "2017-12-11", "decision_url": ""} | wrong
        answer = chair.post(page_of(shared.goal, "anta/"), sent)

        assert answer.status_code == 422
        assert field in answer.context["form"].errors
        assert shared.fresh(shared.goal).state == "proposed"

    def test_once_adopted_there_is_no_such_page(self, chair: Client, shared: Shared) -> None:
        actions.adopt_goal(actor=shared.world.chair, goal=shared.goal, decision="§ 7", decided_on=clock.today())

        assert chair.get(page_of(shared.goal, "anta/")).status_code == 403


class TestClosing:
    def test_it_takes_a_reason(self, chair: Client, shared: Shared) -> None:
        actions.adopt_goal(actor=shared.world.chair, goal=shared.goal, decision="§ 7", decided_on=clock.today())
        assert chair.post(page_of(shared.goal, "avsluta/"), {"reason": ""}).status_code == 422
        assert chair.post(page_of(shared.goal, "avsluta/"), {"reason": "Nått."}).status_code == 302

        assert shared.fresh(shared.goal).closing_reason == "Nått."

    def test_only_what_was_adopted_is_closed(self, chair: Client, shared: Shared) -> None:
        answer = chair.post(page_of(shared.goal, "avsluta/"), {"reason": "Nått."})

        assert answer.status_code == 422
        assert answer.context["form"].non_field_errors()


class TestStatus:
    def test_it_is_stated_with_a_reason(self, chair: Client, shared: Shared) -> None:
        Goal.objects.filter(pk=shared.goal.pk).update(status_rule="stated")
        page = page_of(shared.goal, "lage/")
        assert chair.post(page, {"status": "behind", "reason": ""}).status_code == 422
        assert chair.post(page, {"status": "no_report", "reason": "Nej."}).status_code == 422
        assert chair.post(page, {"status": "behind", "reason": "Avtalet dröjer."}).status_code == 302

        goal = shared.fresh(shared.goal)
        assert (goal.stated_status, goal.stated_reason) == ("behind", "Avtalet dröjer.")

    def test_where_it_is_reckoned_the_page_says_so(self, chair: Client, shared: Shared) -> None:
        page = page_of(shared.goal, "lage/")

        assert f'href="{page_of(shared.goal, "andra/")}"' in chair.get(page).content.decode()
        assert chair.post(page, {"status": "behind", "reason": "Nej."}).status_code == 422


class TestPositions:
    def test_an_organisation_says_where_it_stands(self, enterprise: Client, shared: Shared) -> None:
        page = page_of(shared.goal, "standpunkt/")
        assert shared.goal.story in enterprise.get(page).content.decode()
        answer = enterprise.post(page, {"stance": "conditions", "reason": "Om hyran sänks."})

        assert answer.status_code == 302
        found = Position.objects.get()
        assert (found.organisation, found.stance) == (shared.world.organisations["asf"], "conditions")
        assert enterprise.get(page).context["form"]["reason"].value() == "Om hyran sänks."

    @pytest.mark.parametrize("stance", ["conditions", "opposes"])
    def test_what_needs_a_reason_asks_for_it(self, enterprise: Client, shared: Shared, stance: str) -> None:
        answer = enterprise.post(page_of(shared.goal, "standpunkt/"), {"stance": stance, "reason": ""})

        assert answer.status_code == 422
        assert answer.context["form"].errors["reason"]
        assert answer.context["form"]["stance"].value() == stance

    def test_a_closed_goal_takes_none(self, enterprise: Client, shared: Shared) -> None:
        actions.adopt_goal(actor=shared.world.chair, goal=shared.goal, decision="§ 7", decided_on=clock.today())
        actions.close_goal(actor=shared.world.chair, goal=shared.goal, reason="Nått.")

        assert enterprise.get(page_of(shared.goal, "standpunkt/")).status_code == 403


class TestCommitments:
    def sent(self, shared: Shared, organisation: str = "asf", **more: str) -> dict[str, str]:
        pk = str(shared.world.organisations[organisation].pk)
        return {"organisation": pk, "role": "contributor", "contribution": "Fem platser.", **more}

    def test_ones_own_counts_at_once(self, enterprise: Client, shared: Shared) -> None:
        assert enterprise.post(page_of(shared.goal, "atagande/"), self.sent(shared)).status_code == 302

        assert Commitment.objects.get().confirmed_at

    def test_anothers_waits_for_its_word(self, chair: Client, enterprise: Client, shared: Shared) -> None:
        chair.post(page_of(shared.goal, "atagande/"), self.sent(shared))
        made = Commitment.objects.get()
        assert made.confirmed_at is None
        confirm = page_of(shared.goal, f"atagande/{made.pk}/bekrafta/")
        assert confirm in enterprise.get(page_of(shared.goal, "atagande/")).content.decode()
        assert chair.post(confirm).status_code == 403
        assert enterprise.post(confirm).status_code == 302

        assert shared.fresh(made).confirmed_by == shared.reporter.person
        assert enterprise.post(confirm, follow=True).context["messages"]

    def test_nobody_commits_another_organisation(self, enterprise: Client, shared: Shared) -> None:
        answer = enterprise.post(page_of(shared.goal, "atagande/"), self.sent(shared, "public"))

        assert answer.status_code == 422
        assert answer.context["form"].errors["organisation"]
        assert answer.context["form"]["contribution"].value() == "Fem platser."

    def test_it_is_ended(self, enterprise: Client, shared: Shared) -> None:
        enterprise.post(page_of(shared.goal, "atagande/"), self.sent(shared))
        end = page_of(shared.goal, f"atagande/{Commitment.objects.get().pk}/avsluta/")
        officer = open_browser(shared.officer.person)
        assert officer.post(end).status_code == 403
        assert enterprise.post(end).status_code == 302

        assert not Commitment.objects.exists()


class TestActivities:
    def sent(self, shared: Shared, **more: Any) -> dict[str, Any]:
        asf = str(shared.world.organisations["asf"].pk)
        return {"title": "Öppna vävstugan", "organisation": asf, "due": "2030-05-02", "note": "", **more}

    def test_it_is_noted(self, enterprise: Client, shared: Shared) -> None:
        assert enterprise.post(page_of(shared.goal, "atgarder/"), self.sent(shared)).status_code == 302

        assert Activity.objects.get().title == "Öppna vävstugan"

    @pytest.mark.parametrize("wrong", [{"title": ""}, {"due": ""}, {"organisation": ""}, {"note": "x" * 1001}])
    def test_what_was_typed_survives_a_refusal(self, enterprise: Client, shared: Shared, wrong: dict[str, str]) -> None:
        sent = self.sent(shared) | wrong
        answer = enterprise.post(page_of(shared.goal, "atgarder/"), sent)

        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == set(wrong)
        assert {name: answer.context["form"][name].value() for name in sent} == sent

    def test_where_it_came_from_is_kept(self, enterprise: Client, shared: Shared) -> None:
        thing = shared.goal.pk
        shows_origins("testsak")(lambda _actor, ids: {one: Origin("Ett inlägg", "/inlagg/") for one in ids})
        page = enterprise.get(f"{page_of(shared.goal, 'atgarder/')}?fran=testsak:{thing}")
        assert "Ett inlägg" in page.content.decode()
        assert page.context["hidden"] == {"fran": f"testsak:{thing}"}
        enterprise.post(page_of(shared.goal, "atgarder/"), self.sent(shared, fran=f"testsak:{thing}"))

        made = Activity.objects.get()
        assert (made.origin_kind, made.origin) == ("testsak", thing)
        assert "Ett inlägg" in enterprise.get(page_of(shared.goal, f"atgard/{made.pk}/")).content.decode()

    @pytest.mark.parametrize("odd", ["okand:5f0c2c9e-6a53-4f0f-9c7e-0d6c1f5d2a41", "testsak:x", ":", "x"])
    def test_an_origin_that_is_not_there_is_told_and_nothing_breaks(
        self, enterprise: Client, shared: Shared, odd: str
    ) -> None:
        page = enterprise.get(f"{page_of(shared.goal, 'atgarder/')}?fran={odd}")

        assert page.status_code == 200
        assert page.context["origin"] is None
        assert page.context["hidden"] == {}

    def made(self, shared: Shared) -> Activity:
        return actions.add_activity(
            actor=shared.world.chair,
            goal=shared.goal,
            title="Öppna vävstugan",
            organisation=shared.world.organisations["asf"],
            due=due_soon(),
        )

    def test_one_button_notes_it_as_done(self, enterprise: Client, shared: Shared) -> None:
        made = self.made(shared)
        assert (
            "Note as done"
            in enterprise.get(page_of(shared.goal, "atgarder/"), headers={"accept-language": "en"}).content.decode()
        )
        answer = enterprise.post(page_of(shared.goal, f"atgard/{made.pk}/"), {"klar": "1", "revision": "1"})

        assert answer["Location"] == page_of(shared.goal)
        assert (shared.fresh(made).state, shared.fresh(made).done_on) == ("done", clock.today())

    def test_the_button_does_not_write_over_what_somebody_changed(self, enterprise: Client, shared: Shared) -> None:
        made = self.made(shared)
        page = page_of(shared.goal, f"atgard/{made.pk}/")
        enterprise.post(page, self.sent(shared, state="dropped", revision="1"))
        answer = enterprise.post(page, {"klar": "1", "revision": "1"})

        assert answer["Location"] == page
        assert shared.fresh(made).state == "dropped"

    def test_changes_of_two_are_laid_beside_each_other(self, enterprise: Client, shared: Shared) -> None:
        made = self.made(shared)
        page = page_of(shared.goal, f"atgard/{made.pk}/")
        assert enterprise.post(page, self.sent(shared, state="ongoing", revision="1")).status_code == 302
        told = enterprise.post(page, self.sent(shared, state="done", revision="1"))

        assert told.status_code == 422
        assert len(told.context["theirs"]) == 1
        assert shared.fresh(made).state == "ongoing"

    def test_others_do_not_change_it(self, shared: Shared) -> None:
        page = page_of(shared.goal, f"atgard/{self.made(shared).pk}/")

        assert open_browser(shared.officer.person).get(page).status_code == 403
        assert open_browser(shared.world.outsider.person).get(page).status_code == 404
