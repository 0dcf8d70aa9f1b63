"""What the pages of news show."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest
from django.urls import reverse

from accounts.actor import NOBODY, AnyActor
from cms.answers.shown import shows
from cms.pages.models import NewsIndexPage, NewsPage
from cms.pages.reading import reads
from cms.pages.reading.listing import children_shown, siblings_shown
from cms.reach.addresses import feed_path, mail_path
from council.rooms.queries import rooms_visible_to
from network.goals.models import Goal
from network.goals.queries import goals_visible_to

PER_PAGE = 12
MORE = 3
NEWEST_FIRST = ("-date", "-first_published_at", "-pk")


@reads(NewsIndexPage)
def news_index(page: NewsIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Show the news, newest first, narrowed by `kategori` and `ar` (year); what is no choice is passed over."""
    shows(request, "kind:news", query=("kategori", "ar", "page"))
    news = children_shown(page, NewsPage)
    category = _choice(request.GET.get("kategori", ""), NewsPage.Category.values)
    years = list(news.values_list(ExtractYear("date"), flat=True).distinct().order_by("-date__year"))
    year = _choice(request.GET.get("ar", ""), map(str, years))
    chosen = _narrowed(news, category, year).select_related("picture").order_by(*NEWEST_FIRST)
    found = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "page_obj": found,
        "total": found.paginator.count,
        "categories": _categories(_narrowed(news, "", year), category, year),
        "years": [{"label": one, "url": _query("", category, str(one)), "chosen": str(one) == year} for one in years],
        "every_year_url": _query("", category, ""),
        "category": NewsPage.Category(category).label if category else "",
        "year": year,
        "query": _query("", category, year).removeprefix("?"),
        "canonical_query": _query(str(found.number) if found.number > 1 else "", category, year).removesuffix("?"),
        "mail_url": mail_path(page.locale.language_code, amne="news"),
        "feed_url": feed_path("nyheter", page.locale.language_code),
    }


def _choice(value: str, choices: Any) -> str:
    return value if value in set(choices) else ""


def _narrowed(news: QuerySet[NewsPage], category: str, year: str) -> QuerySet[NewsPage]:
    if category:
        news = news.filter(category=category)
    return news.filter(date__year=int(year)) if year else news


def _query(number: str, category: str, year: str) -> str:
    parts = {"kategori": category, "ar": year, "page": number}
    return "?" + urlencode({name: value for name, value in parts.items() if value})


def _categories(news: QuerySet[NewsPage], chosen: str, year: str) -> list[dict[str, Any]]:
    counts = dict(news.order_by().values_list("category").annotate(n=Count("pk")))
    every = {"label": "", "count": sum(counts.values()), "url": _query("", "", year), "chosen": not chosen}
    return [
        every,
        *(
            {"label": name, "count": counts[value], "url": _query("", value, year), "chosen": value == chosen}
            for value, name in NewsPage.Category.choices
            if value in counts
        ),
    ]


@reads(NewsPage)
def news(page: NewsPage, request: HttpRequest) -> dict[str, Any]:
    """Show an article with the goal and the room it belongs with, if the reader may see them."""
    shows(request, "goals", "kind:news")
    reader: AnyActor = getattr(request, "actor", NOBODY)
    # Rooms are for members: what a visitor is shown is kept, and no topic tells when a room is closed to them.
    rooms = rooms_visible_to(reader).filter(pk=page.room_id) if page.room_id and reader.is_signed_in else None
    section = page.get_parent()
    return {
        "goal": _goal(reader, page),
        "room": rooms.select_related("council").first() if rooms is not None else None,
        "more": siblings_shown(page).exclude(pk=page.pk).order_by(*NEWEST_FIRST)[:MORE] if page.pk else [],
        "category_url": f"{section.get_url(request)}{_query('', page.category, '')}",
    }


def _goal(reader: AnyActor, page: NewsPage) -> dict[str, str] | None:
    goal: Goal | None = goals_visible_to(reader).filter(pk=page.goal_id).first() if page.goal_id else None
    if goal is None:
        return None
    url = reverse("network:goal", args=[goal.council.slug, goal.number])
    return {"title": goal.title, "council": goal.council.name, "url": url}
