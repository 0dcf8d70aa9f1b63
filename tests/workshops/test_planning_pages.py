"""Planning a workshop on pages that need no script: the library, the plan, who leads, and making it known."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from events import clock
from tests.workshops.making import BOARD, announced, planned
from tests.world import World
from workshops.plans.library import plans
from workshops.plans.models import Programme, Step, Workshop
from workshops.plans.poll_form import FORMS, WORDS
from workshops.plans.programmes import plan_programme
from workshops.sessions.models import Host

pytestmark = pytest.mark.django_db
HERE = "/rad/sjoby/workshop/hinder-och-mojligheter"


def browser(who: Any = None) -> Client:
    client = Client()
    if who is not None:
        client.force_login(who.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def described(**more: Any) -> dict[str, Any]:
    begins = timezone.localtime(clock.now() + timedelta(days=7)).replace(minute=0)
    return {
        "title": "Hinder och möjligheter",
        "starts_at": f"{begins:%Y-%m-%dT%H:%M}",
        "ends_at": f"{begins + timedelta(hours=3):%Y-%m-%dT%H:%M}",
        "access": "council",
        "naming": "named",
        "raw_days": "90",
        **more,
    }


def steps(workshop: Workshop) -> list[str]:
    return [step.title for step in workshop.steps.order_by("position")]


class TestTheLibrary:
    @pytest.mark.parametrize("slug", sorted(plans()))
    def test_every_plan_can_be_planned_as_it_stands(self, world, slug):
        plan = plans()[slug]
        workshop = planned(world, *plan.steps)
        made = list(workshop.steps.order_by("position"))
        assert [step.title for step in made] == [step["title"] for step in plan.steps]
        assert sum(step.minutes for step in made) == plan.minutes

    @pytest.mark.once
    @pytest.mark.parametrize("slug", sorted(plans()))
    def test_every_step_is_said_in_plainer_words_too(self, slug):
        assert [step["title"] for step in plans()[slug].steps if not step.get("plain")] == []

    @pytest.mark.once
    def test_there_are_plans_for_what_councils_meet_about(self):
        assert set(plans()) >= {
            "introduktion",
            "hinder-och-mojligheter",
            "visionsfragor",
            "policy-avsnitt-for-avsnitt",
            "upphandling-med-reserverade-kontrakt",
            "behov-och-mojligheter",
        }

    @pytest.mark.once
    def test_every_way_of_working_is_explained(self):
        assert set(WORDS) == set(Step.Type)
        assert set(FORMS) <= set(Step.Type)


class TestPlanning:
    def test_begins_with_a_plan_of_the_library_and_leads_to_it(self, world):
        answer = browser(world.facilitator).post(
            "/rad/sjoby/planera-workshop/", described(begin="plan:visionsfragor", seats="20")
        )
        made = Workshop.objects.get()
        assert answer["Location"] == f"{HERE}/plan/"
        assert steps(made) == [step["title"] for step in plans()["visionsfragor"].steps]
        assert (made.seats, made.state) == (20, Workshop.State.PLANNED)

    def test_begins_with_a_copy_of_an_earlier_workshop_that_one_has_led(self, world):
        earlier = planned(world, BOARD, title="Den förra")
        page = browser(world.facilitator).get("/rad/sjoby/planera-workshop/").content.decode()
        assert "Den förra" in page
        browser(world.facilitator).post("/rad/sjoby/planera-workshop/", described(begin=f"copy:{earlier.pk}"))
        assert steps(Workshop.objects.get(slug="hinder-och-mojligheter")) == ["Vad hindrar?"]

    def test_nobody_copies_a_plan_that_they_have_not_seen(self, world):
        secret = planned(world, BOARD, title="Hemligt")
        client = browser(world.officer)
        assert "Hemligt" not in client.get("/rad/sjoby/planera-workshop/").content.decode()
        answer = client.post("/rad/sjoby/planera-workshop/", described(begin=f"copy:{secret.pk}"))
        assert answer.status_code == 422
        assert Workshop.objects.count() == 1

    def test_what_was_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(self, world):
        said = described(title="Mitt förslag", address="ftp://möte", seats="0")
        page = browser(world.facilitator).post("/rad/sjoby/planera-workshop/", {**said, "ends_at": said["starts_at"]})
        text = page.content.decode()
        assert page.status_code == 422
        assert 'value="Mitt förslag"' in text
        assert 'id="id_ends_at_error"' in text
        assert 'id="id_seats_error"' in text
        assert not Workshop.objects.exists()

    def test_who_changes_it_at_the_same_time_as_another_sees_what_they_wrote(self, world):
        planned(world)
        client = browser(world.facilitator)
        client.post(f"{HERE}/andra/", {**described(title="Först"), "revision": "1"})
        page = client.post(f"{HERE}/andra/", {**described(title="Sedan"), "revision": "1"})
        assert page.status_code == 422
        assert "Först" in page.content.decode()
        assert Workshop.objects.get().title == "Först"

    def test_two_presses_make_one_workshop(self, world):
        said = described(key="d2f4a1d4-0b8f-4a53-8e0e-5b7f5f0f0001")
        first, second = (browser(world.facilitator).post("/rad/sjoby/planera-workshop/", said) for _ in range(2))
        assert first["Location"] == second["Location"]
        assert Workshop.objects.count() == 1

    def test_is_announced_when_it_has_steps_and_called_off_only_when_one_means_it(self, world):
        workshop = planned(world)
        client = browser(world.facilitator)
        client.post(f"{HERE}/utlys/")
        workshop.refresh_from_db()
        assert workshop.state == Workshop.State.ANNOUNCED
        assert client.get(f"{HERE}/stall-in/").status_code == 200
        workshop.refresh_from_db()
        assert workshop.state == Workshop.State.ANNOUNCED
        client.post(f"{HERE}/stall-in/")
        workshop.refresh_from_db()
        assert workshop.state == Workshop.State.CANCELLED


class TestSteps:
    def add(self, world: World, type_: str, **said: Any) -> Any:
        step = {"title": "Ett steg", "instruction": "Gör så här.", "minutes": "10", "naming": "named"}
        return browser(world.facilitator).post(f"{HERE}/plan/nytt/?typ={type_}", {**step, **said})

    def last(self) -> Step:
        found = Step.objects.order_by("position").last()
        assert found is not None
        return found

    def test_a_board_has_a_column_for_each_line(self, world):
        planned(world)
        self.add(world, "board", columns="Hinder\n\n  Hjälp  \nVet inte", hidden="on", most="3", grouping="hosts")
        settings = self.last().settings
        assert [column["title"] for column in settings["columns"]] == ["Hinder", "Hjälp", "Vet inte"]
        assert (settings["hidden"], settings["most"], settings["grouping"]) == (True, 3, "hosts")

    def test_a_column_keeps_its_id_when_another_comes_before_it(self, world):
        workshop = planned(world)
        step = workshop.steps.get()
        said = {
            "title": step.title,
            "columns": "Ny\nHinder\nHjälp",
            "grouping": "everybody",
            "minutes": "10",
            "naming": "named",
            "revision": "1",
        }
        assert browser(world.facilitator).post(f"{HERE}/plan/{step.pk}/", said).status_code == 302
        step.refresh_from_db()
        columns = {column["title"]: column["id"] for column in step.settings["columns"]}
        assert (columns["Hinder"], columns["Hjälp"]) == ("hinder", "hjalp")
        assert len(set(columns.values())) == 3

    def test_a_vote_chooses_among_the_boards_before_it(self, world):
        board = planned(world).steps.get()
        assert self.add(world, "vote", source=str(board.pk), budget="4", most="2").status_code == 302
        assert self.last().settings == {"source": str(board.pk), "budget": 4, "most": 2, "running": False}

    def test_a_vote_without_a_board_before_it_says_what_is_missing(self, world):
        planned(world, {"type": "info", "title": "Välkomna"})
        page = browser(world.facilitator).get(f"{HERE}/plan/nytt/?typ=vote").content.decode()
        assert "notice-attention" in page

    @pytest.mark.parametrize(
        ("type_", "said", "settings"),
        [
            ("info", {}, {}),
            ("questions", {}, {}),
            ("outcomes", {}, {}),
            ("speaking", {"seconds": "90", "balance": "on"}, {"seconds": 90, "balance": True}),
            ("tables", {"size": "4", "lines": "on"}, {"size": 4, "lines": True, "columns": []}),
        ],
    )
    def test_each_way_of_working_has_its_own_fields(self, world, type_, said, settings):
        planned(world)
        assert self.add(world, type_, **said).status_code == 302
        step = self.last()
        assert step.type == type_
        assert settings.items() <= step.settings.items()

    def test_what_fits_no_board_is_refused_and_kept(self, world):
        planned(world)
        page = self.add(world, "board", columns="\n".join("abcdefg"), grouping="everybody", title="Mitt bord")
        assert page.status_code == 422
        assert 'id="id_columns_error"' in page.content.decode()
        assert 'value="Mitt bord"' in page.content.decode()

    def test_there_is_no_form_for_a_way_of_working_that_is_none(self, world):
        planned(world)
        assert browser(world.facilitator).get(f"{HERE}/plan/nytt/?typ=dans").status_code == 404

    def test_steps_are_moved_up_and_down_and_taken_out(self, world):
        workshop = planned(world, *({"type": "info", "title": title} for title in ("Ett", "Två", "Tre")))
        client = browser(world.facilitator)
        ids = {step.title: step.pk for step in workshop.steps.all()}
        client.post(f"{HERE}/plan/{ids['Tre']}/flytta/", {"to": "up"})
        assert steps(workshop) == ["Ett", "Tre", "Två"]
        client.post(f"{HERE}/plan/{ids['Ett']}/flytta/", {"to": "down"})
        assert steps(workshop) == ["Tre", "Ett", "Två"]
        for to in ("up", "down"):
            at_the_edge = ids["Tre" if to == "up" else "Två"]
            client.post(f"{HERE}/plan/{at_the_edge}/flytta/", {"to": to})
        assert steps(workshop) == ["Tre", "Ett", "Två"]
        client.post(f"{HERE}/plan/{ids['Ett']}/ta-bort/")
        assert steps(workshop) == ["Tre", "Två"]

    def test_a_vote_cannot_be_moved_before_its_board_and_the_page_says_why(self, world):
        workshop = planned(world, BOARD, {"type": "vote", "title": "Rösta", "settings": {"source": 0}})
        vote = workshop.steps.get(type="vote")
        page = browser(world.facilitator).post(f"{HERE}/plan/{vote.pk}/flytta/", {"to": "up"}, follow=True)
        assert steps(workshop) == ["Vad hindrar?", "Rösta"]
        assert "notice-danger" in page.content.decode()

    def test_the_plan_tells_when_each_step_begins(self, world):
        workshop = planned(world, {"type": "info", "title": "Ett", "minutes": 20}, {"type": "info", "title": "Två"})
        page = browser(world.facilitator).get(f"{HERE}/plan/").content.decode()
        second = timezone.localtime(workshop.starts_at + timedelta(minutes=20))
        assert f"{second:%H.%M}" in page


class TestQuestions:
    STEP = {"title": "Frågor", "minutes": "5", "naming": "anonymous"}
    SCALE = {"q0_text": "Hur nöjd är du?", "q0_kind": "scale", "q0_low": "0", "q0_high": "10", "q0_low_label": "Inte"}
    CHOICE = {"q1_text": "Vilket?", "q1_kind": "single", "q1_options": "Det ena\nDet andra"}

    def post(self, world: World, address: str = f"{HERE}/plan/nytt/?typ=poll", **said: Any) -> Any:
        return browser(world.facilitator).post(address, {**self.STEP, "count": "2", **said})

    def test_are_stored_each_by_its_kind(self, world):
        planned(world)
        assert self.post(world, **self.SCALE, **self.CHOICE).status_code == 302
        scale, choice = Step.objects.get(type="poll").settings["questions"]
        assert (scale["kind"], scale["low"], scale["high"], scale["low_label"]) == ("scale", 0, 10, "Inte")
        assert [option["text"] for option in choice["options"]] == ["Det ena", "Det andra"]
        assert scale["id"] != choice["id"]

    def test_one_more_is_asked_for_without_losing_what_is_typed(self, world):
        planned(world)
        page = self.post(world, more="1", **self.SCALE, **self.CHOICE)
        text = page.content.decode()
        assert page.status_code == 200
        assert "Hur nöjd är du?" in text
        assert "Det andra" in text
        assert 'name="q2_text"' in text
        assert 'name="count" value="3"' in text
        assert not Step.objects.filter(type="poll").exists()

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({}, "q0_text"),
            ({"q0_text": "Vilket?", "q0_kind": "single", "q0_options": "Bara ett"}, "q0_options"),
            ({"q0_text": "Hur?", "q0_kind": "scale", "q0_low": "5", "q0_high": "5"}, "q0_high"),
            ({"q0_text": "Ett", "q0_kind": "text", "q1_options": "Ja\nNej"}, "q1_text"),
            ({"q0_text": "Ett"}, "q0_kind"),
        ],
    )
    def test_that_cannot_be_asked_are_refused_beside_the_field(self, world, said, field):
        planned(world)
        page = self.post(world, **said)
        assert page.status_code == 422
        assert f'id="id_{field}_error"' in page.content.decode()

    def test_are_taken_out_when_their_words_are_and_the_others_keep_their_ids(self, world):
        planned(world)
        self.post(world, **self.SCALE, **self.CHOICE)
        step = Step.objects.get(type="poll")
        kept = step.settings["questions"][1]["id"]
        self.post(world, f"{HERE}/plan/{step.pk}/", revision=str(step.version), q0_kind="scale", **self.CHOICE)
        step.refresh_from_db()
        (left,) = step.settings["questions"]
        assert (left["id"], left["text"]) == (kept, "Vilket?")

    def test_of_a_stored_step_are_shown_for_changing(self, world):
        workshop = planned(world, *plans()["visionsfragor"].steps)
        poll = workshop.steps.get(type="poll")
        page = browser(world.facilitator).get(f"{HERE}/plan/{poll.pk}/").content.decode()
        assert "Hjälpa nya företag att starta" in page
        assert 'name="q1_text"' in page


class TestWhoLeads:
    def test_somebody_of_the_council_is_let_lead_and_no_longer(self, world):
        workshop = planned(world)
        client = browser(world.facilitator)
        page = client.get(f"{HERE}/vardar/").content.decode()
        assert world.officer.person.name in page
        assert world.outsider.person.name not in page
        assert f'value="{world.facilitator.membership.pk}"' not in page.split("<select")[1]
        client.post(f"{HERE}/vardar/", {"who_leads": world.officer.membership.pk, "role": "deputy"})
        deputy = Host.objects.current().get(workshop=workshop, role="deputy")
        assert deputy.person == world.officer.person
        client.post(f"{HERE}/vardar/{deputy.pk}/ta-bort/")
        assert not Host.objects.current().filter(pk=deputy.pk).exists()

    def test_the_facilitator_is_not_taken_away_by_a_forged_form(self, world):
        workshop = planned(world)
        facilitator = Host.objects.get(workshop=workshop)
        page = browser(world.facilitator).post(f"{HERE}/vardar/{facilitator.pk}/ta-bort/", follow=True)
        assert "notice-danger" in page.content.decode()
        assert Host.objects.current().filter(pk=facilitator.pk).exists()


class TestTheList:
    def test_shows_each_what_they_may_know_of(self, world):
        announced(world, title="För alla")
        announced(world, title="För rådet", access="council")
        planned(world, title="Utkastet")
        seen = {
            role: {
                title
                for title in ("För alla", "För rådet", "Utkastet")
                if title in browser(who).get("/rad/sjoby/workshop/").content.decode()
            }
            for role, who in (("visitor", None), ("officer", world.officer), ("facilitator", world.facilitator))
        }
        assert seen == {
            "visitor": {"För alla"},
            "officer": {"För alla", "För rådet"},
            "facilitator": {"För alla", "För rådet", "Utkastet"},
        }

    def test_is_led_to_from_the_council(self, world):
        assert "/rad/sjoby/workshop/" in browser(world.officer).get("/rad/sjoby/").content.decode()

    def test_of_a_programme_leaves_out_what_one_may_not_see(self, world):
        programme = plan_programme(actor=world.chair, council=world.council, title="Kugghjulet")
        announced(world, title="Första hjulet", programme=programme)
        planned(world, title="Hemliga hjulet", programme=programme)
        page = browser().get("/rad/sjoby/program/kugghjulet/").content.decode()
        assert "Första hjulet" in page
        assert "Hemliga hjulet" not in page

    def test_a_programme_is_made_and_changed(self, world):
        browser(world.facilitator).post("/rad/sjoby/nytt-program/", {"title": "Kugghjulet"})
        browser(world.chair).post(
            "/rad/sjoby/program/kugghjulet/andra/", {"title": "Kugghjulen", "purpose": "I varandra", "revision": "1"}
        )
        programme = Programme.objects.get()
        assert (programme.slug, programme.title, programme.purpose) == ("kugghjulet", "Kugghjulen", "I varandra")


class TestThePage:
    def test_shows_the_way_in_to_those_who_lead_and_to_nobody_else(self, world):
        workshop = announced(world)
        code = f"{workshop.code[:4]} {workshop.code[4:]}"
        hosts, others = browser(world.drafter).get(f"{HERE}/"), browser(world.officer).get(f"{HERE}/")
        assert code in hosts.content.decode()
        assert "<svg" in hosts.content.decode().split("join-qr")[1]
        assert code not in others.content.decode()
        assert workshop.code not in others.content.decode()

    def test_tells_when_it_is_as_one_says_it_in_swedish(self, world):
        begins = clock.now().replace(year=2027, month=3, day=16, hour=8, minute=0)
        announced(world, starts_at=begins, ends_at=begins + timedelta(hours=3))
        page = browser().get(f"{HERE}/").content.decode()
        assert "Tisdag 16 mars 2027, 09.00–12.00" in page

    def test_says_how_many_seats_are_left(self, world):
        announced(world, seats=7)
        assert '<strong class="seats-left">7</strong>' in browser().get(f"{HERE}/").content.decode()
