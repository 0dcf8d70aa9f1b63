"""The lists of pictures and files in the editors' own API: only what each editor sees."""

from typing import Any

from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from cms.editing.api import ForEditors
from cms.library.models import CouncilDocument, CouncilImage
from cms.library.rights import seen


class Pictures(ForEditors, ImagesAdminAPIViewSet):  # type: ignore[misc]
    """Pictures that the editor sees."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(seen(self.request.user, CouncilImage))


class Files(ForEditors, DocumentsAdminAPIViewSet):  # type: ignore[misc]
    """Files that the editor sees."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(seen(self.request.user, CouncilDocument))
