"""Organisations' own systems report through the API: whole returns at once, all of each or nothing."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import Event
from network.goals.models import Return, Value
from tests.network.api import codes, only_return, tag, whole
from tests.network.conftest import Call
from tests.network.shared import Shared, opened, reported, written

pytestmark = pytest.mark.django_db

TWELVE = {"cell": "", "number": 12}
WOMEN, MEN = {"cell": "kon=kvinnor", "number": "7"}, {"cell": "kon=man", "number": "5,0"}


def held() -> dict[str, Decimal | None]:
    """Return the draft of the enterprise, by cell."""
    own = Value.objects.filter(approved=False, report__organisation__kind="asf").select_related("cell")
    return {one.cell.key: one.number for one in own}


class TestAWholeReturn:
    def test_one_request_stores_and_sends_it_and_shows_the_total_with_it(self, shared: Shared, call: Call) -> None:
        reported(shared.officer, shared.places, shared.period, 30, approver=shared.world.chair)

        answer = call(shared.reporter).post("returns", whole(shared, TWELVE, WOMEN, MEN, submit=True))
        body = answer.json()

        assert answer.status_code == 201
        assert body["cells"] == [
            {"cell": cell, "outcome": "stored", "warnings": []} for cell in ("", "kon=kvinnor", "kon=man")
        ]
        assert body["report"]["state"] == "submitted"
        assert answer["ETag"] == f'"{body["report"]["revision"]}"'
        total = body["totals"][0]
        assert (total["cell"], total["standing"]["number"], total["with_return"]["number"]) == ("", "30", "42")
        assert held() == {"": 12, "kon=kvinnor": 7, "kon=man": 5}

    def test_an_indicator_and_a_period_are_named_by_their_ids_too(self, shared: Shared, call: Call) -> None:
        named = {"indicator": str(shared.places.pk), "period": str(shared.period.pk)}

        assert call(shared.reporter).post("returns", named).status_code == 201
        assert only_return().state == "draft"

    def test_a_code_needs_its_council(self, shared: Shared, call: Call) -> None:
        answer = call(shared.reporter).post("returns", {"indicator": "platser", "period": str(shared.period.pk)})

        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["council"])

    @pytest.mark.parametrize(
        ("value", "place"),
        [
            ({"cell": "", "number": "tolv"}, "values.1.number"),
            ({"cell": "", "number": "1,234.5"}, "values.1.number"),
            ({"cell": "", "number": True}, "values.1.number"),
            ({"cell": "", "number": 1e30}, "values.1.number"),
            ({"cell": "", "number": 1, "operator": "nearly"}, "values.1.operator"),
            ({"cell": "", "number": 1, "measured_on": "igår"}, "values.1.measured_on"),
            ({"cell": "kon=alla", "number": 1}, "values.1.cell"),
            ({"cell": "", "numerator": 1, "denominator": 2}, "values.1.number"),
            ({"cell": "", "number": 3, "operator": "range"}, "values.1.high"),
            ({"cell": "", "number": 3, "note": "Anna 121212-1212"}, "values.1.note"),
        ],
    )
    def test_a_fault_is_told_by_its_place_and_nothing_is_stored(
        self, shared: Shared, call: Call, value: dict[str, Any], place: str
    ) -> None:
        answer = call(shared.reporter).post("returns", whole(shared, WOMEN, value, submit=True))

        assert (answer.status_code, list(answer.json()["errors"])) == (422, [place])
        assert not Return.objects.exists()

    def test_a_period_that_is_locked_takes_nothing(self, shared: Shared, call: Call) -> None:
        call(shared.world.chair).post(f"periods/{shared.period.pk}/lock")

        assert call(shared.reporter).post("returns", whole(shared, TWELVE)).status_code == 409
        assert not Return.objects.exists()

    def test_numbers_keep_every_decimal(self, shared: Shared, call: Call) -> None:
        body = '{"indicator": "till-arbete", "council": "sjoby", "period": "%s", "values": [{"number": 0.1005}]}'

        answer = call(shared.reporter).post("returns", body % shared.period.ends_on)

        assert answer.status_code == 201
        assert Value.objects.get().number == Decimal("0.1005")

    def test_who_does_not_report_it_is_refused(self, shared: Shared, call: Call) -> None:
        answers = [
            call(who).post("returns", whole(shared, TWELVE)) for who in (shared.world.chair, shared.world.outsider)
        ]

        assert codes(answers) == [403, 404]
        assert answers[1].json()["errors"] == {"indicator": [answers[1].json()["detail"]]}


class TestSomebodyElseHasBegun:
    def test_the_version_that_was_read_has_to_be_said(self, shared: Shared, call: Call) -> None:
        report = opened(shared.approver, shared.places, shared.period)
        caller = call(shared.reporter)
        assert caller.post("returns", whole(shared, TWELVE)).status_code == 201

        answers = [
            caller.post("returns", whole(shared, {"cell": "", "number": 13})),
            caller.post("returns", whole(shared, {"cell": "", "number": 13}), if_match='"1"'),
            caller.post("returns", whole(shared, {"cell": "", "number": 13}), if_match=tag(report)),
        ]

        assert codes(answers) == [409, 412, 201]
        assert held() == {"": 13}

    def test_a_return_that_is_only_opened_again_is_shown(self, shared: Shared, call: Call) -> None:
        caller = call(shared.reporter)
        first = caller.post("returns", whole(shared, TWELVE)).json()
        second = caller.post("returns", whole(shared))

        assert (second.status_code, second.json()["report"]["id"]) == (201, first["report"]["id"])
        assert second.json()["totals"][0]["with_return"]["number"] == "12"


class TestAKey:
    def test_the_same_request_is_done_once(self, shared: Shared, call: Call) -> None:
        body = whole(shared, TWELVE, submit=True)
        answers = [call(shared.reporter).post("returns", body, idempotency_key="platser-1") for _ in range(3)]

        assert codes(answers) == [201, 201, 201]
        assert len({one.json()["report"]["id"] for one in answers}) == 1
        assert {one.json()["revision"] for one in answers} == {3}
        assert Event.objects.filter(type="network.return_submitted", primary=True).count() == 1

    def test_it_does_not_serve_for_another(self, shared: Shared, call: Call) -> None:
        caller = call(shared.reporter)
        caller.post("returns", whole(shared, TWELVE), idempotency_key="platser-2")

        answer = caller.post("returns", whole(shared, WOMEN), idempotency_key="platser-2")

        assert (answer.status_code, answer.json()["type"]) == (422, "/api/v1/problems/idempotency-key-reused")


class TestValues:
    @pytest.fixture
    def report(self, shared: Shared, call: Call) -> Return:
        call(shared.reporter).post("returns", whole(shared, TWELVE, WOMEN))
        return only_return()

    def put(self, who: Any, report: Return, *values: dict[str, Any], **headers: str) -> Any:
        return who.put(f"returns/{report.pk}/values", {"values": list(values)}, **headers)

    def test_each_cell_is_answered(self, shared: Shared, call: Call, report: Return) -> None:
        emptied, unchanged = {"cell": "kon=kvinnor", "number": None}, {"cell": "", "number": "12.0"}

        answer = self.put(call(shared.reporter), report, emptied, unchanged, MEN, if_match=tag(report))

        assert [one["outcome"] for one in answer.json()["cells"]] == ["emptied", "unchanged", "stored"]
        assert held() == {"": 12, "kon=man": 5}

    def test_cells_that_are_not_sent_stay(self, shared: Shared, call: Call, report: Return) -> None:
        self.put(call(shared.reporter), report, MEN, if_match=tag(report))

        assert held() == {"": 12, "kon=kvinnor": 7, "kon=man": 5}

    def test_what_is_odd_is_told_with_its_cell(self, shared: Shared, call: Call, report: Return) -> None:
        body = self.put(call(shared.reporter), report, {"cell": "", "number": 5000}, if_match=tag(report)).json()

        assert [one["code"] for one in body["cells"][0]["warnings"]] == ["out_of_range"]

    def test_two_who_write_at_once_lose_nothing(self, shared: Shared, call: Call, report: Return) -> None:
        read = tag(report)
        first = self.put(call(shared.approver), report, {"cell": "", "number": 13}, if_match=read)
        second = self.put(call(shared.reporter), report, {"cell": "", "number": 14}, if_match=read)

        assert codes([first, second]) == [200, 412]
        assert second.json()["type"] == "/api/v1/problems/stale"
        assert held()[""] == 13

    def test_the_version_has_to_be_said(self, shared: Shared, call: Call, report: Return) -> None:
        answers = [
            self.put(call(shared.reporter), report, TWELVE),
            self.put(call(shared.reporter), report, TWELVE, if_match="x"),
        ]

        assert codes(answers) == [428, 422]

    def test_the_tag_that_reading_gave_serves_for_writing(self, shared: Shared, call: Call, report: Return) -> None:
        caller = call(shared.reporter)
        read = caller.get(f"returns/{report.pk}")["ETag"]

        assert self.put(caller, report, MEN, if_match=read).status_code == 200

    def test_a_cell_comes_once(self, shared: Shared, call: Call, report: Return) -> None:
        answer = self.put(call(shared.reporter), report, TWELVE, TWELVE, if_match=tag(report))

        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["values"])


class TestTheWayOfAReturn:
    def test_sent_back_corrected_and_approved(self, shared: Shared, call: Call) -> None:
        reporter, approver = call(shared.reporter), call(shared.approver)
        reporter.post("returns", whole(shared, TWELVE, submit=True))
        report = only_return()
        path = f"returns/{report.pk}"

        back = approver.post(f"{path}/send-back", {"reason": "Räkna om."}, if_match=tag(report))
        assert (back.status_code, back.json()["state"], back.json()["reason"]) == (200, "sent_back", "Räkna om.")
        assert back.json()["abilities"]["approve"] is True
        reporter.put(f"{path}/values", {"values": [{"number": 13}]}, if_match=tag(report))
        assert reporter.post(f"{path}/submit", if_match=tag(report)).json()["state"] == "submitted"
        assert reporter.post(f"{path}/approve", if_match=tag(report)).status_code == 403
        assert approver.post(f"{path}/approve", if_match=tag(report)).json()["published"] == "figures"
        assert reporter.post(f"{path}/reopen", {"reason": "Fel år."}, if_match=tag(report)).json()["state"] == "draft"

    @pytest.mark.parametrize("answer", ["nothing", "not_ours"])
    def test_there_is_an_answer_without_figures(self, shared: Shared, call: Call, answer: str) -> None:
        caller = call(shared.reporter)
        report = opened(shared.reporter, shared.places, shared.period)

        given = caller.post(f"returns/{report.pk}/answer", {"answer": answer}, if_match=tag(report))

        assert (given.status_code, given.json()["state"], given.json()["published"]) == (200, answer, answer)

    @pytest.mark.parametrize("step", ["submit", "answer", "reopen", "approve", "send-back"])
    def test_every_step_says_which_version_it_is_taken_from(self, shared: Shared, call: Call, step: str) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        body = {"answer": "nothing", "reason": "Fel."}

        answers = [
            call(shared.reporter).post(f"returns/{report.pk}/{step}", body, **headers)
            for headers in ({}, {"if_match": '"77"'})
        ]

        assert codes(answers)[0] == 428
        assert codes(answers)[1] in {412, 403}

    def test_a_file_shows_where_a_value_comes_from(self, shared: Shared, call: Call) -> None:
        caller = call(shared.reporter)
        caller.post("returns", whole(shared, TWELVE))
        report = only_return()
        file = SimpleUploadedFile("underlag.txt", b"Tolv platser.")
        path = f"/api/v1/returns/{report.pk}/evidence"

        answer = caller.client.post(path, {"cell": "", "file": file}, headers={"If-Match": tag(report)})
        assert answer.status_code == 201
        assert answer.json()["values"][0]["evidence"]["name"] == "underlag.txt"
        value = Value.objects.get()

        found = caller.get(f"evidence/{value.pk}")
        assert (found.status_code, b"".join(found.streaming_content)) == (200, b"Tolv platser.")
        assert found["X-Content-Type-Options"] == "nosniff"
        assert call(shared.officer).get(f"evidence/{value.pk}").status_code == 404


class TestADraft:
    def test_it_does_not_exist_for_anybody_else(self, shared: Shared, call: Call) -> None:
        call(shared.reporter).post("returns", whole(shared, TWELVE))
        report = only_return()

        for stranger in (shared.officer, shared.world.chair, shared.world.facilitator, shared.world.outsider):
            caller = call(stranger)
            assert caller.get(f"returns/{report.pk}").status_code == 404
            answer = caller.put(f"returns/{report.pk}/values", {"values": []}, if_match=tag(report))
            assert answer.status_code == 404
            assert caller.get("returns").json()["results"] == []
            assert caller.get("values").json()["results"] == []
        assert call(shared.approver).get(f"returns/{report.pk}").status_code == 200

    def test_nor_does_a_count_tell_of_it(self, shared: Shared, call: Call) -> None:
        before = call(shared.officer).get("indicators?code=platser").json()
        call(shared.reporter).post("returns", whole(shared, TWELVE))

        after = call(shared.officer).get("indicators?code=platser").json()
        assert before == after


def test_the_log_tells_of_a_whole_return_step_by_step(shared: Shared, call: Call) -> None:
    call(shared.reporter).post("returns", whole(shared, TWELVE, submit=True))

    told = Event.objects.filter(stream__name__startswith="organisation:", data__has_key="report").order_by("seq")
    assert [one.type for one in told] == ["network.return_opened", "network.values_written", "network.return_submitted"]
    assert len({one.command for one in told}) == 1


def test_a_share_is_reported_by_its_two_numbers(shared: Shared, call: Call) -> None:
    body = {"indicator": "andel", "council": "sjoby", "period": str(shared.period.pk)}
    values = [{"numerator": 9, "denominator": "12"}]

    answer = call(shared.reporter).post("returns", {**body, "values": values})

    assert answer.status_code == 201
    assert answer.json()["totals"][0]["with_return"] == {
        "operator": "exact", "number": "75", "high": None, "numerator": "9", "denominator": "12",
    }  # fmt: skip
    assert written("", None).is_empty
