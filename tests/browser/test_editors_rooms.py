"""The editors' rooms in a real browser: nothing is fetched from elsewhere, and nothing breaks their policy."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.people import DEVELOPER
from tests.browser.windows import Window

pytestmark = pytest.mark.browser


def test_editors_work_without_a_call_to_any_other_origin(window: Callable[..., Window]) -> None:
    here = window(DEVELOPER)
    page, asked = here.page, set()
    page.on("request", lambda request: asked.add(urlsplit(request.url)[:2]))
    here.go("/redaktion/")
    page.get_by_role("button", name="Sidor", exact=True).click()
    expect(page.get_by_role("link", name="Nyheter", exact=True).first).to_be_visible()
    here.go("/redaktion/pages/add/cms/newspage/" + _section(here) + "/")
    page.locator("#id_title").fill("Prov av redaktionen")
    page.get_by_role("button", name="Välj en bild").first.click()
    expect(page.get_by_role("heading", name="Välj en bild")).to_be_visible()
    page.locator(".modal").press("Escape")
    expect(page.locator(".modal")).to_have_count(0)
    page.get_by_role("tab", name="Inställningar").click()
    expect(page.get_by_label("Botkyrka kommun", exact=True).first).to_be_attached()
    assert {origin for origin in asked if origin[0] not in {"data", "blob"}} == {urlsplit(here.url)[:2]}
    assert not here.faults


def _section(here: Window) -> str:
    listed = "fetch('/redaktion/api/main/pages/?child_of=%s&for_explorer=1&limit=20').then(answer => answer.json())"
    top = here.page.evaluate(listed % "root")["items"][0]["id"]
    found = here.page.evaluate(listed % top)["items"]
    return str(next(one["id"] for one in found if one["meta"]["slug"] == "nyheter"))
