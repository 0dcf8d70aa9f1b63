"""A receiver, webhooks that are sent to it, and the worker that sends."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.actor import AnyActor, PersonActor
from api.webhooks.actions import create_webhook
from api.webhooks.delivery import send
from api.webhooks.models import Subscription
from api.webhooks.secrets import new_secret
from tests.browsers import Browser, Caller, open_browser
from tests.webhooks.receiver import Receiver, listen
from tests.world import World

Make = Callable[..., Subscription]
Call = Callable[[AnyActor], Caller]
PUBLIC = "https://93.184.215.14/arenan"
"""An address that may be used and is never sent to in these tests."""


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """Something that listens on this machine, which the installation is allowed to reach."""
    settings.WEBHOOKS_ALLOW_PRIVATE = True
    found = listen()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def secret() -> str:
    """The secret of the webhooks that `make` makes."""
    return new_secret()


@pytest.fixture
def make(world: World, secret: str) -> Make:
    """Add a webhook for the officer, or somebody else; it hears the open room unless told otherwise."""

    def made(url: str = PUBLIC, who: PersonActor | None = None, **more: Any) -> Subscription:
        who = who or world.officer
        chosen = {"description": "Diariet", "streams": [world.open_room.stream], "secret": secret, **more}
        return create_webhook(actor=who, membership=who.membership, url=url, **chosen)

    return made


@pytest.fixture
def call(db: None) -> Call:
    """Call the API as somebody."""
    return Caller


@pytest.fixture
def browser(db: None) -> Browser:
    """Open a browser, signed in or not."""
    return open_browser


def waiting() -> list[DBTaskResult]:
    """Return the tasks that a worker would take now, in the order it would take them."""
    return list(DBTaskResult.objects.ready().filter(task_path=send.module_path))


def work() -> int:
    """Do what waits now, as the task worker does; return how many tasks there were."""
    found = waiting()
    for one in found:
        DBTaskResult.objects.filter(pk=one.pk).update(status=TaskResultStatus.SUCCESSFUL)
        send.func(*one.args_kwargs["args"])
    return len(found)
