"""Browsers, and the worker's part in what happens after an event."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts.models import Person
from events.reactions import run_reaction
from tests.browsers import Browser, open_browser


@pytest.fixture
def browser(db: None) -> Browser:
    """Open a browser, signed in or not."""

    def opened(person: Person | None = None) -> Client:
        client = open_browser(person)
        if person:
            client.get(reverse("components"))  # The first page enters the session in the person's list.
        return client

    return opened


def cookie_of(client: Client) -> str:
    """Return the key of the browser's session."""
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def worker(db: None) -> Callable[[], None]:
    """Do what waits, as the task worker does."""

    def work() -> None:
        for waiting in DBTaskResult.objects.filter(task_path=run_reaction.module_path).order_by("enqueued_at"):
            waiting.delete()
            run_reaction.func(*waiting.args_kwargs["args"])

    return work
