"""What templates ask of the public site: its menu, the way to a page, its languages, its head, its terms."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_info

from cms.answers.shown import shows
from cms.pages import describing, terms
from cms.pages import structure as tree
from cms.pages.models import CouncilPage
from network.goals.models import Goal
from network.goals.presenting import Badge, badge_of
from network.goals.queries import with_parts
from network.goals.state import states

register = template.Library()


@dataclass(frozen=True)
class Language:
    """Another language of the site: the same page in it, or where the site starts in it."""

    code: str
    name: str
    url: str
    same: bool
    """Whether it is the same page."""


def _page(context: Context) -> CouncilPage | None:
    found = context.get("page")
    return found if isinstance(found, CouncilPage) else None


def _request(context: Context) -> HttpRequest | None:
    found: HttpRequest | None = context.get("request")
    return found


@register.simple_tag(takes_context=True)
def site_structure(context: Context) -> tree.Structure | None:
    """Return the site in the language of the page, else in the reader's; None as long as nobody has laid it."""
    request, page = _request(context), _page(context)
    site = tree.site(request)
    return site.around(page) if page else site.in_language(get_language())


@register.simple_tag(takes_context=True)
def site_crumbs(context: Context) -> list[tree.Place]:
    """Return the way to the page from the start."""
    page = _page(context)
    return tree.crumbs(page, _request(context)) if page else []


@register.simple_tag(takes_context=True)
def site_languages(context: Context) -> list[Language]:
    """Return the other languages that the page, or at least the site, can be read in; none for what is not a page."""
    page = _page(context)
    if page is None:
        return []
    site = tree.site(_request(context))
    own = site.language_of(page)
    same = site.translations.get(page.translation_key, {})
    starts = {code: one.start for code, one in site.languages.items()}
    return [
        Language(code, get_language_info(code)["name_local"].capitalize(), found.url, code in same)
        for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES
        if code != own and (found := same.get(code, starts.get(code))) is not None
    ]


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> describing.Head | None:
    """Return what the head tells of the page; `canonical_query` in the context is part of its address."""
    page, query = _page(context), context.get("canonical_query") or ""
    return describing.head_of(page, _request(context), query=query) if page else None


@register.simple_tag(takes_context=True)
def note_shown(context: Context, *topics: str) -> str:
    """Note that the answer shows these topics; see `cms.answers.shown`."""
    request = _request(context)
    if request is not None:
        shows(request, *topics)
    return ""


@register.simple_tag
def goal_badge(goal: Goal) -> Badge:
    """Return how it goes with a public goal, as everybody is told it."""
    found = states(with_parts(Goal.objects.filter(pk=goal.pk).select_related("council")), public=True)
    return badge_of(found[0])


@register.filter
def data_block(text: str) -> str:
    """Mark JSON from `describing.as_data` as safe: it is escaped for a script element already."""
    return mark_safe(text)  # noqa: S308


@register.filter
def holds(place: tree.Place, page: Any) -> bool:
    """Say whether a page is `place` or stands below it."""
    return isinstance(page, CouncilPage) and place.holds(page)


class _Terms(template.Node):
    def __init__(self, inside: NodeList) -> None:
        self.nodelist = inside

    def render(self, context: Context) -> str:
        html = self.nodelist.render(context)
        page, request = _page(context), _request(context)
        if page is None:
            return html
        if request is not None:
            shows(request, "kind:term")
        language = tree.site(request).language_of(page)
        own = page.pk if page.kind == "term" else None
        return mark_safe(terms.linked(html, language, own=own, request=request))  # noqa: S308 - it was HTML before


@register.tag
def linkterms(parser: Parser, token: Token) -> _Terms:
    """Link the terms of the glossary where the text up to `endlinkterms` first uses them."""
    inside = parser.parse(("endlinkterms",))
    parser.delete_first_token()
    return _Terms(inside)
