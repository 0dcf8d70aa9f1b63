"""What an editor may do with a page: what their groups allow in its section, and only with drafts of their own."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.editing.queries import Part, pages_drafted_by, pages_owned_by, pages_reviewed_by, pages_seen_by, part_in
from cms.pages.models import PolicyPage
from cms.publishing.models import Standing

FOR_OWNERS = frozenset({"publish", "delete", "bulk_delete"})
"""What only the owner's own editors do; those who draft a page together with them do the rest."""


class PageRights(PagePermissionTester):  # type: ignore[misc]
    """Asked by every page, form and menu of the editors' rooms."""

    @cached_property
    def part(self) -> Part:
        """What the person has to do with the draft."""
        if self.user.is_superuser:
            return Part.OWNS
        known: dict[int, Part] = self.user.__dict__.setdefault("_parts", {})
        if self.page.pk not in known:
            known[self.page.pk] = part_in(self.user, self.page.pk)
        return known[self.page.pk]

    @property
    def owns(self) -> bool:
        return self.part is Part.OWNS

    @property
    def drafts(self) -> bool:
        return self.part > Part.NONE

    @cached_property
    def reviews(self) -> bool:
        """Whether the page waits for the person in a running workflow."""
        task = self.page.current_workflow_task
        return bool(task and task.user_can_access_editor(self.page, self.user))

    def _owns_all_below(self) -> bool:
        if self.user.is_superuser:
            return True
        below = Standing.objects.filter(page__path__startswith=self.page.path, page__depth__gt=self.page.depth)
        return not below.exclude(page__in=pages_owned_by(self.user)).exists()

    def _holds_kept_policies(self) -> bool:
        # Answers and decisions refer to what a policy said. Such a policy is taken down, never deleted.
        referred_to = Q(versions__isnull=False) | Q(consultations__isnull=False)
        kept: bool = PolicyPage.objects.filter(referred_to, path__startswith=self.page.path).exists()
        return kept

    def can_add_subpage(self) -> bool:
        # Sections belong to whoever runs the site and hold everybody's pages.
        return bool(super().can_add_subpage() and (self.page.live or self.drafts))

    def can_edit(self) -> bool:
        return bool(super().can_edit() and (self.drafts or self.reviews))

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        may = super().can_delete(ignore_bulk) and self.owns and self._owns_all_below()
        return bool(may and not self._holds_kept_policies())

    def can_unpublish(self) -> bool:
        return bool(super().can_unpublish() and self.owns)

    def can_publish(self) -> bool:
        return bool(super().can_publish() and self.owns)

    def can_submit_for_moderation(self) -> bool:
        return bool(super().can_submit_for_moderation() and self.drafts)

    def can_set_view_restrictions(self) -> bool:
        return False  # What is published is for everybody.

    def can_lock(self) -> bool:
        return bool(super().can_lock() and self.drafts)

    def can_unlock(self) -> bool:
        return bool(super().can_unlock() and (self.drafts or self.user_has_lock()))

    def can_reorder_children(self) -> bool:
        return bool(super().can_reorder_children() and self.owns)

    def can_copy(self) -> bool:
        return bool(super().can_copy() and self.drafts and self._owns_all_below())

    def can_view_revisions(self) -> bool:
        return bool(super().can_view_revisions() and self.can_edit())


class PagePolicy(PagePermissionPolicy):  # type: ignore[misc]
    """The same for lists of pages."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        asked = set(actions)
        found: QuerySet[Any] = super().instances_user_has_any_permission_for(user, asked)
        if user.is_superuser:
            return found
        if asked == {"add"}:
            return found.filter(pages_seen_by(user))
        mine = pages_owned_by(user) if asked <= FOR_OWNERS else pages_drafted_by(user)
        return found.filter(pk__in=mine)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        # Who reviews without writing anywhere reads history and drafts in the same rooms.
        asked = set(actions)
        return bool(super().user_has_any_permission(user, asked) or ("change" in asked and pages_reviewed_by(user)))

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        asked = set(actions)
        if not super().user_has_any_permission_for_instance(user, asked, instance):
            return False
        rights = PageRights(user, instance)
        if asked == {"add"}:
            return bool(instance.live or rights.drafts)
        return rights.owns if asked <= FOR_OWNERS else rights.drafts

    def explorable_instances(self, user: Any) -> QuerySet[Any]:
        if not user.is_superuser and not self.get_cached_permissions_for_user(user):
            nothing: QuerySet[Any] = Page.objects.none()
            return nothing
        # Not this class' own lists, which are narrower: sections and what is public are shown to all their editors.
        found: QuerySet[Any] = _Sections(self.model).explorable_instances(user)
        return found if user.is_superuser else found.filter(pages_seen_by(user))


class _Sections(PagePermissionPolicy):  # type: ignore[misc]
    """What groups alone allow."""


page_policy = PagePolicy(Page)
