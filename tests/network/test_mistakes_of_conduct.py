"""Twenty mistakes that systems like this one have made, each with the proof that this one does not: from the ninth on.

One class for each, in the order of our notes on such systems; the docstring says what the mistake was. The first
eight, on how figures are kept and counted, are in `test_mistakes.py`.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import rules
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django_tasks_db.models import DBTaskResult

from accounts.actor import PersonActor
from council.seats.actions import add_seat
from events import clock
from events.action import actions as every_action
from events.errors import Conflict, Forbidden, Invalid
from events.models import Event
from events.workdays import DAY
from network.goals import actions
from network.goals.models import (
    Calendar,
    Indicator,
    Return,
    Value,
)
from network.goals.periods import bounds
from network.goals.picture import picture, rules_of
from network.goals.queries import goals_visible_to, impact_sum
from network.goals.reminders.due import REPORT, newest_step, next_step, steps
from tests.browsers import open_browser
from tests.network.conftest import Call
from tests.network.looking import everything, later, total
from tests.network.scenarios import assumptions
from tests.network.shared import Shared, add_indicator, due_soon, opened, reported, written
from tests.world import SYSTEM, World, member, organisation

pytestmark = pytest.mark.django_db

START = date(2020, 1, 1)


class TestMistake09DoneIsSaidAndNotGuessed:
    """A report counted as complete because its row had been touched after it was made."""

    def test_writing_again_and_again_is_not_reporting(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        for number in (1, 2, 3):
            with clock.at(later(number)):
                report = actions.write_values(
                    actor=shared.reporter, report=report, values=[written("", number)], expected=report.version
                )

        found = picture(shared.places)
        assert shared.world.organisations["asf"].pk in found.missing_in(found.spans[-1])
        assert found.latest is None

    def test_sending_at_once_is_reporting(self, shared: Shared) -> None:
        with clock.at(clock.now()):  # Not a microsecond passes between the steps.
            reported(shared.reporter, shared.places, shared.period, 1)

        found = picture(shared.places)
        assert shared.world.organisations["asf"].pk not in found.missing_in(found.spans[-1])


class TestMistake10AMissedNightLosesNoReminder:
    """Mail went out when the days were exactly 1, 7 or 30: one night without a run, and nobody was reminded."""

    DUE = date(2026, 3, 2)

    def test_the_step_of_a_missed_night_is_still_the_newest_the_day_after(self) -> None:
        coming = steps(REPORT, self.DUE, REPORT.offsets[0])
        first, second = next(coming), next(coming)

        assert newest_step(REPORT, self.DUE, REPORT.offsets[0], first - DAY) is None
        day = first
        while day < second:
            assert newest_step(REPORT, self.DUE, REPORT.offsets[0], day) == first
            day += DAY
        assert newest_step(REPORT, self.DUE, REPORT.offsets[0], second) == second

    def test_whenever_it_runs_there_is_a_next_one(self) -> None:
        for ahead in range(-40, 400):
            today = self.DUE + timedelta(days=ahead)
            newest = newest_step(REPORT, self.DUE, REPORT.offsets[0], today)
            following = next_step(REPORT, self.DUE, REPORT.offsets[0], today)
            assert following > today
            assert newest is None or newest <= today
            assert following - today < timedelta(days=60)


class TestMistake11NothingIsToldOfWhatDidNotHappen:
    """Mail was sent inside the transaction, and told of changes that were then rolled back."""

    def test_a_change_that_is_rolled_back_leaves_no_event_no_task_and_no_hint(
        self, shared: Shared, django_capture_on_commit_callbacks: Any
    ) -> None:
        call = actions.open_impact_call(
            actor=shared.world.chair, council=shared.world.council, title="Stödet ändras", due=due_soon()
        )
        before, waiting = everything(), DBTaskResult.objects.count()

        with (
            django_capture_on_commit_callbacks() as hints,
            pytest.raises(ZeroDivisionError),
            transaction.atomic(),
        ):
            actions.answer_impact_call(actor=shared.reporter, call=call, places=-3)
            reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
            raise ZeroDivisionError

        assert everything() == before
        assert DBTaskResult.objects.count() == waiting
        assert hints == []

    def test_an_action_that_fails_halfway_leaves_nothing(self, shared: Shared) -> None:
        before = everything()

        with pytest.raises(Invalid):
            actions.report_values(
                actor=shared.reporter,
                indicator=shared.places,
                period=shared.period,
                values=[written("", 12), written("kon=alla", 3)],
                submit=True,
            )

        assert everything() == before


def _of_goals() -> Iterator[str]:
    things = {"council", "goal", "commitment", "activity", "indicator", "assignment", "period", "report", "call"}
    for name, info in sorted(every_action.items()):
        if name.startswith("network.") and info.on in {*things, "scenario"}:
            yield name


@pytest.fixture
def things(shared: Shared) -> dict[str, Any]:
    """One of each thing that an action can be about."""
    chair, asf = shared.world.chair, shared.world.organisations["asf"]
    council = shared.world.council
    return {
        "council": council,
        "goal": shared.goal,
        "commitment": actions.make_commitment(actor=chair, goal=shared.goal, organisation=asf, role="contributor"),
        "activity": actions.add_activity(actor=chair, goal=shared.goal, title="Ring", organisation=asf, due=due_soon()),
        "indicator": shared.places,
        "assignment": shared.places.assignments.first(),
        "period": shared.period,
        "report": reported(shared.reporter, shared.places, shared.period, 12),
        "call": actions.open_impact_call(actor=chair, council=council, title="Stödet ändras", due=due_soon()),
        "scenario": actions.save_scenario(actor=chair, council=council, title="Kalkyl", assumptions=assumptions()),
    }


class TestMistake12ARuleIsAskedForEveryAction:
    """The check was written in a method that the framework never called."""

    def test_there_are_many_actions_and_each_has_a_rule_that_exists(self) -> None:
        ours = {name: info for name, info in every_action.items() if name.startswith("network.")}

        assert len(ours) >= 40
        assert not [name for name, info in ours.items() if not rules.perm_exists(info.rule)]

    def test_who_has_no_part_in_the_council_is_refused_before_anything_is_looked_at(
        self, shared: Shared, things: dict[str, Any]
    ) -> None:
        """The other arguments are left out: whoever got as far as the body would meet a TypeError."""
        before, walked = everything(), list(_of_goals())

        assert len(walked) >= 35
        for name in walked:
            info = every_action[name]
            run = getattr(importlib.import_module(info.function.__module__), info.function.__name__)
            for stranger in (shared.world.outsider, shared.world.hatless, shared.world.former):
                with pytest.raises(Forbidden):
                    run(actor=stranger, **{info.on: things[info.on]})
        assert everything() == before


class TestMistake13RightsAreAskedBeforeAnythingIsWritten:
    """The object was made, then checked, then deleted; an upload was stored before anybody asked."""

    def test_a_refused_upload_leaves_no_file(self, shared: Shared, settings: Any, tmp_path: Any) -> None:
        settings.MEDIA_ROOT = tmp_path
        report = opened(shared.reporter, shared.places, shared.period)
        report = actions.write_values(actor=shared.reporter, report=report, values=[written("", 12)], expected=1)
        before = everything()

        for stranger in (shared.world.outsider, shared.officer, shared.world.chair):
            file = SimpleUploadedFile("underlag.txt", b"tolv", content_type="text/plain")
            with pytest.raises(Forbidden):
                actions.attach_evidence(actor=stranger, report=report, cell="", file=file, expected=report.version)

        assert everything() == before
        assert list(tmp_path.rglob("*.*")) == []

    def test_a_return_that_may_not_be_begun_never_was(self, shared: Shared) -> None:
        for stranger in (shared.world.facilitator, shared.world.outsider):  # One is around, but does not report this.
            with pytest.raises((Forbidden, Invalid)):
                opened(stranger, shared.places, shared.period)

        assert not Return.objects.exists()
        assert not Event.objects.filter(type="network.return_opened").exists()


class TestMistake14OnlyDeclaredFiltersReachTheData:
    """The query string went straight into the lookups, so that hidden fields could be probed letter by letter."""

    @pytest.mark.parametrize(
        "query",
        [
            "indicators?goal__title__startswith=F",
            "indicators?assignments__reporter__email__contains=a",
            "returns?values__number__gt=1",
            "returns?author__name__startswith=R",
            "values?report__state=draft",
            "goals?version__gte=1",
            "periods?returns__values__number=12",
        ],
    )
    def test_others_are_refused_and_say_nothing(self, shared: Shared, call: Call, query: str) -> None:
        reported(shared.reporter, shared.places, shared.period, 12)

        for actor in (shared.world.chair, shared.world.outsider):
            assert call(actor).get(query).status_code == 422

    def test_a_declared_one_does_not_reach_what_is_not_the_callers(self, shared: Shared, call: Call) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        actions.write_values(actor=shared.reporter, report=report, values=[written("", 12)], expected=1)

        for actor in (shared.officer, shared.world.chair, shared.world.outsider):
            assert call(actor).get("returns?state=draft").json()["results"] == []


class TestMistake15ARuleIsWrittenDown:
    """Weights counted, unless any of them happened to be 1; then none did."""

    def test_how_figures_add_up_is_read_from_the_indicator_and_nothing_else(self, shared: Shared) -> None:
        for way in Indicator.OverOrganisations.values:
            for time in Indicator.OverTime.values:
                shared.places.over_organisations, shared.places.over_time = way, time
                assert (rules_of(shared.places).over_organisations, rules_of(shared.places).over_time) == (way, time)

    @pytest.mark.parametrize("number", [0, 1, 2, 100])
    def test_no_figure_changes_the_rule(self, shared: Shared, number: int) -> None:
        level = add_indicator(shared.world, shared.goal, "niva", "Nivå", over_organisations="mean")
        _report_both(shared, level, 7, number)

        assert total(level) == Decimal(7 + number) / 2

    def test_a_rule_that_was_not_chosen_is_stored_all_the_same(self, shared: Shared) -> None:
        fresh = shared.fresh(shared.places)

        assert (fresh.over_organisations, fresh.over_time, fresh.direction) == ("sum", "latest", "up")

    def test_it_cannot_change_once_a_figure_stands(self, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, 12)

        with pytest.raises(Conflict):
            actions.change_indicator(
                actor=shared.world.chair,
                indicator=shared.places,
                expected=shared.places.revision,
                name="Platser",
                unit="platser",
                kind="stock",
                over_organisations="max",
            )


def _report_both(shared: Shared, indicator: Indicator, one: object, other: object) -> None:
    """Let the enterprise and the municipality report an indicator, and have both approved."""
    for name in ("asf", "public"):
        actions.assign_reporter(
            actor=shared.world.chair, indicator=indicator, organisation=shared.world.organisations[name]
        )
    reported(shared.reporter, indicator, shared.period, one, approver=shared.approver)
    reported(shared.officer, indicator, shared.period, other, approver=shared.world.chair)


class TestMistake16TheFutureIsEmpty:
    """Periods ahead were filled in advance with the sum so far, and had to be hidden again in every chart."""

    def test_opening_a_period_writes_no_return_and_no_value(self, shared: Shared) -> None:
        reported(shared.reporter, shared.hired, shared.period, 4, approver=shared.approver)
        before = (Return.objects.count(), Value.objects.count())
        day = date(clock.today().year + 1, 6, 1)
        actions.open_period(
            actor=shared.world.chair, council=shared.world.council, calendar="year", day=day, due=day + 300 * DAY
        )

        assert (Return.objects.count(), Value.objects.count()) == before
        found = picture(shared.hired)
        assert all(span.starts_on <= clock.today() for span in found.spans)
        with clock.at(datetime.combine(day, clock.now().timetz())):
            ahead = picture(shared.hired)
            assert ahead.total.sums[-1].amount is None
            assert ahead.latest is not None
            assert ahead.latest.span.id == shared.period.pk

    def test_a_new_return_holds_nothing_from_the_one_before(self, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.earlier, 12, approver=shared.approver)

        assert opened(shared.reporter, shared.places, shared.period).values.count() == 0


class TestMistake17TheRuleHoldsAllTheWayUp:
    """Children were added up in the parent even where the rule was the highest or the mean."""

    @pytest.mark.parametrize(("way", "wanted"), [("max", 30), ("min", 12), ("mean", 21), ("sum", 42)])
    def test_over_organisations_in_the_total_and_in_each_group(self, shared: Shared, way: str, wanted: int) -> None:
        level = add_indicator(
            shared.world,
            shared.goal,
            "niva",
            "Nivå",
            over_organisations=way,
            dimensions=list(shared.places.dimensions.all()),
        )
        _report_both(shared, level, {"": 12, "kon=man": 12}, {"": 30, "kon=man": 30})

        cells = {one.cell.key: one.so_far.number if one.so_far else None for one in picture(level).cells}
        assert (cells[""], cells["kon=man"], cells["kon=kvinnor"]) == (wanted, wanted, None)

    @pytest.mark.parametrize(("time", "wanted"), [("max", 20), ("mean", 15), ("sum", 30), ("latest", 10)])
    def test_over_time(self, shared: Shared, time: str, wanted: int) -> None:
        level = add_indicator(shared.world, shared.goal, "niva", "Nivå", kind="flow", over_time=time)
        actions.assign_reporter(
            actor=shared.world.chair, indicator=level, organisation=shared.world.organisations["asf"]
        )
        for period, number in ((shared.earlier, 20), (shared.period, 10)):
            reported(shared.reporter, level, period, number, approver=shared.approver)

        found = picture(level).total.so_far
        assert found is not None
        assert found.number == wanted

    def test_what_overlaps_is_a_range_and_never_a_sum(self, shared: Shared) -> None:
        level = add_indicator(shared.world, shared.goal, "natverk", "Nätverk", over_organisations="overlapping")
        _report_both(shared, level, 12, 30)

        found = picture(level).total.so_far
        assert found is not None
        assert (found.operator, found.number, found.high) == ("range", 30, 42)


class TestMistake18ThereIsOneWayToCutTime:
    """Two systems side by side, one with years that ended on the last day, one on the first of the next."""

    @pytest.mark.parametrize("calendar", Calendar.values)
    def test_periods_follow_each_other_without_gap_or_overlap(self, calendar: str) -> None:
        starts, ends = bounds(calendar, START)
        while ends < date(2033, 1, 1):
            after = bounds(calendar, ends + DAY)
            assert after[0] == ends + DAY
            assert bounds(calendar, starts) == bounds(calendar, ends) == (starts, ends)
            starts, ends = after

    def test_every_calendar_ends_the_year_on_the_same_day(self) -> None:
        assert {bounds(one, date(2024, 12, 31))[1] for one in Calendar.values} == {date(2024, 12, 31)}
        assert {bounds(one, date(2024, 1, 1))[0] for one in Calendar.values} == {date(2024, 1, 1)}

    def test_a_period_is_there_once_whichever_of_its_days_is_named(self, shared: Shared) -> None:
        for day in (shared.period.starts_on, shared.period.ends_on):
            with pytest.raises(Conflict):
                actions.open_period(
                    actor=shared.world.chair,
                    council=shared.world.council,
                    calendar="year",
                    day=day,
                    due=due_soon(),
                )


HOUSE = {"accounts", "api", "cms", "config", "council", "events", "live", "network", "workshops"}


@pytest.mark.once
class TestMistake19EverythingThatIsNeededIsHere:
    """Public migrations imported a package that only paying customers had."""

    def test_every_migration_can_be_imported(self) -> None:
        for app in sorted(HOUSE - {"config"}):
            try:
                package = importlib.import_module(f"{app}.migrations")
            except ModuleNotFoundError:
                continue
            for module in pkgutil.iter_modules(package.__path__):
                importlib.import_module(f"{app}.migrations.{module.name}")

    def test_ours_stand_on_nothing_but_ours_and_what_is_installed(self) -> None:
        loader = MigrationLoader(None)

        assert loader.graph.leaf_nodes("network")
        installed = {key[0] for key in loader.disk_migrations}
        for (app, _name), migration in loader.disk_migrations.items():
            if app in HOUSE:
                assert {needed for needed, _which in migration.dependencies} <= installed | {"__setting__"}


class TestMistake20TheHouseIsClosedUnlessOpened:
    """Any host and any origin were let in by the settings that everything else was built on."""

    def test_no_host_is_a_wildcard(self) -> None:
        # The test runner adds its own host and nothing else.
        assert not [one for one in settings.ALLOWED_HOSTS if one.startswith((".", "*"))]
        assert Client().get("/om/", headers={"host": "evil.example"}).status_code == 400

    def test_no_foreign_page_may_read_an_answer(self, shared: Shared, call: Call) -> None:
        assert not [one for one in settings.INSTALLED_APPS if "cors" in one]
        answer = call(shared.world.chair).get("goals", origin="https://evil.example")

        assert answer.status_code == 200
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]

    def test_a_form_from_a_foreign_page_is_refused(self, shared: Shared) -> None:
        browser = open_browser(shared.world.chair.person, csrf=True)
        answer = browser.post("/min-sida/agera-for/", headers={"origin": "https://evil.example"})

        assert answer.status_code == 403

    def test_what_is_not_public_does_not_exist_for_a_visitor(self, shared: Shared) -> None:
        assert not goals_visible_to(shared.world.visitor).exists()
        assert Client().get(f"/mal/sjoby/{shared.goal.number}/").status_code == 404


def test_four_answers_tell_nothing_and_a_fifth_tells_the_sum(world: World) -> None:
    """Beside the twenty: a sum over few is the same fault as a small group."""
    call = actions.open_impact_call(actor=world.chair, council=world.council, title="Stödet ändras", due=due_soon())
    sums = []
    for place in range(5):
        of = organisation(f"Företag {place}", "asf")
        add_seat(actor=SYSTEM, council=world.council, organisation=of, side="asf")
        enterprise: PersonActor = member(of)
        actions.answer_impact_call(actor=enterprise, call=call, places=-place)
        sums.append(impact_sum(call).places)

    assert sums == [None, None, None, None, -10]
