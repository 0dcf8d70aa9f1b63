"""Reads of who drafts what. Lists, addresses and single rights all ask here, so that they cannot differ."""

from enum import IntEnum

from django.db.models import Q, QuerySet
from wagtail.models import Page, TaskState, WorkflowState

from accounts.models import Membership, Organisation, Person
from cms.editing.models import Drafting, ReviewByAnother
from cms.publishing.models import Standing


class Part(IntEnum):
    """What somebody has to do with a page's draft."""

    NONE = 0
    SHARES = 1
    """Acts for an organisation that drafts it together with the owner."""
    OWNS = 2
    """Acts for the owner."""


def organisations_of(person: Person) -> QuerySet[Organisation]:
    """Return the organisations a person acts for now."""
    hats = Membership.objects.current().filter(person_id=person.pk)
    return Organisation.objects.filter(pk__in=hats.values("organisation"))


def part_in(person: Person, page_id: int) -> Part:
    """Return what a person has to do with a page, as the database has it; a page in hand may claim another owner."""
    if not page_id or not person.is_active:
        return Part.NONE
    mine = organisations_of(person)
    if Standing.objects.filter(page=page_id, organisation__in=mine).exists():
        return Part.OWNS
    shares = Drafting.objects.filter(standing__page=page_id, organisation__in=mine).exists()
    return Part.SHARES if shares else Part.NONE


def drafts(person: Person, page_id: int) -> bool:
    """Say whether a person writes in the draft of a page."""
    return part_in(person, page_id) > Part.NONE


def pages_owned_by(person: Person) -> QuerySet[Standing, int]:
    """Return the ids of the pages whose owner a person acts for."""
    return Standing.objects.filter(organisation__in=organisations_of(person)).values_list("page", flat=True)


def pages_drafted_by(person: Person) -> QuerySet[Standing, int]:
    """Return the ids of the pages in whose drafts a person writes."""
    mine = organisations_of(person)
    drafted = Q(organisation__in=mine) | Q(drafting__organisation__in=mine)
    return Standing.objects.filter(drafted).values_list("page", flat=True)


def pages_reviewed_by(person: Person) -> list[int]:
    """Return the ids of the pages that wait for a person in a running workflow."""
    groups = person.groups.values("pk")
    tasks = ReviewByAnother.objects.filter(active=True, groups__in=groups).values("task_ptr")
    running = WorkflowState.objects.filter(
        current_task_state__status=TaskState.STATUS_IN_PROGRESS,
        current_task_state__task__in=tasks,
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return [int(pk) for pk in running.values_list("object_id", flat=True)]


def drafts_seen_by(person: Person) -> Q:
    """Return the condition on pages whose drafts a person may read."""
    if person.is_superuser:
        return Q()
    return Q(pk__in=pages_drafted_by(person)) | Q(pk__in=pages_reviewed_by(person))


def pages_seen_by(person: Person) -> Q:
    """Return the condition on pages that a person may come across in the editors' rooms: public ones, and drafts."""
    return Q() if person.is_superuser else Q(live=True) | drafts_seen_by(person)


def sees(person: Person, page_id: int) -> bool:
    """Say whether a page is there for a person in the editors' rooms."""
    return bool(Page.objects.filter(pages_seen_by(person), pk=page_id).exists())
