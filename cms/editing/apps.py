"""Wagtail's own apps, as this house starts them."""

from django.contrib.auth import get_user_model
from wagtail.admin.apps import WagtailAdminAppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class EditorsRoomsConfig(WagtailAdminAppConfig):  # type: ignore[misc]
    """The editors' rooms: our form for every page, and our own mail instead of Wagtail's."""

    default = False

    def ready(self) -> None:
        super().ready()
        from wagtail.admin.widgets import AdminPageChooser
        from wagtail.documents.widgets import AdminDocumentChooser
        from wagtail.images.widgets import AdminImageChooser

        from cms.editing.forms import PageForm
        from cms.editing.pointing import hide_unseen
        from cms.pages.models import CouncilPage

        CouncilPage.base_form_class = PageForm
        for chooser in (AdminPageChooser, AdminImageChooser, AdminDocumentChooser):
            hide_unseen(chooser)
        _silence()


def _silence() -> None:
    """Let Wagtail tell nobody by mail what our events tell."""
    from wagtail.models import TaskState, WorkflowState
    from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

    task_submitted.disconnect(sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification")
    for signal, name in (
        (workflow_submitted, "submitted"),
        (workflow_rejected, "rejected"),
        (workflow_approved, "approved"),
    ):
        signal.disconnect(sender=WorkflowState, dispatch_uid=f"workflow_state_{name}_email_notification")


class PeopleConfig(WagtailUsersAppConfig):  # type: ignore[misc]
    """People and groups in the editors' rooms, for those who run the installation."""

    default = False
    user_viewset = "cms.editing.people.PersonViewSet"

    def ready(self) -> None:
        super().ready()
        from wagtail.permissions import register_permission_policy

        from cms.editing.people import PeoplePolicy

        register_permission_policy(get_user_model(), PeoplePolicy(get_user_model()), exact_class=True)
