"""What must happen after an event happens, at least once, even when it fails at first."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import transaction
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from events import reactions
from events.action import cause
from events.models import Event, ReactionRun
from events.reactions import ATTEMPTS, FIRST_WAIT, reacts_to, retry, run_reaction
from events.registry import registry
from tests.events.doing import Noted, Told, note, note_and_fail, tell
from tests.world import SYSTEM

State = ReactionRun.State


class Heard:
    """A reaction that remembers, and fails as often as it is told to."""

    def __init__(self) -> None:
        self.seen: list[Event] = []
        self.causes: list[int | None] = []
        self.fails = 0

    def __call__(self, happened: Noted, event: Event) -> None:
        self.causes.append(cause.get())
        if self.fails:
            self.fails -= 1
            raise ConnectionError("the mail server does not answer")
        self.seen.append(event)
        if happened.what == "again":
            note(actor=SYSTEM, room=happened.room, what="reaction")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """A reaction to the tests' own events."""
    one = Heard()
    monkeypatch.setattr(reactions, "_reactions", {})
    monkeypatch.setitem(registry._types, (Noted.name, 1), Noted)
    monkeypatch.setitem(registry._types, (Told.name, 1), Told)

    def hear(happened: Noted, event: Event) -> None:
        one(happened, event)

    reacts_to(Noted, Told)(hear)
    return one


def waiting() -> list[DBTaskResult]:
    """Return the tasks that a worker has yet to run."""
    return list(DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=run_reaction.module_path))


def work() -> None:
    """Run each waiting task once, as a worker does whose clock has moved on."""
    for result in waiting():
        DBTaskResult.objects.filter(pk=result.pk).update(status=TaskResultStatus.SUCCESSFUL)
        run_reaction.func(*result.args_kwargs["args"])


@pytest.mark.django_db
class TestReactions:
    def test_it_is_entered_with_the_event_and_runs_in_a_worker(self, heard):
        note(actor=SYSTEM, room=uuid4(), times=2)
        assert (len(waiting()), heard.seen) == (2, [])
        work()
        assert [one.seq for one in heard.seen] == [1, 2]
        assert set(ReactionRun.objects.values_list("state", flat=True)) == {State.DONE}

    def test_what_is_rolled_back_has_no_reaction(self, heard):
        with pytest.raises(RuntimeError):
            note_and_fail(actor=SYSTEM, room=uuid4(), error=RuntimeError())
        with transaction.atomic():
            note(actor=SYSTEM, room=uuid4())
            assert len(waiting()) == 1
            transaction.set_rollback(True)
        assert waiting() == []
        assert not ReactionRun.objects.exists()

    def test_an_event_in_two_streams_has_one_reaction(self, heard):
        tell(actor=SYSTEM, room=uuid4(), person=uuid4())
        work()
        assert [one.primary for one in heard.seen] == [True]

    def test_it_is_tried_again_with_growing_waits(self, heard):
        heard.fails = 3
        note(actor=SYSTEM, room=uuid4())
        waits = []
        for _ in range(3):
            work()
            (task,) = waiting()
            waits.append(task.run_after - timezone.now())
        assert [round(wait / FIRST_WAIT) for wait in waits] == [1, 4, 16]
        run = ReactionRun.objects.get()
        assert (run.state, run.attempts) == (State.WAITING, 3)
        assert run.last_error == "ConnectionError: the mail server does not answer"
        work()
        run.refresh_from_db()
        assert (run.state, run.last_error) == (State.DONE, "")
        assert len(heard.seen) == 1

    def test_it_is_given_up_after_so_many_attempts_and_stays_to_be_seen(self, heard):
        heard.fails = 100
        note(actor=SYSTEM, room=uuid4())
        for _ in range(ATTEMPTS):
            assert len(waiting()) == 1
            work()
        assert waiting() == []
        run = ReactionRun.objects.get()
        assert (run.state, run.attempts) == (State.DEAD, ATTEMPTS)

    def test_the_administrator_sees_what_was_given_up_and_can_have_it_tried_again(self, heard):
        heard.fails = ATTEMPTS
        note(actor=SYSTEM, room=uuid4())
        for _ in range(ATTEMPTS):
            work()
        out = StringIO()
        call_command("reactions", stdout=out)
        assert "the mail server does not answer" in out.getvalue()
        assert waiting() == []
        call_command("reactions", "--retry", stdout=out)
        work()
        assert ReactionRun.objects.get().state == State.DONE
        assert len(heard.seen) == 1

    def test_what_is_done_is_not_done_again(self, heard):
        """A worker that died after the work but before saying so has its task run by another."""
        note(actor=SYSTEM, room=uuid4())
        work()
        run_reaction.func(ReactionRun.objects.get().pk)
        assert len(heard.seen) == 1

    def test_a_retried_reaction_gets_a_new_set_of_attempts(self, heard):
        heard.fails = ATTEMPTS + 2
        note(actor=SYSTEM, room=uuid4())
        for _ in range(ATTEMPTS):
            work()
        retry(ReactionRun.objects.get())
        for _ in range(3):
            work()
        run = ReactionRun.objects.get()
        assert (run.state, run.attempts) == (State.DONE, 3)

    def test_what_a_reaction_does_names_the_event_that_caused_it(self, heard):
        room = uuid4()
        note(actor=SYSTEM, room=room, what="again")
        work()
        first, second = Event.objects.filter(stream__name=f"room:{room}")
        assert (first.caused_by, second.caused_by) == (None, first.pk)
        assert cause.get() is None

    def test_an_event_that_this_version_does_not_know_waits_for_one_that_does(self, heard, monkeypatch):
        note(actor=SYSTEM, room=uuid4())
        monkeypatch.delitem(registry._types, (Noted.name, 1))
        work()
        run = ReactionRun.objects.get()
        assert run.state == State.WAITING
        assert "UnknownEventType" in run.last_error
        monkeypatch.setitem(registry._types, (Noted.name, 1), Noted)
        work()
        assert len(heard.seen) == 1

    def test_a_reaction_that_breaks_the_transaction_is_tried_again(self, heard, monkeypatch):
        monkeypatch.setattr(reactions, "_reactions", {})

        def breaks(happened: Noted, event: Event) -> None:
            with transaction.atomic():
                ReactionRun.objects.create(event=event, reaction=ReactionRun.objects.get().reaction)

        reacts_to(Noted)(breaks)
        note(actor=SYSTEM, room=uuid4())
        work()
        run = ReactionRun.objects.get()
        assert (run.state, run.attempts) == (State.WAITING, 1)
        assert run.last_error.startswith("IntegrityError")


@pytest.mark.django_db(transaction=True)
def test_the_worker_itself_runs_a_reaction(heard):
    """The real worker, once through its queue."""
    note(actor=SYSTEM, room=uuid4())
    call_command("db_worker", "--batch", "--interval", "0", "--no-startup-delay", "--no-reload")
    assert len(heard.seen) == 1
    assert ReactionRun.objects.get().state == State.DONE
