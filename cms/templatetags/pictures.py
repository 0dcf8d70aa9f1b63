"""Pictures in pages: as small as the screen allows, in the newest format that the browser knows."""

from typing import Any

from django import template
from django.template import TemplateSyntaxError
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import Picture, SourceImageIOError

from cms.answers.prepared import prepared
from cms.answers.shown import SITE, shows
from cms.library.models import CouncilImage

register = template.Library()

FORMATS = ("avif", "webp", "jpeg")
WIDTHS = (480, 800, 1200, 1600)
"""Pixels: a phone, a phone with a dense screen or a column of text, the whole page, and that on a dense screen."""


@register.simple_tag(takes_context=True)
def cms_picture(
    context: Context, image: CouncilImage | None, *, alt: str | None = None, sizes: str = "100vw", lazy: bool = True
) -> SafeString:
    """Show a picture of the library.

    Args:
        image: what to show; nothing is written without one.
        alt: what it shows, in words; "" says that nothing is lost for who does not see it. Must be given.
        sizes: how wide it stands, as HTML's attribute of that name.
        lazy: fetch it only when it comes near; not for the first picture of a page.

    Raises:
        TemplateSyntaxError: nobody said what the picture shows.
    """
    if alt is None:
        raise TemplateSyntaxError("cms_picture needs alt, if only an empty one")
    if not image:
        return mark_safe("")
    attributes: dict[str, Any] = {"alt": alt, "sizes": sizes, "decoding": "async"}
    if lazy is not False:
        attributes["loading"] = "lazy"
    request = context.get("request")
    if request is None:
        return _written(image, attributes)

    def write() -> SafeString:
        shows(request, SITE)  # A picture that is changed in the library is changed on every page.
        return _written(image, attributes)

    return prepared(request, ("picture", image.pk, *attributes.items()), write)


def wanted(image: CouncilImage) -> list[str]:
    """Return what is made of a picture: no wider than it is, and once in each format."""
    widths = [width for width in WIDTHS if width < image.width] or [min(image.width, WIDTHS[0])]
    if image.is_svg():
        return ["original"]
    if image.width > widths[-1] and len(widths) < len(WIDTHS):
        widths.append(image.width)
    return [f"format-{one}|width-{width}" for one in FORMATS for width in widths]


def _written(image: CouncilImage, attributes: dict[str, Any]) -> SafeString:
    try:
        renditions = image.get_renditions(*wanted(image))  # All of them with one look; those that are missing are made.
    except (SourceImageIOError, OSError):
        return mark_safe("")  # The file is gone. A caption still says what stood here.
    html: str = Picture(renditions, attributes).__html__()
    return mark_safe(html)  # noqa: S308 - Wagtail escapes the attributes
