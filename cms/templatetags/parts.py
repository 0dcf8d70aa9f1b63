"""Parts of a page that are written once for all visitors of its address."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from cms.answers.prepared import prepared
from cms.answers.shown import SITE, shown_by, shows

register = template.Library()


class _Part(template.Node):
    def __init__(self, name: str, of: list[FilterExpression], inside: NodeList) -> None:
        self.name, self.of, self.nodelist = name, of, inside

    def render(self, context: Context) -> SafeString:
        request = context.get("request")
        if request is None or shown_by(request) is None:
            return self.nodelist.render(context)  # Whoever makes up addresses must not fill the process with them.
        of = [one.resolve(context) for one in self.of]
        pages = [one for one in (of or [context.get("page")]) if isinstance(one, Page)]

        def write() -> SafeString:
            shows(request, SITE, *(f"page:{page.pk}" for page in pages))
            return self.nodelist.render(context)

        # The header links to where one is; so the path tells parts apart, unless they are of something else.
        where = tuple(one.pk if isinstance(one, Page) else one for one in of) if of else request.path
        written = prepared(request, ("part", self.name, where, get_language()), write)
        return mark_safe(written)  # noqa: S308 - it came out of a template


@register.tag
def part(parser: Parser, token: Token) -> _Part:
    """Keep what stands up to `endpart` for visitors, until the page or the frame of the site changes.

    `{% part header %}` is a part of the page it stands on; `{% part row of one level %}` is the same wherever these
    things are, such as a row of a list. Everything in it must follow from them or from the address, the day, and topics
    that are noted in it (`cms.answers.shown`).
    """
    _tag, name, *rest = token.split_contents()
    if rest and rest[0] != "of":
        raise template.TemplateSyntaxError("part: a name, and if it is a part of something else: of, and of what")
    inside = parser.parse(("endpart",))
    parser.delete_first_token()
    return _Part(name, [parser.compile_filter(one) for one in rest[1:]], inside)
