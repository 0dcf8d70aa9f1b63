"""The demo site is loaded once, wholly; it reads as Swedish, and every link in it leads somewhere."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from accounts.text import has_personal_number
from cms.consultation.models import Answer, Consultation, Response
from cms.demo import files
from cms.demo.files import FOLDER, read_rows, read_sheets
from cms.demo.load import LOADED
from cms.library.models import CouncilDocument, CouncilImage
from cms.pages.models import PAGES, EventPage, MeasurePage, NewsPage, PolicyIndexPage, PolicyPage
from cms.publishing.models import Standing
from council.demo.load import load
from events.chain import faults_in
from events.models import Event, Stream
from tests.browsers import open_browser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ENGLISH = re.compile(r"\b(?:the|and|with|which|from|this|that|your)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The demo world, loaded once for all tests of this file."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


class _Nesting(HTMLParser):
    """Follows what is open, and notes what is closed in the wrong place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.ids += [said["id"]] if said.get("id") else []  # type: ignore[list-item]
        if tag == "a" and said.get("href"):
            self.links.append(said["href"] or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Drawn lines and the like close themselves."""

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> in line {self.getpos()[0]}")


def read(html: str) -> _Nesting:
    found = _Nesting()
    found.feed(html)
    return found


@pytest.fixture(scope="module")
def read_by_all(loaded: None) -> dict[str, bytes]:
    """Every public page as a visitor gets it, by its address."""
    client = open_browser(None)
    addresses = [page.url for page in Page.objects.live().filter(depth__gt=1).specific()]
    answers = {address: client.get(address) for address in addresses}
    assert {address for address, answer in answers.items() if answer.status_code != 200} == set()
    return {address: answer.content for address, answer in answers.items()}


@pytest.mark.django_db
class TestLoaded:
    @pytest.fixture(autouse=True)
    def demo(self, loaded: None) -> None:
        """Each test looks at the loaded world."""

    def test_a_second_run_changes_nothing(self) -> None:
        before = Page.objects.count(), Revision.objects.aggregate(Max("pk")), Event.objects.count()

        assert load() == []
        assert (Page.objects.count(), Revision.objects.aggregate(Max("pk")), Event.objects.count()) == before

    def test_a_file_that_changes_is_written_again_and_the_rest_is_left_alone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        known = read_sheets()
        changed = [
            one if one.path != "stod/praktik" else files.Sheet(one.language, one.path, one.facts, "Nya ord.", "0" * 64)
            for one in known
        ]
        monkeypatch.setattr("cms.demo.load.read_sheets", lambda: changed)

        assert load() == ["1 pages of the site, 0 of them new"]
        page = MeasurePage.objects.get(slug="praktik")
        assert "Nya ord." in str(page.body)
        assert page.revisions.count() == 2
        assert load() == []

    def test_every_kind_of_page_has_one_that_the_public_reads(self) -> None:
        shown = set(Standing.objects.shown().values_list("kind", flat=True))
        assert shown == {model.kind for model in PAGES}

    def test_each_page_answers_and_is_well_formed(self, read_by_all: dict[str, bytes]) -> None:
        for address, html in read_by_all.items():
            found = read(html.decode())
            assert (found.wrong, found.open) == ([], []), address
            assert [one for one, times in Counter(found.ids).items() if times > 1] == [], address

    def test_every_link_within_the_site_leads_somewhere(self, read_by_all: dict[str, bytes]) -> None:
        client = open_browser(None)
        links: dict[str, str] = {}
        for address, html in read_by_all.items():
            for link in read(html.decode()).links:
                path = link.partition("#")[0]
                if path.startswith("/") and not path.startswith(("//", "/logga-in", "/demo")):
                    links.setdefault(path, address)
        assert len(links) > 150
        others = {path: page for path, page in links.items() if path not in read_by_all}
        lost = {}
        for path, page in others.items():
            answer = client.get(path, follow=True)
            if answer.streaming:
                answer.getvalue()  # A file that is read to its end is closed.
            if answer.status_code != 200:
                lost[path] = page
        assert lost == {}

    def test_swedish_pages_speak_swedish(self) -> None:
        for sheet in read_sheets():
            if sheet.language == "sv":
                words = re.sub(
                    r"\*need and opportunity analysis\*|\{#[a-z-]+\}|^:::.*$", "", sheet.words, flags=re.MULTILINE
                )
                assert ENGLISH.findall(words) == [], sheet.path

    def test_whoever_reads_is_told_what_is_invented(self) -> None:
        for page in PolicyPage.objects.filter(slug__endswith="-forslag"):
            draft = page.get_latest_revision_as_object()
            assert "åhittat i demon" in draft.source
            assert not page.live
        assert "demonstration" in str(Page.objects.get(slug="arenan").specific.body)

    def test_the_three_municipalities_have_no_policy_and_the_report_is_the_source(self) -> None:
        board = PolicyIndexPage.objects.get(locale__language_code="sv").statuses.all()
        assert {one.organisation.short_name for one in board} == {"Huddinge", "Botkyrka", "Salem"}
        assert {one.known for one in board} == {"none"}
        assert all("Lägesrapport 2017, s. 8".replace("s. ", "s.\N{NO-BREAK SPACE}") in one.source for one in board)

    def test_what_ended_says_when_and_what_came_instead(self) -> None:
        ended = MeasurePage.objects.get(slug="extratjanster")
        assert str(ended.valid_to) == "2021-12-31"
        assert ended.replaced_by
        assert max(str(one.on) for one in ended.changes.all()) == "2022-01-01"
        assert MeasurePage.objects.get(slug="aktivitetsersattning").agency is None

    def test_one_page_is_overdue_and_one_has_lapsed(self) -> None:
        overdue = Standing.objects.get(page__slug="praktik")
        assert overdue.is_overdue
        assert overdue.was_overdue
        assert overdue.is_shown
        assert Standing.objects.get(page__url_path__endswith="/kunskap/sofisam/").lapsed_at

    def test_news_and_events_lie_beside_today(self) -> None:
        today = timezone.localdate()
        assert all(0 < (today - date).days < 130 for date in NewsPage.objects.live().values_list("date", flat=True))
        assert EventPage.objects.filter(starts_at__gt=timezone.now()).exists()
        assert EventPage.objects.filter(cancelled=True).exists()
        assert EventPage.objects.filter(whole_day=True).exists()
        spans = EventPage.objects.filter(whole_day=False).values_list("starts_at", "ends_at")
        assert any(start.date() != end.date() for start, end in spans)

    def test_meetings_keep_their_hour_whatever_the_season(self) -> None:
        assert {
            timezone.localtime(one.starts_at).hour for one in EventPage.objects.filter(what=EventPage.Kind.MEETING)
        } == {13}

    def test_consultations_have_answers_of_every_sort(self) -> None:
        running = Consultation.objects.get(state="open")
        given = Answer.objects.filter(party__consultation=running, given_at__isnull=False)
        assert {True, False} == {one.is_on_older_version for one in given}
        assert running.parties.filter(answer=None, asked=True).exists()
        assert running.parties.exclude(why_extended="").exists()
        assert Answer.objects.filter(party__consultation=running, given_at=None).exists()
        done = Consultation.objects.get(state="closed")
        assert done.is_public
        assert set(Response.objects.values_list("verdict", flat=True)) == set(Response.Verdict.values)
        assert done.policy.live
        assert done.policy.versions.count() == 2

    def test_a_draft_waits_for_review_by_somebody_else(self) -> None:
        waiting = PolicyPage.objects.get(slug="botkyrka-forslag")
        assert waiting.workflow_in_progress
        assert waiting.latest_revision.user.email == "utvecklare@botkyrka.demo.example"
        reviewers = waiting.current_workflow_task.specific.groups.get().user_set.all()
        assert reviewers
        assert waiting.latest_revision.user not in reviewers

    def test_pictures_have_a_text_alternative_and_are_small(self) -> None:
        assert CouncilImage.objects.count() == len(read_rows("pictures.toml", "picture")) >= 8
        assert not CouncilImage.objects.filter(description="").exists()
        assert all(one.get_file_size() < 120_000 for one in CouncilImage.objects.all())
        assert CouncilDocument.objects.count() == 3

    def test_pages_in_other_languages_are_translations(self) -> None:
        translated = Page.objects.exclude(locale__language_code="sv").filter(depth__gt=1)
        assert {page.locale.language_code for page in translated} == {"en", "fi"}
        for page in translated:
            assert Page.objects.get(locale__language_code="sv", translation_key=page.translation_key)

    def test_the_log_is_whole(self) -> None:
        assert [fault for stream in Stream.objects.all() for fault in faults_in(stream)] == []

    def test_each_file_is_noted_in_the_history_of_its_page(self) -> None:
        noted = {entry.data["sheet"] for entry in PageLogEntry.objects.filter(action=LOADED)}
        assert noted == {sheet.name for sheet in read_sheets()}


@pytest.mark.once
@pytest.mark.parametrize(
    "path", sorted([*FOLDER.rglob("*.md"), *FOLDER.rglob("*.toml")]), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_no_file_shouts_or_holds_a_personal_number(path: Path) -> None:
    text = path.read_text()
    assert not has_personal_number(text)
    assert "!" not in text
    if path.parent != FOLDER:  # Our own notes are in English, with straight marks.
        assert " - " not in text


@pytest.mark.once
def test_no_title_names_a_month_since_days_move() -> None:
    months = re.compile(
        r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|\bvår\b"
    )
    named = [one.path for one in read_sheets() if months.search(one.facts.get("title", "").lower())]
    assert named == []


@pytest.mark.once
def test_addresses_of_mailboxes_are_of_nobody() -> None:
    for sheet in read_sheets():
        assert set(re.findall(r"@([\w.]+\w)", sheet.words + str(sheet.facts))) <= {
            f"{where}.demo.example" for where in ("hbs", "huddinge", "botkyrka", "salem")
        }
