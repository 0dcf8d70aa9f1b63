"""Everybody reads what is theirs to read: the public what is public, the council all of it, nobody a draft."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.goals import actions
from tests.network.reading import COUNCIL, PLACES, adopted, open_to_all, page, status
from tests.network.shared import Shared, add_indicator, opened, reported, written
from tests.world import organisation

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def words(html: str) -> str:
    """Return the words of a page without its markup."""
    body = html[html.index("<main") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


class TestThePublic:
    def test_sees_nothing_of_a_council_without_public_goals(self, shared: Shared) -> None:
        adopted(shared)
        for actor in (shared.world.visitor, shared.world.outsider):
            assert status(actor, COUNCIL) == 404
            assert status(actor, f"{COUNCIL}1/") == 404
            assert status(actor, f"{COUNCIL}matris/") == 404
            assert shared.world.council.name not in words(page(actor, "/mal/"))

    def test_sees_public_goals_and_figures_and_no_others(self, shared: Shared) -> None:
        open_to_all(shared)
        actions.propose_goal(
            actor=shared.world.chair,
            council=shared.world.council,
            title="Ännu bara ett förslag",
            starts_on=shared.goal.starts_on,
            ends_on=shared.goal.ends_on,
            visibility="public",
        )
        for path in (COUNCIL, f"{COUNCIL}matris/", f"{COUNCIL}1/"):
            told = words(page(shared.world.visitor, path))
            assert shared.goal.title in told
            assert "Ännu bara ett förslag" not in told
            assert shared.hired.name not in told
        assert status(shared.world.visitor, PLACES) == 200
        assert status(shared.world.visitor, f"{COUNCIL}matt/till-arbete/") == 404

    def test_never_sees_a_small_group_in_page_chart_or_table(self, shared: Shared) -> None:
        open_to_all(shared)
        reported(
            shared.reporter,
            shared.places,
            shared.earlier,
            {"": 4741, "kon=kvinnor": 3, "kon=man": 4738},
            approver=shared.approver,
        )
        reported(shared.officer, shared.places, shared.earlier, 0, approver=shared.world.chair)
        actions.lock_period(actor=shared.world.chair, period=shared.fresh(shared.earlier))

        for path in (COUNCIL, f"{COUNCIL}1/", PLACES):
            html = page(shared.world.visitor, path)
            assert "4 741" in html.replace("\xa0", " ")
            for small in ("4 738", ">3<"):
                assert small not in html.replace("\xa0", " "), path

    def test_hears_of_no_one_who_reports_and_of_nothing_that_is_late(self, shared: Shared) -> None:
        open_to_all(shared)
        reported(shared.reporter, shared.places, shared.earlier, 20, approver=shared.approver)
        actions.lock_period(actor=shared.world.chair, period=shared.fresh(shared.earlier))
        told = words(page(shared.world.visitor, PLACES)) + words(page(shared.world.visitor, f"{COUNCIL}1/"))

        for name in (shared.reporter.person.name, shared.officer.person.name):
            assert name not in told
        assert "report of" not in told
        assert "data-stream" not in page(shared.world.visitor, f"{COUNCIL}1/")

    def test_reads_no_status_report(self, shared: Shared) -> None:
        open_to_all(shared)

        assert status(shared.world.outsider, f"{COUNCIL}perioder/{shared.period.pk}/") == 404
        assert status(shared.world.outsider, f"{COUNCIL}perioder/{shared.period.pk}/rapport.pdf") == 404


class TestTheCouncil:
    def test_a_draft_leaves_no_trace_on_any_page(self, shared: Shared) -> None:
        adopted(shared)
        paths = [COUNCIL, f"{COUNCIL}1/", f"{COUNCIL}matris/", PLACES, f"{COUNCIL}perioder/{shared.period.pk}/"]
        before = [words(page(shared.officer, path)) for path in paths]
        report = opened(shared.reporter, shared.places, shared.period)
        actions.write_values(
            actor=shared.reporter, report=report, values=[written("", 4711, note="Hemlig anteckning")], expected=1
        )

        assert [words(page(shared.officer, path)) for path in paths] == before

    def test_every_blank_is_shown(self, shared: Shared) -> None:
        adopted(shared)
        actions.state_position(actor=shared.reporter, goal=shared.fresh(shared.goal), stance="supports")
        html = page(shared.world.chair, f"{COUNCIL}matris/")
        table = html[html.index("<table") : html.index("</table>")]

        assert table.count('<td class="stance-blank') == 4
        assert table.count('<td class="stance-supports') == 1
        assert 'tabindex="0"' in html

    def test_sees_the_sources_behind_a_number(self, shared: Shared) -> None:
        adopted(shared)
        value = written("", 31, operator="about", source="Verksamhetsberättelse", source_page="14", note="Ur listor.")
        reported(shared.reporter, shared.places, shared.period, value, approver=shared.approver)
        told = words(page(shared.officer, f"{COUNCIL}1/"))

        for said in ("Tråden", "Verksamhetsberättelse", "14", "Ur listor."):
            assert said in told

    def test_sees_what_waits_for_it(self, shared: Shared) -> None:
        adopted(shared)
        actions.make_commitment(
            actor=shared.world.chair,
            goal=shared.fresh(shared.goal),
            organisation=shared.world.organisations["asf"],
            role="owner",
        )
        html = page(shared.reporter, COUNCIL)

        assert f"/rapportera/sjoby/{shared.period.pk}/" in html
        assert "#commitments" in html
        assert "#position" in html
        assert "/bekrafta/" in page(shared.reporter, f"{COUNCIL}1/")
        assert "/bekrafta/" not in page(shared.officer, f"{COUNCIL}1/")

    def test_what_somebody_has_written_is_never_markup(self, shared: Shared) -> None:
        adopted(shared)
        value = written("", 31, source="<script>alert(1)</script>")
        reported(shared.reporter, shared.places, shared.period, value, approver=shared.approver)

        for path in (f"{COUNCIL}1/", PLACES):
            assert "<script>alert" not in page(shared.officer, path)

    def test_reads_what_was_known_on_a_day(self, shared: Shared) -> None:
        adopted(shared)
        reported(shared.reporter, shared.places, shared.period, 4711, approver=shared.approver)

        assert "4 711" in words(page(shared.officer, PLACES))
        assert "4 711" not in words(page(shared.officer, f"{PLACES}?per=2020-01-01"))
        assert "inte-en-dag" in page(shared.officer, f"{PLACES}?per=inte-en-dag")

    def test_a_page_says_where_in_the_stream_it_stands(self, shared: Shared) -> None:
        adopted(shared)

        assert f'data-stream="goals:{shared.world.council.pk}"' in page(shared.officer, COUNCIL)


class TestHowMuchIsAsked:
    @pytest.mark.parametrize("path", [COUNCIL, f"{COUNCIL}matris/"])
    def test_more_goals_figures_and_organisations_cost_no_more_queries(self, shared: Shared, path: str) -> None:
        adopted(shared)
        page(shared.reporter, path)
        few = self._count(shared, path)
        self._more(shared)

        assert self._count(shared, path) == few

    def _count(self, shared: Shared, path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            page(shared.reporter, path)
        return len(found)

    def _more(self, shared: Shared) -> None:
        from council.seats.actions import add_seat
        from tests.world import SYSTEM

        for number in range(3):
            goal = actions.propose_goal(
                actor=shared.world.chair,
                council=shared.world.council,
                title=f"Mål {number}",
                starts_on=shared.goal.starts_on,
                ends_on=shared.goal.ends_on,
            )
            more = add_indicator(shared.world, goal, f"m{number}", f"Mått {number}", is_key=True)
            actions.assign_reporter(
                actor=shared.world.chair, indicator=more, organisation=shared.world.organisations["asf"]
            )
            reported(shared.reporter, more, shared.period, Decimal(number + 7), approver=shared.approver)
            add_seat(
                actor=SYSTEM, council=shared.world.council, organisation=organisation(f"Ny {number}"), side="business"
            )
            actions.state_position(actor=shared.reporter, goal=shared.fresh(goal), stance="supports")
