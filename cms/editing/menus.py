"""Buttons of a page's form, and the panels of the editors' first page, where they differ from Wagtail's."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, WorkflowMenuItem
from wagtail.admin.views.home import LockedPagesPanel, RecentEditsPanel, UserObjectsInWorkflowModerationPanel
from wagtail.models import Page

from cms.editing.models import ReviewByAnother
from cms.editing.queries import drafts_seen_by


class ReviewItem(WorkflowMenuItem):  # type: ignore[misc]
    """A step of the workflow for who reads the page without writing in it."""

    def is_shown(self, context: Any) -> bool:
        return bool(context["view"] == "edit")


class CommentItem(ActionMenuItem):  # type: ignore[misc]
    """Saves comments and nothing else."""

    label = _("Save comments")
    name = "action-comment"
    icon_name = "comment"


def offer_review(items: list[Any], user: Any, context: Any) -> None:
    """Give who reviews a page of others the buttons that Wagtail takes away from whom the page is locked for."""
    page = context.get("page")
    task = page.current_workflow_task if page and page.pk else None
    if not (isinstance(task, ReviewByAnother) and context.get("locked_for_user") and task.is_for(user)):
        return
    icons = {"approve": "success", "reject": "edit"}
    steps = [
        ReviewItem(name, label, modal, icon_name=icons[name]) for name, label, modal in task.get_actions(page, user)
    ]
    items[:] = [*steps, CommentItem(), *(one for one in items if one.name != "action-page-locked")]


def _kept(pages: Any, user: Any) -> set[int]:
    ids = [page.pk for page in pages]
    return set(Page.objects.filter(drafts_seen_by(user), pk__in=ids).values_list("pk", flat=True))


class MyWorkflows(UserObjectsInWorkflowModerationPanel):  # type: ignore[misc]
    """What I have sent in, as long as I may read it."""

    def get_context_data(self, parent_context: Any) -> Any:
        context = super().get_context_data(parent_context)
        states = context["workflow_states"]
        kept = _kept([state.content_object for state in states], parent_context["request"].user)
        context["workflow_states"] = [state for state in states if state.content_object.pk in kept]
        return context


class MyEdits(RecentEditsPanel):  # type: ignore[misc]
    """What I last wrote in, as long as I may read it."""

    def get_context_data(self, parent_context: Any) -> Any:
        context = super().get_context_data(parent_context)
        kept = _kept([page for _day, page in context["last_edits"]], parent_context["request"].user)
        context["last_edits"] = [(day, page) for day, page in context["last_edits"] if page.pk in kept]
        return context


class MyLocks(LockedPagesPanel):  # type: ignore[misc]
    """What I have locked, as long as I may read it."""

    def get_context_data(self, parent_context: Any) -> Any:
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["locked_pages"] = context["locked_pages"].filter(drafts_seen_by(user))
        return context


PANELS = {
    UserObjectsInWorkflowModerationPanel: MyWorkflows,
    RecentEditsPanel: MyEdits,
    LockedPagesPanel: MyLocks,
}
