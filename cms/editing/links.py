"""Links in texts: to readers, a link to a page that is not public is plain text; to editors, so is one to a secret."""

from typing import Any

from django.utils.html import escape
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from cms.editing.pointing import editor, may_point_at


class PublicLink(PageLinkHandler):  # type: ignore[misc]
    """How a link to a page is shown: as text when the page has gone away or is not public."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [_opened(page) for page in cls.get_many(attrs_list)]


def _opened(page: Any) -> str:
    if page is None:
        return "<a>"
    shown = page.localized
    return f'<a href="{escape(shown.url)}">' if shown.live and shown.url else "<a>"


class KnownLink(PageLinkElementHandler):  # type: ignore[misc]
    """How a link to a page is given to the editor's form: without its address when the editor may not see the page."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        person = editor()
        if person is not None and not may_point_at(person, Page, attrs["id"]):
            return {"id": int(attrs["id"]), "url": None, "parentId": None}
        found: dict[str, Any] = super().get_attribute_data(attrs)
        return found
