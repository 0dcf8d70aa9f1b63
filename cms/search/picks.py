"""What the editors point out for a question. A page is pointed out only as long as it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.search.utils import normalise_query_string

from cms.publishing.queries import pages_shown


@dataclass(frozen=True)
class Pick:
    """Something the editors point out."""

    title: str
    url: str
    why: str


def picks_for(questions: Iterable[str]) -> list[Pick]:
    """Return what is pointed out for any of some questions, in the editors' order.

    Questions are not counted here: an anonymous reader writes nothing, neither rows nor what they were looking for.
    """
    asked = {normalise_query_string(one)[:255] for one in questions if one}
    if not asked:
        return []
    found = SearchPromotion.objects.filter(query__query_string__in=asked).select_related("page")
    shown = set(pages_shown().filter(page__in=found.values("page"), page__live=True).values_list("page", flat=True))
    picks = [
        Pick(one.title or one.external_link_url, _url(one), one.description)
        for one in found
        if one.external_link_url or one.page_id in shown
    ]
    return list({one.url: one for one in picks if one.url}.values())


def _url(promotion: SearchPromotion) -> str:
    return (promotion.page.get_url() or "") if promotion.page_id else promotion.external_link_url
