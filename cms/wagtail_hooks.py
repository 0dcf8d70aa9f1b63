"""Where Wagtail's editors' rooms ask the house. Each hook calls what stands in its part; nothing is decided here."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler
from wagtail.documents.rich_text.contentstate import document_link_entity

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


@hooks.register("register_admin_viewset")
def our_forms() -> Any:
    return council_pages


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose(pages: Any, request: HttpRequest) -> Any:
    return pages.filter(pages_seen_by(request.user))


@hooks.register("construct_explorer_page_queryset")
def pages_to_explore(parent: Any, pages: Any, request: HttpRequest) -> Any:
    return pages.filter(pages_seen_by(request.user))


@hooks.register("construct_image_chooser_queryset")
def pictures_to_choose(images: Any, request: HttpRequest) -> Any:
    return images.filter(seen(request.user, CouncilImage))  # type: ignore[arg-type]


@hooks.register("construct_document_chooser_queryset")
def files_to_choose(documents: Any, request: HttpRequest) -> Any:
    return documents.filter(seen(request.user, CouncilDocument))  # type: ignore[arg-type]


@hooks.register("construct_admin_api", order=10)
def lists_of_the_library(router: Any) -> None:
    # After Wagtail's own, whose places these take.
    router.register_endpoint("images", Pictures)
    router.register_endpoint("documents", Files)


@hooks.register("construct_homepage_panels")
def own_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [PANELS[type(panel)]() if type(panel) in PANELS else panel for panel in panels]


@hooks.register("construct_page_action_menu")
def steps_of_reviewers(items: list[Any], request: HttpRequest, context: Any) -> None:
    offer_review(items, request.user, context)


@hooks.register("construct_reports_menu")
def reports_of_administrators(request: HttpRequest, items: list[Any]) -> None:
    closed = {name.split(":")[1].replace("_", "-") for name in FOR_ADMINISTRATORS if ":" in name}
    if not request.user.is_superuser:  # type: ignore[union-attr]
        items[:] = [item for item in items if item.name not in closed]


@hooks.register("register_rich_text_features", order=10)
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


@hooks.register("insert_global_admin_css")
def look_of_the_house() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/editors.css"))


@hooks.register("register_admin_urls")
def addresses_of_reports() -> list[Any]:
    return reports.addresses()


@hooks.register("register_reports_menu_item")
def report_of_freshness() -> Any:
    return reports.menu_items()[0]


@hooks.register("register_reports_menu_item")
def report_of_translations() -> Any:
    return reports.menu_items()[1]
