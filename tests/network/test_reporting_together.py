"""Two people in one return through the pages: nothing is lost, and nothing of another's is overwritten unseen."""

import re
from html import unescape

import pytest

from network.goals.models import Value
from tests.network.desk import Desk, stored, visible
from tests.network.shared import Shared

pytestmark = pytest.mark.django_db


class TestTwoPeople:
    def test_who_write_in_different_places_both_have_it_saved(
        self, reporter: Desk, approver: Desk, shared: Shared
    ) -> None:
        reporter.open()
        approver.open()
        approver.send(approver.form(cell1_number="5"))

        assert reporter.send(reporter.form(cell2_number="7")).status_code == 302
        assert stored(shared) == {"kon=kvinnor": 5, "kon=man": 7}

    def test_who_write_in_the_same_place_are_asked_and_nothing_is_lost(
        self, reporter: Desk, approver: Desk, shared: Shared
    ) -> None:
        reporter.open()
        approver.open()
        approver.send(approver.form(cell0_number="30"))
        answer = reporter.send(reporter.form(cell0_number="20", cell0_note="Utan hyrda.", cell1_number="9"))

        assert answer.status_code == 412
        words = visible(reporter.page)
        assert "20" in words
        assert "30" in words
        assert "Utan hyrda." in words
        assert shared.approver.person.name in words
        assert stored(shared) == {"": 30}

        total = shared.places.cells.get(key="")
        assert reporter.send(self._merge(reporter), more={f"{total.pk}-choice": "mine"}).status_code == 302
        assert stored(shared) == {"": 20, "kon=kvinnor": 9}
        assert Value.objects.get(cell=total).note == "Utan hyrda."

    def test_may_leave_what_the_other_wrote(self, reporter: Desk, approver: Desk, shared: Shared) -> None:
        reporter.open()
        approver.open()
        approver.send(approver.form(cell0_number="30"))
        reporter.send(reporter.form(cell0_number="20", cell1_number="9"))

        total = shared.places.cells.get(key="")
        reporter.send(self._merge(reporter), more={f"{total.pk}-choice": "theirs"})

        assert stored(shared) == {"": 30, "kon=kvinnor": 9}

    def test_a_third_change_meanwhile_is_shown_again(self, reporter: Desk, approver: Desk, shared: Shared) -> None:
        reporter.open()
        approver.open()
        approver.send(approver.form(cell0_number="30"))
        reporter.send(reporter.form(cell0_number="20"))
        form = self._merge(reporter)
        approver.open()
        approver.send(approver.form(cell0_number="31"))

        total = shared.places.cells.get(key="")
        assert reporter.send(form, more={f"{total.pk}-choice": "mine"}).status_code == 412
        assert "31" in visible(reporter.page)

    def test_a_form_that_does_not_say_what_stood_there_overwrites_nothing(
        self, reporter: Desk, approver: Desk, shared: Shared
    ) -> None:
        reporter.open()
        form = {name: text for name, text in reporter.form(cell0_number="20").items() if not name.endswith("-was")}
        approver.open()
        approver.send(approver.form(cell0_number="30"))

        assert reporter.send({**form, "revision": "1"}).status_code == 412
        assert stored(shared) == {"": 30}

    def test_what_is_typed_after_a_colleague_has_sent_it_is_shown_and_not_saved(
        self, reporter: Desk, approver: Desk, shared: Shared
    ) -> None:
        reporter.open()
        approver.open()
        approver.send(approver.form(cell0_number="30"), "submit")
        answer = reporter.send(reporter.form(cell1_number="9"))

        assert answer.status_code == 422
        assert "Kvinnor: 9" in visible(reporter.page)
        assert stored(shared) == {"": 30}

    @staticmethod
    def _merge(desk: Desk) -> dict[str, str]:
        return {
            name: unescape(text)
            for name, text in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', desk.page)
        }
