"""One search finds what the public may read, in the words people write; the same on every database."""

from datetime import date
from typing import Any

import pytest
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from cms.pages.models import NewsPage
from cms.search.finding import Limits, find, shown
from cms.search.picks import picks_for
from cms.search.presenting import hits
from tests.cms.search import filled_site, text, titles
from tests.cms.shared import page, section, site
from tests.world import World, react_to_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(world: World) -> dict[str, Any]:
    return filled_site(world)


class TestForms:
    """Swedish words in their forms."""

    def test_one_place_finds_many_places(self, pages: dict[str, Any]) -> None:
        assert titles("arbetsträningsplats") == ["Fler arbetsträningsplatser i Sjöby"]

    def test_many_places_find_one_place(self, world: World) -> None:
        page(NewsPage, section(site(world), "nyheter"), "En plats", body=text("Vi har en arbetsträningsplats."))
        assert titles("arbetsträningsplatserna") == ["En plats"]

    def test_the_beginning_of_a_word_is_enough(self, pages: dict[str, Any]) -> None:
        assert "Handledning på arbetsplatsen" in titles("arbetstr")
        assert titles("minim") == ["Minimässa"]

    def test_words_put_together_are_found_by_their_first_part(self, pages: dict[str, Any]) -> None:
        assert "Upphandlingsstöd" in titles("upphandlingar")

    def test_and_by_a_later_part_when_nothing_begins_so(self, pages: dict[str, Any]) -> None:
        assert titles("träningsplats") == ["Fler arbetsträningsplatser i Sjöby"]

    def test_capitals_do_not_matter(self, pages: dict[str, Any]) -> None:
        assert titles("MINIMÄSSA") == ["Minimässa"]

    def test_english_pages_are_stemmed_as_english(self, pages: dict[str, Any]) -> None:
        from cms.search.words import stem

        assert stem("policies", "en") == stem("policy", "en")
        assert stem("policies", "sv") != stem("policy", "sv")


class TestMistakes:
    """Words that nothing holds."""

    def test_a_missing_letter_is_put_back(self, pages: dict[str, Any]) -> None:
        found = find("upphandlng", Limits())
        assert found.looked.instead == {"upphandlng": "upphandling"}
        assert titles("upphandlng") == titles("upphandling") == ["Riktlinjer för inköp", "Upphandlingsstöd"] or titles(
            "upphandlng"
        ) == ["Upphandlingsstöd", "Riktlinjer för inköp"]

    def test_letters_without_dots_and_rings_are_understood(self, pages: dict[str, Any]) -> None:
        assert titles("arbetstraning") == titles("arbetsträning")
        assert titles("minimassa") == ["Minimässa"]

    def test_dots_make_another_letter_when_the_word_is_there(self, pages: dict[str, Any]) -> None:
        assert find("möts", Limits()).looked.instead == {}
        assert titles("möts") == ["Sammanträden"]

    def test_a_number_is_never_set_right(self, pages: dict[str, Any]) -> None:
        assert titles("20177") == []

    def test_a_short_word_is_not_guessed(self, pages: dict[str, Any]) -> None:
        assert titles("xyz") == []

    def test_a_word_that_nobody_may_read_any_more_is_not_offered(self, world: World) -> None:
        news = page(NewsPage, section(site(world), "nyheter"), "Sekretessen", body=text("Om trollkarlen."))
        news.unpublish()
        found = find("trolkarlen", Limits())
        assert (found.looked.instead, found.rows) == ({}, [])


class TestSeveralWords:
    def test_all_words_must_be_there(self, pages: dict[str, Any]) -> None:
        assert titles("handledning metod") == ["Handledning på arbetsplatsen"]

    def test_when_nothing_has_all_some_are_enough_and_it_is_said(self, pages: dict[str, Any]) -> None:
        found = find("minimässa handledning", Limits())
        assert found.looked.only_some
        assert {row.title for row in found.rows} == {"Minimässa", "Handledning på arbetsplatsen"}

    def test_words_that_say_nothing_are_passed_over(self, pages: dict[str, Any]) -> None:
        assert titles("vad är en minimässa") == ["Minimässa"]

    def test_a_phrase_must_stand_in_a_row(self, pages: dict[str, Any]) -> None:
        assert titles('"reserverad upphandling"') == ["Riktlinjer för inköp"]
        assert titles('"upphandling reserverad"') == []
        assert titles("”Folkets hus”") == ["Minimässa"]

    def test_a_phrase_does_not_span_two_fields(self, pages: dict[str, Any]) -> None:
        assert titles('"sjöby tolv"') == []


class TestOrder:
    def test_title_before_summary_before_text(self, world: World) -> None:
        news = section(site(world), "nyheter")
        page(NewsPage, news, "Ett", body=text("Här nämns vävstolen."))
        page(NewsPage, news, "Två", summary="Om vävstolen.", body=text("Mer."))
        page(NewsPage, news, "Vävstolen", body=text("Mer."))
        assert titles("vävstolen") == ["Vävstolen", "Två", "Ett"]

    def test_the_word_itself_before_longer_words(self, world: World) -> None:
        news = section(site(world), "nyheter")
        page(NewsPage, news, "Vävstolsmakare", body=[])
        page(NewsPage, news, "Vävstol till salu", body=[])
        page(NewsPage, news, "Två vävstolar", body=[])
        assert titles("vävstol") == ["Vävstol till salu", "Två vävstolar", "Vävstolsmakare"]

    def test_words_in_a_row_before_words_apart(self, world: World) -> None:
        news = section(site(world), "nyheter")
        page(NewsPage, news, "Verkstad för dig i vår lokal", body=[])
        page(NewsPage, news, "Ny lokal verkstad", body=[])
        assert titles("lokal verkstad") == ["Ny lokal verkstad", "Verkstad för dig i vår lokal"]

    def test_newer_before_older(self, world: World) -> None:
        news = section(site(world), "nyheter")
        for year in (2015, 2017, 2016):
            page(NewsPage, news, f"Årsbok {year}", date=date(year, 1, 1), body=[])
        assert titles("årsbok") == ["Årsbok 2017", "Årsbok 2016", "Årsbok 2015"]

    def test_what_explains_a_word_comes_first(self, pages: dict[str, Any]) -> None:
        assert titles("ASF")[0] == "Arbetsintegrerande socialt företag"


class TestLimits:
    def test_by_kind_organisation_and_year(self, world: World, pages: dict[str, Any]) -> None:
        public = world.organisations["public"]
        assert titles("upphandling", organisation=public.pk) == ["Riktlinjer för inköp"]
        assert titles("upphandling", kind="measure") == ["Upphandlingsstöd"]
        assert titles("sjöby", year=2017) == ["Fler arbetsträningsplatser i Sjöby"]
        assert titles("", organisation=public.pk) == ["Riktlinjer för inköp"]

    def test_the_counts_say_what_each_choice_would_leave(self, world: World, pages: dict[str, Any]) -> None:
        found = find("upphandling", Limits(kind="measure"))
        assert found.counts["kind"] == {"policy": 1, "measure": 1}
        assert found.counts["organisation"] == {world.organisations["association"].pk: 1}

    def test_what_is_in_another_language_is_counted_and_left_out(self, pages: dict[str, Any]) -> None:
        found = find("minimässa", Limits(language="en"))
        assert (found.rows, found.elsewhere) == ([], 1)


class TestTexts:
    """Everything on a page is found, rows and lists too."""

    def test_paragraphs_do_not_grow_together(self, pages: dict[str, Any]) -> None:
        assert titles("arbetslivet") == titles("överskottet") == ["Arbetsintegrerande socialt företag"]

    def test_choices_are_found_by_the_words_that_are_shown(self, pages: dict[str, Any]) -> None:
        assert titles("metod") == ["Handledning på arbetsplatsen"]

    def test_rows_of_a_page_are_found(self, world: World) -> None:
        from cms.pages.models import GuideStepPage, Obstacle
        from cms.pages.phases import Phase

        guide = section(site(world), "verktygslada")
        step = GuideStepPage(
            title="Affärsidén", organisation=guide.organisation, phase=Phase.IDEA, body=text("Skriv ner den.")
        )
        step.obstacles = [Obstacle(obstacle="Banken vill se borgenärer", way_out="Fråga mikrofonden.")]
        guide.add_child(instance=step)
        step.save_revision().publish()
        assert titles("mikrofonden") == titles("borgenärer") == ["Affärsidén"]


class TestPicks:
    def _pick(self, question: str, **more: Any) -> None:
        query = Query.get(question)
        SearchPromotion.objects.create(query=query, description="Börja här.", **more)

    def test_a_page_is_pointed_out_for_its_question(self, pages: dict[str, Any]) -> None:
        self._pick("Inköp", page=pages["policy"])
        assert [one.title for one in picks_for(["  inköp "])] == ["Riktlinjer för inköp"]
        assert picks_for(["något annat"]) == []

    def test_only_as_long_as_it_is_shown(self, pages: dict[str, Any]) -> None:
        self._pick("inköp", page=pages["policy"])
        pages["policy"].unpublish()
        assert picks_for(["inköp"]) == []


class TestShown:
    def _first(self, question: str) -> Any:
        found = find(question, Limits())
        return hits(shown(found.rows), found.looked)[0]

    def test_the_words_are_marked_in_each_form(self, pages: dict[str, Any]) -> None:
        assert self._first("arbetsträningsplats").title == "Fler <mark>arbetsträningsplatser</mark> i Sjöby"
        assert "<mark>upphandlingen</mark>" in self._first("rådgivning upphandling").excerpt

    def test_the_excerpt_is_from_where_the_words_stand(self, world: World) -> None:
        body = "Inledning. " * 100 + "Här står guldkornet. " + "Avslutning. " * 100
        page(NewsPage, section(site(world), "nyheter"), "Lång", body=text(body))
        shown_piece = self._first("guldkornet").excerpt
        assert "<mark>guldkornet</mark>" in shown_piece
        assert shown_piece.startswith("… ")
        assert len(shown_piece) < 320

    def test_markup_in_a_text_is_shown_and_does_not_run(self, world: World) -> None:
        page(
            NewsPage,
            section(site(world), "nyheter"),
            "Kod <script>alert(1)</script>",
            summary="Taggen <mark> & <b>",
            body=[],
        )
        hit = self._first("script")
        assert hit.title == "Kod &lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;"
        assert "&lt;mark&gt; &amp; &lt;b&gt;" in hit.excerpt

    def test_what_is_over_is_said(self, world: World) -> None:
        from cms.pages.models import PolicyPage

        page(PolicyPage, section(site(world), "policy"), "Gammal plan", valid_to=date(2012, 1, 1), sections=[])
        assert self._first("gammal").is_over


def test_organisations_and_goals_are_found_beside_pages(world: World, pages: dict[str, Any]) -> None:
    from tests.cms.search import public_goal

    public_goal(world)
    react_to_all()
    assert titles("väntetid") == ["Halverad väntetid"]
    assert titles("vävkooperativet") == ["Vävkooperativet Tråden", "Fler arbetsträningsplatser i Sjöby"]
