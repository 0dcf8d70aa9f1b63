"""People are mixed by a rule that is told, a table writes as one, and nothing it wrote is lost."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from events import clock
from events.errors import Conflict, Forbidden, Invalid, NotVisible, Stale
from events.models import Event
from events.streams import may_read
from tests.workshops.making import BOARD, Session, running
from tests.workshops.meeting import TABLES, crowd, sit, table_of, wrote_line
from tests.world import World
from workshops.boards import actions as boards
from workshops.boards.models import Late, Note
from workshops.plans.models import Step
from workshops.plans.settings import checked
from workshops.sessions import actions as sessions
from workshops.sessions.snapshot import workshop_snapshot
from workshops.tables import actions as tables
from workshops.tables import lines
from workshops.tables.models import Line, Sitting, Table
from workshops.tables.queries import line_for, lines_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(world: World) -> Session:
    return running(world, TABLES)


def views(actor: Any, session: Session, kind: str) -> list[Any]:
    return [view for view in workshop_snapshot(actor, session.now())["views"] if view["kind"] == kind]


def texts(actor: Any, session: Session) -> list[str]:
    return [view["text"] for kind in ("note", "line") for view in views(actor, session, kind)]


def laid(step: Step) -> list[int]:
    return [table.sittings.count() for table in step.tables.order_by("number")]


class TestWhoSitsWhere:
    def test_tables_are_laid_when_the_step_opens_for_all_who_take_part(self, session: Session, world: World) -> None:
        crowd(session, Sjöbladet=3)
        step = session.go(0)
        assert sorted(laid(step)) == [2, 2, 3]
        seated = set(step.sittings.values_list("participant__name", flat=True))
        assert {"Officer", "Representative", "Manager", "Gunilla"} <= seated
        assert not {"Facilitator", "Chair", "Drafter"} & seated
        assert table_of(world.manager, step) != table_of(world.representative, step)
        assert {seat["reason"] for view in views(world.officer, session, "table") for seat in view["sittings"]} == {
            "spread"
        }

    def test_at_the_next_tables_people_meet_others(self, world: World) -> None:
        session = running(world, TABLES, TABLES)
        crowd(session, A=3, B=3, C=2)
        met = [self.pairs(session.go(number)) for number in (0, 1)]
        assert not met[0] & met[1]
        assert Sitting.objects.filter(reason="met_less").exists()

    def pairs(self, step: Step) -> set[frozenset[Any]]:
        tables_now = [list(table.sittings.values_list("participant", flat=True)) for table in step.tables.all()]
        return {frozenset((one, other)) for there in tables_now for one in there for other in there if one != other}

    def test_hosts_lay_them_before_the_step_and_who_comes_meanwhile_is_seated_when_it_opens(
        self, session: Session, world: World
    ) -> None:
        tables.lay_tables(actor=world.chair, step=session.steps[0], size=2)
        late = session.guest("Sen")
        assert not Sitting.objects.filter(participant=session.place(late)).exists()
        step = session.go(0)
        assert Sitting.objects.get(step=step, participant=session.place(late)).reason == "late"
        assert sum(laid(step)) == 5

    def test_who_comes_late_sits_where_their_organisation_is_rarest(self, session: Session, world: World) -> None:
        step = session.go(0)
        first, second = sit(session, step, [world.officer, world.manager], [world.representative])
        sit(session, step, [], [session.guests["Gunilla"]])
        late = session.guest("Sen", "Sjöby kommun")
        assert table_of(late, step) == second
        assert table_of(session.guest("Senare"), step) == first

    def test_a_screen_and_hosts_who_come_late_sit_nowhere(self, session: Session, world: World) -> None:
        step = session.go(0)
        sessions.join_workshop(actor=world.secretary, workshop=session.now(), screen=True)
        assert not Sitting.objects.filter(step=step, participant=session.place(world.secretary)).exists()

    def test_who_comes_when_another_step_is_open_is_seated_nowhere_yet(self, world: World) -> None:
        session = running(world, TABLES, BOARD)
        session.go(0)
        session.go(1)
        assert not Sitting.objects.filter(participant=session.place(session.guest("Sen"))).exists()

    def test_laid_anew_with_fewer_tables_what_was_written_stays_and_nobody_sits_alone(
        self, session: Session, world: World
    ) -> None:
        step = session.go(0)
        tables.lay_tables(actor=session.facilitator, step=step, size=2)
        written = wrote_line(session.facilitator, step.tables.get(number=2))
        tables.lay_tables(actor=session.facilitator, step=step, size=4)
        assert laid(step) == [4, 0]
        assert table_of(session.guest("Sen"), step).number == 1
        assert written in lines_of(step.tables.get(number=2).pk)

    def test_somebody_who_is_moved_leaves_what_they_wrote_and_reads_the_new_table(
        self, session: Session, world: World
    ) -> None:
        step = session.go(0)
        first, second = sit(session, step, [world.officer], [world.representative])
        note = boards.write_note(actor=world.officer, step=step, note=uuid.uuid4(), text="Kvar")
        sit(session, step, [], [world.officer])
        note.refresh_from_db()
        assert note.table == first
        assert may_read(world.officer, f"table:{second.pk}")
        assert not may_read(world.officer, f"table:{first.pk}")
        assert workshop_snapshot(world.officer, session.now())["mine"]["tables"] == {str(step.pk): str(second.pk)}

    def test_only_hosts_lay_move_name_collect_and_call_back(self, session: Session, world: World) -> None:
        step = session.go(0)
        place, table = session.place(world.manager), step.tables.get(number=1)
        for actor in (world.officer, world.drafter, world.secretary, session.guests["Gunilla"]):
            for deed in (
                lambda who: tables.lay_tables(actor=who, step=step),
                lambda who: tables.move_to_table(actor=who, participant=place, table=table.pk),
                lambda who: tables.name_table(actor=who, table=table, name="Björken"),
                lambda who: tables.collect(actor=who, step=step),
                lambda who: tables.call_back(actor=who, step=step, seconds=60),
            ):
                with pytest.raises(Forbidden):
                    deed(actor)

    def test_nobody_is_moved_to_what_is_no_table_here_nor_a_host_to_any(self, session: Session, world: World) -> None:
        step = session.go(0)
        elsewhere = Table.objects.create(step=running(world, TABLES).steps[0], number=1)
        place = session.place(world.officer)
        for participant, table in ((place, elsewhere.pk), (session.place(world.chair), step.tables.get(number=1).pk)):
            with pytest.raises(Invalid):
                tables.move_to_table(actor=session.facilitator, participant=participant, table=table)

    def test_whoever_is_shown_out_has_no_place_at_the_table(self, session: Session, world: World) -> None:
        step = session.go(0)
        sessions.remove_participant(actor=session.facilitator, participant=session.place(world.officer))
        assert "Officer" not in step.sittings.values_list("participant__name", flat=True)

    @pytest.mark.parametrize("size", [1, 21])
    def test_a_table_has_between_two_and_twenty_places(self, session: Session, size: int) -> None:
        with pytest.raises(Invalid):
            tables.lay_tables(actor=session.facilitator, step=session.steps[0], size=size)

    def test_other_steps_have_no_tables(self, world: World) -> None:
        session = running(world, BOARD)
        with pytest.raises(Conflict):
            tables.lay_tables(actor=session.facilitator, step=session.steps[0])


class TestSharedNotes:
    @pytest.fixture
    def step(self, session: Session) -> Step:
        return session.go(0)

    @pytest.fixture
    def table(self, session: Session, step: Step, world: World) -> Table:
        """The officer and the guest sit here, the social enterprise at the other one."""
        here = [world.officer, session.guests["Gunilla"]]
        return sit(session, step, here, [world.representative, world.manager])[0]

    def test_the_same_line_sent_twice_is_one(self, table: Table, world: World) -> None:
        line = uuid.uuid4()
        assert wrote_line(world.officer, table, line=line) == wrote_line(world.officer, table, line=line)
        with pytest.raises(Conflict):
            wrote_line(world.officer, table, "Andra ord", line=line)
        assert table.lines.count() == 1

    def test_a_table_writes_as_one_and_others_neither_write_nor_read(
        self, session: Session, table: Table, world: World
    ) -> None:
        line = wrote_line(world.officer, table, "Bordets ord")
        lines.edit_line(actor=session.guests["Gunilla"], line=line, text="Bordets bättre ord", expected=1)
        for other in (world.representative, world.drafter, world.outsider, world.secretary):
            with pytest.raises(Forbidden):
                wrote_line(other, table)
            with pytest.raises(Forbidden):
                lines.edit_line(actor=other, line=line, text="Fel bord", expected=2)
        for other in (world.representative, world.outsider):
            with pytest.raises(NotVisible):
                line_for(other, line.pk)
            assert not may_read(other, f"table:{table.pk}")
        assert texts(world.representative, session) == []
        assert texts(session.guests["Gunilla"], session) == ["Bordets bättre ord"]
        assert texts(session.facilitator, session) == ["Bordets bättre ord"]

    def test_of_two_who_change_a_line_the_second_is_told_and_nothing_is_written_over(
        self, session: Session, table: Table, world: World
    ) -> None:
        line = wrote_line(world.officer, table)
        lines.edit_line(actor=world.officer, line=line, text="Först", expected=1)
        with pytest.raises(Stale):
            lines.edit_line(actor=session.guests["Gunilla"], line=line, text="Sist", expected=1)
        line.refresh_from_db()
        assert (line.text, line.revision) == ("Först", 2)

    def test_lines_stand_where_they_are_put(self, table: Table, world: World) -> None:
        first, second = wrote_line(world.officer, table, "a"), wrote_line(world.officer, table, "b")
        wrote_line(world.officer, table, "mellan", after=first.pk)
        wrote_line(world.officer, table, "överst", after=None)
        lines.place_line(actor=world.officer, line=second, after=None)
        assert [line.text for line in lines_of(table.pk)] == ["b", "överst", "a", "mellan"]

    def test_however_often_lines_are_moved_there_is_room(self, table: Table, world: World) -> None:
        first, second, third = (wrote_line(world.officer, table, text) for text in "abc")
        for _round in range(30):
            lines.place_line(actor=world.officer, line=third, after=first.pk)
            lines.place_line(actor=world.officer, line=second, after=first.pk)
        assert [line.text for line in lines_of(table.pk)] == ["a", "b", "c"]

    def test_a_line_that_was_removed_is_gone_words_and_all(self, session: Session, table: Table, world: World) -> None:
        line = wrote_line(world.officer, table, "Anna på Soc")
        lines.remove_line(actor=world.officer, line=line)
        lines.remove_line(actor=world.officer, line=line)
        assert "Anna" not in str(workshop_snapshot(session.facilitator, session.now()))
        with pytest.raises(Conflict):
            lines.edit_line(actor=world.officer, line=line, text="Åter", expected=1)

    def test_when_the_step_is_closed_a_new_line_waits_for_the_hosts_and_is_taken_in_as_a_line(
        self, session: Session, step: Step, table: Table, world: World
    ) -> None:
        line = wrote_line(world.officer, table, "I tid")
        sessions.close_step(actor=session.facilitator, step=step)
        table = Table.objects.get(pk=table.pk)
        late = wrote_line(world.officer, table, "å" * 1000)
        assert isinstance(late, Late)
        assert (late.column, late.author, late.table) == ("rader", None, table)
        assert wrote_line(world.officer, table, late.text, line=late.pk) == late
        with pytest.raises(Forbidden):
            lines.edit_line(actor=world.officer, line=line, text="För sent", expected=1)
        assert isinstance(wrote_line(session.facilitator, table, "Värdens"), Line)
        boards.take_in(actor=session.facilitator, late=late)
        assert boards.take_in(actor=session.facilitator, late=late).state == Late.State.TAKEN
        assert [one.text[:7] for one in lines_of(table.pk)] == ["I tid", "Värdens", "å" * 7]
        assert wrote_line(world.officer, table, late.text, line=late.pk) == Line.objects.get(pk=late.pk)

    def test_a_late_note_of_a_table_is_taken_in_as_a_note(
        self, session: Session, step: Step, table: Table, world: World
    ) -> None:
        sessions.close_step(actor=session.facilitator, step=step)
        step.refresh_from_db()
        late = boards.write_note(actor=world.officer, step=step, note=uuid.uuid4(), text="Sen lapp")
        assert isinstance(boards.take_in(actor=session.facilitator, late=late), Note)

    def test_an_id_of_another_tables_line_is_refused(
        self, session: Session, step: Step, table: Table, world: World
    ) -> None:
        line = wrote_line(world.officer, table)
        with pytest.raises(Conflict):
            wrote_line(world.manager, table_of(world.manager, step), line=line.pk)

    def test_a_plan_without_shared_notes_has_none(self, world: World) -> None:
        session = running(world, {**TABLES, "settings": {"lines": False}})
        step = session.go(0)
        with pytest.raises(Conflict):
            wrote_line(world.officer, table_of(world.officer, step))

    def test_no_column_of_a_table_is_called_what_its_lines_are_called(self) -> None:
        with pytest.raises(Invalid):
            checked("tables", {"columns": [{"id": "rader", "title": "Rader"}]})

    def test_the_log_does_not_say_who_wrote_a_line(self, table: Table, world: World) -> None:
        wrote_line(world.officer, table)
        told = Event.objects.get(type="workshops.line_tabled")
        assert (told.actor, told.acting_for) == ("unsigned", "")


class TestTogetherAgain:
    def test_what_all_tables_wrote_is_collected_for_the_whole_room(self, session: Session, world: World) -> None:
        step = session.go(0)
        table, _other = sit(session, step, [world.officer], [world.representative])
        wrote_line(world.officer, table, "Rad")
        boards.write_note(actor=world.representative, step=step, note=uuid.uuid4(), text="Lapp")
        assert texts(world.officer, session) == ["Rad"]
        tables.collect(actor=session.facilitator, step=step)
        for actor in (world.officer, world.representative, session.guests["Gunilla"], session.facilitator):
            assert texts(actor, session) == ["Lapp", "Rad"]
            assert not [name for name in workshop_snapshot(actor, session.now())["streams"] if "table:" in name]
        assert {view["collected"] for view in views(world.officer, session, "table")} == {True}
        with pytest.raises(Conflict):
            tables.lay_tables(actor=session.facilitator, step=step)

    def test_a_table_goes_on_writing_after_that_for_all_to_see(self, session: Session, world: World) -> None:
        step = session.go(0)
        tables.collect(actor=session.facilitator, step=step)
        wrote_line(world.officer, table_of(world.officer, step), "Efteråt")
        assert texts(world.manager, session) == ["Efteråt"]

    def test_there_is_nothing_to_collect_before_tables_are_laid(self, session: Session) -> None:
        with pytest.raises(Conflict):
            tables.collect(actor=session.facilitator, step=session.steps[0])

    def test_everybody_is_called_back_by_the_clock_and_a_notice(self, session: Session, world: World) -> None:
        step = session.go(0)
        now = clock.now()
        with clock.at(now):
            tables.call_back(actor=world.chair, step=step, seconds=90)
        step.refresh_from_db()
        assert step.ends_at == now + timedelta(seconds=90)
        assert session.now().notice
        with clock.at(now + timedelta(seconds=100)):
            assert isinstance(wrote_line(world.officer, table_of(world.officer, step)), Late)

    def test_nobody_is_called_back_from_a_step_that_is_not_open(self, session: Session) -> None:
        with pytest.raises(Conflict):
            tables.call_back(actor=session.facilitator, step=session.steps[0], seconds=60)


class TestTheApi:
    def test_a_table_is_mixed_named_and_written_at(self, session: Session, world: World) -> None:
        step, host, member = session.go(0), Client(), Client()
        host.force_login(world.chair.person)
        member.force_login(world.officer.person)
        as_json = {"content_type": "application/json"}
        found = host.post(f"/api/v1/workshop-steps/{step.pk}/tables", {"size": 2}, **as_json).json()["results"]
        assert [(one["number"], len(one["sittings"])) for one in found] == [(1, 2), (2, 2)]
        here = table_of(world.officer, step)
        named = host.put(f"/api/v1/workshop-tables/{here.pk}", {"name": "Björken"}, **as_json)
        assert (named.json()["kind"], named.json()["name"]) == ("table", "Björken")
        url = f"/api/v1/workshop-tables/{here.pk}/lines/"
        first = member.put(f"{url}{uuid.uuid4()}", {"text": "Först"}, **as_json)
        assert (first.status_code, first.headers["ETag"]) == (200, '"1"')
        for text, after in (("Sist", {}), ("Överst", {"after": None})):
            assert member.put(f"{url}{uuid.uuid4()}", {"text": text, **after}, **as_json).status_code == 200
        assert [line.text for line in lines_of(here.pk)] == ["Överst", "Först", "Sist"]
        line = f"/api/v1/workshop-lines/{first.json()['id']}"
        for tag, code in (('"1"', 200), ('"1"', 412)):
            answer = member.put(line, {"text": f"Ändrad {code}"}, **as_json, headers={"If-Match": tag})
            assert answer.status_code == code
        assert member.put(f"{line}/place", {"after": None}, **as_json).json()["text"] == "Ändrad 200"
        sessions.close_step(actor=session.facilitator, step=step)
        assert member.put(f"{url}{uuid.uuid4()}", {"text": "Sent"}, **as_json).status_code == 202
