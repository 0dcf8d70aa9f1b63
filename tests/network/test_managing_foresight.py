"""The pages with other areas' series, effects of changed rules, and calculations."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from council.seats.actions import add_seat
from events import clock
from network.goals import actions
from network.goals.models import Benchmark, Goal, ImpactAnswer, ImpactCall, Indicator, Scenario
from network.goals.scenarios import Key
from tests.browsers import open_browser
from tests.network.scenarios import assumptions
from tests.network.shared import Shared, colleague, due_soon, reported
from tests.world import SYSTEM, World, member, organisation

pytestmark = [pytest.mark.once, pytest.mark.django_db]
COUNCIL = "/mal/sjoby/"


@pytest.fixture
def chair(shared: Shared) -> Client:
    """The chair's browser."""
    return open_browser(shared.world.chair.person)


@pytest.fixture
def enterprise(shared: Shared) -> Client:
    """The enterprise's browser."""
    return open_browser(shared.world.representative.person)


class TestBenchmarks:
    PAGE = f"{COUNCIL}jamforelser/"

    def sent(self, *rows: dict[str, str], **more: str) -> dict[str, str]:
        found = {
            "area": "Östra Södertörn",
            "name": "Platser",
            "unit": "platser",
            "start_year": "2011",
            "indicator": "",
            "note": "",
            "rader": str(len(rows)),
        }
        empty = {"operator": "exact", "high": "", "as_said": "", "source": "Lägesrapport 2017", "source_page": "11"}
        for place, row in enumerate(rows):
            found |= {f"rad-{place}-{name}": value for name, value in (empty | row).items()}
        return found | more

    def test_numbers_stand_as_they_were_said_beside_our_own(self, chair: Client, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
        start = shared.goal.starts_on.year
        years = shared.period.starts_on.year - start
        rows = [
            {"years": str(years), "operator": "more", "number": "3", "as_said": "mer än 3×"},
            {"years": "6", "operator": "about", "number": "60", "as_said": "närmare 60"},
            {"years": "7", "operator": "range", "number": "40", "high": "45,5"},
        ]
        answer = chair.post(f"{self.PAGE}ny/", self.sent(*rows, indicator=str(shared.places.pk)))
        assert answer.status_code == 302

        shown = {one["years"]: one for one in chair.get(self.PAGE).context["rows"][0]["rows"]}
        assert (shown[years]["theirs"], shown[years]["ours"]) == ("mer än 3×", "12\u00a0platser")
        assert (shown[6]["theirs"], shown[6]["their_year"]) == ("närmare 60", 2017)
        assert "40,0" in shown[7]["theirs"]
        assert "45,5" in shown[7]["theirs"]

    def test_a_row_is_added_and_nothing_typed_is_lost(self, chair: Client, shared: Shared) -> None:
        sent = self.sent({"years": "sex", "number": "cirka 60"}, area="", start_year="i våras") | {"lagg_till": "1"}
        page = chair.post(f"{self.PAGE}ny/", sent)

        assert page.status_code == 200
        assert len(page.context["rows"]) == 2
        assert page.context["rows"][0]["years"].value() == "sex"
        assert page.context["rows"][0]["number"].value() == "cirka 60"
        assert page.context["form"]["start_year"].value() == "i våras"
        assert not page.context["form"].errors

    @pytest.mark.parametrize(
        "wrong",
        [
            {"area": ""},
            {"start_year": "1850"},
            {"start_year": str(clock.today().year + 1)},
            {"rad-0-number": "cirka 60"},
            {"rad-0-years": "-1"},
            {"rad-0-source": ""},
            {"rad-0-operator": "range"},
            {"rad-0-high": "70"},
            {"rad-1-years": "6"},
        ],
    )
    def test_what_was_typed_survives_a_refusal(self, chair: Client, shared: Shared, wrong: dict[str, str]) -> None:
        sent = self.sent({"years": "6", "number": "60"}, {"years": "7", "number": "70"}) | wrong
        page = chair.post(f"{self.PAGE}ny/", sent)

        assert page.status_code == 422
        kept = {one.html_name: one.value() for form in (page.context["form"], *page.context["rows"]) for one in form}
        assert {name: value for name, value in sent.items() if name != "rader"} == kept
        assert not Benchmark.objects.exists()

    def test_a_series_needs_a_number(self, chair: Client, shared: Shared) -> None:
        sent = self.sent() | {"rader": "1", "rad-0-operator": "exact"}

        assert chair.post(f"{self.PAGE}ny/", sent).context["form"].non_field_errors()

    def test_it_is_changed_and_a_row_that_is_emptied_goes(self, chair: Client, shared: Shared) -> None:
        chair.post(f"{self.PAGE}ny/", self.sent({"years": "6", "number": "60"}, {"years": "7", "number": "70"}))
        made = Benchmark.objects.get()
        page = f"{self.PAGE}ny/?andra={made.pk}"
        shown = chair.get(page).context
        assert len(shown["rows"]) == 3
        assert shown["form"].fields["area"].disabled
        emptied = {"years": "", "number": "", "source": "", "source_page": ""}
        assert chair.post(page, self.sent({"years": "6", "number": "61"}, emptied)).status_code == 302

        assert [(one.years, int(one.number)) for one in made.values.all()] == [(6, 61)]

    def test_what_a_benchmark_page_does_not_know_breaks_nothing(self, chair: Client, shared: Shared) -> None:
        assert chair.post(f"{self.PAGE}ny/", {"rader": "99999999"}).status_code == 422
        assert chair.get(f"{self.PAGE}ny/?andra=5f0c2c9e-6a53-4f0f-9c7e-0d6c1f5d2a41").status_code == 404

    def test_only_those_who_lead_add_one(self, enterprise: Client, shared: Shared) -> None:
        assert enterprise.get(f"{self.PAGE}ny/").status_code == 403
        assert open_browser(shared.world.outsider.person).get(f"{self.PAGE}ny/").status_code == 404

    def test_the_public_sees_no_small_groups_of_ours(self, chair: Client, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, 3, approver=shared.approver)
        Goal.objects.filter(pk=shared.goal.pk).update(
            state="adopted", decision="§ 1", decided_on=clock.today(), visibility="public"
        )
        Indicator.objects.filter(pk=shared.places.pk).update(visibility="public")
        actions.lock_period(actor=shared.world.chair, period=shared.period)
        chair.post(f"{self.PAGE}ny/", self.sent({"years": "6", "number": "60"}, indicator=str(shared.places.pk)))
        page = open_browser().get(self.PAGE)

        assert page.status_code == 200
        ours = [one["ours"] for one in page.context["rows"][0]["rows"]]
        assert "3\u00a0platser" not in ours
        assert any("få personer" in one or "few people" in one for one in ours)


class TestImpactCalls:
    PAGE = f"{COUNCIL}konsekvenser/"

    def sent(self, **more: str) -> dict[str, str]:
        return {
            "title": "Sysselsättningsfasen upphör",
            "description": "Stödet faller bort den 1 februari.",
            "source": "",
            "takes_effect_on": "",
            "due": due_soon().isoformat(),
            **more,
        }

    def opened(self, shared: Shared) -> ImpactCall:
        return actions.open_impact_call(
            actor=shared.world.chair, council=shared.world.council, title="Fasen upphör", due=due_soon()
        )

    def test_the_enterprises_are_asked(self, chair: Client, shared: Shared) -> None:
        answer = chair.post(f"{self.PAGE}ny/", self.sent())

        assert answer["Location"] == f"{self.PAGE}{ImpactCall.objects.get().pk}/"
        assert "Sysselsättningsfasen upphör" in chair.get(self.PAGE).content.decode()

    @pytest.mark.parametrize("wrong", [{"title": ""}, {"due": "2017-01-01"}, {"due": ""}, {"takes_effect_on": "x"}])
    def test_what_was_typed_survives_a_refusal(self, chair: Client, shared: Shared, wrong: dict[str, str]) -> None:
        sent = self.sent() | wrong
        answer = chair.post(f"{self.PAGE}ny/", sent)

        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == list(wrong)
        assert {name: answer.context["form"][name].value() for name in sent} == sent

    def test_an_enterprise_answers_and_changes_its_answer(self, enterprise: Client, shared: Shared) -> None:
        page = f"{self.PAGE}{self.opened(shared).pk}/"
        assert enterprise.get(page).context["may_answer"]
        assert enterprise.post(f"{page}svar/", {"places": "\u22124", "income_share": "12,5"}).status_code == 302
        assert enterprise.post(f"{page}svar/", {"places": "-5", "income_share": ""}).status_code == 302

        assert ImpactAnswer.objects.get().places == -5
        assert enterprise.get(page).context["form"]["places"].value() == -5

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"places": "många"}, "places"),
            ({"places": ""}, "places"),
            ({"places": "100001"}, "places"),
            ({"income_share": "101"}, "income_share"),
            ({"comment": "Ring 121212-1212"}, "comment"),
        ],
    )
    def test_a_wrong_answer_stays_in_the_form(
        self, enterprise: Client, shared: Shared, wrong: dict[str, str], field: str
    ) -> None:
        sent = {"places": "-4", "income_share": "12,5", "comment": "Allt."} | wrong
        answer = enterprise.post(f"{self.PAGE}{self.opened(shared).pk}/svar/", sent)

        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
        assert {name: answer.context["form"][name].value() for name in sent} == sent
        assert not ImpactAnswer.objects.exists()

    def test_the_sum_is_shown_from_five_answers_on(self, chair: Client, shared: Shared) -> None:
        call = self.opened(shared)
        page = f"{self.PAGE}{call.pk}/"
        for number in range(5):
            shown = chair.get(page)
            assert (shown.context["sum"].answers, shown.context["sum"].places) == (number, None)
            assert f"impact_call:{call.pk}" in shown.content.decode()
            actions.answer_impact_call(
                actor=_enterprise(shared.world, number), call=call, places=-number, income_share=Decimal(10)
            )

        shown = chair.get(page)
        assert shown.context["sum"].places == -10
        assert shown.context["share"] == "10,0"
        assert "−" not in shown.context["share"]

    def test_others_than_enterprises_do_not_answer(self, chair: Client, shared: Shared) -> None:
        page = f"{self.PAGE}{self.opened(shared).pk}/"

        assert not chair.get(page).context["may_answer"]
        assert chair.post(f"{page}svar/", {"places": "1"}).status_code == 403
        assert open_browser(shared.world.outsider.person).get(page).status_code == 404

    def test_it_is_closed(self, chair: Client, enterprise: Client, shared: Shared) -> None:
        page = f"{self.PAGE}{self.opened(shared).pk}/"
        assert enterprise.post(f"{page}stang/").status_code == 403
        assert chair.post(f"{page}stang/").status_code == 302
        assert chair.post(f"{page}stang/", follow=True).context["messages"]

        refused = enterprise.post(f"{page}svar/", {"places": "1"})
        assert refused.status_code == 422
        assert not ImpactAnswer.objects.exists()


def _enterprise(world: World, number: int) -> Any:
    made = organisation(f"Företag {number}", "asf")
    add_seat(actor=SYSTEM, council=world.council, organisation=made, side="asf")
    return member(made)


class TestScenarios:
    PAGE = f"{COUNCIL}kalkyler/"

    def sent(self, **more: str) -> dict[str, str]:
        numbers = {
            "people": 10,
            "support-month": 9000,
            "months": 12,
            "wage-month": 20000,
            "tax-share": 20,
            "cost-month": 4000,
        }
        found = {"title": "Tio till arbete", "description": ""}
        for key, number in numbers.items():
            found |= {
                f"{key}-number": str(number),
                f"{key}-low": "0",
                f"{key}-high": str(number * 2),
                f"{key}-source": "Lägesrapport 2017",
            }
        return found | more

    def saved(self, shared: Shared) -> Scenario:
        return actions.save_scenario(
            actor=shared.reporter, council=shared.world.council, title="Tio", assumptions=assumptions()
        )

    def test_it_is_calculated_without_being_kept(self, enterprise: Client, shared: Shared) -> None:
        page = enterprise.post(f"{self.PAGE}ny/", self.sent(title="") | {"rakna": "1"})

        assert page.status_code == 200
        assert page.context["result"]["rows"][0]["now"] == "1\u00a0080\u00a0000"
        assert page.context["result"]["rows"][3]["now"] == "1\u00a0080\u00a0000"
        assert not Scenario.objects.exists()

    def test_it_is_saved(self, enterprise: Client, shared: Shared) -> None:
        answer = enterprise.post(f"{self.PAGE}ny/", self.sent())

        made = Scenario.objects.get()
        assert answer["Location"] == f"{self.PAGE}{made.pk}/"
        assert made.assumptions.count() == len(Key)
        assert "Tio till arbete" in enterprise.get(self.PAGE).content.decode()

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"title": ""}, "title"),
            ({"people-number": "tio"}, "people-number"),
            ({"people-high": "5"}, "people-number"),
            ({"tax-share-low": "-1"}, "tax-share-number"),
            ({"wage-month-source": ""}, "wage-month-source"),
        ],
    )
    def test_what_was_typed_survives_a_refusal(
        self, enterprise: Client, shared: Shared, wrong: dict[str, str], field: str
    ) -> None:
        sent = self.sent() | wrong
        for more in ({}, {"rakna": "1"}):
            answer = enterprise.post(f"{self.PAGE}ny/", sent | more)
            kept = {name: answer.context["form"][name].value() for name in sent}
            assert kept == sent
            assert more or (answer.status_code == 422 and list(answer.context["form"].errors) == [field])
        assert not Scenario.objects.exists()

    def test_other_values_are_tried_beside_the_saved_result(self, chair: Client, shared: Shared) -> None:
        made = self.saved(shared)
        page = chair.get(f"{self.PAGE}{made.pk}/")
        assert not page.context["result"]["compared"]
        numbers = {one.key: str(one.number) for one in made.assumptions.all()} | {"people": "20"}
        tried = chair.get(f"{self.PAGE}{made.pk}/", numbers)

        first = tried.context["result"]["rows"][0]
        assert first["now"] != first["saved"]
        assert first["difference"].startswith("+")
        assert chair.get(f"{self.PAGE}{made.pk}/", numbers | {"people": "tjugo"}).status_code == 422
        assert shared.fresh(made).assumptions.get(key="people").number != 20

    def test_changes_of_two_are_laid_beside_each_other(self, enterprise: Client, shared: Shared) -> None:
        page = f"{self.PAGE}{self.saved(shared).pk}/andra/"
        assert enterprise.post(page, self.sent(title="Först", revision="1")).status_code == 302
        told = enterprise.post(page, self.sent(title="Sedan", revision="1"))

        assert told.status_code == 422
        assert [(one["theirs"], one["mine"]) for one in told.context["theirs"]] == [("Först", "Sedan")]
        assert Scenario.objects.get().title == "Först"
        assert enterprise.post(page, self.sent(title="Sedan", revision=told.context["revision"])).status_code == 302

    def test_what_is_changed_is_calculated_beside_what_is_saved(self, enterprise: Client, shared: Shared) -> None:
        page = enterprise.post(
            f"{self.PAGE}{self.saved(shared).pk}/andra/", self.sent() | {"rakna": "1", "revision": "1"}
        )

        assert page.context["result"]["compared"]
        assert page.context["revision"] == "1"
        assert Scenario.objects.get().title == "Tio"

    def test_those_who_lead_publish_it_and_then_everybody_reads_it(self, chair: Client, shared: Shared) -> None:
        made = self.saved(shared)
        page = f"{self.PAGE}{made.pk}/"
        visitor = open_browser()
        assert visitor.get(page).status_code == 404
        assert (
            open_browser(shared.reporter.person).post(f"{page}publicera/", {"visibility": "public"}).status_code == 403
        )
        assert chair.post(f"{page}publicera/", {"visibility": "public"}).status_code == 302

        seen = visitor.get(page)
        assert seen.status_code == 200
        assert seen.context["form"] is None
        assert "Tio" in visitor.get(self.PAGE).content.decode()
        assert visitor.get(f"{page}?people=99").context["result"]["compared"] is False
        chair.post(f"{page}publicera/", {"visibility": "council"})
        assert visitor.get(page).status_code == 404
        assert chair.post(f"{page}publicera/", {"visibility": "alla"}, follow=True).context["messages"]

    def test_only_the_author_and_those_who_lead_change_it(self, shared: Shared) -> None:
        page = f"{self.PAGE}{self.saved(shared).pk}/andra/"

        assert open_browser(colleague(shared.world, "asf").person).get(page).status_code == 403
        assert open_browser(shared.world.outsider.person).get(page).status_code == 404
