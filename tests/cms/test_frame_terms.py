"""Terms of the glossary are linked where a page first uses them, in its text and nowhere else."""

from typing import Any

import pytest
from django.test import Client
from lxml import html as reading

from cms.pages.alphabet import letter, swedish
from cms.pages.models import NewsPage, TermPage
from cms.pages.terms import linked
from tests.cms.shared import page, section, site
from tests.world import World


@pytest.fixture
def terms(world: World) -> dict[str, Any]:
    """A glossary with words inside each other, an abbreviation and other forms."""
    glossary = section(site(world), "ordlista")
    add: dict[str, Any] = {
        "ASF": {"abbreviation": "ASF", "title": "Arbetsintegrerande socialt företag", "also": "sociala företag"},
        "training": {"title": "Arbetsträning", "also": "arbetsträningen, arbetsträna"},
        "place": {"title": "Plats för arbetsträning"},
    }
    return {
        name: page(TermPage, glossary, definition="<p>…</p>", **{"abbreviation": "", "also": "", **fields})
        for name, fields in add.items()
    }


def links(html: str) -> list[tuple[str, str]]:
    """Return the words that became links to terms, and where they lead."""
    tree = reading.fragment_fromstring(html, create_parent=True)
    return [(one.text_content(), one.get("href")) for one in tree.xpath("//a[@class='term']")]


@pytest.mark.django_db
def test_a_term_is_linked_at_its_first_use_only(terms: dict[str, Any]) -> None:
    found = linked("<p>ASF ger arbetsträning.</p><p>Mer arbetsträning i ASF.</p>", "sv")
    assert links(found) == [("ASF", terms["ASF"].url), ("arbetsträning", terms["training"].url)]
    assert found.count("<a ") == 2


@pytest.mark.django_db
def test_the_longest_form_wins_and_other_forms_count_as_the_term(terms: dict[str, Any]) -> None:
    found = linked("<p>En plats för arbetsträning. Arbetsträningen är lång, och att arbetsträna tar tid.</p>", "sv")
    assert links(found) == [
        ("plats för arbetsträning", terms["place"].url),
        ("Arbetsträningen", terms["training"].url),
    ]


@pytest.mark.django_db
def test_parts_of_words_and_small_abbreviations_are_left_alone(terms: dict[str, Any]) -> None:
    same = "<p>ASF-rådet, arbetsträningsplats, asfalt, asf och e-ASF.</p>"
    assert linked(same, "sv") == same


@pytest.mark.django_db
def test_links_headings_and_controls_are_left_as_they_are(terms: dict[str, Any]) -> None:
    same = (
        '<h2>ASF</h2><p><a href="/x">Om <b>ASF</b> här</a></p><button>ASF</button><label>ASF</label>'
        '<ul class="rows"><li>ASF</li></ul><img alt="ASF" src="/a.png"><code>ASF</code><!-- ASF -->'
    )
    assert linked(same, "sv") == same
    assert links(linked(f"{same}<p>ASF</p>", "sv")) == [("ASF", terms["ASF"].url)]


@pytest.mark.django_db
def test_the_rest_of_the_html_comes_back_as_it_was(terms: dict[str, Any]) -> None:
    html = '<p class="a&quot;b" data-x=\'1\'>ASF &amp; &#8211; vänner<br>och <img src="/a.png" alt="x"/> mer</p>'
    assert linked(html, "sv") == html.replace("ASF", f'<a class="term" href="{terms["ASF"].url}">ASF</a>')


@pytest.mark.django_db
def test_a_terms_own_page_does_not_link_to_itself(terms: dict[str, Any]) -> None:
    text = "<p>ASF ger arbetsträning.</p>"
    assert links(linked(text, "sv", own=terms["ASF"].pk)) == [("arbetsträning", terms["training"].url)]


@pytest.mark.django_db
def test_other_languages_have_their_own_terms(terms: dict[str, Any]) -> None:
    assert linked("<p>ASF</p>", "en") == "<p>ASF</p>"


@pytest.mark.django_db
def test_a_term_that_is_no_longer_public_is_no_longer_linked(terms: dict[str, Any]) -> None:
    terms["ASF"].unpublish()
    assert linked("<p>ASF</p>", "sv") == "<p>ASF</p>"


@pytest.mark.django_db
def test_pages_link_to_the_glossary(terms: dict[str, Any], client: Client) -> None:
    start = terms["ASF"].get_parent().get_parent()
    news = page(NewsPage, section(start, "nyheter"), "Nytt", body=[("text", "<p>Ett ASF öppnar. ASF växer.</p>")])
    answer: Any = client.get(news.url)
    assert links(answer.content.decode()) == [("ASF", terms["ASF"].url)]


@pytest.mark.django_db
def test_the_glossary_is_in_swedish_order_by_letter(world: World, client: Client) -> None:
    glossary = section(site(world), "ordlista")
    for word in ("Öppen", "Ärende", "Zon", "Ålder", "avtal", "Etablering", "Énkel"):
        page(TermPage, glossary, word, definition="<p>…</p>")
    answer: Any = client.get(glossary.url)
    tree = reading.fromstring(answer.content)
    assert tree.xpath("//section[@class='letter']/h2/text()") == ["A", "E", "Z", "Å", "Ä", "Ö"]
    words = [one.strip() for one in tree.xpath("//dt/a/text()")]
    assert words == ["avtal", "Énkel", "Etablering", "Zon", "Ålder", "Ärende", "Öppen"]
    anchors = tree.xpath("//nav[@class='letters']//a/@href")
    assert {anchor.removeprefix("#") for anchor in anchors} <= set(tree.xpath("//@id"))


@pytest.mark.once
def test_swedish_letters_come_last_and_other_marks_do_not_count() -> None:
    words = ["öl", "ål", "äpple", "zebra", "Åsa", "élan", "elak", "øst", "42"]
    assert sorted(words, key=swedish) == ["42", "elak", "élan", "zebra", "ål", "Åsa", "äpple", "öl", "øst"]
    assert [letter(word) for word in ("ål", "Énkel", "42", "øst")] == ["Å", "E", "#", "Ö"]
