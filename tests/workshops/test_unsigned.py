"""What is kept of contributions joins nobody to what was secret, not even beside what the same person signed."""

import uuid
from typing import Any

import pytest

from events.errors import Invalid
from tests.workshops.making import BOARD, running
from tests.workshops.meeting import QUESTIONS, TABLES, sit, wrote_line
from tests.world import World
from workshops.boards import actions as boards
from workshops.boards.models import Late, Note
from workshops.plans.models import Step
from workshops.sessions import actions as sessions
from workshops.sessions.snapshot import mine
from workshops.talks import asking
from workshops.talks.models import Asked, Voice

pytestmark = pytest.mark.django_db


def asked(actor: Any, step: Step, text: str = "Vem svarar?") -> Asked:
    made = asking.ask(actor=actor, step=step, question=uuid.uuid4(), text=text)
    assert isinstance(made, Asked)
    return made


def signatures(model: Any) -> list[Any]:
    return list(model.objects.values_list("author", "signature"))


class TestMarks:
    def test_a_voice_has_another_mark_than_the_question_that_its_owner_signed(self, world: World) -> None:
        session = running(world, QUESTIONS)
        step = session.go(0)
        own, other = asked(world.officer, step), asked(world.representative, step, "När?")
        assert own.author == session.place(world.officer)
        asking.lend_voice(actor=world.officer, question=other, on=True)
        assert not set(Voice.objects.values_list("owner", flat=True)) & set(step.asked.values_list("owner", flat=True))
        assert mine(session.place(world.officer))["voices"] == [str(other.pk)]
        asking.lend_voice(actor=world.officer, question=other, on=False)
        assert not other.voices.exists()

    def test_a_line_that_came_too_late_has_another_mark_than_a_note_that_its_writer_signed(self, world: World) -> None:
        session = running(world, TABLES, BOARD)
        step = session.go(0)
        (table, *_) = sit(session, step, [world.officer], [world.representative])
        note = boards.write_note(actor=world.officer, step=step, note=uuid.uuid4(), text="Vi ringer")
        sessions.close_step(actor=session.facilitator, step=step)
        late = wrote_line(world.officer, table)
        assert isinstance(late, Late)
        assert note.author == session.place(world.officer)
        assert late.owner not in {"", note.owner}
        assert [one["id"] for one in mine(session.place(world.officer))["late"]] == [str(late.pk)]
        assert wrote_line(world.officer, table, line=late.pk) == late, "known again when it is sent twice"


class TestHidingAuthors:
    """What the hosts hide is stored no longer, and nothing that is written afterwards is signed."""

    def test_of_notes(self, world: World) -> None:
        session = running(world, BOARD)
        step = session.go(0)
        note = boards.write_note(actor=world.officer, step=step, note=uuid.uuid4(), text="Chefen vill inte")
        assert isinstance(note, Note)
        sessions.hide_authors(actor=session.facilitator, step=step)
        boards.write_note(actor=world.officer, step=step, note=uuid.uuid4(), text="Ingen vill")
        assert signatures(Note) == [(None, ""), (None, "")]
        note = boards.edit_note(actor=world.officer, note=note, text="Chefen kan inte", expected=1)
        assert note.text == "Chefen kan inte", "it is still its author's to change"

    def test_of_questions_and_of_what_came_too_late(self, world: World) -> None:
        session = running(world, QUESTIONS)
        step = session.go(0)
        asked(world.officer, step)
        sessions.close_step(actor=session.facilitator, step=step)
        asking.ask(actor=world.officer, step=step, question=uuid.uuid4(), text="För sent?")
        late = Late.objects.get()
        assert late.author is not None
        sessions.hide_authors(actor=session.facilitator, step=step)
        assert signatures(Asked) == signatures(Late) == [(None, "")]
        assert Late.objects.get().version == late.version + 1, "the hosts are told"


class TestIds:
    """An id that a device makes stands on what was contributed: it must not hold the time or the device."""

    SEVENTH = uuid.UUID("019ad5c2-5b1e-7cc3-98c4-dc0c0c07398f")

    @pytest.mark.parametrize("told", [SEVENTH, uuid.uuid1()], ids=["time", "time and device"])
    def test_one_that_tells_more_than_chance_is_refused(self, world: World, told: uuid.UUID) -> None:
        session = running(world, BOARD, QUESTIONS, TABLES)
        board = session.go(0)
        with pytest.raises(Invalid) as refused:
            boards.write_note(actor=world.officer, step=board, note=told, text="Nytt")
        assert refused.value.fields == {"note": ["Slumpa fram id:t, en UUID av version 4."]}
        with pytest.raises(Invalid):
            boards.make_group(actor=session.facilitator, step=board, group=told, notes=[])
        with pytest.raises(Invalid):
            asked_with(told, world.officer, session.go(1))
        (table, *_) = sit(session, session.go(2), [world.officer])
        with pytest.raises(Invalid):
            wrote_line(world.officer, table, line=told)


def asked_with(told: uuid.UUID, actor: Any, step: Step) -> Any:
    return asking.ask(actor=actor, step=step, question=told, text="Vem?")
