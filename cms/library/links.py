"""Links to files in texts, as they are given to the editor's form."""

from typing import Any

from wagtail.documents.rich_text.contentstate import DocumentLinkElementHandler

from cms.editing.pointing import editor, may_point_at
from cms.library.models import CouncilDocument


class KnownFile(DocumentLinkElementHandler):  # type: ignore[misc]
    """Without address and name when the editor may not see the file."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        person = editor()
        if person is not None and not may_point_at(person, CouncilDocument, attrs.get("id")):
            return {"id": int(attrs["id"])}
        found: dict[str, Any] = super().get_attribute_data(attrs)
        return found
