"""The editors' own API, which Wagtail's menu and choosers read: by session, for editors, with Wagtail's rights."""

from typing import Any, ClassVar

from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from wagtail.admin.api.views import PagesAdminAPIViewSet


class EditorsOnly(BasePermission):
    """Somebody who works in the editors' rooms. The house's own API has keys and hats; this one has neither."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return request.user.has_perm("wagtailadmin.access_admin")


class ForEditors:
    """Opens an address of Wagtail's API to editors."""

    authentication_classes: ClassVar[list[Any]] = [SessionAuthentication]
    permission_classes: ClassVar[list[type[BasePermission]]] = [EditorsOnly]
    throttle_classes: ClassVar[list[Any]] = []


class Pages(ForEditors, PagesAdminAPIViewSet):  # type: ignore[misc]
    """Pages that the editor comes across; `cms.editing.rights` says which."""
