"""Parts of a page that are written once for all visitors of its address."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cms.answers.prepared import prepared
from cms.answers.shown import SITE, shown_by, shows
from cms.pages.models import CouncilPage

register = template.Library()


class _Part(template.Node):
    def __init__(self, name: str, inside: NodeList) -> None:
        self.name, self.nodelist = name, inside

    def render(self, context: Context) -> SafeString:
        request = context.get("request")
        if request is None or shown_by(request) is None:
            return self.nodelist.render(context)  # Whoever makes up addresses must not fill the process with them.

        page = context.get("page")

        def write() -> SafeString:
            shows(request, SITE, *([f"page:{page.pk}"] if isinstance(page, CouncilPage) else []))
            return self.nodelist.render(context)

        # The header links to where one is; so the path tells parts apart, and the query does anyhow.
        written = prepared(request, ("part", self.name, request.path, get_language()), write)
        return mark_safe(written)  # noqa: S308 - it came out of a template


@register.tag
def part(parser: Parser, token: Token) -> _Part:
    """Keep what stands up to `endpart` for visitors, under a name, until the page or the frame of the site changes.

    Everything in it must follow from the address, the day, and topics that are noted in it (`cms.answers.shown`).
    """
    _tag, name = token.split_contents()
    inside = parser.parse(("endpart",))
    parser.delete_first_token()
    return _Part(name, inside)
