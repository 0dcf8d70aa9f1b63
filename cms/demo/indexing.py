"""Lets Wagtail's own index, in which editors search, hear of each page once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db.models import Model
from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from modelsearch.tasks import insert_or_update_object_task


@contextmanager
def indexed_later() -> Iterator[None]:
    """Make no task of each step in which a page is made. For one process that does nothing else meanwhile."""
    heard = [model for model in get_indexed_models() if post_save.disconnect(post_save_signal_handler, sender=model)]
    try:
        yield
    finally:
        for model in heard:
            post_save.connect(post_save_signal_handler, sender=model)


def index(things: Iterable[Model]) -> None:
    """Ask for each of these to be indexed as it stands now."""
    for thing in things:
        insert_or_update_object_task.enqueue(thing._meta.app_label, thing._meta.model_name, str(thing.pk))
