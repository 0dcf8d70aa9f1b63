"""What time itself asks for is done once an hour, by whichever process is there."""

import logging

import pytest
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from events import upkeep


def booked() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=upkeep.upkeep.module_path))


@pytest.mark.django_db
class TestUpkeep:
    def test_it_is_booked_once_however_many_processes_start(self):
        for _ in range(3):
            upkeep.ensure_booked()
        assert len(booked()) == 1

    def test_it_books_itself_again_for_an_hour_later(self, monkeypatch):
        monkeypatch.setattr(upkeep, "_jobs", [])
        upkeep.upkeep.func()
        (next_run,) = booked()
        assert abs(next_run.run_after - timezone.now() - upkeep.HOUR).total_seconds() < 60

    def test_one_job_that_fails_does_not_stop_the_others(self, monkeypatch, caplog):
        done = []

        def fails() -> int:
            raise OSError("the disk is full")

        def works() -> int:
            done.append(1)
            return 1

        monkeypatch.setattr(upkeep, "_jobs", [fails, works])
        monkeypatch.setattr(logging.getLogger("arenan"), "propagate", True)
        upkeep.upkeep.func()
        assert done == [1]
        assert "fails failed" in caplog.text
        assert len(booked()) == 1

    def test_the_jobs_of_the_house_bear_being_run_twice(self, world):
        upkeep.run_jobs()
        upkeep.run_jobs()
        assert {job.__name__ for job in upkeep._jobs} >= {
            "forget_old",
            "dispose_of_working_content",
            "clear_unsent_files",
        }


@pytest.mark.django_db(transaction=True)
def test_many_that_start_at_once_go_on_as_one(in_threads):
    """Each may have looked before any had booked; after the first round there is one booking all the same."""
    assert in_threads([upkeep.ensure_booked] * 6) == [None] * 6
    first_round = booked()
    assert first_round
    for result in first_round:
        DBTaskResult.objects.filter(pk=result.pk).update(status=TaskResultStatus.RUNNING)
        upkeep.upkeep.func()
        DBTaskResult.objects.filter(pk=result.pk).update(status=TaskResultStatus.SUCCESSFUL)
    assert len(booked()) == 1
