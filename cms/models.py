"""Images and documents of the editors. Our own models from the first migration, since they cannot be changed later."""

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class CouncilImage(AbstractImage):  # type: ignore[misc]
    """A picture in the editors' library."""

    admin_form_fields = WagtailImage.admin_form_fields


class CouncilRendition(AbstractRendition):  # type: ignore[misc]
    """A picture in one size and format."""

    image = models.ForeignKey(CouncilImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]


class CouncilDocument(AbstractDocument):  # type: ignore[misc]
    """A file in the editors' library."""

    admin_form_fields = WagtailDocument.admin_form_fields
