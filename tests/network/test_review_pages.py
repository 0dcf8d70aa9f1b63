"""Reviewing through the pages, what there is to do, evidence, and who finds nothing at all."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events import clock
from network.goals import actions
from network.goals.models import Value
from tests.network.desk import Desk, Desks, stored, sv, visible
from tests.network.shared import Shared, colleague, opened, reported, written

pytestmark = [pytest.mark.once, pytest.mark.django_db]


class TestReview:
    def test_goes_from_one_to_the_next_and_then_to_the_list(self, approver: Desk, shared: Shared) -> None:
        first = reported(shared.reporter, shared.places, shared.period, 12)
        second = reported(shared.reporter, shared.hired, shared.period, 3)

        page = approver.open("/rapportera/granska/")
        assert page.index(str(first.pk)) < page.index(str(second.pk))
        answer = approver.browser.post(f"/rapportera/rapport/{first.pk}/godkann/", {"revision": first.version})
        assert answer["Location"] == f"/rapportera/rapport/{second.pk}/"
        answer = approver.browser.post(
            f"/rapportera/rapport/{second.pk}/aterlamna/", {"revision": second.version, "reason": "Räkna om."}
        )
        assert answer["Location"] == "/rapportera/granska/"
        assert (shared.fresh(first).state, shared.fresh(second).state) == ("approved", "sent_back")

    def test_shows_value_last_period_source_and_warning(self, approver: Desk, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.earlier, 12, approver=shared.approver)
        value = written("", 5000, source="Årsredovisningen", source_page="12", note="Med sommarjobb.")
        report = reported(shared.reporter, shared.places, shared.period, {"": value})

        words = visible(approver.open(f"/rapportera/rapport/{report.pk}/"))
        for part in (
            "5 000",
            "12",
            "Årsredovisningen, s. 12",
            "Med sommarjobb.",
            sv("This is higher than is usual. Is it right?"),
        ):
            assert part in words.replace("\xa0", " ")

    def test_whoever_wrote_it_is_told_why_they_cannot_and_who_can(self, desk: Desks, shared: Shared) -> None:
        other = colleague(shared.world, "asf", role="coordinator")
        report = reported(shared.approver, shared.places, shared.period, 12)
        author = desk(shared.approver)

        words = visible(author.open(f"/rapportera/rapport/{report.pk}/"))
        assert "Du har skrivit i den här rapporten" in words
        assert other.person.name in words
        answer = author.browser.post(f"/rapportera/rapport/{report.pk}/godkann/", {"revision": report.version})
        assert answer.status_code == 403
        assert "Du har skrivit i den här rapporten" in visible(answer.content.decode())
        assert shared.fresh(report).state == "submitted"
        assert "Du har skrivit i den här rapporten" in visible(author.open("/rapportera/granska/"))

    def test_a_reason_that_is_refused_stays(self, approver: Desk, shared: Shared) -> None:
        report = reported(shared.reporter, shared.places, shared.period, 12)
        url = f"/rapportera/rapport/{report.pk}/aterlamna/"

        answer = approver.browser.post(url, {"revision": report.version, "reason": "Gäller 19121212-1212"})

        assert answer.status_code == 422
        assert "Gäller 19121212-1212" in answer.content.decode()

    def test_what_changed_meanwhile_is_not_approved_unseen(self, approver: Desk, shared: Shared) -> None:
        report = reported(shared.reporter, shared.places, shared.period, 12)
        again = actions.reopen_return(actor=shared.reporter, report=report, reason="Fel.", expected=report.version)
        again = actions.write_values(
            actor=shared.reporter, report=again, values=[written("", 13)], expected=again.version
        )
        actions.submit_return(actor=shared.reporter, report=again, expected=again.version)

        answer = approver.browser.post(f"/rapportera/rapport/{report.pk}/godkann/", {"revision": report.version})

        assert answer.status_code == 422
        assert shared.fresh(report).state == "submitted"

    def test_approving_twice_with_the_same_key_is_once(self, approver: Desk, shared: Shared) -> None:
        report = reported(shared.reporter, shared.places, shared.period, 12)
        form = {"revision": report.version, "key": "en-nyckel"}

        url = f"/rapportera/rapport/{report.pk}/godkann/"
        assert [approver.browser.post(url, form).status_code for _time in range(2)] == [302, 302]

    def test_a_council_leader_sees_them_by_organisation(self, desk: Desks, shared: Shared) -> None:
        reported(shared.officer, shared.places, shared.period, 30)
        reported(shared.reporter, shared.places, shared.period, 12)

        words = visible(desk(shared.world.chair).open("/rapportera/granska/"))
        assert words.index("Sjöby kommun") < words.index("Vävkooperativet Tråden")


class TestWhatThereIsToDo:
    def test_counts_and_says_when(self, reporter: Desk, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, 12)

        words = visible(reporter.open("/rapportera/"))
        assert "1 av 3 skickade" in words
        days = (shared.period.due - clock.today()).days
        assert f"om {days} dagar" in words

    def test_waits_for_nothing_from_before_the_goal(self, reporter: Desk, shared: Shared) -> None:
        type(shared.goal).objects.filter(pk=shared.goal.pk).update(starts_on=shared.period.starts_on)

        assert f"sjoby/{shared.period.pk}/" in reporter.open("/rapportera/")
        assert str(shared.earlier.pk) not in reporter.page
        assert sv("Nothing to report here") in visible(reporter.open(f"/rapportera/sjoby/{shared.earlier.pk}/"))

    def test_says_what_is_overdue(self, reporter: Desk, shared: Shared) -> None:
        type(shared.period).objects.filter(pk=shared.period.pk).update(due=clock.today() - timedelta(days=3))

        words = visible(reporter.open("/rapportera/"))
        assert "Försenad" in words
        assert "för 3 dagar sedan" in words

    def test_begins_with_what_was_sent_back_and_why(self, reporter: Desk, shared: Shared) -> None:
        report = reported(shared.reporter, shared.places, shared.period, 12)
        actions.send_back_return(
            actor=shared.approver, report=report, reason="Räkna om sommaren.", expected=report.version
        )

        words = visible(reporter.open("/rapportera/"))
        assert words.index("Räkna om sommaren.") < words.index("Att rapportera")

    def test_points_an_approver_to_what_waits(self, approver: Desk, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, 12)

        assert "1 rapport väntar på att du godkänner den" in visible(approver.open("/rapportera/"))

    def test_an_organisation_without_tasks_is_shown_the_first_step(self, desk: Desks, shared: Shared) -> None:
        page = desk(shared.world.outsider).open("/rapportera/")

        assert "Din organisation rapporterar inget än" in visible(page)
        assert 'href="/rapportera/"' not in page

    def test_the_menu_leads_there(self, reporter: Desk) -> None:
        assert 'href="/rapportera/"' in reporter.open("/min-sida/")


class TestEvidence:
    def test_is_attached_with_the_value_and_read_by_those_who_may(
        self, reporter: Desk, desk: Desks, shared: Shared
    ) -> None:
        reporter.open()
        total = shared.places.cells.get(key="")
        file = SimpleUploadedFile("underlag.txt", b"12 platser")
        answer = reporter.send(reporter.form(cell0_number="12"), more={f"{total.pk}-evidence": file})

        assert answer.status_code == 302
        url = f"/rapportera/underlag/{Value.objects.get().pk}/"
        found = reporter.browser.get(url)
        assert b"".join(found.streaming_content) == b"12 platser"
        assert found["Content-Disposition"].startswith("attachment")
        assert found["Cache-Control"] == "private, no-store"
        for stranger in (shared.officer, shared.world.chair, shared.world.outsider):
            assert desk(stranger).browser.get(url).status_code == 404

    def test_a_file_of_another_kind_is_refused_and_the_number_kept(self, reporter: Desk, shared: Shared) -> None:
        reporter.open()
        total = shared.places.cells.get(key="")
        file = SimpleUploadedFile("program.exe", b"MZ")
        answer = reporter.send(reporter.form(cell0_number="12"), more={f"{total.pk}-evidence": file})

        assert answer.status_code == 422
        assert "går inte att bifoga" in visible(reporter.page)
        assert stored(shared) == {"": 12}


class TestOutsiders:
    def test_find_no_period_and_no_draft(self, desk: Desks, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        for stranger in (shared.world.outsider, shared.world.facilitator, shared.world.chair, shared.officer):
            browser = desk(stranger).browser
            assert browser.get(f"/rapportera/rapport/{report.pk}/").status_code == 404
            assert browser.post(f"/rapportera/rapport/{report.pk}/spara/").status_code == 404
        for stranger in (shared.world.outsider, shared.world.facilitator):
            assert desk(stranger).browser.get(f"/rapportera/sjoby/{shared.period.pk}/").status_code == 404

    def test_the_history_tells_who_did_what(self, reporter: Desk, shared: Shared) -> None:
        report = reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)

        words = visible(reporter.open(f"/rapportera/rapport/{report.pk}/"))
        for part in ("började rapporten", "skrev värden", "skickade den för godkännande", "godkände den"):
            assert part in words
