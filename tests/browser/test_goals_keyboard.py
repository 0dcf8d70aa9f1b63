"""With the keyboard alone: from the overview to the matrix and a goal, to the sources of a number, and a position is stated."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.keys import tab_to
from tests.browser.people import CHAIR
from tests.browser.voices import COUNCIL
from tests.browser.windows import Window
from tests.harness.processes import wait_until

pytestmark = pytest.mark.browser


def test_one_reads_the_matrix_and_a_goal_and_says_where_one_stands(window: Callable[..., Window]) -> None:
    chair = window(CHAIR)
    page = chair.page
    chair.go(f"/mal/{COUNCIL}/")

    tab_to(page, page.locator("main a[href$='/matris/']").first)
    page.keyboard.press("Enter")
    matrix = page.locator(".matrix")
    tab_to(page, matrix)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    wait_until(lambda: matrix.evaluate("(one) => one.scrollLeft") > 0, "The matrix does not scroll")

    tab_to(page, matrix.locator("a[href$='/2/']").first)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/mal/{COUNCIL}/2/")
    sources = page.locator("summary", has_text="Källorna bakom").first
    tab_to(page, sources)
    page.keyboard.press("Enter")
    expect(page.locator("details[open] table, details[open] dl, details[open] ul").first).to_be_visible()

    tab_to(page, page.locator("details:has(form[action$='/standpunkt/']) > summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("form[action$='/standpunkt/'] input[name='stance']:checked, #stance-supports").first)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#stance-conditions")).to_be_checked()
    tab_to(page, page.locator("#stance-reason"))
    page.keyboard.type("Om lokalen blir klar.")
    tab_to(page, page.locator("form[action$='/standpunkt/'] button.button"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Om lokalen blir klar.")
