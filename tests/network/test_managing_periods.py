"""The pages of periods: opened with a due day that is a working day, complete or not, closed, locked and reopened."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from events import clock
from events.workdays import is_working_day, working_day_until
from network.goals import actions
from network.goals.models import Period
from network.goals.periods import next_period, suggested_due
from tests.browsers import open_browser
from tests.network.shared import Shared, due_soon, opened, reported

pytestmark = [pytest.mark.once, pytest.mark.django_db]
PAGE = "/mal/sjoby/perioder/"


@pytest.fixture
def chair(shared: Shared) -> Client:
    """The chair's browser."""
    return open_browser(shared.world.chair.person)


def calendar(page: Any, name: str = "year") -> dict[str, Any]:
    """Return what a page shows of a calendar."""
    return next(one for one in page.context["calendars"] if one["calendar"] == name)


class TestDays:
    def test_the_due_day_is_the_last_working_day_within_three_weeks(self) -> None:
        assert suggested_due(date(2017, 12, 31)) == date(2018, 1, 19)  # The 21st is a Sunday.
        assert suggested_due(date(2018, 3, 31)) == date(2018, 4, 20)

    def test_holidays_and_the_eves_before_them_are_no_working_days(self) -> None:
        midsummer_eve = date(2018, 6, 22)
        assert not is_working_day(midsummer_eve)
        assert working_day_until(midsummer_eve) == date(2018, 6, 21)
        assert working_day_until(date(2018, 1, 6)) == date(2018, 1, 5)

    def test_the_next_period_follows_the_last_one(self) -> None:
        today = date(2018, 2, 3)
        assert next_period("quarter", date(2017, 12, 31), today) == (date(2018, 1, 1), date(2018, 3, 31))
        assert next_period("quarter", None, today) == (date(2017, 10, 1), date(2017, 12, 31))
        assert next_period("half", None, today) == (date(2017, 7, 1), date(2017, 12, 31))


class TestOpening:
    def test_the_next_one_is_offered_with_its_due_day(self, chair: Client, shared: Shared) -> None:
        form = calendar(chair.get(PAGE))["form"]
        year = shared.period.ends_on.year + 1

        assert form["day"].value() == f"{year}-01-01"
        assert form["due"].value() == suggested_due(date(year, 12, 31))

    def test_it_is_opened(self, chair: Client, shared: Shared) -> None:
        sent = {"calendar": "quarter", "day": "2017-07-01", "due": "2017-10-20"}
        assert chair.post(PAGE, sent).status_code == 302

        made = Period.objects.get(calendar="quarter")
        assert (made.starts_on, made.ends_on, made.due) == (date(2017, 7, 1), date(2017, 9, 30), date(2017, 10, 20))

    def test_a_day_that_offices_are_closed_moves_and_that_is_told(self, chair: Client, shared: Shared) -> None:
        sent = {"calendar": "quarter", "day": "2017-10-01", "due": "2018-01-06"}
        answer = chair.post(PAGE, sent, follow=True)

        assert Period.objects.get(calendar="quarter").due == date(2018, 1, 8)
        assert [one.level_tag for one in answer.context["messages"]] == ["warning", "success"]

    @pytest.mark.parametrize(
        "wrong", [{"due": "2017-09-29"}, {"due": ""}, {"due": "sedan"}, {"calendar": "week"}, {"day": "x"}]
    )
    def test_what_was_typed_survives_a_refusal(self, chair: Client, shared: Shared, wrong: dict[str, str]) -> None:
        sent = {"calendar": "quarter", "day": "2017-07-01", "due": "2017-10-20"} | wrong
        answer = chair.post(PAGE, sent)

        assert answer.status_code == 422
        assert answer.context["form"].errors
        assert answer.context["form"]["due"].value() == sent["due"]
        assert not Period.objects.filter(calendar="quarter").exists()

    def test_the_same_one_is_not_opened_twice(self, chair: Client, shared: Shared) -> None:
        sent = {"calendar": "year", "day": shared.period.starts_on.isoformat(), "due": due_soon().isoformat()}

        assert chair.post(PAGE, sent).context["form"].non_field_errors()

    def test_others_read_and_do_not_open(self, shared: Shared) -> None:
        browser = open_browser(shared.reporter.person)
        assert browser.get(PAGE).status_code == 200
        assert browser.post(PAGE, {"calendar": "year"}).status_code == 403
        assert open_browser(shared.world.outsider.person).get(PAGE).status_code == 404


class TestCompleteness:
    def row(self, chair: Client) -> dict[str, Any]:
        found: dict[str, Any] = calendar(chair.get(PAGE))["periods"][0]
        return found

    def test_what_is_sent_counts_and_what_is_missing_is_named(self, chair: Client, shared: Shared) -> None:
        assert (self.row(chair)["reported"], self.row(chair)["expected"]) == (0, 6)
        reported(shared.reporter, shared.places, shared.period, 12)
        report = opened(shared.reporter, shared.hired, shared.period)
        actions.answer_without_figures(actor=shared.reporter, report=report, answer="nothing", expected=1)

        row = self.row(chair)
        assert (row["reported"], row["expected"]) == (2, 6)
        assert {one["name"]: one["count"] for one in row["missing"]} == {"Tråden": 1, "Sjöby": 3}

    def test_what_is_not_an_organisations_task_is_not_expected(self, chair: Client, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        actions.answer_without_figures(actor=shared.reporter, report=report, answer="not_ours", expected=1)

        assert self.row(chair)["expected"] == 5

    def test_a_draft_is_not_told(self, chair: Client, shared: Shared) -> None:
        opened(shared.reporter, shared.places, shared.period)

        assert self.row(chair)["reported"] == 0

    def test_the_number_of_queries_does_not_grow_with_periods(
        self, chair: Client, shared: Shared, django_assert_max_num_queries: Any
    ) -> None:
        for year in range(2010, 2016):
            actions.open_period(
                actor=shared.world.chair,
                council=shared.world.council,
                calendar="year",
                day=date(year, 1, 1),
                due=date(year + 1, 2, 1),
            )
        with django_assert_max_num_queries(30):
            chair.get(PAGE)


class TestDueDay:
    def test_it_is_moved(self, chair: Client, shared: Shared) -> None:
        page = f"{PAGE}{shared.period.pk}/forfallodag/"
        day = working_day_until(clock.today() + timedelta(days=60))
        assert chair.get(page).context["revision"] == 1
        assert chair.post(page, {"due": day.isoformat(), "revision": "1"}).status_code == 302
        assert shared.fresh(shared.period).due == day

        told = chair.post(page, {"due": due_soon().isoformat(), "revision": "1"})
        assert told.status_code == 422
        assert told.context["theirs"]

    def test_it_cannot_come_before_the_end(self, chair: Client, shared: Shared) -> None:
        answer = chair.post(f"{PAGE}{shared.period.pk}/forfallodag/", {"due": "2010-01-01", "revision": "1"})

        assert answer.status_code == 422
        assert answer.context["form"].errors["due"]


class TestClosing:
    def test_it_is_said_to_be_closing_then_locked_then_opened_again(self, chair: Client, shared: Shared) -> None:
        page = f"{PAGE}{shared.period.pk}/"
        reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
        assert chair.post(f"{page}stang/").status_code == 302
        assert shared.fresh(shared.period).state == "closing"
        assert chair.post(f"{page}stang/", follow=True).context["messages"]

        shown = chair.get(f"{page}las/")
        assert {one["name"]: one["words"] for one in shown.context["figures"]}["Platser"] == "12\u00a0platser"
        assert shown.context["row"]["missing"]
        assert not shared.period.snapshots.exists()
        assert chair.post(f"{page}las/").status_code == 302
        assert shared.period.snapshots.count() == 1

        assert chair.post(f"{page}oppna/", {"reason": ""}).status_code == 422
        assert chair.post(f"{page}oppna/", {"reason": "En rapport saknades."}).status_code == 302
        assert shared.fresh(shared.period).reopened_reason == "En rapport saknades."
        assert "En rapport saknades." in chair.get(PAGE).content.decode()

    def test_what_is_not_locked_is_not_opened_again(self, chair: Client, shared: Shared) -> None:
        answer = chair.post(f"{PAGE}{shared.period.pk}/oppna/", {"reason": "För att."})

        assert answer.status_code == 422
        assert answer.context["form"]["reason"].value() == "För att."

    def test_a_period_that_has_not_ended_is_not_locked(self, chair: Client, shared: Shared) -> None:
        ahead = actions.open_period(
            actor=shared.world.chair,
            council=shared.world.council,
            calendar="year",
            day=clock.today() + timedelta(days=366),
            due=clock.today() + timedelta(days=900),
        )
        chair.post(f"{PAGE}{ahead.pk}/las/")

        assert shared.fresh(ahead).state == "open"

    @pytest.mark.parametrize("name", ["forfallodag", "las", "oppna"])
    def test_only_those_who_lead_do_this(self, shared: Shared, name: str) -> None:
        page = f"{PAGE}{shared.period.pk}/{name}/"

        assert open_browser(shared.reporter.person).get(page).status_code == 403
        assert open_browser(shared.world.outsider.person).get(page).status_code == 404
