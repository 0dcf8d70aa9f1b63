"""Reporting and approving by keyboard alone; and what two people write in the same place."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.checks import fits_small_screens, is_accessible
from tests.browser.people import CHAIR, ENTERPRISE
from tests.browser.windows import Window

pytestmark = pytest.mark.browser

MOST_STEPS = 200


@pytest.fixture
def grid(window: Callable[..., Window]) -> Callable[..., Page]:
    """Opens the newest period that the enterprise reports."""

    def enter(*, script: bool = True) -> Page:
        opened = window(ENTERPRISE)
        if not script:
            opened.context.route("**/*.js", lambda route: route.abort())
        opened.go("/rapportera/")
        opened.page.locator(".report-task a").first.click()
        opened.page.locator(".entry").first.wait_for()
        return opened.page

    return enter


def test_a_report_is_filled_in_sent_and_approved_without_a_mouse(
    grid: Callable[..., Page], window: Callable[..., Window]
) -> None:
    page = _take_up(grid())
    entry = page.locator(".entry[data-editable]").first
    name = entry.get_attribute("id")
    numbers = entry.locator("input[data-field='number']")
    keys = page.keyboard

    _tab_to(page, numbers.first)
    keys.type("90000")
    keys.press("Enter")
    expect(entry.locator(".cells-line").first.locator(".cells-warning").first).to_be_visible()
    expect(entry.locator("[data-save]")).to_have_attribute("data-kind", "saved")
    _tab_to(page, numbers.first, back=True)
    keys.type("12,5")
    keys.press("Escape")
    expect(numbers.first).to_have_value("90000")
    is_accessible(page)

    _tab_to(page, entry.locator("button[value='submit']"))
    keys.press("Enter")
    expect(page.locator(f"#{name}")).not_to_have_attribute("data-editable", "")
    expect(page.locator(".notices .notice-good")).to_be_visible()

    chair = window(CHAIR)
    chair.go("/rapportera/granska/")
    is_accessible(chair.page)
    waiting = chair.page.locator("main .rows a", has_text="2025").or_(chair.page.locator("main .rows a")).last
    _tab_to(chair.page, waiting)
    chair.page.keyboard.press("Enter")
    chair.page.wait_for_url("**/rapport/**")
    is_accessible(chair.page)
    _tab_to(chair.page, chair.page.locator("form[action$='/godkann/'] button"))
    chair.page.keyboard.press("Enter")
    expect(chair.page.locator(".notices .notice-good")).to_be_visible()


def test_what_is_typed_without_a_net_is_sent_when_it_is_back(grid: Callable[..., Page]) -> None:
    page = _take_up(grid())
    entry = page.locator(".entry[data-editable]").first
    save = entry.locator("[data-save]")
    field = entry.locator("input[data-field='number'], input[data-field='numerator']").first

    page.context.set_offline(True)
    field.fill("3")
    expect(save).to_have_attribute("data-kind", "waiting")
    page.context.set_offline(False)
    expect(save).to_have_attribute("data-kind", "saved")
    page.reload()
    expect(field).to_have_value("3")


def test_a_colleague_sees_what_is_written_while_it_is_written(grid: Callable[..., Page]) -> None:
    one, other = _take_up(grid()), grid()
    fields = [page.locator(".entry[data-editable] input[inputmode='decimal']").first for page in (one, other)]
    expect(other.locator("[data-link]")).to_be_visible()

    fields[0].fill("41")

    expect(fields[1]).to_have_value("41")


def test_two_wordings_are_shown_side_by_side_with_and_without_script(grid: Callable[..., Page]) -> None:
    still, live = _take_up(grid(script=False)), grid()
    there = "input[inputmode='decimal']"
    first = live.locator(".entry[data-editable]").first
    first.locator(there).first.fill("51")
    expect(first.locator("[data-save]")).to_have_attribute("data-kind", "saved")

    entry = still.locator(".entry[data-editable]").first
    entry.locator(there).first.fill("52")
    entry.locator(".entry-foot button[value='save']").click()
    expect(still.locator(".merge-value")).to_have_count(2)
    is_accessible(still)
    fits_small_screens(still)
    still.locator("input[type='radio'][value='mine']").check()
    still.locator("main form button").click()
    still.locator(".entry").first.wait_for()
    expect(still.locator(".entry[data-editable]").first.locator(there).first).to_have_value("52")
    expect(first.locator(there).first).to_have_value("52")


def _take_up(page: Page) -> Page:
    """Make sure that something can be changed: take up the first report again, by keyboard."""
    if page.locator(".entry[data-editable]").count():
        return page
    summary = page.locator(".entry details:has(textarea) summary").first
    _tab_to(page, summary)
    page.keyboard.press("Enter")
    reason = page.locator(".entry details[open] textarea").first
    _tab_to(page, reason)
    page.keyboard.type("Vi räknade fel.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".entry[data-editable]").first.wait_for()
    return page


def _tab_to(page: Page, target: Locator, *, back: bool = False) -> None:
    """Press Tab until something has the focus, which must never get lost on the way."""
    for _step in range(MOST_STEPS):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError("Tab does not lead there")
