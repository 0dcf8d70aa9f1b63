"""Which pictures and files are public: those that a public page shows, from the very moment it does."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from cms.library.models import CouncilDocument, CouncilImage
from cms.publishing.events import PageDeleted, PagePublished, PageUnpublished
from cms.publishing.models import Standing
from events.recording import Written, when_written

MODELS = (CouncilImage, CouncilDocument)
_CHANGES = {PagePublished.name, PageUnpublished.name, PageDeleted.name}


@when_written
def show_and_hide(written: Sequence[Written]) -> None:
    """Keep up with what is published and taken down, in the same transaction."""
    for batch in written:
        for event in batch.events:
            if event.primary and event.type in _CHANGES:
                standing = Standing.objects.select_related("page").filter(pk=event.data["page"]).first()
                if standing is not None:
                    reckon(standing, gone=event.type == PageDeleted.name)


def reckon(standing: Standing, *, gone: bool = False) -> None:
    """Reckon anew what of the library is public, as far as one page is concerned."""
    page = standing.page.specific
    before = _used_by(page)
    if not gone:
        # Wagtail would bring its index up to date in a task of its own, later.
        ReferenceIndex.create_or_update_for_object(page)
    concerned = before | _used_by(page)
    for model in MODELS:
        kind = ContentType.objects.get_for_model(model)
        ids = [pk for of, pk in concerned if of == kind.pk]
        shown = set(_shown(kind, ids, without=standing if gone else None))
        model._default_manager.filter(pk__in=shown, public=False).update(public=True)
        model._default_manager.filter(pk__in=set(ids) - shown, public=True).update(public=False)


def _used_by(page: Page) -> set[tuple[int, int]]:
    kinds = [ContentType.objects.get_for_model(model).pk for model in MODELS]
    rows = ReferenceIndex.get_references_for_object(page).filter(to_content_type__in=kinds)
    return {(kind, int(pk)) for kind, pk in rows.values_list("to_content_type", "to_object_id")}


def _shown(kind: ContentType, ids: Sequence[int], without: Standing | None) -> Any:
    """Return those of `ids` that a public page shows."""
    public = Standing.objects.filter(public=True).exclude(pk__in=[without.pk] if without else [])
    pages = public.annotate(as_text=Cast("page", CharField())).values("as_text")
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=pages,
        to_content_type=kind,
        to_object_id__in=[str(pk) for pk in ids],
    )
    return (int(pk) for pk in rows.values_list("to_object_id", flat=True))
