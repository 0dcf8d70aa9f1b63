"""A policy's way: drafted by one agency, asked about, reviewed by another, published by a third; what the public sees.

Sanna drafts for Botkyrka. Five organisations are asked: Huddinge answers the first text, Arbetsförmedlingen and
Verdandi the newer one, Yalla comes too late and is given more time, Folkes is silent. Dragan of Arbetsförmedlingen
reviews, Kian of the coordination association publishes.
"""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from events import clock
from events.workdays import working_days_after
from tests.browser.people import CHAIR, DEVELOPER, ENTERPRISE, KITCHEN, OFFICER, SECRETARY
from tests.browser.windows import Window
from tests.harness.servers import Server

pytestmark = pytest.mark.browser
AF = "Arbetsförmedlingen i Huddinge, Botkyrka och Salem"
ASKED = ["Huddinge kommun", "Verdandi Botkyrka", "Yalla Vårby", "Folkes bistro och konferens", AF]
QUESTIONS = ["Går ansvaret att leva upp till?", "Saknas något?"]
TITLE = "Botkyrkas policy för upphandling"
HEADING = "#sections-0-value-heading"
SUMMARY = "Botkyrka vill köpa mer av sociala företag och säger hur."
DECISION = {"adopted_by": "Kommunfullmäktige", "adopted_on": "2017-12-14", "decision": "KS/2017:412 § 188"}


class Journey:
    """The windows of those who take part, and where the policy and its consultation are."""

    def __init__(self, window: Callable[..., Window], site: Server) -> None:
        self.drafter, self.reviewer, self.publisher = window(DEVELOPER), window(OFFICER), window(SECRETARY)
        self.visitor = window()
        self.window, self.site = window, site
        self.policy, self.consultation = "", ""

    def end_the_time(self) -> None:
        """Let the last day have been yesterday."""
        yesterday = (clock.today() - timedelta(days=1)).isoformat()
        file = Path(self.site.env["DATA_DIR"]) / "arenan.sqlite3"
        with closing(sqlite3.connect(file, timeout=30)) as database, database:
            database.execute(
                "UPDATE cms_consultation SET closes_on = ? WHERE id = ?",
                [yesterday, self.consultation.strip("/").split("/")[-1].replace("-", "")],
            )

    def public_sees_nothing(self) -> None:
        """Say that neither the consultation nor the policy is there for a visitor, under any address."""
        for path in (self.consultation, f"{self.consultation}sammanstallning/"):
            answer = self.visitor.go(path)
            assert answer is not None
            assert answer.status == 404
        self.visitor.go("/policy/")
        expect(self.visitor.page.locator("main")).not_to_contain_text(SUMMARY)


def test_a_policy_goes_from_draft_through_consultation_to_publication(
    window: Callable[..., Window], site: Server
) -> None:
    journey = Journey(window, site)
    _draft(journey)
    _send_out(journey)
    journey.public_sees_nothing()
    _answer(journey, window(CHAIR), "reject")
    _change_the_text(journey)
    _answer(journey, window(ENTERPRISE), "approve-with-changes")
    _answer(journey, journey.reviewer, "approve")
    _come_too_late(journey, window(KITCHEN))
    _respond(journey)
    journey.public_sees_nothing()
    _make_the_answers_public(journey)
    _publish(journey)


def _draft(journey: Journey) -> None:
    """Write a policy of one section in the editors' rooms."""
    page = journey.drafter.page
    journey.drafter.go("/redaktion/")
    journey.drafter.go(f"/redaktion/pages/add/cms/policypage/{_section(page)}/")
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill(SUMMARY)
    page.get_by_role("button", name="Lägg till ett block").first.click()
    page.locator(HEADING).fill("Upphandling")
    page.locator("[data-contentpath='sections'] [contenteditable='true']").click()
    page.keyboard.type("Kommunen reserverar kontrakt.")
    expect(page.locator("#sections-0-value-text")).to_have_value(re.compile("Kommunen reserverar kontrakt"))
    _save(page)
    expect(page).to_have_url(re.compile(r"/edit/"))
    journey.policy = re.sub(r"\D", "", page.url.split("/pages/")[1])


def _section(page: Page) -> int:
    """Return the number of the section of policies, as the editors' menu asks for it."""
    below = "fetch('/redaktion/api/main/pages/?child_of=%s&for_explorer=1&limit=20').then(answer => answer.json())"
    top = page.evaluate(below % "root")["items"][0]["id"]
    found: int = next(one["id"] for one in page.evaluate(below % top)["items"] if one["meta"]["slug"] == "policy")
    return found


def _edit(journey: Journey, words: dict[str, str]) -> None:
    page = journey.drafter.page
    journey.drafter.go(f"/redaktion/pages/{journey.policy}/edit/")
    for place, text in words.items():
        page.locator(place).fill(text)
        page.keyboard.press("Escape")
    _save(page)


def _save(page: Page) -> None:
    page.get_by_role("button", name="Spara utkast").click()
    expect(page.get_by_text(re.compile("sparat|skapad|uppdaterad")).first).to_be_visible()


def _send_out(journey: Journey) -> None:
    """Say why, what is asked, and who; then open it."""
    page = journey.drafter.page
    journey.drafter.go(f"/remisser/ny/{journey.policy}/")
    page.fill("#id_title", TITLE)
    page.fill("#id_need", "Vi vill veta om ansvaret går att leva upp till.")
    _send(page)
    journey.consultation = re.sub(r"^https?://[^/]+|fragor/$", "", page.url)
    for row, question in enumerate(QUESTIONS):
        page.fill(f"#id_text-{row}", question)
    _send(page)
    for name in ASKED:
        page.select_option("#id_organisation", label=name)
        _send(page)
        expect(page.locator(".rows")).to_contain_text(name)
    journey.drafter.go(journey.consultation)
    page.get_by_role("button", name="Öppna remissen").click()
    expect(page.locator("#facts")).to_contain_text("Öppen för svar")


def _send(page: Page) -> None:
    page.locator("main form.form button.button").first.click()
    page.wait_for_load_state()


def _answer(journey: Journey, who: Window, stance: str) -> None:
    """Write an answer and give it; what others are asked is seen, what they say is not."""
    _write(journey, who, stance)
    who.page.get_by_role("button", name="Lämna svaret").click()
    expect(who.page.locator("h1")).to_contain_text("Svar från")
    journey.drafter.go(f"{journey.consultation}sammanstallning/")
    expect(journey.drafter.page.locator("main")).to_contain_text("Vi har läst texten")


def _write(journey: Journey, who: Window, stance: str) -> None:
    page = who.page
    who.go(f"{journey.consultation}svara/")
    page.fill("#id_summary", "Vi har läst texten och svarar så här.")
    for one in page.locator(f"input[type=radio][value='{stance}']").all():
        one.check()
    page.fill("#id_decided_by", "Styrelsen")
    page.fill("#id_decided_on", clock.today().isoformat())


def _change_the_text(journey: Journey) -> None:
    """Write in the draft after the first answer, and ask about the newer text."""
    _edit(journey, {HEADING: "Upphandling och köp"})
    journey.drafter.go(journey.consultation)
    page = journey.drafter.page
    page.get_by_role("button", name="Skicka ut den nyare texten").click()
    expect(page.locator("#who")).to_contain_text("äldre text")


def _come_too_late(journey: Journey, kitchen: Window) -> None:
    """The answer is refused after the last day, and nothing is lost; with more time it is given."""
    _write(journey, kitchen, "no-objection")
    journey.end_the_time()
    kitchen.page.get_by_role("button", name="Lämna svaret").click()
    expect(kitchen.page.locator("[data-error-summary]")).to_be_visible()
    expect(kitchen.page.locator("#id_summary")).to_have_value("Vi har läst texten och svarar så här.")

    drafter = journey.drafter.page
    journey.drafter.go(f"{journey.consultation}mer-tid/")
    drafter.fill("#id_to", _working_day().isoformat())
    drafter.fill("#id_reason", "Styrelsen möts först nästa vecka.")
    drafter.select_option("#id_party", label="Yalla Vårby")
    _send(drafter)
    kitchen.go(f"{journey.consultation}svara/")
    kitchen.page.get_by_role("button", name="Lämna svaret").click()
    expect(kitchen.page.locator("h1")).to_contain_text("Svar från")


def _working_day() -> date:
    return working_days_after(clock.today(), 5)


def _respond(journey: Journey) -> None:
    """Close it, and say what was made of a point."""
    page = journey.drafter.page
    journey.drafter.go(journey.consultation)
    page.get_by_role("button", name="Stäng remissen").click()
    expect(page.locator("#facts")).to_contain_text("Stängd för svar")
    expect(page.locator("#who tr", has_text="Folkes")).to_contain_text("Inget svar")
    journey.drafter.go(f"{journey.consultation}sammanstallning/")
    page.locator("a[href*='/bemotande/']").first.click()
    page.check("input[name='verdict'][value='partly']")
    page.fill("#id_why", "Vi har skrivit om ansvaret.")
    _send(page)
    expect(page.locator("main")).to_contain_text("Vi har skrivit om ansvaret.")


def _make_the_answers_public(journey: Journey) -> None:
    """Now everybody reads the answers: who was silent, who answered an older text, what was made of it."""
    page = journey.drafter.page
    journey.drafter.go(journey.consultation)
    page.get_by_text("Gör svaren offentliga").first.click()
    page.get_by_role("button", name="Gör svaren offentliga").click()
    journey.visitor.go(f"{journey.consultation}sammanstallning/")
    seen = journey.visitor.page.locator("main")
    for words in ("Huddinge kommun", "Yalla Vårby", "Folkes", "äldre text", "Vi har skrivit om ansvaret."):
        expect(seen).to_contain_text(words)
    journey.visitor.go("/policy/")
    expect(seen).not_to_contain_text(SUMMARY)


def _publish(journey: Journey) -> None:
    """The decision is written down, somebody of another agency reviews, and a third publishes."""
    page = journey.drafter.page
    _edit(journey, {f"#id_{name}": text for name, text in DECISION.items()})
    _choose_action(page, "action-submit")
    for who in (journey.reviewer, journey.publisher):
        assert not _is_public(journey)
        who.page.goto(f"{journey.site.url}/redaktion/pages/{journey.policy}/edit/")
        who.page.get_by_role("button", name="Godkänn", exact=True).click()
        who.page.wait_for_load_state("networkidle")
    assert _is_public(journey)
    journey.visitor.page.get_by_role("link", name=TITLE).first.click()
    expect(journey.visitor.page.locator("main")).to_contain_text("KS/2017:412 § 188")


def _choose_action(page: Page, name: str) -> None:
    button = page.locator(f"button[name='{name}']").first
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target='toggle'], footer .w-dropdown-button__toggle").last.click()
    button.click()
    page.wait_for_load_state("networkidle")


def _is_public(journey: Journey) -> bool:
    journey.visitor.go("/policy/")
    return journey.visitor.page.locator("main", has_text=SUMMARY).count() > 0
