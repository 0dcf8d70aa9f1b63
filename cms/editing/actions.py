"""What follows when a draft is saved, sent in, approved or sent back."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex, TaskState

from accounts.models import Organisation
from cms.editing.events import PageApproved, PageReturned, PageSubmitted
from cms.editing.models import Drafting, DraftUse
from cms.library.models import CouncilDocument, CouncilImage
from cms.publishing.models import Standing
from events.action import action
from events.actor import Actor
from events.recording import record

IN_WORKFLOW = {"submitted": PageSubmitted, "approved": PageApproved, "returned": PageReturned}


@action("cms.record_drafting", on="standing")
def note_draft(*, actor: Actor, standing: Standing, draft: Any) -> None:
    """Write down with whom the newest draft is shared, and which pictures and files it shows. Nobody is told."""
    wanted = {one.pk for one in draft.shared_with.all()} - {standing.organisation_id}
    _set_drafting(standing, Organisation.objects.filter(pk__in=wanted))
    _set_uses(standing, draft)


def _set_drafting(standing: Standing, organisations: Iterable[Organisation]) -> None:
    kept = {one.pk for one in organisations}
    known = set(standing.drafting.values_list("organisation", flat=True))
    standing.drafting.exclude(organisation__in=kept).delete()
    Drafting.objects.bulk_create(Drafting(standing=standing, organisation_id=pk) for pk in kept - known)


def _set_uses(standing: Standing, draft: Any) -> None:
    kinds = {ContentType.objects.get_for_model(model).pk for model in (CouncilImage, CouncilDocument)}
    # What Wagtail's index of references reads of a saved page, read of a draft.
    found = ReferenceIndex._extract_references_from_object(draft)
    wanted = {(kind, int(pk)) for kind, pk, *_place in found if kind in kinds and str(pk).isdigit()}
    known = {(use.content_type_id, use.object_id): use.pk for use in standing.draft_uses.all()}
    DraftUse.objects.filter(pk__in=[pk for use, pk in known.items() if use not in wanted]).delete()
    DraftUse.objects.bulk_create(
        DraftUse(standing=standing, content_type_id=kind, object_id=pk) for kind, pk in wanted - known.keys()
    )


@action("cms.record_drafting", on="standing")
def record_step(*, actor: Actor, standing: Standing, happened: str, state: TaskState) -> None:
    """Tell the owner's people that a page was submitted, approved or returned in a step of the workflow."""
    steps = list(state.workflow_state.workflow.tasks.values_list("pk", flat=True))
    step = steps.index(state.task_id) + 1 if state.task_id in steps else len(steps)
    record(
        IN_WORKFLOW[happened](
            organisation=standing.organisation_id, page=standing.pk, kind=standing.kind, step=step, task=state.pk
        )
    )
