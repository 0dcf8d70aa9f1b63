"""Mail about pages on their way to the public, sent by the worker in reaction to events."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, TaskState

from accounts.models import Membership, Person
from cms.editing.events import PageApproved, PageReturned, PageSubmitted
from cms.editing.models import ReviewByAnother, last_editor
from cms.publishing.models import Standing
from events.models import Event
from events.reactions import reacts_to


@reacts_to(PageSubmitted)
def ask_reviewers(happened: PageSubmitted, _event: Event) -> None:
    """Ask those whose step it is, unless the page has moved on meanwhile. Its last writer cannot take the step."""
    state = _state(happened.task)
    if state is None or state.status != TaskState.STATUS_IN_PROGRESS:
        return
    page = _page(happened.page)
    task = state.task.specific
    if page is None or not isinstance(task, ReviewByAnother):
        return
    asked = Person.objects.filter(is_active=True, groups__in=task.groups.all()).distinct()
    _send("page_submitted", asked.exclude(pk=last_editor(page)), page, state)


@reacts_to(PageReturned, PageApproved)
def tell_writers(happened: PageReturned | PageApproved, _event: Event) -> None:
    """Tell whoever sent the page in and whoever wrote it last what became of it, if they may still read it."""
    state, page = _state(happened.task), _page(happened.page)
    if state is None or page is None:
        return
    concerned = [state.workflow_state.requested_by_id, state.revision.user_id]
    hats = Membership.objects.current().filter(person__in=[one for one in concerned if one])
    drafting = Standing.objects.filter(pk=happened.page).values("drafting__organisation")
    mine = hats.filter(Q(organisation=happened.organisation) | Q(organisation__in=drafting))
    told = Person.objects.filter(is_active=True, pk__in=mine.values("person")).exclude(pk=state.finished_by_id)
    _send("page_returned" if isinstance(happened, PageReturned) else "page_approved", told, page, state)


def _state(pk: int) -> TaskState | None:
    found: TaskState | None = (
        TaskState.objects.select_related("workflow_state", "revision", "task").filter(pk=pk).first()
    )
    return found


def _page(standing: object) -> Page | None:
    found: Page | None = Page.objects.filter(standing=standing).first()
    return found.specific if found else None


def _send(name: str, people: Iterable[Person], page: Page, state: TaskState) -> None:
    link = settings.BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
    for person in people:
        with translation.override(settings.LANGUAGE_CODE):
            context = {
                "name": person.get_short_name(),
                "title": page.get_latest_revision_as_object().title,
                "step": state.task.name,
                "comment": state.comment,
                "by": state.finished_by.name if state.finished_by else "",
                "url": link,
                "base_url": settings.BASE_URL,
            }
            send_mail(
                subject=render_to_string(f"mail/{name}_subject.txt", context).strip(),
                message=render_to_string(f"mail/{name}.txt", context),
                html_message=render_to_string(f"mail/{name}.html", context),
                from_email=None,
                recipient_list=[person.email],
            )
