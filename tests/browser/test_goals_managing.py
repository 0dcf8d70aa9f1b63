"""With the keyboard alone: a goal is proposed, adopted, measured, given a target and a period to report."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keys import tab_to
from tests.browser.people import CHAIR
from tests.browser.voices import COUNCIL
from tests.browser.windows import Window

pytestmark = pytest.mark.browser
GOAL = "Fler får lön för sitt arbete"


def test_a_goal_is_led_with_the_keyboard_alone(window: Callable[..., Window]) -> None:
    chair = window(CHAIR)
    page = chair.page
    chair.go(f"/mal/{COUNCIL}/")

    _follow(page, f"a[href$='/mal/{COUNCIL}/nytt/']")
    _type(page, "#id_title", GOAL)
    _choose(page, "status_rule", "indicators", "activities")
    _send(page)
    expect(page.locator("h1")).to_have_text(GOAL)

    _follow(page, "a[href$='/anta/']")
    _type(page, "#id_decision", "ASF-rådet, § 12")
    _type(page, "#id_decided_on", "01012024")
    _send(page)
    expect(page.locator("h1")).to_have_text(GOAL)

    _follow(page, "a[href$='/matt/nytt/']")
    _type(page, "#id_name", "Anställda med lön")
    _type(page, "#id_unit", "personer")
    _send(page)
    expect(page).to_have_url(f"{chair.url}/mal/{COUNCIL}/matt/anstallda-med-lon/malvarden/")

    _type(page, "#id_number", "många")
    _send(page)
    expect(page.locator("#id_number")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_number")).to_have_value("många")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    _type(page, "#id_number", "40")
    _send(page)
    expect(page.locator(".rows li")).to_have_count(1)

    chair.go(f"/mal/{COUNCIL}/perioder/")
    section = page.locator("section[aria-labelledby='calendar-month']")
    tab_to(page, section.locator("summary"))
    page.keyboard.press("Enter")
    expect(section.locator("#id_month_due")).to_be_visible()
    tab_to(page, section.locator("button.button"))
    page.keyboard.press("Enter")
    expect(section.locator(".rows li")).to_have_count(1)


def _follow(page: Page, link: str) -> None:
    """Go where a link leads."""
    tab_to(page, page.locator(f"main {link}").first)
    page.keyboard.press("Enter")
    page.locator("main form.form").last.wait_for()


def _type(page: Page, field: str, text: str) -> None:
    """Write in a field, in place of what stands there."""
    tab_to(page, page.locator(field))
    if page.locator(field).get_attribute("type") != "date":
        page.keyboard.press("Control+A")
    page.keyboard.type(text)


def _choose(page: Page, name: str, chosen: str, wanted: str) -> None:
    """Move from one alternative to another with the arrows."""
    tab_to(page, page.locator(f"input[name='{name}'][value='{chosen}']"))
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"input[name='{name}'][value='{wanted}']")).to_be_checked()


def _send(page: Page) -> None:
    """Press the form's main button and wait for what answers."""
    tab_to(page, page.locator("main form.form button.button").last)
    with page.expect_navigation():
        page.keyboard.press("Enter")
