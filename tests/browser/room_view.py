"""A room as it stands in a window. With script and without it has the same parts under the same names."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.windows import Window

_AN_ID = re.compile(r"^m-[0-9a-f-]{36}$")


class RoomView:
    """What a person sees and does in a room."""

    def __init__(self, window: Window, room: dict[str, Any]) -> None:
        """Open the room in the window."""
        self.window = window
        self.room = room
        window.go(room["url"])

    @property
    def page(self) -> Page:
        """The page that shows the room."""
        return self.window.page

    @property
    def link(self) -> Locator:
        """The line that says how fresh the page is."""
        return self.page.locator(".room-link")

    @property
    def composer(self) -> Locator:
        """Where one writes."""
        return self.page.locator("#composer-text")

    @property
    def flaw(self) -> Locator:
        """Why what one wrote cannot be sent."""
        return self.page.locator("#composer-flaw")

    @property
    def messages(self) -> Locator:
        """Every message, sent or on its way."""
        return self.page.locator("article.message")

    def message(self, text: str) -> Locator:
        """Return the messages that say `text`."""
        return self.messages.filter(has=self.page.locator(".message-body, .message-plain", has_text=text))

    def by_id(self, message: dict[str, Any]) -> Locator:
        """Return a message by its id."""
        return self.page.locator(f"[id='m-{message['id']}']")

    def is_live(self) -> "RoomView":
        """Wait until the room follows what happens in it by socket."""
        expect(self.link).to_have_class("room-link is-live")
        return self

    def is_polling(self) -> "RoomView":
        """Wait until the room follows by long poll."""
        expect(self.link).to_have_class("room-link is-polling")
        return self

    def shows(self, text: str) -> Locator:
        """Wait until exactly one message says `text`, and return it."""
        found = self.message(text)
        expect(found).to_have_count(1)
        expect(found).to_be_visible()
        return found

    def shows_as_sent(self, text: str) -> Locator:
        """Wait until the server has a message of one's own; return it by its id, whatever it will say later."""
        found = self.shows(text)
        expect(found).to_have_attribute("id", _AN_ID)
        return self.page.locator(f"[id='{found.get_attribute('id')}']")

    def say(self, text: str) -> None:
        """Write something and press the button that sends it."""
        self.composer.fill(text)
        self.page.locator(".composer-bar > button.button").click()

    def menu(self, message: Locator, label: str) -> Locator:
        """Open one of a message's menus and return what it offers."""
        message.get_by_role("button", name=label).click()
        return message.locator(".menu-panel")

    def react(self, message: Locator, word: str) -> None:
        """React to a message with one of the words."""
        self.menu(message, "Reagera").get_by_role("button", name=word).click()

    def change(self, message: Locator, text: str) -> None:
        """Give a message of one's own a new wording."""
        self.menu(message, "Mer om").get_by_role("button", name="Ändra").click()
        message.locator("textarea").fill(text)
        message.get_by_role("button", name="Spara ändringen").click()
