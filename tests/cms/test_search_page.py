"""The search page and its API: what they show, to whom, and that nobody is noted."""

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from cms.pages.models import NewsPage
from tests.browsers import Caller, open_browser
from tests.cms.search import Filled, filled, public_goal
from tests.cms.shared import page
from tests.world import World, react_to_all

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def _laid() -> Filled:
    made = filled()
    public_goal(made.world)
    react_to_all()
    return made


@pytest.fixture(scope="module")
def lays() -> Any:
    return _laid


@pytest.fixture
def pages(given: Filled) -> dict[str, Any]:
    return given.pages


@pytest.fixture
def world(given: Filled) -> World:
    return given.world


def look(**asked: Any) -> Any:
    answer = open_browser().get("/sok/?" + urlencode(asked), headers={"Accept-Language": "sv"})
    assert answer.status_code == 200
    return answer


def tree(answer: Any) -> Any:
    return html.fromstring(answer.content)


class TestPage:
    def test_it_says_how_many_hits_there_are_where_everybody_hears_it(self, pages: dict[str, Any]) -> None:
        there = tree(look(q="upphandling"))
        assert "2" in there.xpath("string(//*[@role='status']//h2)")
        assert "2" in there.xpath("string(//title)")
        assert len(there.xpath("//ol[contains(@class, 'results')]/li")) == 2

    def test_it_says_what_it_looked_for_instead(self, pages: dict[str, Any]) -> None:
        said = tree(look(q="upphandlng")).xpath("//*[@role='status']//p/strong/text()")
        assert said == ["upphandling"]

    def test_the_question_stands_in_the_field_whatever_it_was(self, pages: dict[str, Any]) -> None:
        odd = '"><script>alert(1)</script>'
        answer = look(q=odd)
        assert tree(answer).xpath("//input[@id='q']/@value") == [odd]
        assert b"<script>alert" not in answer.content

    def test_a_long_question_is_cut_with_a_word_about_it(self, pages: dict[str, Any]) -> None:
        answer = look(q="ord " * 2500)
        assert answer.context["was_cut"]
        assert len(tree(answer).xpath("string(//input[@id='q']/@value)")) <= 200

    @pytest.mark.parametrize(
        "more",
        [
            {"page": "9" * 40},
            {"page": "-1"},
            {"kind": "x"},
            {"year": "ett"},
            {"year": "²²²²"},
            {"organisation": "x"},
            {"language": "x"},
        ],
    )
    def test_limits_that_make_no_sense_are_passed_over(self, pages: dict[str, Any], more: dict[str, str]) -> None:
        assert look(q="upphandling", **more).context["total"] == 2

    def test_a_choice_narrows_and_leads_back(self, pages: dict[str, Any]) -> None:
        there = tree(look(q="upphandling"))
        (way,) = there.xpath(
            "//a[contains(@class, 'search-choice')][contains(., '1')][contains(@href, 'kind=measure')]/@href"
        )
        narrowed = open_browser().get(way, headers={"Accept-Language": "sv"})
        assert narrowed.context["total"] == 1
        (back,) = tree(narrowed).xpath("//a[@aria-current='true'][contains(@class, 'search-choice')]/@href")
        assert open_browser().get(back).context["total"] == 2

    def test_without_a_question_it_shows_what_there_is(self, pages: dict[str, Any]) -> None:
        there = tree(look())
        assert there.xpath("//ul[@class='search-ways']/li/a[contains(@href, 'kind=goal')]")
        assert not there.xpath("//*[@role='status']//h2")

    def test_an_organisation_is_shown_with_what_it_answers_for(self, world: World, pages: dict[str, Any]) -> None:
        hit = look(q="Sjöby kommun").context["hits"][0]
        shown = open_browser().get(hit.url)
        there = tree(shown)
        assert there.xpath("string(//h1)") == "Sjöby kommun"
        assert there.xpath("//dd/a[text()='ASF-rådet i Sjöby']/@href") == ["/mal/sjoby/"]
        assert [one.title for one in shown.context["hits"]] == ["Riktlinjer för inköp"]

    def test_every_hit_can_be_opened_by_a_visitor(self, pages: dict[str, Any]) -> None:
        for kind in ("goal", "organisation", "news", "policy"):
            for hit in look(kind=kind).context["hits"]:
                assert open_browser().get(hit.url).status_code == 200, hit.url

    def test_a_visitor_gets_no_cookie_and_leaves_no_trace(self, pages: dict[str, Any]) -> None:
        from wagtail.contrib.search_promotions.models import Query

        answer = look(q="upphandling")
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert Query.objects.count() == 0

    def test_a_member_gets_the_way_to_the_rooms_with_the_same_words(self, world: World, pages: dict[str, Any]) -> None:
        there = tree(open_browser(world.officer.person).get("/sok/?q=tomma lokaler"))
        assert there.xpath("//a[@href='/rad/sok/?q=tomma%20lokaler']")
        assert not tree(look(q="tomma")).xpath("//a[starts-with(@href, '/rad/sok/')]")

    def test_who_comes_from_an_english_page_gets_the_search_in_english(self, pages: dict[str, Any]) -> None:
        answer = look(q="minimässa", language="en")
        assert tree(answer).xpath("//html/@lang") == ["en"]
        assert answer["Content-Language"] == "en"
        assert (answer.context["total"], answer.context["elsewhere"]) == (0, 1)
        (way,) = tree(answer).xpath("//a[contains(@href, 'language=all')]/@href")
        assert open_browser().get(way).context["total"] == 1

    def test_a_nul_is_refused_like_everywhere(self) -> None:
        assert open_browser().get("/sok/?q=a%00b").status_code == 400

    def test_many_hits_ask_the_database_as_often_as_few(self, world: World, pages: dict[str, Any]) -> None:
        def questions() -> int:
            with CaptureQueriesContext(connection) as asked:
                look(q="handledning")
            return len(asked)

        look(q="handledning")
        few = questions()
        for number in range(9):
            page(NewsPage, pages["news"].get_parent(), f"Handledning {number}", body=[])
        assert look(q="handledning").context["total"] == 10
        assert questions() == few


class TestApi:
    def test_a_visitor_finds_what_is_public(self, world: World, pages: dict[str, Any]) -> None:
        found = Caller(world.visitor).get("public-search?q=upphandlng").json()
        assert (found["count"], found["instead"], found["only_some"]) == (2, {"upphandlng": "upphandling"}, False)
        assert {one["title"] for one in found["results"]} == {"Riktlinjer för inköp", "Upphandlingsstöd"}
        assert "mark" not in found["results"][0]["excerpt"]

    def test_it_narrows_and_pages(self, world: World, pages: dict[str, Any]) -> None:
        call = Caller(world.visitor)
        public = world.organisations["public"].pk
        assert call.get(f"public-search?organisation={public}").json()["count"] == 1
        assert call.get("public-search?kind=goal&year=2016").json()["count"] == 1
        first = call.get("public-search?limit=2").json()
        assert len(first["results"]) == 2
        assert first["next"].endswith("limit=2&page=2")

    @pytest.mark.parametrize(
        ("asked", "field"),
        [("kind=x", "kind"), ("organisation=x", "organisation"), ("year=x", "year"), ("colour=red", "colour")],
    )
    def test_what_makes_no_sense_is_said(self, world: World, asked: str, field: str) -> None:
        answer = Caller(world.visitor).get(f"public-search?{asked}")
        assert (answer.status_code, set(answer.json()["errors"])) == (422, {field})

    def test_one_chooses_fields(self, world: World, pages: dict[str, Any]) -> None:
        found = Caller(world.visitor).get("public-search?q=minimässa&fields=title,url").json()
        assert found["results"] == [{"title": "Minimässa", "url": quote("/kalender/minimässa/")}]
