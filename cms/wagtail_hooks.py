"""Where Wagtail's editors' rooms ask the house. Each hook calls what stands in its part; nothing is decided here."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler
from wagtail.documents.rich_text.contentstate import document_link_entity

from accounts.models import Person
from cms.editing.api import Pages
from cms.editing.gate import FOR_ADMINISTRATORS
from cms.editing.links import KnownLink, PublicLink
from cms.editing.menus import PANELS, offer_review
from cms.editing.pages import council_pages
from cms.editing.queries import pages_seen_by
from cms.library.api import Files, Pictures
from cms.library.links import KnownFile
from cms.library.models import CouncilDocument, CouncilImage
from cms.library.rights import seen
from cms.publishing import reports


def hook[F: Callable[..., Any]](name: str, order: int = 0) -> Callable[[F], F]:
    """Enter a function where Wagtail asks for one of that name; later ones have a higher order."""

    def enter(function: F) -> F:
        hooks.register(name, function, order=order)
        return function

    return enter


def _editor(request: HttpRequest) -> Person:
    return cast(Person, request.user)  # Wagtail has let nobody else in.


@hook("register_admin_viewset")
def our_forms() -> Any:
    return council_pages


@hook("construct_page_chooser_queryset")
def pages_to_choose(pages: Any, request: HttpRequest) -> Any:
    return pages.filter(pages_seen_by(_editor(request)))


@hook("construct_explorer_page_queryset")
def pages_to_explore(parent: Any, pages: Any, request: HttpRequest) -> Any:
    return pages.filter(pages_seen_by(_editor(request)))


@hook("construct_image_chooser_queryset")
def pictures_to_choose(images: Any, request: HttpRequest) -> Any:
    return images.filter(seen(_editor(request), CouncilImage))


@hook("construct_document_chooser_queryset")
def files_to_choose(documents: Any, request: HttpRequest) -> Any:
    return documents.filter(seen(_editor(request), CouncilDocument))


@hook("construct_admin_api", order=10)
def lists_for_editors(router: Any) -> None:
    # After Wagtail's own, whose places these take.
    router.register_endpoint("pages", Pages)
    router.register_endpoint("images", Pictures)
    router.register_endpoint("documents", Files)


@hook("construct_homepage_panels")
def own_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [PANELS[type(panel)]() if type(panel) in PANELS else panel for panel in panels]


@hook("construct_page_action_menu")
def steps_of_reviewers(items: list[Any], request: HttpRequest, context: Any) -> None:
    offer_review(items, _editor(request), context)


@hook("construct_reports_menu")
def reports_of_administrators(request: HttpRequest, items: list[Any]) -> None:
    closed = {name.split(":")[1].replace("_", "-") for name in FOR_ADMINISTRATORS if ":" in name}
    if not _editor(request).is_superuser:
        items[:] = [item for item in items if item.name not in closed]


@hook("construct_help_menu")
def help_of_the_house(request: HttpRequest, items: list[Any]) -> None:
    # The others lead away from the site, to pages in English about Wagtail.
    items[:] = [item for item in items if not isinstance(item, DismissibleMenuItem)]


@hook("register_rich_text_features", order=10)
def links_in_texts(features: Any) -> None:
    # After Wagtail's own, whose places these take.
    features.register_link_type(PublicLink)
    features.register_converter_rule(
        "contentstate",
        "link",
        {
            "from_database_format": {
                "a[href]": ExternalLinkElementHandler("LINK"),
                'a[linktype="page"]': KnownLink("LINK"),
            },
            "to_database_format": {"entity_decorators": {"LINK": link_entity}},
        },
    )
    features.register_converter_rule(
        "contentstate",
        "document-link",
        {
            "from_database_format": {'a[linktype="document"]': KnownFile("DOCUMENT")},
            "to_database_format": {"entity_decorators": {"DOCUMENT": document_link_entity}},
        },
    )


@hook("insert_global_admin_css")
def look_of_the_house() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/editors.css"))


@hook("register_admin_urls")
def addresses_of_reports() -> list[Any]:
    return reports.addresses()


@hook("register_reports_menu_item")
def report_of_freshness() -> Any:
    return reports.menu_items()[0]


@hook("register_reports_menu_item")
def report_of_translations() -> Any:
    return reports.menu_items()[1]
