"""Reading shared goals through the API: filters, fields, cursors, entity tags, earlier days, and what the public gets."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import clock
from network.goals import actions
from network.goals.models import Indicator
from tests.browsers import Caller
from tests.network.api import codes
from tests.network.conftest import Call
from tests.network.shared import Shared, add_indicator, colleague, opened, reported, written

pytestmark = pytest.mark.django_db


def published(shared: Shared, threshold: int = 5) -> None:
    """Let everybody read the goal and its places."""
    chair, goal = shared.world.chair, shared.fresh(shared.goal)
    words = {"title": goal.title, "starts_on": goal.starts_on, "ends_on": goal.ends_on}
    goal = actions.change_goal(actor=chair, goal=goal, expected=goal.version, visibility="public", **words)
    actions.adopt_goal(actor=chair, goal=goal, decision="Rådet § 7", decided_on=clock.today())
    described = {"name": "Platser", "unit": "platser", "kind": "stock", "calendar": "year"}
    actions.change_indicator(
        actor=chair, indicator=shared.places, expected=1, visibility="public", threshold=threshold, **described
    )


class TestWhatIsAsked:
    @pytest.mark.parametrize(
        ("path", "fault"),
        [
            ("goals?colour=red", "colour"),
            ("goals?council__name=x", "council__name"),
            ("indicators?ordering=name", "ordering"),
            ("indicators?state=open", "state"),
            ("returns?page=2", "page"),
            ("values?is_demo=true", "is_demo"),
            ("goals/{goal}?state=proposed", "state"),
            ("goals?state=burnt", "state"),
            ("indicators?goal=x", "goal"),
            ("periods?day=x", "day"),
            ("goals?fields=title,colour", "fields"),
            ("goals/{goal}?fields=colour", "fields"),
            ("returns?cursor=x", "cursor"),
            ("values?cursor=eyJhIjoxfQ", "cursor"),
        ],
    )
    def test_what_nobody_declared_is_refused_by_name(self, shared: Shared, call: Call, path: str, fault: str) -> None:
        answer = call(shared.world.chair).get(path.format(goal=shared.goal.pk))

        assert (answer.status_code, list(answer.json()["errors"])) == (422, [fault])

    def test_lists_are_narrowed(self, shared: Shared, call: Call) -> None:
        chair = call(shared.world.chair)

        def found(path: str) -> list[str]:
            return [one["code"] for one in chair.get(path).json()["results"]]

        assert found("indicators?is_key=true") == ["platser"]
        assert found("indicators?measure=flow") == ["till-arbete"]
        assert found(f"indicators?goal={shared.goal.pk}&code=andel") == ["andel"]
        assert found("indicators?council=lansradet") == []
        periods = chair.get(f"periods?day={shared.earlier.ends_on}").json()["results"]
        assert [one["id"] for one in periods] == [str(shared.earlier.pk)]

    def test_one_gets_the_fields_one_names(self, shared: Shared, call: Call) -> None:
        chair = call(shared.world.chair)

        assert chair.get("goals?fields=number,title").json()["results"] == [
            {"number": 1, "title": "Fler platser för arbetsträning"}
        ]
        assert set(chair.get(f"indicators/{shared.places.pk}?fields=code,abilities").json()) == {"code", "abilities"}
        assert chair.get("values?fields=cell").json()["results"] == []

    def test_a_cursor_leads_through_a_growing_list(self, shared: Shared, call: Call) -> None:
        chair = call(shared.world.chair)
        path, read = f"goals/{shared.goal.pk}/timeline?limit=3", []

        while path:
            page = chair.get(path).json()
            read += [one["seq"] for one in page["results"]]
            if len(read) == 3:  # What happens meanwhile comes first in the list, and moves nothing.
                actions.state_position(actor=shared.world.chair, goal=shared.goal, stance="supports")
            path = (page["next"] or "").partition("/api/v1/")[2]

        assert read == sorted(set(read), reverse=True)
        assert len(read) > 6

    def test_a_cursor_of_another_list_is_refused(self, shared: Shared, call: Call) -> None:
        for period in (shared.period, shared.earlier):
            opened(shared.reporter, shared.places, period)
        caller = call(shared.reporter)
        following = caller.get("returns?limit=1").json()["next"]

        assert len(caller.get(following.partition("/api/v1/")[2]).json()["results"]) == 1
        assert caller.get(f"values?{following.partition('?')[2]}").status_code == 422


class TestEntityTags:
    @pytest.mark.parametrize("path", ["goals/{goal}", "indicators/{places}", "periods/{period}"])
    def test_what_one_has_is_not_sent_again(self, shared: Shared, call: Call, path: str) -> None:
        chair = call(shared.world.chair)
        path = path.format(goal=shared.goal.pk, places=shared.places.pk, period=shared.period.pk)
        first = chair.get(path)

        again = chair.get(path, if_none_match=f'"old", {first["ETag"]}')

        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])

    def test_a_new_figure_is_sent_though_the_definition_is_the_same(self, shared: Shared, call: Call) -> None:
        chair, path = call(shared.world.chair), f"indicators/{shared.places.pk}"
        first = chair.get(path)
        reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)

        again = chair.get(path, if_none_match=first["ETag"])

        assert again.status_code == 200
        assert again.json()["revision"] == first.json()["revision"]
        assert again["ETag"] != first["ETag"]


class TestAbilities:
    def test_they_say_what_the_caller_may_do(self, shared: Shared, call: Call) -> None:
        def able(who: Any, path: str) -> set[str]:
            return {name for name, may in call(who).get(path).json()["abilities"].items() if may}

        goal, places = f"goals/{shared.goal.pk}", f"indicators/{shared.places.pk}"
        assert "adopt" in able(shared.world.chair, goal)
        assert able(shared.officer, goal) == {"state_position", "commit", "add_activity"}
        assert able(shared.world.chair, places) == {"change", "set_target", "assign_reporter"}
        assert able(shared.reporter, places) == {"report", "assign_reporter"}


class TestEarlierDays:
    def test_figures_are_those_that_were_known(self, shared: Shared, call: Call) -> None:
        chair = call(shared.world.chair)
        reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
        then = timezone.now().isoformat()
        reported(shared.officer, shared.places, shared.period, 30, approver=shared.world.chair)

        def total(path: str) -> list[Any]:
            shown = chair.get(path).json()
            one = shown["results"][0] if "results" in shown else shown
            return one["latest"]["amount"]["number"]

        place = f"indicators/{shared.places.pk}"
        assert (total(place), total(f"{place}?as_of={then}")) == ("42", "12")
        assert total(f"indicators?code=platser&as_of={then}") == "12"
        series = chair.get(f"{place}/series?cell=total&as_of={then}").json()
        assert series["cells"][0]["series"][-1]["amount"]["number"] == "12"
        assert len(series["cells"][0]["series"][-1]["parts"]) == 1
        figures = chair.get(f"periods/{shared.period.pk}/figures?as_of={then}").json()
        assert figures["content"]["indicators"]["platser"]["cells"][""]["total"]["number"] == "12"

    def test_a_locked_period_is_as_it_was_frozen(self, shared: Shared, call: Call) -> None:
        chair = call(shared.world.chair)
        reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
        chair.post(f"periods/{shared.period.pk}/lock")
        chair.post(f"periods/{shared.period.pk}/reopen", {"reason": "En rapport saknas."})
        reported(shared.officer, shared.places, shared.period, 30, approver=shared.world.chair)

        (frozen,) = chair.get(f"periods/{shared.period.pk}/snapshots").json()["results"]
        path = f"periods/{shared.period.pk}/figures"
        assert chair.get(f"{path}?as_of={frozen['taken_at']}").json()["hash"] == frozen["hash"]
        assert chair.get(path).json()["hash"] != frozen["hash"]

    def test_a_goal_is_as_it_was(self, shared: Shared, call: Call) -> None:
        world, path = shared.world, f"goals/{shared.goal.pk}"
        actions.state_position(actor=shared.reporter, goal=shared.goal, stance="opposes", reason="För dyrt.")
        actions.make_commitment(
            actor=shared.officer, goal=shared.goal, organisation=world.organisations["public"], role="owner"
        )
        then = timezone.now().isoformat()
        actions.state_position(actor=shared.reporter, goal=shared.goal, stance="supports")
        actions.end_commitment(actor=shared.officer, commitment=shared.goal.commitments.get())
        actions.adopt_goal(actor=world.chair, goal=shared.goal, decision="Rådet § 7", decided_on=clock.today())

        was, now = (call(world.chair).get(one).json() for one in (f"{path}?as_of={then}", path))

        assert (was["state"], now["state"]) == ("proposed", "adopted")
        assert was["decision"] is None
        assert [one["stance"] for one in was["positions"]] == ["opposes"]
        assert [one["stance"] for one in now["positions"]] == ["supports"]
        assert was["positions"][0]["reason"] == ""
        assert [(one["role"], bool(one["confirmed_at"])) for one in was["commitments"]] == [("owner", True)]
        assert now["commitments"] == []

    def test_what_had_not_begun_is_not_there(self, shared: Shared, call: Call) -> None:
        chair, day = call(shared.world.chair), (clock.today() - timedelta(days=2)).isoformat()

        assert chair.get(f"goals/{shared.goal.pk}?as_of={day}").status_code == 404
        assert chair.get(f"indicators/{shared.places.pk}?as_of={day}").status_code == 404
        assert chair.get(f"indicators/{shared.places.pk}/series?as_of={day}").status_code == 404
        assert chair.get(f"periods/{shared.period.pk}/figures?as_of={day}").status_code == 404
        assert chair.get(f"indicators?as_of={day}").json()["results"] == []
        assert chair.get(f"goals?as_of={day}").json()["results"] == []

    def test_a_day_means_its_end(self, shared: Shared, call: Call) -> None:
        reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
        today = clock.today().isoformat()

        with time_machine.travel(timezone.now() + timedelta(days=1)):
            answer = call(shared.world.chair).get(f"indicators/{shared.places.pk}?as_of={today}")

        assert answer.json()["latest"]["amount"]["number"] == "12"

    @pytest.mark.parametrize(
        "when", ["tomorrow", "", "2026-13-01", "2026-11-24T10:00:00", "0001-01-01", "9999-12-31", "1;--", "20261124"]
    )
    def test_what_is_no_day_that_has_been_is_refused(self, shared: Shared, call: Call, when: str) -> None:
        for path in ("goals", "indicators", f"goals/{shared.goal.pk}", f"periods/{shared.period.pk}/figures"):
            answer = call(shared.world.chair).get(f"{path}?as_of={when}")
            assert (answer.status_code, list(answer.json()["errors"])) == (422, ["as_of"])


class TestTheMatrix:
    def test_blanks_are_said(self, shared: Shared, call: Call) -> None:
        actions.state_position(actor=shared.reporter, goal=shared.goal, stance="supports")

        body = call(shared.officer).get("councils/sjoby/matrix").json()

        (row,) = body["rows"]
        stances = [one["stance"] for one in row["cells"]]
        assert len(stances) == len(body["organisations"]) == 5
        assert (stances.count(None), body["blanks"]) == (4, 4)
        assert [one["stance"] for one in row["cells"] if not one["blank"]] == ["supports"]


class TestTheTimeline:
    def test_it_tells_of_this_goal_alone_the_newest_first(self, shared: Shared, call: Call) -> None:
        world = shared.world
        other = actions.propose_goal(
            actor=world.chair, council=world.council, title="Annat", starts_on=clock.today(), ends_on=clock.today()
        )
        actions.state_position(actor=shared.reporter, goal=shared.goal, stance="supports")

        told = call(shared.officer).get(f"goals/{shared.goal.pk}/timeline").json()["results"]

        assert told[0]["type"] == "network.position_stated"
        assert told[0]["organisation"] == "Tråden"
        assert {one["data"]["goal"] for one in told} == {str(shared.goal.pk)}
        assert str(other.pk) not in str(told)


class TestThePublic:
    def visitor(self, shared: Shared, call: Call) -> Caller:
        return call(shared.world.visitor)

    def test_it_reads_nothing_until_something_is_public(self, shared: Shared, call: Call) -> None:
        reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
        visitor = self.visitor(shared, call)

        assert [visitor.get(one).json()["results"] for one in ("goals", "indicators", "values")] == [[], [], []]
        paths = [f"goals/{shared.goal.pk}", f"indicators/{shared.places.pk}", f"indicators/{shared.places.pk}/series"]
        assert codes([visitor.get(one) for one in paths]) == [404, 404, 404]

    def test_small_groups_and_who_reported_are_kept_from_it(self, shared: Shared, call: Call) -> None:
        published(shared)
        reported(
            shared.reporter,
            shared.places,
            shared.period,
            {"": 12, "kon=kvinnor": 9, "kon=man": 3},
            approver=shared.approver,
        )
        actions.lock_period(actor=shared.world.chair, period=shared.period)
        for who in (shared.world.visitor, shared.world.outsider):
            caller = call(who)
            shown = caller.get(f"indicators/{shared.places.pk}").json()
            told = {one["cell"]: one["series"][-1] for one in shown["cells"]}

            assert told[""]["amount"]["number"] == "12"
            assert (told["kon=man"]["amount"], told["kon=man"]["hidden"]) == (None, True)
            assert told["kon=kvinnor"]["hidden"] is True
            assert not any("parts" in one for one in told.values())
            assert not {"late", "reported", "expected"} & set(shown)
            assert [one["code"] for one in caller.get("indicators").json()["results"]] == ["platser"]
            assert caller.get("values").json()["results"] == []
            series = caller.get(f"indicators/{shared.places.pk}/series").json()
            assert "parts" not in str(series)
            today = caller.get(f"indicators/{shared.places.pk}/series?as_of={clock.today()}").json()
            assert today["cells"] == series["cells"]

    def test_what_does_not_count_people_is_listed_by_organisation(self, shared: Shared, call: Call) -> None:
        published(shared, threshold=0)
        reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
        reported(shared.reporter, shared.hired, shared.period, 7, approver=shared.approver)

        (row,) = self.visitor(shared, call).get("values").json()["results"]

        assert (row["indicator"], row["organisation"], row["number"], row["unit"]) == (
            "platser", shared.world.organisations["asf"].slug, "12", "platser",
        )  # fmt: skip
        assert len(call(shared.officer).get("values").json()["results"]) == 2

    def test_it_changes_nothing_and_reads_nothing_else(self, shared: Shared, call: Call) -> None:
        published(shared)
        visitor, goal = self.visitor(shared, call), f"goals/{shared.goal.pk}"

        assert set(visitor.get(goal).json()["abilities"].values()) == {False}
        reads = [f"{goal}/timeline", f"{goal}/positions", "activities", "periods", "returns", "benchmarks", "scenarios"]
        assert set(codes([visitor.get(one) for one in reads])) == {401}
        writes = [
            visitor.post("goals", {}), visitor.put(goal, {}), visitor.post(f"{goal}/close", {}),
            visitor.post("indicators", {}), visitor.put(f"indicators/{shared.places.pk}", {}),
        ]  # fmt: skip
        assert set(codes(writes)) == {401}
        assert call(shared.world.outsider).get(f"indicators/{shared.places.pk}/targets").status_code == 404

    def test_it_is_held_back_by_where_it_calls_from(
        self, shared: Shared, call: Call, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from api.throttles import PerPerson

        monkeypatch.setattr(PerPerson, "THROTTLE_RATES", {"person": "3/min", "writes": "3/min"})
        visitor = self.visitor(shared, call)

        answers = [visitor.get("goals", x_forwarded_for=f"10.0.0.{number}") for number in range(5)]

        assert codes(answers) == [200, 200, 200, 429, 429]


class TestFortyIndicators:
    @pytest.fixture
    def forty(self, shared: Shared) -> Shared:
        """Forty indicators, public like their goal, with reports in both periods."""
        published(shared)
        for number in range(37):
            add_indicator(shared.world, shared.goal, f"matt-{number}", f"Mått {number}", visibility="public")
        reported(shared.reporter, shared.places, shared.period, {"": 12, "kon=kvinnor": 7}, approver=shared.approver)
        reported(shared.reporter, shared.hired, shared.earlier, 12, approver=shared.approver)
        return shared

    @pytest.mark.parametrize("role", ["chair", "representative", "outsider", "visitor"])
    def test_the_list_takes_few_queries_however_long_it_is(self, forty: Shared, call: Call, role: str) -> None:
        caller = call(forty.world.cast[role])

        def asked(limit: int) -> int:
            with CaptureQueriesContext(connection) as queries:
                assert len(caller.get(f"indicators?limit={limit}").json()["results"]) >= min(limit, 38)
            return len(queries)

        asked(1)
        few, many = asked(3), asked(100)

        assert few == many < 20
        assert Indicator.objects.count() == 40


def test_a_colleague_of_another_organisation_learns_nothing_of_a_draft(shared: Shared, call: Call) -> None:
    report = opened(shared.reporter, shared.places, shared.period)
    actions.write_values(actor=shared.reporter, report=report, values=[written("", 3)], expected=1)
    stranger = call(colleague(shared.world, "public"))

    assert stranger.get(f"returns?indicator={shared.places.pk}").json() == {"next": None, "results": []}
    assert stranger.get(f"indicators/{shared.places.pk}").json()["latest"] is None
    timeline = stranger.get(f"goals/{shared.goal.pk}/timeline").json()["results"]
    assert not [one for one in timeline if "report" in one["data"]]
