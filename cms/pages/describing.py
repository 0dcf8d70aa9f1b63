"""What a page's head tells machines: title, addresses, languages, a picture, and the facts in schema.org's words."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import Truncator
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from cms.pages.models import CouncilPage, EventPage, NewsPage, StartPage, TermPage
from cms.pages.structure import Place, Site, crumbs, site

SOCIAL_SIZE = (1200, 630)


@dataclass(frozen=True)
class Picture:
    """The picture that others show beside a link to the page."""

    url: str
    alt: str
    width: int = SOCIAL_SIZE[0]
    height: int = SOCIAL_SIZE[1]


@dataclass
class Head:
    """Everything in the head that tells of one page."""

    title: str
    description: str
    canonical: str
    kind: str
    language: str
    picture: Picture
    alternates: list[tuple[str, str]] = field(default_factory=list)
    """Language and full address of each translation, this page among them; empty when there is none."""
    hidden: bool = False
    """Whether search engines are asked to leave it out."""
    facts: str = ""
    """JSON-LD, safe to stand in a script element."""


def absolute(url: str) -> str:
    """Return an address of this site with its origin."""
    return url if "://" in url else f"{settings.BASE_URL}{url}"


def head_of(page: CouncilPage, request: HttpRequest | None, *, query: str = "") -> Head:
    """Return what the head says of a page; `query` is the part of the address that makes it another page."""
    known = site(request)
    description = page.search_description or page.summary or getattr(page, "lead", "")
    if not description and isinstance(page, TermPage):
        description = strip_tags(page.definition)
    head = Head(
        title=page.seo_title or page.title,
        description=Truncator(" ".join(description.split())).chars(300),
        canonical=absolute(f"{page.get_url(request) or '/'}{query}"),
        kind="article" if page.schema_type in ("NewsArticle", "Article") else "website",
        language=known.language_of(page),
        picture=_picture(page),
        hidden=_is_lapsed(page) or bool(getattr(request, "is_preview", False)),
    )
    head.alternates = _alternates(page, known)
    head.facts = as_data({"@context": "https://schema.org", "@graph": list(_facts(page, head, crumbs(page, request)))})
    return head


def as_data(facts: dict[str, Any]) -> str:
    """Return JSON that no word in it can break out of a script element with."""
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _is_lapsed(page: CouncilPage) -> bool:
    standing = getattr(page, "standing", None)
    return standing is not None and standing.lapsed_at is not None


def _alternates(page: CouncilPage, known: Site) -> list[tuple[str, str]]:
    here = known.translations.get(page.translation_key, {})
    found = [(language, absolute(one.url)) for language, one in sorted(here.items())]
    default = here.get(settings.LANGUAGE_CODE)
    return [*found, ("x-default", absolute(default.url))] if found and default else found


def _picture(page: CouncilPage) -> Picture:
    if page.picture is not None:
        width, height = SOCIAL_SIZE
        try:
            made = page.picture.get_rendition(f"fill-{width}x{height}|format-jpeg")
        except (SourceImageIOError, InvalidFilterSpecError, OSError):
            pass  # The file is gone or broken; the page itself says so where the picture stands.
        else:
            return Picture(absolute(made.url), page.picture.description, made.width, made.height)
    return Picture(absolute(static("arenan/social.png")), "Arenan")


def _facts(page: CouncilPage, head: Head, way: list[Place]) -> Any:
    owner = {"@type": "Organization", "name": page.organisation.name}
    yield {
        "@type": page.schema_type,
        "@id": head.canonical,
        "url": head.canonical,
        "name": head.title,
        "inLanguage": head.language,
        **({"description": head.description} if head.description else {}),
        **({"dateModified": page.last_published_at.isoformat()} if page.last_published_at else {}),
        "publisher": owner,
        **_more(page, head, owner),
    }
    if isinstance(page, StartPage):
        yield {**owner, "url": head.canonical, "logo": absolute(static("arenan/social.png"))}
    if way:
        steps = [*((one.title, absolute(one.url)) for one in way), (page.title, head.canonical)]
        yield {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": name, "item": url}
                for number, (name, url) in enumerate(steps, 1)
            ],
        }


def _more(page: CouncilPage, head: Head, owner: dict[str, str]) -> dict[str, Any]:
    if page.schema_type in ("Article", "NewsArticle"):
        published = page.date if isinstance(page, NewsPage) else page.first_published_at
        return {
            "headline": Truncator(head.title).chars(110),
            "author": owner,
            "image": [head.picture.url],
            "mainEntityOfPage": head.canonical,
            **({"datePublished": published.isoformat()} if published else {}),
            **({"articleSection": str(page.get_category_display())} if isinstance(page, NewsPage) else {}),
        }
    if isinstance(page, EventPage):
        return _event(page, owner)
    if isinstance(page, TermPage):
        return {
            "description": head.description,
            **({"termCode": page.abbreviation} if page.abbreviation else {}),
            "inDefinedTermSet": {"@type": "DefinedTermSet", "url": head.canonical.rsplit("/", 2)[0] + "/"},
        }
    return {}


def _event(page: EventPage, owner: dict[str, str]) -> dict[str, Any]:
    state, way = "EventCancelled" if page.cancelled else "EventScheduled", "Offline"
    where: list[dict[str, Any]] = []
    if page.place:
        where.append({"@type": "Place", "name": page.place, "address": page.place})
    if page.online_url:
        where.append({"@type": "VirtualLocation", "url": page.online_url})
        way = "Mixed" if page.place else "Online"
    return {
        "startDate": _moment(page, page.starts_at),
        "endDate": _moment(page, page.ends_at),
        "eventStatus": f"https://schema.org/{state}",
        "eventAttendanceMode": f"https://schema.org/{way}EventAttendanceMode",
        "organizer": owner,
        **({"location": where} if where else {}),
    }


def _moment(page: EventPage, when: Any) -> str:
    here = timezone.localtime(when)
    return here.date().isoformat() if page.whole_day else here.isoformat()
