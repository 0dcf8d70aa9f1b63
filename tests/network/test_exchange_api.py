"""Files through the API: out for everybody as far as they may read, in for an organisation's own figures."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import AnyActor
from network.goals import actions
from network.goals.models import Goal, Import, Indicator, Return, Value
from tests.browsers import Caller
from tests.network.conftest import Call
from tests.network.files import as_csv, export, filled, rows, table, template
from tests.network.shared import Shared, opened, written

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def make_public(shared: Shared) -> None:
    decided = {"state": "adopted", "decision": "§ 7", "decided_on": "2017-12-11"}
    Goal.objects.filter(pk=shared.goal.pk).update(visibility="public", **decided)
    Indicator.objects.filter(pk=shared.places.pk).update(visibility="public")


def post(actor: AnyActor, content: bytes, *, key: str = "", name: str = "fil.csv", **more: str) -> Any:
    caller = Caller(actor)
    headers = {**caller.headers, **({"Idempotency-Key": key} if key else {})}
    body = {"file": SimpleUploadedFile(name, content), "council": "sjoby", **more}
    return caller.client.post("/api/v1/imports", body, headers=headers)


class TestOut:
    def test_visitors_get_what_is_public(self, shared: Shared, call: Call) -> None:
        make_public(shared)
        actions.lock_period(actor=shared.world.chair, period=shared.period)

        for form in ("csv", "xlsx", "json"):
            answer = call(shared.world.visitor).get(f"exports/values.{form}?council=sjoby", accept="text/html")
            assert (answer.status_code, answer.content) == (
                200,
                export(shared.world.visitor, shared, "public", form=form),
            )
        assert call(shared.world.visitor).get("exports/definitions.csv?council=sjoby").status_code == 200

    def test_visitors_find_no_council_without_public_figures(self, shared: Shared, call: Call) -> None:
        assert call(shared.world.visitor).get("exports/values.csv?council=sjoby").status_code == 404

    def test_those_inside_get_what_was_reported_unless_they_say_otherwise(self, shared: Shared, call: Call) -> None:
        asf = call(shared.reporter)

        assert asf.get("exports/values.csv?council=sjoby").content == export(shared.reporter, shared, "reported")
        assert asf.get("exports/values.csv?council=sjoby&scope=own").content == export(shared.reporter, shared, "own")
        narrowed = table(
            asf.get(
                f"exports/values.csv?council=sjoby&scope=own&indicator=andel&period={shared.period.starts_on}"
            ).content
        )
        assert len(narrowed) == 1

    def test_a_question_that_cannot_be_understood_is_answered_so(self, shared: Shared, call: Call) -> None:
        asf = call(shared.reporter)

        assert asf.get("exports/values.csv").status_code == 422
        assert asf.get("exports/values.csv?council=sjoby&period=2017").status_code == 422
        assert asf.get("exports/values.csv?council=sjoby&x=1").status_code == 422
        assert asf.get("exports/values.csv?council=sjoby&scope=all").status_code == 404

    def test_a_file_is_never_shown_in_place_and_drafts_never_kept_on_the_way(self, shared: Shared, call: Call) -> None:
        answer = call(shared.reporter).get("exports/values.csv?council=sjoby&scope=own")

        assert answer["Content-Disposition"] == 'attachment; filename="sjoby-mina.csv"'
        assert answer["Cache-Control"] == "private, no-store"


class TestIn:
    def test_nothing_is_done_unless_it_is_asked_for(self, shared: Shared) -> None:
        answer = post(shared.reporter, as_csv(template(shared, number="12")))

        body = answer.json()
        assert (answer.status_code, body["dry_run"], body["applied_at"], body["counts"]["new"]) == (200, True, None, 1)
        assert not Return.objects.exists()
        assert not Import.objects.exists()

    def test_each_row_is_answered(self, shared: Shared) -> None:
        found = filled(shared, template(shared, number="12"), indicator="till-arbete", number="tre", note="811218-9876")

        answer = post(shared.reporter, as_csv(found)).json()["rows"]

        assert len(answer) == 10
        assert (answer[5]["line"], answer[5]["outcome"], answer[5]["indicator"]) == (7, "new", "platser")
        assert {"column": "number", "before": "", "after": "12"} in answer[5]["changes"]
        assert [one["column"] for one in answer[9]["errors"]] == ["number", "note"]

    def test_it_is_done_when_asked_for(self, shared: Shared) -> None:
        content = as_csv(template(shared, number="12"))
        digest = post(shared.reporter, content).json()["digest"]

        answer = post(shared.reporter, content, dry_run="false", digest=digest)

        assert (answer.status_code, answer.json()["counts"]["new"]) == (200, 1)
        assert answer.json()["applied_at"]
        assert Value.objects.get().number == 12

    def test_a_repeated_request_is_done_once(self, shared: Shared) -> None:
        content = as_csv(template(shared, number="12"))

        first = post(shared.reporter, content, key="k1", dry_run="false")
        second = post(shared.reporter, content, key="k1", dry_run="false")

        assert first.json() == second.json()
        assert Return.objects.get().version == 2
        assert (
            post(shared.reporter, as_csv(template(shared, number="13")), key="k1", dry_run="false").status_code == 422
        )

    def test_what_has_changed_since_is_not_written_over(self, shared: Shared) -> None:
        content = as_csv(template(shared, number="12"))
        digest = post(shared.reporter, content).json()["digest"]
        report = opened(shared.approver, shared.places, shared.period)
        actions.write_values(actor=shared.approver, report=report, values=[written("", 99)], expected=1)

        answer = post(shared.reporter, content, dry_run="false", digest=digest)

        assert answer.status_code == 412
        assert Value.objects.get().number == 99

    def test_a_row_that_is_refused_stops_it_all_and_is_named(self, shared: Shared) -> None:
        found = filled(shared, template(shared, number="12"), indicator="till-arbete", number="1.234,5")

        answer = post(shared.reporter, as_csv(found), dry_run="false")

        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["rows.11.number"])
        assert not Return.objects.exists()

    def test_a_file_that_cannot_be_read_says_why(self, shared: Shared) -> None:
        answer = post(shared.reporter, b"")

        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["file"])

    def test_others_find_no_council_and_cannot_touch_our_rows(self, shared: Shared) -> None:
        content = as_csv(rows(shared.reporter, shared, "own"))

        assert post(shared.world.visitor, content).status_code == 401
        assert post(shared.world.outsider, content).status_code == 404
        assert post(shared.officer, content, dry_run="false").status_code == 422
