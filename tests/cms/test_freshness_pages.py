"""The page of freshness, its file, the editors' reports and the API: who sees what, and a click that confirms."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.pages.models import NewsPage
from cms.publishing.models import Standing
from cms.publishing.queries import pages_followed_by
from cms.publishing.reporting import rows
from cms.publishing.upkeep import lapse_pages, mark_overdue_pages
from events import clock
from tests.cms.editors import browser, editor
from tests.cms.languages import translated
from tests.cms.shared import page, section, site
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY = timedelta(days=1)


@pytest.fixture
def pages(world: World) -> dict[str, Any]:
    """Pages of the association that are fresh, soon to be confirmed, overdue and lapsed, and a lapsed one of another."""
    news = section(site(world), "nyheter")
    made = {}
    for name, days in {"Färsk": 200, "Snart": 20, "Sen": -5, "Inaktuell": -40, "Andras": -40}.items():
        owner = world.organisations["asf" if name == "Andras" else "association"]
        made[name] = page(NewsPage, news, name, body=[], organisation=owner)
        Standing.objects.filter(page=made[name]).update(confirm_by=clock.today() + days * DAY)
    mark_overdue_pages()
    lapse_pages()
    return made


def titles(text: str) -> set[str]:
    """Return which of the pages a list shows."""
    return {name for name in ("Färsk", "Snart", "Sen", "Inaktuell", "Andras") if f">{name}</a>" in text}


def standing(of: Any) -> Standing:
    return Standing.objects.get(page=of)


# --- The page --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"Sen"}),
        ("?visa=snart", {"Snart"}),
        ("?visa=sena", {"Sen"}),
        ("?visa=inaktuella", {"Inaktuell"}),
        ("?visa=alla", {"Färsk", "Snart", "Sen", "Inaktuell"}),
        ("?visa=alla&organisation=alla", {"Färsk", "Snart", "Sen", "Inaktuell"}),
    ],
)
def test_a_member_sees_the_pages_of_their_own_organisation_by_what_is_to_be_done(
    world: World, pages: dict[str, Any], asked: str, shown: set[str]
) -> None:
    assert titles(browser(world.chair).get(f"/farskhet/{asked}").text) == shown


def test_an_editor_sees_those_of_all_and_of_one_organisation(world: World, pages: dict[str, Any]) -> None:
    writer = browser(editor(world.organisations["association"]))
    everything = writer.get("/farskhet/?visa=inaktuella&organisation=alla").text
    assert titles(everything) == {"Inaktuell", "Andras"}
    assert "Vävkooperativet Tråden" in everything

    slug = world.organisations["asf"].slug
    assert titles(writer.get(f"/farskhet/?visa=inaktuella&organisation={slug}").text) == {"Andras"}
    assert titles(writer.get("/farskhet/?visa=inaktuella").text) == {"Inaktuell"}


def test_one_click_confirms_and_brings_back_and_leads_to_where_one_was(world: World, pages: dict[str, Any]) -> None:
    lapsed = standing(pages["Inaktuell"])
    here = "/farskhet/?visa=inaktuella"
    answer = browser(world.chair).post(f"/farskhet/{lapsed.pk}/bekrafta/", {"next": here}, follow=True)

    assert answer.redirect_chain == [(here, 302)]
    assert "Inaktuell" in answer.text, "it says what was confirmed"
    assert standing(pages["Inaktuell"]).is_shown
    assert standing(pages["Inaktuell"]).confirmed_by == world.chair.membership


def test_a_click_leads_nowhere_else(world: World, pages: dict[str, Any]) -> None:
    answer = browser(world.chair).post(
        f"/farskhet/{standing(pages['Sen']).pk}/bekrafta/", {"next": "https://elsewhere.example/"}
    )
    assert answer["Location"] == "/farskhet/"


def test_a_click_needs_its_token(world: World, pages: dict[str, Any]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.chair.person, "django.contrib.auth.backends.ModelBackend")
    assert client.post(f"/farskhet/{standing(pages['Sen']).pk}/bekrafta/").status_code == 403
    assert standing(pages["Sen"]).was_overdue


def test_a_member_of_another_organisation_cannot_confirm(world: World, pages: dict[str, Any]) -> None:
    address = f"/farskhet/{standing(pages['Sen']).pk}/bekrafta/"
    assert browser(world.representative).post(address).status_code == 403
    assert (
        browser(world.representative).post(f"/farskhet/{standing(pages['Inaktuell']).pk}/bekrafta/").status_code == 404
    )


def test_a_draft_is_in_nobodys_report(world: World, pages: dict[str, Any]) -> None:
    page(NewsPage, section(pages["Sen"].get_site().root_page, "nyheter"), "Hemligt utkast", live=False, body=[])
    for who in (world.chair, world.admin, editor(world.organisations["asf"])):
        text = browser(who).get("/farskhet/?visa=alla&organisation=alla").text
        assert "Hemligt utkast" not in text


def test_somebody_without_an_organisation_gets_an_empty_page(world: World, pages: dict[str, Any]) -> None:
    answer = browser(world.hatless).get("/farskhet/")
    assert answer.status_code == 200
    assert titles(answer.text) == set()


def test_the_page_says_which_translations_lag(world: World, pages: dict[str, Any]) -> None:
    translated(pages["Sen"], "en", title="Late", slug="late")
    assert "engelska" in browser(world.chair).get("/farskhet/?visa=sena").text.lower()


def test_the_number_of_queries_does_not_grow_with_the_pages(world: World, pages: dict[str, Any]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            rows(pages_followed_by(world.chair), world.chair)
        return len(asked)

    queries()  # What the reader may do is looked up once and kept.
    few = queries()
    news = section(pages["Sen"].get_site().root_page, "nyheter")
    for number in range(6):
        page(NewsPage, news, f"Nyhet {number}", body=[])

    assert queries() == few


def test_the_file_holds_the_same_pages(world: World, pages: dict[str, Any]) -> None:
    answer = browser(world.chair).get("/farskhet/lista.csv?visa=sena")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(row["title"], row["state"], row["kind"]) for row in rows] == [("Sen", "overdue", rows[0]["kind"])]
    assert rows[0]["confirm_by"] == str(clock.today() - 5 * DAY)
    assert "attachment" in answer["Content-Disposition"]


def test_the_start_page_of_a_member_says_how_many_wait(world: World, pages: dict[str, Any]) -> None:
    assert "fresh-waits" in browser(world.chair).get("/").text
    assert "fresh-waits" not in browser(world.officer).get("/").text


# --- Reports in the editors' rooms -------------------------------------------------------------------------------------


def test_the_reports_of_the_editors_rooms_show_pages_and_translations(world: World, pages: dict[str, Any]) -> None:
    news = section(pages["Sen"].get_site().root_page, "nyheter")
    translated(pages["Sen"], "en", title="Late", slug="late")
    writer = browser(editor(world.organisations["association"]))

    fresh = writer.get("/redaktion/reports/farskhet/?state=lapsed")
    assert {name for name in pages if f">{name}</a>" in fresh.text} == {"Inaktuell", "Andras"}
    sheet = writer.get("/redaktion/reports/farskhet/?export=csv")
    assert "Andras" in b"".join(sheet.streaming_content).decode() if sheet.streaming else sheet.text

    lagging = writer.get("/redaktion/reports/oversattningar/").text
    assert ">Snart</a>" in lagging
    assert ">Sen</a>" not in lagging
    assert news.title in lagging
    assert writer.get("/redaktion/reports/farskhet/results/").status_code == 200


def test_the_reports_are_in_the_menu(world: World, pages: dict[str, Any]) -> None:
    text = browser(editor(world.organisations["association"])).get("/redaktion/reports/farskhet/").text
    assert "/redaktion/reports/oversattningar/" in text


# --- API ---------------------------------------------------------------------------------------------------------------


def listed(client: Client, query: str = "") -> set[str]:
    answer = client.get(f"/api/v1/pages?limit=100{query}")
    assert answer.status_code == 200, answer.text
    return {one["title"] for one in answer.json()["results"]} & {"Färsk", "Snart", "Sen", "Inaktuell", "Andras"}


def test_the_api_lists_what_each_may_know(world: World, pages: dict[str, Any]) -> None:
    assert listed(Client()) == {"Färsk", "Snart", "Sen"}
    assert listed(Client(), "&state=lapsed") == set()
    assert listed(browser(world.chair), "&state=lapsed") == {"Inaktuell"}
    assert listed(browser(world.representative), "&state=lapsed") == {"Andras"}
    assert listed(browser(editor(world.organisations["asf"])), "&state=lapsed") == {"Inaktuell", "Andras"}
    assert listed(Client(), "&state=soon") == {"Snart"}
    assert listed(Client(), "&state=overdue") == {"Sen"}
    assert listed(Client(), f"&organisation={world.organisations['asf'].pk}") == set()


def test_the_api_refuses_what_it_does_not_know(world: World, pages: dict[str, Any]) -> None:
    assert Client().get("/api/v1/pages?state=gone").status_code == 422
    assert Client().get("/api/v1/pages?owner=x").status_code == 422


def test_the_api_confirms_once_for_a_key(world: World, pages: dict[str, Any]) -> None:
    lapsed = standing(pages["Inaktuell"])
    client = browser(world.chair)
    first = client.post(f"/api/v1/pages/{lapsed.pk}/confirm", headers={"Idempotency-Key": "en-gang"})
    again = client.post(f"/api/v1/pages/{lapsed.pk}/confirm", headers={"Idempotency-Key": "en-gang"})

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json()["lapsed"] is False
    assert again.json()["version"] == first.json()["version"]
    assert Client().post(f"/api/v1/pages/{lapsed.pk}/confirm").status_code == 401
    assert browser(world.representative).post(f"/api/v1/pages/{lapsed.pk}/confirm").status_code == 403
