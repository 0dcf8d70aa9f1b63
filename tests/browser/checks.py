"""What every page must stand: it can be used by everybody and fits on any screen."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

GRAVE = ("serious", "critical")


def is_accessible(page: Page, language: str = "sv") -> None:
    """Check a page in light and dark, and that it says what it is, in what language, and where its content begins."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    light = _paper(page)
    flaws = _grave_flaws(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    dark = _paper(page)
    flaws += [f"in the dark, {flaw}" for flaw in _grave_flaws(page)]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")

    assert not flaws, "\n".join(flaws)
    assert light != dark, "the page looks the same in the dark"
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("main")).to_have_count(1)


def fits_small_screens(page: Page) -> None:
    """Check that nothing needs scrolling sideways on a phone, a small phone, and a desktop screen at 400 %."""
    too_wide = []
    for width, height in ((375, 720), (320, 640), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        too_wide += _what_sticks_out(page)
    assert not too_wide, "\n".join(too_wide)


def _paper(page: Page) -> bytes:
    return page.screenshot(clip={"x": 0, "y": 300, "width": 4, "height": 4})


def _grave_flaws(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{flaw['id']} ({flaw['impact']}): {node['html'][:200]} {node['failureSummary'][:300]}"
        for flaw in found
        if flaw["impact"] in GRAVE
        for node in flaw["nodes"][:3]
    ]


def _what_sticks_out(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth
            if (document.documentElement.scrollWidth <= width) return []
            return [...document.querySelectorAll('body *')]
                .map((one) => [one.getBoundingClientRect().right, one.outerHTML.slice(0, 120)])
                .filter(([right]) => right > width + 1)
                .map(([right, html]) => `${Math.round(right)} > ${width}: ${html}`)
                .slice(0, 6)
        }"""
    )
    return found
