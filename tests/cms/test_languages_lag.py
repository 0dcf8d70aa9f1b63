"""Translations: every kind of page can be translated, and what has fallen behind is said to readers and to owners."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.languages.lag import State, translations_of, untranslated_below
from cms.pages.models import PAGES, GuideStepPage, MeasurePage, NewsPage, StepPart
from tests.cms.editors import browser
from tests.cms.frame_pages import every_kind
from tests.cms.languages import locale, translated
from tests.cms.shared import page, section, site
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def state(of: Any, code: str = "en", *, owner: bool = True) -> State | None:
    """Return how far the translation of a page has come, to somebody who does or does not know of drafts."""
    fresh = type(of).objects.select_related("locale").get(pk=of.pk)
    found = translations_of([fresh], lambda _page: owner)[of.pk]
    return next((one.state for one in found if one.language == code), None)


def publish(of: Any, **fields: Any) -> Any:
    """Publish a page with new words."""
    fresh = type(of).objects.get(pk=of.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save_revision().publish()
    return fresh


@pytest.fixture
def news(world: World) -> Any:
    """A piece of news of a site that has a start page in English too."""
    start = site(world)
    translated(start, "en")
    return page(NewsPage, section(start, "nyheter"), "Nytt", body=[])


def test_a_translation_is_missing_then_a_draft_then_up_to_date_then_behind(news: Any) -> None:
    assert state(news) == State.MISSING

    english = translated(news, "en", live=False, title="News", slug="news")
    assert state(news) == State.DRAFT
    assert state(news, owner=False) == State.MISSING, "that there is a draft is for its owner to know"

    publish(english)
    assert state(news) == State.CURRENT

    publish(news, title="Nytt igen")
    assert state(news) == State.BEHIND

    publish(english, title="News again")
    assert state(news) == State.CURRENT


def test_a_language_that_is_not_complete_has_the_pages_it_has(news: Any) -> None:
    assert state(news, "fi") is None

    translated(news, "fi", title="Uutinen", slug="uutinen")
    publish(news)
    assert state(news, "fi") == State.BEHIND


def test_readers_are_told_that_the_swedish_page_has_changed_since(news: Any) -> None:
    translated(news, "en", title="News", slug="news")
    told = "The Swedish page has changed since this was translated:"
    assert told not in Client().get("/en/nyheter/news/").text

    publish(news, title="Nytt igen")
    text = Client().get("/en/nyheter/news/").text
    assert told in text
    assert '<a href="/nyheter/nytt/" lang="sv" hreflang="sv">Nytt igen</a>' in text
    assert told not in Client().get("/nyheter/nytt/").text


def test_what_is_not_translated_is_listed_in_swedish_and_marked_as_such(news: Any) -> None:
    translated(section(news.get_site().root_page, "nyheter"), "en", title="News")
    text = Client().get("/en/nyheter/").text
    assert '<a href="/nyheter/nytt/" lang="sv" hreflang="sv">Nytt</a>' in text

    translated(news, "en", title="The news", slug="the-news")
    assert 'lang="sv" hreflang="sv">Nytt</a>' not in Client().get("/en/nyheter/").text
    assert not untranslated_below(news)


def test_every_kind_of_page_is_translated_edited_and_published(world: World) -> None:
    """Translated as an editor does it, by the command of the editors' rooms, with rows and streams along."""
    pages = every_kind(world)
    editors = browser(world.admin)
    assert set(pages) == {one.kind for one in PAGES}

    for kind, source in sorted(pages.items(), key=lambda one: one[1].path):
        for above in source.get_ancestors().filter(depth__gt=1).exclude(translation_key__in=_there("en")).specific():
            translated(above, "en")
        english = _translate(editors, source)
        assert (english.locale.language_code, english.translation_key) == ("en", source.translation_key), kind
        assert not english.live
        _same_rows(source, english)
        english = publish(english, title="In English", summary="In other words.")
        assert english.url.startswith("/en/"), kind
        answer = Client().get(english.url)
        assert answer.status_code == 200, kind
        assert '<html lang="en"' in answer.text, kind
        assert "In English" in answer.text, kind
        assert type(source).objects.get(pk=source.pk).title != "In English", kind


def _there(code: str) -> Any:
    return Page.objects.filter(locale=locale(code)).values("translation_key")


def _translate(editors: Client, source: Any) -> Any:
    address = reverse("simple_translation:submit_page_translation", args=[source.pk])
    assert editors.get(address).status_code == 200
    answer = editors.post(address, {"locales": [locale("en").pk]})
    assert answer.status_code == 302, answer.text
    made = source.get_translation(locale("en")).specific
    assert editors.get(reverse("wagtailadmin_pages:edit", args=[made.pk])).status_code == 200
    return made


def _same_rows(source: Any, english: Any) -> None:
    """Rows, streams and what is chosen among many have come along."""
    before, after = (type(source).objects.get(pk=one.pk) for one in (source, english))
    for relation in source._meta.get_fields():
        if relation.one_to_many and hasattr(relation.related_model, "sort_order"):
            name = relation.get_accessor_name()
            assert getattr(after, name).count() == getattr(before, name).count(), name
    for name in ("body", "sections"):
        if hasattr(before, name):
            assert [one.block_type for one in getattr(after, name)] == [one.block_type for one in getattr(before, name)]


def test_rows_and_choices_of_a_translation_are_its_own(world: World) -> None:
    start = site(world)
    measure = page(MeasurePage, section(start, "stod"), "Stöd", target_group="alla", source="s. 12", body=[])
    step = page(
        GuideStepPage,
        section(start, "verktygslada"),
        "Skriv en plan",
        phase="idea",
        body=[],
        parts=[StepPart(who="du", does="Skriver.")],
        measures=[measure],
        shared_with=[world.organisations["asf"]],
    )
    english = translated(step, "en")
    assert list(english.measures.all()) == [measure]
    assert list(english.shared_with.all()) == [world.organisations["asf"]]

    changed = GuideStepPage.objects.get(pk=english.pk)
    part = changed.parts.get()
    part.does = "You write."
    changed.parts = [part]
    changed.measures = []
    changed.save_revision().publish()

    swedish = GuideStepPage.objects.get(pk=step.pk)
    assert [one.does for one in swedish.parts.all()] == ["Skriver."]
    assert list(swedish.measures.all()) == [measure]
    assert "You write." in Client().get(changed.url).text
