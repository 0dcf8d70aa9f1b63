"""The status report of a period: preliminary while it is open, frozen when it is locked, on paper for everybody."""

import contextlib
import re
import zlib

import pytest

from events.models import Event
from events.registry import registry
from network.goals import actions, printing, timeline
from network.goals.status_report import report_of
from tests.browsers import open_browser
from tests.network.reading import COUNCIL, adopted, page
from tests.network.shared import Shared, reported

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def address(shared: Shared) -> str:
    return f"{COUNCIL}perioder/{shared.period.pk}/"


def values(shared: Shared, **more: object) -> dict[str, str]:
    report = report_of(shared.fresh(shared.period), **more)  # type: ignore[arg-type]
    return {one["indicator"].code: one["value"] for goal in report["goals"] for one in goal["figures"]}


def unpacked(document: bytes) -> bytes:
    """Return what a PDF says, its packed parts unpacked."""
    parts = [document]
    for packed in re.findall(rb"stream\n(.*?)\nendstream", document, re.DOTALL):
        with contextlib.suppress(zlib.error):
            parts.append(zlib.decompress(packed))
    return b"".join(parts)


def test_an_open_period_is_preliminary_and_names_who_is_silent(shared: Shared) -> None:
    adopted(shared)
    reported(shared.reporter, shared.places, shared.period, 31, approver=shared.approver)
    report = report_of(shared.period)

    assert report["standing"].kind == "preliminary"
    assert values(shared)["platser"] == "31"
    places = next(one for goal in report["goals"] for one in goal["figures"] if one["indicator"].code == "platser")
    assert places["missing"] == ["Sjöby kommun"]


def test_a_locked_period_says_what_was_frozen_and_not_what_came_later(shared: Shared) -> None:
    adopted(shared)
    reported(shared.reporter, shared.places, shared.period, 31, approver=shared.approver)
    actions.lock_period(actor=shared.world.chair, period=shared.period)
    snapshot = shared.period.snapshots.get()

    assert snapshot.hash in page(shared.officer, address(shared))
    assert values(shared)["platser"] == "31"


def test_what_has_been_tampered_with_is_said_to_be(shared: Shared) -> None:
    adopted(shared)
    actions.lock_period(actor=shared.world.chair, period=shared.period)
    snapshot = shared.period.snapshots.get()
    snapshot.content["indicators"]["platser"]["cells"] = {"": {"total": None, "parts": {}}}
    snapshot.save()

    assert not report_of(shared.fresh(shared.period))["standing"].intact
    assert "is-broken" in page(shared.officer, address(shared))


def test_a_day_back_in_time_is_answered_from_the_log(shared: Shared) -> None:
    adopted(shared)
    reported(shared.reporter, shared.places, shared.period, 4711, approver=shared.approver)

    assert "4\xa0711" in page(shared.officer, address(shared))
    assert "4\xa0711" not in page(shared.officer, f"{address(shared)}?as_of=2020-01-01")


def test_on_paper_it_is_a_tagged_document_with_our_own_letters(shared: Shared) -> None:
    adopted(shared)
    reported(shared.reporter, shared.places, shared.period, 31, approver=shared.approver)
    answer = open_browser(shared.officer.person).get(f"{address(shared)}rapport.pdf")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    inside = unpacked(answer.content)
    for mark in (b"/StructTreeRoot", b"/Lang", b"/Outlines", b"pdfuaid", b"Source-Sans-3", b"Source-Serif-4"):
        assert mark in inside, mark


def test_the_printer_opens_our_own_files_and_nothing_else() -> None:
    opener = printing._fetcher(printing._printer())

    for foreign in ("https://example.se/a.png", "file:///etc/passwd", "data:text/plain,hej"):
        with pytest.raises(ValueError, match="Not one of our own files"):
            opener.fetch(foreign)
    opener.fetch((printing.OURS[0] / "arenan" / "report.css").as_uri())


def test_a_machine_that_cannot_print_says_so_and_shows_the_way(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    adopted(shared)

    def missing() -> object:
        raise printing.CannotPrint

    monkeypatch.setattr(printing, "_printer", missing)
    answer = open_browser(shared.officer.person).get(f"{address(shared)}rapport.pdf")

    assert answer.status_code == 503
    assert address(shared) in answer.content.decode()


def test_everything_that_can_happen_with_goals_has_words() -> None:
    happenings = {one.name for one in registry.all() if one.name.startswith("network.") and "goals" in one.audiences}

    assert happenings <= set(timeline.WORDS)


def test_a_goals_story_names_organisations_and_no_person(shared: Shared) -> None:
    adopted(shared)
    reported(shared.reporter, shared.places, shared.period, 31, approver=shared.approver)
    actions.state_position(actor=shared.reporter, goal=shared.fresh(shared.goal), stance="supports")
    goal = shared.fresh(shared.goal)
    events = list(timeline.of_goal(goal, [shared.places], public=False))
    told = timeline.entries(events, goal, [shared.places])

    assert (
        len(told)
        == Event.objects.filter(data__goal=str(goal.pk), primary=True).exclude(type="network.figures_sent").count()
    )
    assert "Tråden" in {one.organisation for one in told}
    for person in (shared.reporter, shared.approver, shared.world.chair):
        assert all(person.person.name not in f"{one.organisation} {one.text}" for one in told)
    assert all("%(" not in one.text for one in told)
