"""An open page of goals shows another organisation's report as soon as it is approved, and moves nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.people import CHAIR, ENTERPRISE, OFFICER
from tests.browser.voices import COUNCIL, Voice
from tests.browser.windows import Window

pytestmark = pytest.mark.browser


@pytest.fixture
def goal(voice: Callable[..., Voice]) -> dict[str, Any]:
    """A goal with a figure that the enterprise has reported for last year and sent; nobody has approved it yet."""
    chair, enterprise, last = voice(CHAIR), voice(ENTERPRISE), timezone.localdate().year - 1
    goal = chair.call(
        "POST",
        "/goals",
        {
            "council": COUNCIL,
            "title": "Fler handledare",
            "starts_on": f"{last}-01-01",
            "ends_on": f"{last + 3}-12-31",
        },
    )
    indicator = chair.call(
        "POST",
        "/indicators",
        {"goal": goal["id"], "code": f"handledare-{goal['number']}", "name": "Handledare", "unit": "personer",
         "measure": "stock", "calendar": "year", "is_key": True},
    )  # fmt: skip
    chair.call("POST", f"/indicators/{indicator['id']}/targets", {"on": f"{last + 1}-12-31", "number": 40})
    organisation = enterprise.call("GET", "/me")["acting_for"]["organisation"]["id"]
    chair.call("POST", f"/indicators/{indicator['id']}/assignments", {"organisation": organisation})
    report = enterprise.call(
        "POST",
        "/returns",
        {"indicator": indicator["id"], "period": _period(chair, last)["id"], "submit": True,
         "values": [{"cell": "", "number": 42}]},
    )["report"]  # fmt: skip
    return {**goal, "indicator": indicator, "report": report, "approve": lambda: _approve(chair, report)}


def _period(chair: Voice, year: int) -> dict[str, Any]:
    """Return the period of a year, which the demo may have already."""
    found = chair.call("GET", f"/periods?council={COUNCIL}&calendar=year&limit=100")["results"]
    there = next((one for one in found if one["starts_on"] == f"{year}-01-01"), None)
    wanted = {"council": COUNCIL, "calendar": "year", "day": f"{year}-06-01", "due": f"{year + 1}-12-30"}
    period: dict[str, Any] = there or chair.call("POST", "/periods", wanted)
    return period


def _approve(chair: Voice, report: dict[str, Any]) -> None:
    chair.call("POST", f"/returns/{report['id']}/approve", revision=report["revision"])


def opened(window: Window, path: str) -> Page:
    """Open a page of goals and wait until it keeps itself up to date."""
    window.go(path)
    expect(window.page.locator("[data-live-state].is-live")).to_be_visible()
    return window.page


def test_another_organisations_report_shows_without_moving_what_is_read(
    window: Callable[..., Window], goal: dict[str, Any]
) -> None:
    reader = opened(window(OFFICER), goal["url"])
    overview = opened(window(ENTERPRISE), f"/mal/{COUNCIL}/")
    figure = f'[data-indicator="{goal["indicator"]["id"]}"]'
    expect(reader.locator(f'{figure}[data-field="total"]')).to_have_text("ingen rapport")
    reason = reader.locator("#stance-reason")
    reason.fill("Vi vill gärna, men")
    reason.scroll_into_view_if_needed()
    place = reason.bounding_box()
    reader.evaluate("window.isTheSame = true")

    goal["approve"]()

    expect(reader.locator(f'{figure}[data-field="total"]')).to_have_text("42")
    expect(reader.locator(f'{figure}[data-field="status"]')).to_contain_text("Uppnått")
    expect(reader.locator(f'[data-goal="{goal["id"]}"][data-field="status"]').first).to_contain_text("Uppnått")
    expect(overview.locator(f'[data-goal="{goal["id"]}"][data-field="status"]')).to_contain_text("Uppnått")
    # The chart is made anew a moment later; what has happened waits until its reader asks for it.
    expect(reader.locator(".chart-label", has_text="42")).to_have_count(1)
    expect(reader.locator("[data-live-bar]")).to_be_visible()
    expect(reader.locator("[data-live-speech]")).to_have_text("Handledare: 42, uppnått")
    expect(reason).to_be_focused()
    expect(reason).to_have_value("Vi vill gärna, men")
    assert reader.evaluate("window.isTheSame")
    now = reason.bounding_box()
    assert place
    assert now
    assert abs(now["y"] - place["y"]) < 2, "what is being read has moved"

    before = reader.locator("[data-row]").count()
    reader.locator("[data-live-bar]").click()
    expect(reader.locator("[data-live-bar]")).to_be_hidden()
    assert reader.locator("[data-row]").count() > before


def test_where_sockets_are_blocked_the_figure_comes_by_long_poll(
    window: Callable[..., Window], goal: dict[str, Any]
) -> None:
    blocked = window(OFFICER)
    blocked.forbid_sockets()
    reader = opened(blocked, f"/mal/{COUNCIL}/matt/{goal['indicator']['code']}/")

    goal["approve"]()

    total = f'[data-indicator="{goal["indicator"]["id"]}"][data-field="total"]'
    expect(reader.locator(total)).to_have_text("42")
