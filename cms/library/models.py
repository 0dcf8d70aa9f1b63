"""Images and documents of the editors. Our own models from the first migration, since they cannot be changed later.

Each belongs to an organisation: only its editors, and those it drafts with, see it before it is on a public page.
"""

from typing import Any, ClassVar

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from accounts.models import Organisation

FOUND_BY = [index.FilterField(name) for name in ("id", "organisation", "public")]
"""What a search in the library may be narrowed by, so that each editor finds what they may see."""


class Owned(models.Model):
    """Belongs to an organisation, and is public once a public page shows it."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("owner organisation")
    )
    public = models.BooleanField(_("public"), default=False, editable=False)

    class Meta:
        abstract = True


class CouncilImage(Owned, AbstractImage):  # type: ignore[misc, django-manager-missing]  # noqa: DJ008 - Wagtail has it
    """A picture in the editors' library. Its description is the text alternative."""

    search_fields: ClassVar[list[Any]] = [*AbstractImage.search_fields, *FOUND_BY]
    admin_form_fields = (
        "title",
        "file",
        "description",
        "organisation",
        *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    )

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> ContentFile[bytes]:  # noqa: A002 - Wagtail's
        """Make a picture in one size and format, and close the file it was made in: Wagtail leaves that to chance."""
        with super().generate_rendition_file(filter, source=source) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)


class CouncilRendition(AbstractRendition):  # type: ignore[misc]
    """A picture in one size and format."""

    image = models.ForeignKey(CouncilImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]


class CouncilDocument(Owned, AbstractDocument):  # type: ignore[misc, django-manager-missing]  # noqa: DJ008 - Wagtail has it
    """A file in the editors' library."""

    search_fields: ClassVar[list[Any]] = [*AbstractDocument.search_fields, *FOUND_BY]
    admin_form_fields = ("title", "file", "organisation")
