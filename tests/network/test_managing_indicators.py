"""The pages on which it is decided what is measured, what it should become, and who reports it."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from network.goals import actions
from network.goals.models import Assignment, Dimension, Indicator, Target
from network.goals.views.managing.targets import _rows
from tests.browsers import open_browser
from tests.network.shared import Shared, colleague, reported

pytestmark = [pytest.mark.once, pytest.mark.django_db]
COUNCIL = "/mal/sjoby/"
PLACES = f"{COUNCIL}matt/platser/"


def typed(**more: Any) -> dict[str, Any]:
    """Return what the form for a figure sends."""
    return {
        "name": "Nya företag",
        "code": "",
        "definition": "Företag som startat under året.",
        "unit": "företag",
        "kind": "flow",
        "source": "",
        "over_time": "sum",
        "over_organisations": "sum",
        "single_source": "",
        "calendar": "year",
        "decimals": "0",
        "scale": "1",
        "direction": "up",
        "baseline": "358",
        "baseline_on": "2016-12-31",
        "plausible_low": "0",
        "plausible_high": "1 000,5",
        "is_key": "on",
        "visibility": "public",
        "threshold": "5",
        **more,
    }


@pytest.fixture
def chair(shared: Shared) -> Client:
    """The chair's browser."""
    return open_browser(shared.world.chair.person)


def adding(shared: Shared) -> str:
    return f"{COUNCIL}{shared.goal.number}/matt/nytt/"


def as_it_is(form: Any) -> dict[str, Any]:
    """Return what a form sends when nothing in it is touched; what is disabled is not sent."""
    values = {one.name: one.value() for one in form if not one.field.disabled}
    return {name: "" if value is None else getattr(value, "pk", value) for name, value in values.items()}


class TestAdding:
    def test_a_figure_is_added_and_the_next_page_asks_for_its_target(self, chair: Client, shared: Shared) -> None:
        sex = Dimension.objects.get()
        answer = chair.post(adding(shared), typed(dimensions=[str(sex.pk)]))

        made = Indicator.objects.get(code="nya-foretag")
        assert answer["Location"] == f"{COUNCIL}matt/nya-foretag/malvarden/"
        assert (made.baseline, made.plausible_high) == (Decimal(358), Decimal("1000.5"))
        assert (made.is_key, made.visibility) == (True, "public")
        assert [cell.key for cell in made.cells.all()] == ["", "kon=kvinnor", "kon=man"]

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"name": ""}, "name"),
            ({"code": "Nya Företag"}, "code"),
            ({"code": "platser"}, "code"),
            ({"kind": "stock", "over_time": "sum"}, "over_time"),
            ({"kind": "score", "over_time": "mean"}, "over_organisations"),
            ({"over_organisations": "ratio"}, "over_organisations"),
            ({"over_organisations": "single"}, "single_source"),
            ({"baseline_on": ""}, "baseline_on"),
            ({"baseline": "cirka 12"}, "baseline"),
            ({"plausible_low": "2 000"}, "plausible_high"),
            ({"plausible_low": "1.000,5"}, "plausible_low"),
            ({"decimals": "9"}, "decimals"),
            ({"threshold": "-1"}, "threshold"),
            ({"scale": "7"}, "scale"),
            ({"dimensions": ["5f0c2c9e-6a53-4f0f-9c7e-0d6c1f5d2a41"]}, "dimensions"),
        ],
    )
    def test_what_was_typed_survives_a_refusal(
        self, chair: Client, shared: Shared, wrong: dict[str, Any], field: str
    ) -> None:
        sent = typed() | wrong
        answer = chair.post(adding(shared), sent)

        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
        kept = {name: answer.context["form"][name].value() for name in sent if name != "is_key"}
        assert kept == {name: value for name, value in sent.items() if name != "is_key"}
        assert Indicator.objects.count() == 3

    def test_a_preset_fills_in_what_goes_together(self, chair: Client, shared: Shared) -> None:
        form = chair.get(f"{adding(shared)}?som=procent").context["form"]

        chosen = {name: form[name].value() for name in ("kind", "over_organisations", "unit", "scale")}
        assert chosen == {"kind": "ratio", "over_organisations": "ratio", "unit": "%", "scale": 100}
        assert chair.get(f"{adding(shared)}?som=vadsomhelst").status_code == 200

    def test_every_rule_has_an_example_beside_it(self, chair: Client, shared: Shared) -> None:
        page = chair.get(adding(shared)).content.decode()

        for name, count in {"kind": 4, "over_time": 4, "over_organisations": 7, "direction": 3}.items():
            assert page.count(f'class="field-help" id="id_{name}_') == count

    def test_only_those_who_lead_add_one(self, shared: Shared) -> None:
        assert open_browser(shared.reporter.person).get(adding(shared)).status_code == 403
        assert open_browser(shared.world.outsider.person).get(adding(shared)).status_code == 404


class TestChanging:
    def test_it_is_changed(self, chair: Client, shared: Shared) -> None:
        form = chair.get(f"{PLACES}andra/")
        sent = as_it_is(form.context["form"]) | {"unit": "stolar", "revision": form.context["revision"]}
        assert chair.post(f"{PLACES}andra/", sent).status_code == 302

        assert shared.fresh(shared.places).unit == "stolar"

    def test_what_values_rest_on_is_shown_and_cannot_change(self, chair: Client, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, 12)
        page = chair.get(f"{PLACES}andra/")
        form = page.context["form"]
        assert page.context["fixed"]
        assert form.fields["unit"].disabled
        assert form.fields["over_time"].disabled
        assert not form.fields["name"].disabled
        sent = as_it_is(form) | {"name": "Platser i allt", "unit": "stolar", "revision": "1"}
        assert chair.post(f"{PLACES}andra/", sent).status_code == 302

        changed = shared.fresh(shared.places)
        assert (changed.name, changed.unit) == ("Platser i allt", "platser")

    def test_two_changes_are_laid_beside_each_other(self, chair: Client, shared: Shared) -> None:
        sent = as_it_is(chair.get(f"{PLACES}andra/").context["form"]) | {"revision": "1"}
        assert chair.post(f"{PLACES}andra/", sent | {"name": "Först", "is_key": ""}).status_code == 302
        told = chair.post(f"{PLACES}andra/", sent | {"name": "Sedan"})

        assert told.status_code == 422
        assert [one["theirs"] for one in told.context["theirs"]][:1] == ["Först"]
        assert len(told.context["theirs"]) == 2
        assert told.context["revision"] == 2
        assert shared.fresh(shared.places).name == "Först"

    def test_only_those_who_lead_change_it(self, shared: Shared) -> None:
        assert open_browser(shared.reporter.person).get(f"{PLACES}andra/").status_code == 403
        assert open_browser(shared.world.outsider.person).get(f"{PLACES}andra/").status_code == 404


class TestTargets:
    PAGE = f"{PLACES}malvarden/"

    def test_one_is_set_for_all_or_for_a_group(self, chair: Client, shared: Shared) -> None:
        sent = {"on": "2027-12-31", "number": "280", "cell": "kon=kvinnor", "organisation": "", "reason": ""}
        assert chair.post(self.PAGE, sent).status_code == 302
        assert chair.post(self.PAGE, sent | {"cell": "", "on": "2026-12-31", "number": "100,5"}).status_code == 302

        found = [(one.cell.key, one.number) for one in Target.objects.all()]
        assert found == [("", Decimal("100.5")), ("kon=kvinnor", Decimal(280))]
        rows = chair.get(self.PAGE).context["rows"]
        assert [row["final"] for row in rows] == [False, True]

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [({"number": "många"}, "number"), ({"on": ""}, "on"), ({"cell": "kon=andra"}, "cell")],
    )
    def test_what_was_typed_survives_a_refusal(self, chair: Client, wrong: dict[str, str], field: str) -> None:
        sent = {"on": "2027-12-31", "number": "280", "cell": "", "organisation": "", "reason": "För att"} | wrong
        answer = chair.post(self.PAGE, sent)

        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
        assert {name: answer.context["form"][name].value() for name in sent} == sent
        assert not Target.objects.exists()

    def set(self, shared: Shared, number: int = 280) -> Target:
        return actions.set_target(
            actor=shared.world.chair, indicator=shared.places, on=shared.goal.ends_on, number=Decimal(number)
        )

    def test_a_change_asks_why_and_keeps_what_it_was(self, chair: Client, shared: Shared) -> None:
        page = f"{self.PAGE}?andra={self.set(shared).pk}"
        refused = chair.post(page, {"number": "300", "reason": ""})
        assert refused.status_code == 422
        assert refused.context["form"]["number"].value() == "300"
        assert chair.post(page, {"number": "300", "reason": "Fler vill vara med."}).status_code == 302

        (row,) = _rows(shared.places)
        assert (row["target"].number, row["target"].number_version) == (300, 2)
        assert [one["target"].number for one in row["earlier"]] == [280]

    def test_it_is_withdrawn_with_a_reason(self, chair: Client, shared: Shared) -> None:
        page = f"{self.PAGE}?andra={self.set(shared).pk}"
        assert chair.post(page, {"dra-tillbaka": "1", "number": "999", "reason": ""}).status_code == 422
        assert (
            chair.post(page, {"dra-tillbaka": "1", "number": "999", "reason": "Målet är ett annat."}).status_code == 302
        )

        newest = Target.objects.order_by("number_version").last()
        assert newest
        assert (newest.withdrawn, newest.number, newest.reason) == (True, Decimal(280), "Målet är ett annat.")

    def test_those_who_have_confirmed_are_asked_again_and_the_page_says_so(self, chair: Client, shared: Shared) -> None:
        asf = shared.world.organisations["asf"]
        made = actions.make_commitment(actor=shared.reporter, goal=shared.goal, organisation=asf, role="owner")
        assert chair.get(self.PAGE).context["confirmed"] == 1
        chair.post(self.PAGE, {"on": "2027-12-31", "number": "280", "cell": "", "organisation": "", "reason": ""})

        assert shared.fresh(made).confirmed_at is None

    def test_a_figure_that_should_stay_within_has_two_ends(self, chair: Client, shared: Shared) -> None:
        Indicator.objects.filter(pk=shared.hired.pk).update(direction="within")
        page = f"{COUNCIL}matt/till-arbete/malvarden/"
        sent = {"on": "2027-12-31", "number": "10", "high": "5", "organisation": "", "reason": ""}
        assert chair.post(page, sent | {"high": ""}).context["form"].errors["high"]
        assert chair.post(page, sent).context["form"].errors["high"]
        assert chair.post(page, sent | {"high": "15"}).status_code == 302

    def test_only_those_who_lead_set_one(self, shared: Shared) -> None:
        assert open_browser(shared.reporter.person).get(self.PAGE).status_code == 403
        assert open_browser(shared.world.outsider.person).get(self.PAGE).status_code == 404


class TestReporters:
    PAGE = f"{PLACES}rapportorer/"

    def sent(self, shared: Shared, organisation: str, **people: Any) -> dict[str, str]:
        named = {role: str(who.person_id) for role, who in people.items()}
        return {"organisation": str(shared.world.organisations[organisation].pk), "reporter": "", "deputy": "", **named}

    def test_those_who_lead_let_any_organisation_report(self, chair: Client, shared: Shared) -> None:
        sent = self.sent(shared, "adviser", reporter=shared.world.facilitator, deputy=shared.world.drafter)
        assert chair.post(self.PAGE, sent).status_code == 302

        made = Assignment.objects.get(indicator=shared.places, organisation=shared.world.organisations["adviser"])
        assert (made.reporter, made.deputy) == (shared.world.facilitator.person, shared.world.drafter.person)

    def test_an_organisation_names_its_own_people(self, shared: Shared) -> None:
        browser = open_browser(shared.approver.person)
        rows = browser.get(self.PAGE).context["rows"]
        assert [row["organisation"].slug for row in rows if row["may_set"]] == [shared.world.organisations["asf"].slug]
        assert browser.post(self.PAGE, self.sent(shared, "asf", reporter=shared.approver)).status_code == 302
        assert browser.post(self.PAGE, self.sent(shared, "public")).status_code == 403
        assert browser.post(self.PAGE, {"organisation": "x"}).status_code == 403

        made = Assignment.objects.get(indicator=shared.places, organisation=shared.world.organisations["asf"])
        assert made.reporter == shared.approver.person

    def test_several_forms_of_one_page_do_not_stand_in_each_others_way(self, chair: Client, shared: Shared) -> None:
        for name, who in {"asf": shared.approver, "public": shared.officer}.items():
            assert chair.post(self.PAGE, self.sent(shared, name, reporter=who) | {"key": "samma"}).status_code == 302

        found = {one.reporter for one in shared.places.assignments.all()}
        assert found == {shared.approver.person, shared.officer.person}

    def test_only_people_of_that_organisation_can_be_named(self, chair: Client, shared: Shared) -> None:
        answer = chair.post(self.PAGE, self.sent(shared, "asf", reporter=shared.officer))

        assert answer.status_code == 422
        assert answer.context["form"].errors["reporter"]

    def test_nobody_steps_in_for_themselves(self, chair: Client, shared: Shared) -> None:
        sent = self.sent(shared, "asf", reporter=shared.reporter, deputy=shared.reporter)
        answer = chair.post(self.PAGE, sent)

        assert answer.status_code == 422
        assert answer.context["form"].errors["deputy"]
        assert answer.context["form"]["reporter"].value() == str(shared.reporter.person_id)

    def test_reporting_ends(self, chair: Client, shared: Shared) -> None:
        made = shared.places.assignments.get(organisation=shared.world.organisations["asf"])
        end = f"{self.PAGE}{made.pk}/avsluta/"
        assert open_browser(shared.reporter.person).post(end).status_code == 403
        assert chair.post(end).status_code == 302

        assert shared.fresh(made).ended_at
        assert chair.post(end, follow=True).context["messages"]

    def test_who_does_not_report_it_has_no_such_page(self, shared: Shared) -> None:
        assert open_browser(shared.world.drafter.person).get(self.PAGE).status_code == 403
        assert open_browser(shared.world.outsider.person).get(self.PAGE).status_code == 404

    def test_who_has_left_may_still_stand_there(self, chair: Client, shared: Shared) -> None:
        gone = colleague(shared.world, "asf")
        assert gone.membership
        chair.post(self.PAGE, self.sent(shared, "asf", reporter=gone))
        type(gone.membership).objects.filter(pk=gone.membership.pk).update(ended_at="2017-01-01T00:00Z")

        assert chair.get(self.PAGE).status_code == 200


class TestDimensions:
    PAGE = f"{COUNCIL}indelningar/"

    def test_codes_are_made_from_names(self, chair: Client) -> None:
        sent = {"name": "Ålder", "categories": "16–29 år\n30–64 år\n\n65 år och äldre", "code": ""}
        assert chair.post(self.PAGE, sent).status_code == 302

        made = Dimension.objects.get(code="alder")
        assert [(one.code, one.name) for one in made.categories.all()][2] == ("65-ar-och-aldre", "65 år och äldre")

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"name": ""}, "name"),
            ({"categories": "Alla"}, "categories"),
            ({"categories": "Ja\nja"}, "categories"),
            ({"categories": "!\n?"}, "categories"),
            ({"code": "Kön"}, "code"),
            ({"code": "kon"}, "__all__"),
        ],
    )
    def test_what_was_typed_survives_a_refusal(self, chair: Client, wrong: dict[str, str], field: str) -> None:
        sent = {"name": "Ålder", "categories": "Unga\nÄldre", "code": ""} | wrong
        answer = chair.post(self.PAGE, sent)

        assert answer.status_code == 422
        assert field in answer.context["form"].errors
        assert {name: answer.context["form"][name].value() for name in sent} == sent
        assert Dimension.objects.count() == 1

    def test_others_read_and_do_not_add(self, shared: Shared) -> None:
        browser = open_browser(shared.reporter.person)
        assert browser.get(self.PAGE).status_code == 200
        assert browser.post(self.PAGE, {"name": "X", "categories": "a\nb"}).status_code == 403
        assert open_browser(shared.world.outsider.person).get(self.PAGE).status_code == 404
