"""People in the same room see what the others do as they do it, whatever their browser and network allow."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from tests.browser.people import ENTERPRISE, KITCHEN, OFFICER, RESTAURANT
from tests.browser.room_view import RoomView
from tests.browser.windows import Window

pytestmark = pytest.mark.browser


def test_two_people_see_each_other_live(inside: Callable[..., RoomView]) -> None:
    enterprise, officer = inside(ENTERPRISE), inside(OFFICER)

    expect(enterprise.page.locator(".room-presence")).to_contain_text(OFFICER)
    expect(officer.page.locator(".room-presence")).to_contain_text(ENTERPRISE)

    enterprise.composer.press_sequentially("Vi söker en lokal")
    expect(officer.page.locator(".room-typing")).to_contain_text(f"{ENTERPRISE}")
    enterprise.say("Vi söker en **lokal** i Fittja.")
    theirs = officer.shows("Vi söker en lokal i Fittja.")
    expect(theirs.locator("strong", has_text="lokal")).to_be_visible()
    expect(officer.page.locator(".room-typing")).not_to_contain_text(ENTERPRISE)

    officer.react(theirs, "Tack")
    mine = enterprise.shows_as_sent("Vi söker en lokal i Fittja.")
    expect(mine.locator(".reaction", has_text="Tack")).to_contain_text("1")
    expect(mine.locator(".reaction", has_text="Tack")).to_contain_text(OFFICER)

    enterprise.change(mine, "Vi söker en lokal i Alby.")
    expect(officer.shows("Vi söker en lokal i Alby.").locator(".message-edited")).to_be_visible()

    officer.shows("Vi söker en lokal i Alby.").get_by_role("button", name="Svara").click()
    officer.say("Vi hör med fastighetskontoret.")
    expect(enterprise.shows("Vi hör med fastighetskontoret.")).to_have_class("message is-reply")

    enterprise.window.context.close()
    expect(officer.page.locator(".room-presence")).to_have_count(0)


@pytest.mark.parametrize("hindrance", [Window.forbid_sockets, Window.cut_sockets], ids=["forbidden", "cut"])
def test_where_sockets_are_blocked_the_same_comes_by_long_poll(
    hindrance: Callable[[Window], None],
    window: Callable[..., Window],
    inside: Callable[..., RoomView],
    room: dict[str, Any],
) -> None:
    enterprise = inside(ENTERPRISE)
    blocked = window(RESTAURANT)
    hindrance(blocked)
    restaurant = RoomView(blocked, room).is_polling()

    enterprise.say("Kan någon ta emot ett studiebesök?")
    theirs = restaurant.shows("Kan någon ta emot ett studiebesök?")
    enterprise.change(enterprise.shows_as_sent("Kan någon ta emot ett studiebesök?"), "Vem tar emot ett studiebesök?")
    expect(theirs).to_have_count(0)
    theirs = restaurant.shows("Vem tar emot ett studiebesök?")

    restaurant.composer.press_sequentially("Det")
    expect(enterprise.page.locator(".room-typing")).to_contain_text(RESTAURANT)
    restaurant.say("Det gör vi gärna.")
    restaurant.shows_as_sent("Det gör vi gärna.")
    enterprise.shows("Det gör vi gärna.")
    restaurant.react(theirs, "Bra jobbat")
    expect(enterprise.page.locator(".reaction", has_text="Bra jobbat")).to_contain_text(RESTAURANT)


def test_by_long_poll_one_sees_who_is_here_and_who_writes(
    window: Callable[..., Window], inside: Callable[..., RoomView], room: dict[str, Any]
) -> None:
    blocked = window(RESTAURANT)
    blocked.forbid_sockets()
    restaurant = RoomView(blocked, room).is_polling()

    enterprise = inside(ENTERPRISE)
    expect(restaurant.page.locator(".room-presence")).to_contain_text(ENTERPRISE)
    enterprise.composer.press_sequentially("Vad")
    expect(restaurant.page.locator(".room-typing")).to_contain_text(ENTERPRISE)


def test_without_script_one_can_do_everything_by_form(
    window: Callable[..., Window], inside: Callable[..., RoomView], room: dict[str, Any]
) -> None:
    enterprise = inside(ENTERPRISE)
    enterprise.say("Vad behöver ni i köket?")
    enterprise.shows_as_sent("Vad behöver ni i köket?")
    kitchen = RoomView(window(KITCHEN, java_script_enabled=False), room)
    asked = kitchen.shows("Vad behöver ni i köket?")

    asked.locator("a[href*='svara=']").click()
    expect(kitchen.page.locator(".composer-context")).to_be_visible()
    kitchen.say("En större ugn.")
    expect(enterprise.shows("En större ugn.")).to_have_class("message is-reply")

    mine = kitchen.shows("En större ugn.")
    _more(mine).locator("a[href$='/andra/']").click()
    kitchen.page.locator("textarea[name='text']").fill("En större ugn och ett kylrum.")
    kitchen.page.locator("form[action$='/andra/'] button.button").click()
    kitchen.shows("En större ugn och ett kylrum.")
    expect(enterprise.shows("En större ugn och ett kylrum.").locator(".message-edited")).to_be_visible()

    theirs = kitchen.shows("Vad behöver ni i köket?")
    theirs.locator(".message-actions details.menu").first.locator("summary").click()
    theirs.locator("form[action$='/reagera/'] button[value='thanks']").first.click()
    expect(kitchen.shows("Vad behöver ni i köket?").locator(".reaction[aria-pressed='true']")).to_contain_text("1")
    expect(enterprise.shows("Vad behöver ni i köket?").locator(".reaction")).to_contain_text(KITCHEN)

    _ask_with_a_file(kitchen)
    expect(enterprise.shows("Vem kan hjälpa oss?").locator(".question-banner.is-open")).to_be_visible()
    with enterprise.page.expect_download() as download:
        enterprise.shows("Vem kan hjälpa oss?").get_by_role("link", name="ritning.pdf").click()
    assert download.value.path().read_bytes() == PDF

    doomed = kitchen.shows("Vem kan hjälpa oss?")
    _more(doomed).locator("form[action$='/ta-bort/']").locator("xpath=ancestor::details[1]/summary").click()
    doomed.locator("form[action$='/ta-bort/'] button.button-danger").click()
    expect(kitchen.message("Vem kan hjälpa oss?")).to_have_count(0)
    expect(kitchen.page.locator(".message.is-deleted .message-gone")).to_be_visible()
    expect(enterprise.message("Vem kan hjälpa oss?")).to_have_count(0)
    expect(enterprise.page.locator(".message.is-deleted .message-gone")).to_be_visible()


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def _ask_with_a_file(kitchen: RoomView) -> None:
    page = kitchen.page
    kitchen.composer.fill("Vem kan hjälpa oss?")
    page.locator(".composer details.disclosure > summary").click()
    page.locator("#composer-files").set_input_files(
        {"name": "ritning.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.locator(".composer select[name='organisation']").select_option(index=1)
    due = timezone.localdate() + timedelta(days=9)
    page.locator(".composer input[name='due']").fill(due.isoformat())
    page.locator(".composer-bar > button.button").click()
    mine = kitchen.shows("Vem kan hjälpa oss?")
    expect(mine.locator(".question-banner")).to_be_visible()
    expect(mine.locator(".attachment")).to_contain_text("ritning.pdf")


def _more(message: Locator) -> Locator:
    menu = message.locator(".message-actions > details.menu").last
    menu.locator("summary").first.click()
    return menu
