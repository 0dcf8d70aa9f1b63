"""What cannot be accepted: the page says why, in Swedish, what was written stays, and the site is none the worse."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.people import ENTERPRISE, KITCHEN
from tests.browser.room_view import RoomView
from tests.browser.windows import Window

pytestmark = pytest.mark.browser

PERSONAL_NUMBER = "Ring 19900101-0017 så vet hon mer."
NO_PERSONAL_NUMBERS = "Det här ser ut som ett personnummer"
TOO_LONG = "å" * 10_001
SCRIPT = "<script>document.title = 'tagen'</script><img src=x onerror=\"document.title = 'tagen'\"> [hej](javascript:alert(1))"


@pytest.fixture
def enterprise(inside: Callable[..., RoomView]) -> RoomView:
    """Somebody in the room, with script."""
    return inside(ENTERPRISE)


@pytest.fixture
def kitchen(window: Callable[..., Window], room: dict[str, Any]) -> RoomView:
    """Somebody in the room, without script."""
    return RoomView(window(KITCHEN, java_script_enabled=False), room)


def test_an_empty_message_is_not_sent(enterprise: RoomView) -> None:
    enterprise.say("  \n ")
    expect(enterprise.flaw).to_have_text("Skriv något först.")
    expect(enterprise.messages).to_have_count(0)


def test_a_text_that_is_too_long_stays_in_its_field(enterprise: RoomView) -> None:
    enterprise.say(TOO_LONG)
    expect(enterprise.flaw).to_contain_text("för lång")
    expect(enterprise.page.locator(".composer-count.is-over")).to_contain_text("1 tecken för långt")
    expect(enterprise.composer).to_have_value(TOO_LONG)
    enterprise.say(TOO_LONG[1:])
    enterprise.shows_as_sent(TOO_LONG[1:])


def test_a_personal_number_is_refused_and_the_text_comes_back(enterprise: RoomView) -> None:
    enterprise.say(PERSONAL_NUMBER)
    refused = enterprise.shows(PERSONAL_NUMBER).locator(".save-state.is-refused")
    expect(refused).to_contain_text(NO_PERSONAL_NUMBERS)
    refused.get_by_role("button", name="Ändra").click()
    expect(enterprise.composer).to_have_value(PERSONAL_NUMBER)
    enterprise.say("Ring Verdandi så vet de mer.")
    enterprise.shows_as_sent("Ring Verdandi så vet de mer.")
    expect(enterprise.messages).to_have_count(1)


def test_script_in_a_text_is_only_text(enterprise: RoomView, kitchen: RoomView) -> None:
    title = enterprise.page.title()
    enterprise.say(SCRIPT)
    message = enterprise.shows_as_sent("<script>document.title = 'tagen'</script>")
    expect(
        message.locator(".message-body script, .message-body img, .message-body a[href^='javascript']")
    ).to_have_count(0)
    enterprise.page.reload()
    enterprise.is_live().shows("<script>document.title = 'tagen'</script>")
    kitchen.page.reload()
    still = kitchen.shows("<script>document.title = 'tagen'</script>")
    expect(still.locator("script, img, a[href^='javascript']")).to_have_count(0)
    assert enterprise.page.title() == title


def test_a_file_that_is_not_what_its_name_says_is_refused(enterprise: RoomView) -> None:
    enterprise.composer.fill("Se bilden.")
    _attach(enterprise.page.locator(".upload-button input"))
    upload = enterprise.page.locator(".upload.is-failed")
    expect(upload).to_contain_text("bild.png: kunde inte laddas upp. Filens innehåll stämmer inte med dess namn")
    enterprise.page.locator(".composer-bar > button.button").click()
    expect(enterprise.flaw).to_contain_text("filerna")
    expect(enterprise.composer).to_have_value("Se bilden.")
    upload.get_by_role("button", name="Ta bort").click()
    enterprise.say("Ingen bild.")
    enterprise.shows_as_sent("Ingen bild.")


@pytest.mark.parametrize(
    ("text", "words"),
    [(PERSONAL_NUMBER, NO_PERSONAL_NUMBERS), (TOO_LONG, "1 tecken för lång"), ("\u200b", "Skriv något först.")],
    ids=["personal number", "too long", "nothing to see"],
)
def test_without_script_the_form_comes_back_with_the_text(kitchen: RoomView, text: str, words: str) -> None:
    kitchen.composer.evaluate("(field) => field.removeAttribute('maxlength')")
    kitchen.say(text)
    expect(kitchen.page.locator("#composer-error")).to_contain_text(words)
    expect(kitchen.composer).to_have_attribute("aria-invalid", "true")
    expect(kitchen.composer).to_have_value(text)
    expect(kitchen.messages).to_have_count(0)
    kitchen.say("Nu går det bra.")
    kitchen.shows("Nu går det bra.")


def test_without_script_a_wrong_file_is_refused_and_the_text_kept(kitchen: RoomView) -> None:
    kitchen.page.locator(".composer details.disclosure > summary").click()
    _attach(kitchen.page.locator("#composer-files"))
    kitchen.say("Se bilden.")
    expect(kitchen.page.locator("#skriv .field-error")).to_contain_text("Filens innehåll stämmer inte med dess namn")
    expect(kitchen.composer).to_have_value("Se bilden.")
    expect(kitchen.messages).to_have_count(0)


def test_two_windows_that_edit_the_same_text_lose_neither(enterprise: RoomView, room: dict[str, Any]) -> None:
    enterprise.say("Mötet är på måndag.")
    first = enterprise.shows_as_sent("Mötet är på måndag.")
    enterprise.menu(first, "Mer om").get_by_role("button", name="Ändra").click()
    first.locator("textarea").fill("Mötet är på tisdag.")

    theirs = next(one for one in enterprise.window.voice.messages(room))
    enterprise.window.voice.edit(theirs, "Mötet är på **onsdag**.")
    expect(first.locator(".message-edited")).to_be_visible()
    first.get_by_role("button", name="Spara ändringen").click()

    conflict = first.locator(".conflict")
    expect(conflict.locator(".conflict-theirs")).to_have_text("Mötet är på onsdag.")
    expect(conflict.locator(".message-plain")).to_have_text("Mötet är på tisdag.")
    conflict.get_by_role("button", name="Spara min text").click()
    expect(first.locator(".conflict")).to_have_count(0)
    expect(first.locator(".message-body")).to_have_text("Mötet är på tisdag.")


def test_without_script_an_edit_conflict_shows_both_texts(kitchen: RoomView, room: dict[str, Any]) -> None:
    kitchen.say("Köket är ledigt på måndag.")
    kitchen.shows("Köket är ledigt på måndag.")
    mine = kitchen.window.voice.messages(room)[0]
    kitchen.window.go(f"/meddelande/{mine['id']}/andra/")
    kitchen.window.voice.edit(mine, "Köket är ledigt på onsdag.")

    page = kitchen.page
    page.locator("textarea[name='text']").fill("Köket är ledigt på tisdag.")
    page.locator("form[action$='/andra/'] button.button").click()

    expect(page.locator("[role='alert']")).to_contain_text("Köket är ledigt på onsdag.")
    expect(page.locator("textarea[name='text']")).to_have_value("Köket är ledigt på tisdag.")
    page.locator("form[action$='/andra/'] button.button").click()
    kitchen.shows("Köket är ledigt på tisdag.")


def test_going_back_and_sending_something_else_is_not_taken_for_the_same(kitchen: RoomView) -> None:
    kitchen.say("Först det här.")
    kitchen.shows("Först det här.")
    kitchen.page.go_back()
    kitchen.say("Sedan det här.")
    kitchen.shows("Sedan det här.")
    kitchen.shows("Först det här.")


def _attach(field: Locator) -> None:
    field.set_input_files({"name": "bild.png", "mimeType": "image/png", "buffer": b"%PDF-1.4 not a picture"})
