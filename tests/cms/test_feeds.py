"""Feeds: what is told, by whom and under which name; that they validate; and that what has lapsed is not there."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from lxml import etree

from cms.pages.models import EventPage, MeasurePage, NewsPage, PolicyPage, StandardPage
from cms.pages.models.measures import MeasureChange
from cms.publishing.models import Standing
from cms.reach.feeds import FEEDS
from tests.cms.consulting import sent
from tests.cms.shared import page, section, site
from tests.world import World

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "data" / "atom.rng"))
"""The grammar of RFC 4287, appendix B."""
TEXT: list[tuple[str, str]] = [
    ("text", '<p>Åtta platser &amp; <b>två</b> kök. <a href="/kontakt/">Fråga oss</a>.</p><ul><li>Ett</li></ul>')
]

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def start(world: World) -> Any:
    return site(world)


def fetch(name: str, **headers: str) -> Any:
    return Client().get(f"/flode/{name}.xml", headers=headers)


def read(name: str) -> Any:
    """Return a feed as a tree, once it holds to the grammar."""
    answer = fetch(name)
    assert answer.status_code == 200
    tree = etree.fromstring(answer.content)
    assert GRAMMAR.validate(tree), GRAMMAR.error_log
    return tree


def titles(tree: Any) -> list[str]:
    return [one.findtext(f"{ATOM}title") for one in tree.iter(f"{ATOM}entry")]


def news(start: Any, title: str = "Kaféet öppnar", **fields: Any) -> Any:
    return page(NewsPage, section(start, "nyheter"), title, **{"body": TEXT, **fields})


def lapse(one: Any) -> None:
    Standing.objects.filter(page=one).update(lapsed_at=datetime.now(UTC))


def measure(start: Any, **fields: Any) -> Any:
    made = MeasurePage(
        title="Introduktionsstöd",
        organisation=start.organisation,
        target_group="Den som varit borta länge",
        source="Förordning 2017:462",
        body=TEXT,
        live=False,
        **fields,
    )
    made.changes = [
        MeasureChange(on=date(2017, 9, 1), text="Stödet höjs.", sort_order=0),
        MeasureChange(on=date(2017, 9, 1), text="Fler får söka.", sort_order=1),
    ]
    section(start, "stod").add_child(instance=made)
    made.save_revision().publish()
    return MeasurePage.objects.get(pk=made.pk)


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_without_entries_validates(start: Any, name: str) -> None:
    Standing.objects.exclude(kind__endswith="index").exclude(kind="start").update(public=False)
    tree = read(name)
    assert titles(tree) == []
    assert tree.findtext(f"{ATOM}author/{ATOM}name") == "Arenan"


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_with_entries_validates(world: World, start: Any, name: str) -> None:
    news(start)
    sent(world, participation="open")
    measure(start)
    page(
        PolicyPage, section(start, "policy"), "Policy för ASF", sections=[("section", {"heading": "Syfte", "text": ""})]
    )
    page(StandardPage, start, "Om Å & Ö", body=TEXT)
    assert titles(read(name))


def test_an_entry_says_what_the_page_says_and_who_answers_for_it(world: World, start: Any) -> None:
    owner = world.organisations["public"]
    made = news(start, summary="Kort & gott", organisation=owner, category="enterprises")
    (entry,) = read("nyheter").iter(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}title") == "Kaféet öppnar"
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{made.standing.pk}"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == owner.name
    assert entry.findtext(f"{ATOM}summary") == "Kort & gott"
    content = entry.find(f"{ATOM}content")
    assert content.get("type") == "html"
    assert "Åtta platser &amp; <b>två</b> kök" in content.text
    assert '<a href="http://127.0.0.1:8000/kontakt/">' in content.text
    assert entry.find(f"{ATOM}link").get("href") == f"http://127.0.0.1:8000{made.get_url()}"
    assert entry.get(f"{XML}lang") == "sv"
    assert len(list(entry.iter(f"{ATOM}category"))) == 2
    assert entry.findtext(f"{ATOM}updated") == _stamp(made.last_published_at)
    assert entry.findtext(f"{ATOM}published") == _stamp(made.first_published_at)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def test_a_page_without_a_summary_is_told_by_how_it_begins(start: Any) -> None:
    news(start)
    (entry,) = read("nyheter").iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}summary").startswith("Åtta platser & två kök.")


def test_the_newest_comes_first_and_the_feed_says_when_it_changed(start: Any) -> None:
    first = news(start, "Först")
    news(start, "Sedan")
    tree = read("nyheter")
    assert titles(tree) == ["Sedan", "Först"]
    first.title = "Först, ändrad"
    first.save_revision().publish()
    tree = read("nyheter")
    assert titles(tree) == ["Först, ändrad", "Sedan"]
    assert tree.findtext(f"{ATOM}updated") == tree.find(f"{ATOM}entry").findtext(f"{ATOM}updated")


def test_a_page_that_moves_is_the_same_entry(start: Any) -> None:
    made = news(start)
    before = [one.text for one in read("nyheter").iter(f"{ATOM}id")]
    made.slug = "helt-annan"
    made.save_revision().publish()
    tree = read("nyheter")
    assert [one.text for one in tree.iter(f"{ATOM}id")] == before
    assert tree.find(f"{ATOM}entry/{ATOM}link").get("href").endswith("/helt-annan/")


def test_what_has_lapsed_or_is_a_draft_is_in_no_feed(start: Any) -> None:
    lapse(news(start, "Inaktuell"))
    news(start, "Utkast", live=False)
    news(start, "Gäller")
    news(start, "Nedtagen").unpublish()
    for name in ("nyheter", "allt"):
        assert {"Inaktuell", "Utkast", "Nedtagen"} & set(titles(read(name))) == set()
    assert titles(read("nyheter")) == ["Gäller"]


def test_each_feed_tells_of_its_own_and_one_of_everything(start: Any) -> None:
    news(start)
    measure(start)
    page(PolicyPage, section(start, "policy"), "Policy för ASF", sections=[])
    assert titles(read("policy")) == ["Policy för ASF"]
    assert "Introduktionsstöd" in titles(read("stod"))
    everything = set(titles(read("allt")))
    assert {"Kaféet öppnar", "Introduktionsstöd", "Policy för ASF"} <= everything
    assert "Nyheter" not in everything


def test_what_changes_in_a_measure_is_told_beside_it_under_a_name_that_stays(start: Any) -> None:
    made = measure(start)
    tree = read("stod")
    assert {"Introduktionsstöd: Stödet höjs.", "Introduktionsstöd: Fler får söka."} <= set(titles(tree))
    before = sorted(one.findtext(f"{ATOM}id") for one in tree.iter(f"{ATOM}entry"))

    fresh = made.get_latest_revision_as_object()
    fresh.target_group = "Alla"
    fresh.save_revision().publish()
    after = sorted(one.findtext(f"{ATOM}id") for one in read("stod").iter(f"{ATOM}entry"))
    assert after == before
    assert len(set(after)) == 3
    assert all(UUID(one.removeprefix("urn:uuid:")) for one in after)


def test_a_change_that_is_still_to_come_is_not_dated_in_the_future(start: Any) -> None:
    made = measure(start)
    made.changes.add(MeasureChange(on=datetime.now(UTC).date() + timedelta(days=90), text="Stödet upphör."))
    made.save_revision().publish()
    newest = max(one.text for one in read("stod").iter(f"{ATOM}updated"))
    assert newest <= datetime.now(UTC).isoformat()


def test_who_has_the_feed_already_gets_nothing_again(start: Any) -> None:
    made = news(start)
    first = fetch("nyheter")
    assert first["Content-Type"].startswith("application/atom+xml")
    assert first["Last-Modified"]
    assert fetch("nyheter", **{"If-None-Match": first["ETag"]}).status_code == 304
    # A page that goes makes nothing newer, and the one who asks by date alone must still hear of it.
    made.unpublish()
    again = fetch("nyheter", **{"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert fetch("nyheter", **{"If-Modified-Since": first["Last-Modified"]}).status_code == 200


def test_a_feed_is_the_same_for_everybody_and_sets_no_cookie(start: Any) -> None:
    news(start)
    swedish = fetch("nyheter", **{"Accept-Language": "en"})
    assert swedish.content == fetch("nyheter").content
    assert not swedish.cookies
    assert "Cookie" not in swedish.headers.get("Vary", "")
    assert etree.fromstring(swedish.content).get(f"{XML}lang") == "sv"


def test_in_another_language_only_what_is_written_in_it_is_told(start: Any) -> None:
    news(start)
    answer = Client().get("/flode/nyheter.xml?sprak=en")
    tree = etree.fromstring(answer.content)
    assert GRAMMAR.validate(tree), GRAMMAR.error_log
    assert tree.get(f"{XML}lang") == "en"
    assert titles(tree) == []
    assert tree.find(f"{ATOM}link[@rel='self']").get("href").endswith("?sprak=en")


def test_rubbish_in_an_address_is_not_found() -> None:
    assert fetch("finns-inte").status_code == 404


def test_the_grammar_refuses_what_is_no_feed() -> None:
    """The check itself is worth something: each of these breaks a MUST of the RFC."""
    whole = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:a:b</id>'
        "<updated>2017-10-02T10:00:00Z</updated><author><name>A</name></author></feed>"
    )
    assert GRAMMAR.validate(etree.fromstring(whole)), GRAMMAR.error_log
    for good, bad in {
        "<id>urn:a:b</id>": "",
        "<title>T</title>": "<title>T</title><title>T</title>",
        "<updated>2017-10-02T10:00:00Z</updated>": "<updated>2 oktober</updated>",
        "<author><name>A</name></author>": "<author></author>",
        "</feed>": "<entry><title>T</title></entry></feed>",
    }.items():
        assert not GRAMMAR.validate(etree.fromstring(whole.replace(good, bad))), bad


def test_an_event_and_a_policy_are_told_with_their_facts(start: Any) -> None:
    day = datetime(2017, 11, 9, 8, 0, tzinfo=UTC)
    page(
        EventPage,
        section(start, "kalender"),
        "Minimässa",
        what="fair",
        starts_at=day,
        ends_at=day + timedelta(hours=3),
        place="Huddinge",
        cancelled=True,
    )
    page(
        PolicyPage,
        section(start, "policy"),
        "Policy",
        adopted_by="Kommunfullmäktige",
        adopted_on=date(2009, 6, 1),
        decision="§ 84",
        sections=[("section", {"heading": "Syfte", "text": "<p>Fler i arbete.</p>"})],
    )
    contents = {
        one.findtext(f"{ATOM}title"): one.findtext(f"{ATOM}content") for one in read("allt").iter(f"{ATOM}entry")
    }
    assert "9 november 2017 kl. 09:00–12:00" in contents["Minimässa"]
    assert "<dd>Huddinge</dd>" in contents["Minimässa"]
    assert "<h2>1. Syfte</h2>" in contents["Policy"]
    assert "1 juni 2009" in contents["Policy"]
