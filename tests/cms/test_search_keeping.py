"""What is found is what may be read at that moment, whatever the index says."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from cms.pages.models import NewsPage
from cms.publishing import actions as publishing
from cms.publishing.models import Standing
from cms.search import keeping
from cms.search.index import matches, word
from cms.search.models import SearchEntry, SearchState, SearchWord
from events import clock
from network.goals import actions as goals
from tests.cms.search import public_goal, text, titles
from tests.cms.shared import page, section, site
from tests.world import SYSTEM, World, react_to_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(world: World) -> Any:
    return page(NewsPage, section(site(world), "nyheter"), "Guldkornet", body=text("Om ädelmetallen."))


def standing_of(one: Any) -> Standing:
    return Standing.objects.get(page=one)


class TestPages:
    def test_a_draft_is_not_found(self, world: World) -> None:
        page(NewsPage, section(site(world), "nyheter"), "Hemligheten", live=False, body=[])
        assert titles("hemligheten") == []

    def test_new_words_are_found_and_old_ones_not(self, news: Any) -> None:
        news.title, news.body = "Silverskeden", text("Om bordet.")
        news.save_revision().publish()
        assert titles("silverskeden") == ["Silverskeden"]
        assert titles("guldkornet") == titles("ädelmetallen") == []

    def test_words_of_a_draft_are_not_found_before_it_is_published(self, news: Any) -> None:
        news.title = "Silverskeden"
        news.save_revision()
        assert titles("silverskeden") == []
        assert titles("guldkornet") == ["Guldkornet"]

    def test_what_is_taken_down_or_deleted_is_gone(self, news: Any) -> None:
        news.unpublish()
        assert titles("guldkornet") == []
        assert not SearchEntry.objects.filter(title="Guldkornet").exists()
        news.save_revision().publish()
        assert titles("guldkornet") == ["Guldkornet"]
        news.delete()
        assert titles("guldkornet") == []

    def test_what_lapses_is_gone_until_it_is_confirmed(self, news: Any) -> None:
        standing = standing_of(news)
        with clock.at(clock.now() + timedelta(days=800)):
            publishing.lapse(actor=SYSTEM, standing=standing)
            assert titles("guldkornet") == []
            publishing.confirm_page(actor=SYSTEM, standing=standing_of(news))
            assert titles("guldkornet") == ["Guldkornet"]

    def test_a_moved_page_leads_to_its_new_address(self, news: Any) -> None:
        news.slug = "flyttad"
        news.save_revision().publish()
        assert SearchEntry.objects.get(title="Guldkornet").url == "/nyheter/flyttad/"


class TestGoalsAndOrganisations:
    def test_a_goal_is_found_once_it_is_adopted_and_public(self, world: World) -> None:
        goal = public_goal(world)
        react_to_all()
        assert titles("väntetid") == ["Halverad väntetid"]
        goal.refresh_from_db()
        goals.change_goal(
            actor=world.chair,
            goal=goal,
            expected=goal.version,
            title=goal.title,
            starts_on=goal.starts_on,
            ends_on=goal.ends_on,
            visibility="council",
        )
        assert titles("väntetid") == [], "before anything has reacted"
        react_to_all()
        assert not SearchEntry.objects.filter(object=goal.pk).exists()

    def test_an_organisation_is_found_once_it_has_a_seat(self, world: World) -> None:
        react_to_all()
        assert titles("vävkooperativet") == ["Vävkooperativet Tråden"]
        assert titles("utanför") == []


class TestStaleRows:
    """The index is not believed."""

    def _entered(self, thing: Any, kind: str) -> None:
        SearchEntry.objects.create(
            kind=kind, object=thing, language="sv", title="Röjd hemlighet", url="/rojd/", summary="hemlighet"
        )
        entry = SearchEntry.objects.get(object=thing)
        from cms.search.index import write

        write(entry.pk, {"title": ["röjd", "hemlighet"], "summary": ["hemlighet"], "body": []}, "sv")
        SearchWord.objects.create(word="hemlighet", length=9, entries=1)
        assert matches([word("title", "hemlighet")]) == [{entry.pk}]

    @pytest.mark.parametrize("question", ["hemlighet", '"röjd hemlighet"', "hemlighetr", "röjd", "mlighet"])
    def test_a_row_of_a_draft_is_never_a_hit(self, world: World, question: str) -> None:
        draft = page(NewsPage, section(site(world), "nyheter"), "Utkast", live=False, body=[])
        self._entered(standing_of(draft).pk, "news")
        assert titles(question) == []
        assert titles("", kind="news") == []

    @pytest.mark.parametrize("kind", ["news", "goal", "organisation"])
    def test_a_row_of_something_that_is_not_there_is_never_a_hit(self, world: World, kind: str) -> None:
        site(world)
        self._entered(uuid.uuid4(), kind)
        assert titles("hemlighet") == []

    def test_a_row_of_a_council_goal_or_of_an_organisation_outside_is_never_a_hit(self, world: World) -> None:
        site(world)
        self._entered(world.organisations["outside"].pk, "organisation")
        assert titles("hemlighet") == []

    def test_a_row_is_no_hit_under_the_name_of_another_kind(self, world: World, news: Any) -> None:
        SearchEntry.objects.filter(object=standing_of(news).pk).update(kind="goal")
        assert titles("guldkornet") == []

    def test_words_without_a_row_do_no_harm(self, world: World, news: Any) -> None:
        SearchEntry.objects.filter(object=standing_of(news).pk).delete()
        assert titles("guldkornet") == []


class TestWords:
    """The vocabulary holds the words of what is shown, and no other."""

    def test_it_follows_what_is_published(self, news: Any) -> None:
        assert SearchWord.objects.get(word="ädelmetallen").entries == 1
        news.unpublish()
        assert not SearchWord.objects.filter(word="ädelmetallen").exists()

    def test_it_is_the_same_when_made_anew(self, news: Any) -> None:
        news.save_revision().publish()
        react_to_all()
        kept = set(SearchWord.objects.values_list("word", "entries"))
        keeping.rebuild()
        assert set(SearchWord.objects.values_list("word", "entries")) == kept


class TestRebuilding:
    def test_the_command_finds_everything_again(self, world: World, news: Any, capsys: Any) -> None:
        react_to_all()
        before = titles("")
        SearchEntry.objects.all().delete()
        assert titles("guldkornet") == []
        call_command("rebuild_search")
        assert titles("") == before
        assert titles("guldkornet") == ["Guldkornet"]

    def test_an_index_of_another_format_is_made_anew_with_the_next_change(self, world: World, news: Any) -> None:
        SearchEntry.objects.all().delete()
        SearchState.objects.update(format=0)
        page(NewsPage, section(site(world), "nyheter"), "Nyast", body=[])
        assert titles("guldkornet") == ["Guldkornet"]
        assert keeping.is_current()

    def test_and_by_a_worker_once_somebody_searches(self, world: World, news: Any) -> None:
        from django_tasks_db.models import DBTaskResult

        from cms.search.tasks import make_anew
        from tests.browsers import open_browser

        SearchEntry.objects.all().delete()
        SearchState.objects.update(format=0)
        for _ in range(2):
            assert open_browser().get("/sok/?q=guldkornet").status_code == 200
        assert DBTaskResult.objects.filter(task_path=make_anew.module_path).count() == 1
        make_anew.func()
        assert titles("guldkornet") == ["Guldkornet"]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_found(world: World) -> None:
    from django.db import transaction

    parent = section(site(world), "nyheter")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        page(NewsPage, parent, "Ångrad", body=[])
        assert titles("ångrad") == ["Ångrad"]
        raise ZeroDivisionError
    assert titles("ångrad") == []
    assert connection.in_atomic_block is False
