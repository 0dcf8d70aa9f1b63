"""Where Wagtail's own doings reach the log.

Wagtail publishes, moves and deletes pages itself: from the editors' forms, from a workflow, on a schedule. Its signals
are the one place all those ways pass, so they are listened to here and nowhere else, and only to call our actions.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    task_approved,
    task_rejected,
    task_submitted,
)

from accounts.actor import PersonActor
from accounts.models import Person
from accounts.queries import hats_of
from cms.answers.shown import SITE
from cms.answers.topics import touch
from cms.editing.actions import record_step
from cms.editing.titles import keep_title
from cms.library.models import CouncilDocument, CouncilImage
from cms.pages.models import CouncilPage
from cms.publishing import actions
from cms.publishing.models import Standing
from events.actor import Actor, System

_SYSTEM = System("site")


def editor_now(page: CouncilPage) -> Actor:
    """Return who works in the editors' rooms now, with the hat of the page's owner if they have it; else the system."""
    person = get_active_log_context().user
    if not isinstance(person, Person) or not person.has_perm("wagtailadmin.access_admin"):
        return _SYSTEM
    hats = list(hats_of(person))
    fitting = next((hat for hat in hats if hat.organisation_id == page.organisation_id), None)
    return PersonActor(person, fitting or next(iter(hats), None))


def standing_of(page: Page) -> Standing:
    """Return where a page stands."""
    return Standing.objects.select_related("page").get(page_id=page.pk)


@receiver(post_save)
def _kept(sender: type, instance: Any, created: bool, raw: bool, update_fields: Any = None, **_: Any) -> None:
    if not isinstance(instance, CouncilPage) or raw:
        return
    if update_fields and "organisation" not in update_fields:
        return  # Wagtail notes something of its own; the words in hand may be a draft's.
    standing, new = Standing.objects.get_or_create(
        page_id=instance.pk,
        defaults={
            "kind": instance.kind,
            "organisation_id": instance.organisation_id,
            "confirm_by": actions.next_confirmation(instance),
        },
    )
    if not new and standing.organisation_id != instance.organisation_id:
        Standing.objects.filter(pk=standing.pk).update(organisation=instance.organisation_id)


@receiver(page_published)
def _published(sender: type, instance: Any, revision: Any = None, **_: Any) -> None:
    if isinstance(instance, CouncilPage) and instance.live:
        keep_title(instance)
        standing = standing_of(instance)
        first = standing.confirmed_at is None
        actions.record_published(actor=editor_now(instance), standing=standing, first=first)


@receiver(page_unpublished)
def _unpublished(sender: type, instance: Any, **_: Any) -> None:
    if isinstance(instance, CouncilPage):
        actions.record_unpublished(actor=editor_now(instance), standing=standing_of(instance))


@receiver(page_slug_changed)
@receiver(post_page_move)
def _moved(sender: type, instance: Any, **_: Any) -> None:
    page = instance.specific
    if isinstance(page, CouncilPage):
        actions.record_moved(actor=editor_now(page), standing=standing_of(page))


@receiver(pre_delete)
def _deleted(sender: type, instance: Any, **_: Any) -> None:
    if isinstance(instance, CouncilPage):
        standing = Standing.objects.filter(page_id=instance.pk).first()
        if standing is not None:
            actions.record_deleted(actor=editor_now(instance), standing=standing)


def _step(happened: str, state: Any) -> None:
    page = state.workflow_state.content_object
    if isinstance(page, Page) and isinstance(page.specific, CouncilPage):
        record_step(actor=editor_now(page.specific), standing=standing_of(page), happened=happened, state=state)


@receiver(task_submitted)
def _submitted(sender: type, instance: Any, **_: Any) -> None:
    _step("submitted", instance)


@receiver(task_approved)
def _approved(sender: type, instance: Any, **_: Any) -> None:
    _step("approved", instance)


@receiver(task_rejected)
def _returned(sender: type, instance: Any, **_: Any) -> None:
    _step("returned", instance)


@receiver(post_save)
@receiver(post_delete)
def _library_changed(sender: type, instance: Any, created: bool = False, **_: Any) -> None:
    # Words and files of the library stand on pages that are not themselves changed, and nothing tells on which.
    if isinstance(instance, CouncilImage | CouncilDocument) and not created:
        touch([SITE])
