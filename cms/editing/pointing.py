"""What an editor may point at from a page: links, pictures and files."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.http import HttpRequest
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from accounts.models import Person
from cms.editing.queries import sees

if TYPE_CHECKING:
    from cms.library.models import Owned


def may_point_at(person: Person, model: type[models.Model], pk: Any) -> bool:
    """Say whether a page, picture or file is one that the person may see.

    Other things are no secret, and what is no longer there gives nothing away: a page may keep a link to it.
    """
    if not issubclass(model, Page | AbstractImage | AbstractDocument):
        return True
    if not str(pk).isdigit() or not model._default_manager.filter(pk=pk).exists():
        return True
    if issubclass(model, Page):
        return sees(person, int(pk))
    from cms.library.rights import seen

    return bool(model._default_manager.filter(seen(person, cast("type[Owned]", model)), pk=pk).exists())


_request: ContextVar[HttpRequest | None] = ContextVar("editors_request", default=None)


@contextmanager
def at_work(request: HttpRequest) -> Iterator[None]:
    """Let what is shown within be shown to whoever sent this request from the editors' rooms."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def editor() -> Person | None:
    """Return who is shown something in the editors' rooms now; nobody outside of them."""
    request = _request.get()
    person = request.user if request is not None else None
    return person if isinstance(person, Person) else None


def shown_to_editor(instance: Any) -> Any:
    """Return the thing if whoever works in the editors' rooms may see it; else None, so that nothing of it is shown."""
    person = editor()
    if instance is None or person is None or may_point_at(person, type(instance), instance.pk):
        return instance
    return None


def hide_unseen(chooser: Any) -> None:
    """Make a chooser's field show nothing of what the editor may not see, whatever id a form brought it."""
    found = chooser.get_instance
    chooser.get_instance = lambda self, value: shown_to_editor(found(self, value))
