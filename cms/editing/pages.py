"""The forms in which pages are written, where they differ from Wagtail's: nobody overwrites or approves unawares."""

import json
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms.editing.models import ReviewByAnother
from cms.editing.refusing import OWN_WORDS, is_own
from cms.pages.models import CouncilPage
from events.errors import Forbidden


class _Quiet:
    """Sends none of Wagtail's own mail."""

    def send_commenting_notifications(self, changes: Any) -> None:
        """Comments are seen on the page; nobody gets mail about each."""


class _Guarded(_Quiet):
    """Refuses, with everything typed kept, to save over what somebody else saved meanwhile or to approve own words."""

    def post(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.page.alias_of_id or self.expects_json_response:
            return super().post(request, *args, **kwargs)  # type: ignore[misc]
        step = request.POST.get("workflow-action-name", "") if request.POST.get("action-workflow-action") else ""
        if is_own(self.page, request.user, step):
            return self._refuse(OWN_WORDS, 403)
        if self._reads_only and (step or request.POST.get("action-comment")):
            return self._review(step)
        if self.is_out_of_date and request.POST.get("save_anyway") != str(self.latest_revision.pk):
            return self._refuse(self._somebody_else(), 409)
        with transaction.atomic():  # Wagtail saves, publishes and starts a workflow step by step.
            return super().post(request, *args, **kwargs)  # type: ignore[misc]

    @cached_property
    def _reads_only(self: Any) -> bool:
        task = self.page.current_workflow_task
        return isinstance(task, ReviewByAnother) and task.is_for(self.request.user) and self.locked_for_user

    def _fill_form(self: Any) -> None:
        self.form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )

    def _refuse(self: Any, why: Any, status: int) -> HttpResponse:
        messages.error(self.request, why)
        self._fill_form()
        self.has_unsaved_changes = True
        answer: HttpResponse = self.render_to_response(self.get_context_data())
        answer.status_code = status
        return answer

    def _somebody_else(self: Any) -> Any:
        newest = self.latest_revision
        return format_html(
            '{} <a href="{}" target="_blank">{}</a> '
            '<button type="submit" form="page-edit-form" class="button button-small" name="save_anyway" value="{}">{}'
            "</button>",
            _("%(who)s has saved a newer version since you opened the page. What you have written is still here.")
            % {"who": newest.user or _("Somebody")},
            self._newest_url(),
            _("See the newer version"),
            newest.pk,
            _("Save mine over it"),
        )

    def _newest_url(self: Any) -> str:
        return reverse("wagtailadmin_pages:revisions_view", args=[self.page.pk, self.latest_revision.pk])

    def get_context_data(self: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        if self.request.method == "POST" and self.is_out_of_date:
            # Saving again without saying so is refused again.
            context["loaded_revision_created_at"] = self.request.POST.get("loaded_revision_created_at", "")
        return context

    def perform_workflow_action(self: Any) -> Any:
        if self.workflow_action == "approve" and self.has_content_changes:
            words = _("You have changed the text. Save the draft first; somebody else then approves it.")
            return self._refuse(words, 409)
        return super().perform_workflow_action()  # type: ignore[misc]

    def _review(self: Any, step: str) -> Any:
        """Take a step, or leave comments, without touching the text."""
        if step and not self.workflow_action_is_valid():
            return self._refuse(_("The page does not wait for you any more."), 409)
        self._keep_comments()
        if step:
            more = json.loads(self.request.POST.get("workflow-action-extra-data") or "{}")
            comment = {"comment": str(more["comment"])} if more.get("comment") else {}
            state = self.page.current_workflow_task_state
            self.page.current_workflow_task.on_action(state, self.request.user, step, **comment)
            messages.success(self.request, _("Done. The page has moved on to its next step."))
            return redirect(self.next_url or "wagtailadmin_home")
        messages.success(self.request, _("Your comments are saved."))
        return self.redirect_and_remain()

    def _keep_comments(self: Any) -> None:
        self._fill_form()
        comments = self.form.formsets.get("comments")
        if comments is None or not comments.management_form.is_valid() or not comments.is_valid():
            return
        comments.save()
        self.log_commenting_changes(self.get_commenting_changes(), self.latest_revision)


class EditPage(_Guarded, EditView):  # type: ignore[misc]
    """The form of a page."""


class RevertPage(_Guarded, RevisionsRevertView):  # type: ignore[misc]
    """The form of a page, filled with an earlier version."""


class CreatePage(_Quiet, CreateView):  # type: ignore[misc]
    """The form of a new page."""

    def post(self, request: HttpRequest) -> Any:
        with transaction.atomic():
            return super().post(request)


class StepOfWorkflow(WorkflowActionView):  # type: ignore[misc]
    """Approving or sending back from the list of what waits."""

    def get_redirect_url(self) -> str:
        # Who has taken their step may not read the page any longer.
        return get_valid_next_url_from_request(self.request) or reverse("wagtailadmin_home")

    def check_action(self) -> None:
        if self.task_state.pk != getattr(self.object.current_workflow_task_state, "pk", None):
            raise Forbidden(_("The page has moved on since you opened the list."))
        if is_own(self.object, self.request.user, self.action_name):
            raise Forbidden(OWN_WORDS)
        super().check_action()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Forbidden as error:
            messages.error(request, str(error.message))
            answer = redirect("wagtailadmin_home")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": answer.url})
        return answer


class CouncilPageViewSet(PageViewSet):  # type: ignore[misc]
    """The editors' forms of every kind of page."""

    model = CouncilPage
    parent_models = ()
    add_view_class = CreatePage
    edit_view_class = EditPage
    revisions_revert_view_class = RevertPage
    workflow_action_view_class = StepOfWorkflow

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # The base of our pages has no table; what a view looks up, it looks up among all pages.
        given: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return given | {"model": Page}


council_pages = CouncilPageViewSet("council_pages")
