"""The keyboard alone."""

from playwright.sync_api import Locator, Page

MOST_STEPS = 160


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until something has the focus, from wherever one is; the page's end leads to its beginning."""
    for _step in range(MOST_STEPS):
        if target.evaluate(
            "(element) => element.contains(document.activeElement) && document.activeElement !== document.body"
        ):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead there")
