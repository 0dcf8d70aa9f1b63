"""Who drafts what together, what drafts show, and the steps of the workflow."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from accounts.models import Organisation
from cms.publishing.models import Standing


class Drafting(models.Model):
    """An organisation that drafts a page together with its owner, as the newest draft says.

    Held beside the pages, whatever their kind, so that the drafts of an organisation can be asked for at once. Sharing
    takes effect when the draft is saved, not when it is published: it is a right, and no part of what the public sees.
    """

    standing = models.ForeignKey(Standing, on_delete=models.CASCADE, related_name="drafting")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["standing", "organisation"], name="drafting_once")]

    def __str__(self) -> str:
        return f"{self.standing} · {self.organisation}"


class DraftUse(models.Model):
    """A picture or file that the newest draft of a page shows; who sees the draft sees that too."""

    standing = models.ForeignKey(Standing, on_delete=models.CASCADE, related_name="draft_uses")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_id"], name="draft_use_of")]
        constraints = [models.UniqueConstraint(fields=["standing", "content_type", "object_id"], name="draft_use_once")]

    def __str__(self) -> str:
        return f"{self.standing} · {self.content_type_id}:{self.object_id}"


class ReviewByAnother(AbstractGroupApprovalTask):  # type: ignore[misc]
    """A step in which somebody of the groups approves a text, or sends it back; never the person who last changed it.

    Reviewers of other organisations read and say what they think. Whoever drafts the page and is in the groups may
    change it as well, and is then the last to have changed it.
    """

    class Meta:
        verbose_name = _("review by somebody else")
        verbose_name_plural = _("reviews by somebody else")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Somebody in the chosen groups approves it who is not the last to have changed it."))

    def is_for(self, user: Any) -> bool:
        """Say whether the step is done by this person, if they are not the last to have changed the text."""
        return bool(user.is_active and (user.is_superuser or self._user_in_groups(user)))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self.is_for(user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        from cms.editing.queries import drafts

        return not (user.is_superuser or (self.is_for(user) and drafts(user, obj.pk)))

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return False

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Return what the person may do now: without approving, when they are the last to have changed the text."""
        if not self.is_for(user):
            return []
        back = ("reject", _("Send back"), True)
        if last_editor(obj) == user.pk:
            return [back]
        return [("approve", _("Approve"), False), ("approve", _("Approve with a comment"), True), back]

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Approve or send back.

        Raises:
            Forbidden: the step is not this person's, or they approve what they were the last to change.
        """
        from cms.editing.refusing import refuse_own

        page = task_state.workflow_state.content_object
        refuse_own(self, page, user, action_name)
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        running = self.task_states.filter(status="in_progress")
        return running if self.is_for(user) else running.none()


def last_editor(page: Any) -> Any:
    """Return the id of the person who wrote the newest draft of a page; None when it was the system."""
    return page.revisions.order_by("-created_at", "-id").values_list("user_id", flat=True).first()
