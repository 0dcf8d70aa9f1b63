"""A key does what its scope says and no more: read, report for its organisation, or all that its person can."""

from typing import Any

import pytest
from django.test import Client, RequestFactory

from accounts.models import ApiToken
from api.authentication import actor_from_request
from events.errors import Forbidden
from network.goals.models import Return
from tests.browsers import open_browser
from tests.network.api import Keyed, codes, only_return, tag, whole
from tests.network.shared import Shared, opened, reported

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TWELVE = {"cell": "", "number": 12}


def writes(caller: Any, shared: Shared) -> list[int]:
    """Try to write everything that is not reporting."""
    goal, room = f"goals/{shared.goal.pk}", f"rooms/{shared.world.open_room.pk}"
    return codes(
        [
            caller.post("goals", {}),
            caller.put(goal, {}, if_match='"1"'),
            caller.post(f"{goal}/positions", {"stance": "supports"}),
            caller.post("indicators", {}),
            caller.post("periods", {}),
            caller.post(f"{room}/messages", {"text": "Hej"}),
            caller.post("tokens", {"label": "Mer"}),
            caller.post("webhooks", {}),
            caller.put("impact-calls/5f0c2c9e-6a53-4f0f-9c7e-0d6c1f5d2a41/answer", {}),
        ]
    )


class TestAKeyForReporting:
    @pytest.fixture
    def system(self, shared: Shared) -> Keyed:
        return Keyed(shared.approver, "report")

    def test_it_reports(self, shared: Shared, system: Keyed) -> None:
        answer = system.post("returns", whole(shared, TWELVE))
        report = only_return()
        path = f"returns/{report.pk}"

        assert answer.status_code == 201
        assert system.get(path).status_code == 200
        written = system.put(f"{path}/values", {"values": [{"number": 13}]}, if_match=tag(report))
        sent = system.post(f"{path}/submit", if_match=tag(report))
        again = system.post(f"{path}/reopen", {"reason": "Fel."}, if_match=tag(report))
        answered = system.post(f"{path}/answer", {"answer": "nothing"}, if_match=tag(report))
        assert codes([written, sent, again, answered]) == [200, 200, 200, 200]

    def test_it_approves_nothing_even_where_its_person_may(self, shared: Shared, system: Keyed) -> None:
        report = reported(shared.reporter, shared.places, shared.period, 12)

        answers = [
            system.post(f"returns/{report.pk}/approve", if_match=tag(report)),
            system.post(f"returns/{report.pk}/send-back", {"reason": "Nej."}, if_match=tag(report)),
        ]

        assert codes(answers) == [403, 403]
        assert Return.objects.get().state == "submitted"

    def test_it_writes_nothing_else(self, shared: Shared, system: Keyed) -> None:
        assert set(writes(system, shared)) == {403}

    def test_it_reads_what_one_reports_by_and_nothing_else(self, shared: Shared, system: Keyed) -> None:
        room = shared.world.open_room
        by = ["me", "goals", f"goals/{shared.goal.pk}", "indicators", "periods", "returns", "values", "dimensions"]
        other = ["rooms", f"rooms/{room.pk}/messages", "search?q=x", "questions", "tokens", "webhooks"]

        assert set(codes([system.get(one) for one in by])) == {200}
        assert set(codes([system.get(one) for one in other])) == {403}
        with pytest.raises(Forbidden):  # As the long poll of streams asks.
            actor_from_request(RequestFactory().get("/", headers=system.headers))

    def test_it_sees_no_returns_but_those_of_its_organisation(self, shared: Shared) -> None:
        sent = reported(shared.reporter, shared.places, shared.period, 12)
        leading = Keyed(shared.world.chair, "report")

        assert leading.get(f"returns/{sent.pk}").status_code == 404
        assert leading.get("returns").json()["results"] == []
        assert Keyed(shared.world.chair, "read").get(f"returns/{sent.pk}").status_code == 200


class TestAKeyForReading:
    def test_it_reads_and_writes_nothing(self, shared: Shared) -> None:
        system = Keyed(shared.reporter, "read")
        report = opened(shared.reporter, shared.places, shared.period)

        reads = ["goals", "indicators", f"returns/{report.pk}", "rooms", "values"]
        assert set(codes([system.get(one) for one in reads])) == {200}
        reporting = [
            system.post("returns", whole(shared, TWELVE)),
            system.put(f"returns/{report.pk}/values", {"values": []}, if_match='"1"'),
            system.post(f"returns/{report.pk}/submit", if_match='"1"'),
        ]
        assert set(codes(reporting)) == {403}
        assert set(writes(system, shared)) == {403}


class TestAKeyForAll:
    def test_it_does_what_its_person_may(self, shared: Shared) -> None:
        system = Keyed(shared.reporter, "write")

        assert system.post(f"goals/{shared.goal.pk}/positions", {"stance": "supports"}).status_code == 201
        assert system.post("returns", whole(shared, TWELVE)).status_code == 201


def test_a_key_that_does_not_hold_opens_nothing_public_either(shared: Shared) -> None:
    answer = Client().get("/api/v1/goals", headers={"Authorization": "Bearer arenan_x"})

    assert answer.status_code == 401


def test_the_page_for_keys_offers_every_scope(shared: Shared) -> None:
    client = open_browser(shared.reporter.person)
    page = client.get("/min-sida/").content.decode()
    client.post("/min-sida/nycklar/", {"label": "Statistiken", "scope": "report"})

    assert [scope for scope in ApiToken.Scope.values if f'value="{scope}"' not in page] == []
    assert ApiToken.objects.get().scope == "report"


def test_only_the_views_of_reporting_are_open_to_such_a_key() -> None:
    from network.goals.api import urls

    open_to_it = {
        str(one.pattern)
        for one in urls.urlpatterns
        if one.callback.view_class.report_scope  # type: ignore[attr-defined]
    }

    assert open_to_it == {
        "returns", "evidence/<uuid:value>",
        *(f"returns/<uuid:report>{end}" for end in ("", "/values", "/submit", "/answer", "/reopen", "/evidence")),
    }  # fmt: skip
