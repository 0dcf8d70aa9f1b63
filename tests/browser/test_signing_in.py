"""How people come in, and who they are when they are in."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from tests.browser.checks import fits_small_screens, is_accessible
from tests.browser.people import CHAIR, DEVELOPER, FORMER, RESTAURANT, TWO_HATS
from tests.browser.room_view import RoomView
from tests.browser.voices import Voice
from tests.browser.windows import Window
from tests.harness.processes import wait_until
from tests.harness.servers import Server

pytestmark = pytest.mark.browser


def test_a_newcomer_is_invited_and_returns_with_a_code(
    window: Callable[..., Window], voice: Callable[..., Voice], site: Server
) -> None:
    chair = voice(CHAIR)
    chair.call("POST", "/organisations/huddinge-kommun/invitations", {"email": "ny@example.se", "role": "officer"})
    newcomer = window()
    page = newcomer.page
    _open_mail(page, site.url, "ny@example.se")
    page.locator(".mail-text a[href*='/inbjudan/']").click()
    page.locator("input[name='name']").fill("Nina Nykomling")
    page.locator("main form button.button").click()
    expect(page.locator("h1")).to_contain_text("Nina Nykomling")
    expect(page.locator("details.hat .hat-name")).to_have_text("Huddinge kommun")
    _sign_out(page)

    newcomer.go("/logga-in/login/?next=/min-sida/")
    code = _ask_for_code(newcomer, "ny@example.se")
    _write_code(page, "ABCD-EFGH")
    expect(page.locator(".field-error")).to_be_visible()
    _write_code(page, code)
    expect(page).to_have_url(f"{site.url}/min-sida/")
    expect(page.locator("h1")).to_have_text("Nina Nykomling")


def test_an_address_nobody_knows_is_not_betrayed(window: Callable[..., Window]) -> None:
    stranger = window()
    stranger.go("/logga-in/login/")
    stranger.page.locator("#id_email").fill("ingen@example.se")
    stranger.page.locator("form[action*='/code/'] button.button").click()
    expect(stranger.page.locator("input[name='code']")).to_be_visible()


def test_a_passkey_is_added_and_opens_the_door(window: Callable[..., Window], site: Server) -> None:
    developer = window(url=f"http://localhost:{site.port}")
    page = developer.page
    developer.go("/logga-in/login/")
    _write_code(page, _ask_for_code(developer, "utvecklare@botkyrka.demo.example"))
    expect(page.locator("h1")).to_contain_text(DEVELOPER)
    devices = developer.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    traits = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**traits, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    developer.go("/logga-in/2fa/webauthn/add/")
    page.locator("input[name='name']").fill("Min telefon")
    if page.locator("input[name='passwordless']").is_visible():
        page.locator("input[name='passwordless']").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/reauthenticate/**")
    page.locator("main a[href*='webauthn']").click()
    page.locator("#mfa_webauthn_reauthenticate").click()
    page.wait_for_url("**/2fa/recovery-codes/")
    developer.go("/logga-in/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("Min telefon")
    _is_good(page)
    _sign_out(page)

    developer.go("/logga-in/login/?next=/min-sida/")
    page.locator("#passkey_login").click()
    expect(page.locator("h1")).to_have_text(DEVELOPER)


def test_a_code_from_an_app_is_asked_for_when_it_is_turned_on(window: Callable[..., Window]) -> None:
    former = window()
    page = former.page
    former.go("/logga-in/login/")
    _write_code(page, _ask_for_code(former, "tidigare@helamanniskan.demo.example"))
    expect(page.locator("h1")).to_contain_text(FORMER)
    former.go("/logga-in/2fa/totp/activate/")
    secret = page.locator("#secret").input_value()
    _write_code(page, _code_in_app(secret))
    page.wait_for_url("**/reauthenticate/**")
    _is_good(page)
    _write_code(page, _code_in_app(secret))
    page.wait_for_url("**/2fa/recovery-codes/")
    former.go("/logga-in/2fa/")
    _is_good(page)
    former.go("/logga-in/2fa/recovery-codes/")
    _is_good(page)
    spare = re.search(r"\b[0-9a-f]{8}\b", page.locator("main").inner_text())
    assert spare, page.locator("main").inner_text()
    former.go("/logga-in/2fa/recovery-codes/generate/")
    _is_good(page)
    former.go("/logga-in/2fa/totp/deactivate/")
    _is_good(page)
    _sign_out(page)

    former.go("/logga-in/login/")
    page.locator("button.persona", has_text=FORMER).click()
    expect(page.locator("input[name='code']")).to_be_visible()
    _is_good(page)
    _write_code(page, spare[0])
    expect(page.locator("h1")).to_contain_text(FORMER)


def test_whom_one_speaks_for_is_seen_and_can_be_changed(window: Callable[..., Window], room: dict[str, Any]) -> None:
    both = RoomView(window(TWO_HATS), room).is_live()
    page = both.page
    first = page.locator("details.hat .hat-name").inner_text()
    both.say("Sagt med den första hatten.")
    expect(both.shows_as_sent("Sagt med den första hatten.").locator(".message-organisation")).to_have_text(first)

    page.locator("details.hat > summary").click()
    other = page.locator("details.hat button[name='membership']")
    second = other.locator("span").first.evaluate("(words) => words.firstChild.textContent.trim()")
    other.click()
    expect(page.locator("details.hat .hat-name")).to_have_text(second)
    assert first != second
    expect(page).to_have_url(both.window.url + room["url"])
    both.is_live().say("Sagt med den andra hatten.")
    expect(both.shows_as_sent("Sagt med den andra hatten.").locator(".message-organisation")).to_have_text(second)
    mine = both.shows_as_sent("Sagt med den första hatten.")
    both.menu(mine, "Mer om")
    expect(mine.locator(".menu-panel").get_by_role("button", name="Ändra")).to_have_count(0)


def test_a_draft_outlives_the_browser(
    window: Callable[..., Window], inside: Callable[..., RoomView], room: dict[str, Any]
) -> None:
    restaurant = inside(RESTAURANT)
    restaurant.composer.press_sequentially("Vi kan ta emot två personer")
    expect(restaurant.page.locator("#composer-state")).to_have_text("Utkast sparat")
    restaurant.window.context.close()

    elsewhere = inside(RESTAURANT)
    expect(elsewhere.composer).to_have_value("Vi kan ta emot två personer")
    elsewhere.say("Vi kan ta emot tre personer.")
    elsewhere.shows_as_sent("Vi kan ta emot tre personer.")
    expect(inside(RESTAURANT).composer).to_have_value("")


def test_what_is_typed_just_before_a_reload_is_still_there(inside: Callable[..., RoomView]) -> None:
    restaurant = inside(RESTAURANT)
    restaurant.composer.fill("Mitt i en men")
    restaurant.page.reload()
    expect(restaurant.is_live().composer).to_have_value("Mitt i en men")


def _is_good(page: Page) -> None:
    is_accessible(page)
    fits_small_screens(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def _code_in_app(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    code: str = format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
    return code


def _open_mail(page: Page, url: str, to: str) -> None:
    mail = page.locator(".rows li", has_text=to).first
    wait_until(lambda: bool(page.goto(f"{url}/demo/post/")) and mail.is_visible(), f"No mail came to {to}")
    mail.locator("a").click()


def _ask_for_code(window: Window, email: str) -> str:
    """Ask for a code at the door, read it in the demo's mail in another tab, and return it."""
    window.page.locator("#id_email").fill(email)
    window.page.locator("form[action*='/code/'] button.button").click()
    expect(window.page.locator("main")).to_contain_text(email)
    tab = window.context.new_page()
    _open_mail(tab, window.url, email)
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", tab.locator(".mail-text").inner_text())
    assert code
    tab.close()
    window.page.bring_to_front()
    return code[0]


def _write_code(page: Page, code: str) -> None:
    page.locator("input[name='code']").fill(code)
    page.locator("main form button.button").first.click()


def _sign_out(page: Page) -> None:
    page.locator("details.hat > summary").click()
    page.locator("details.hat form[action='/logga-in/logout/'] button").click()
    expect(page.locator("details.hat")).to_have_count(0)
