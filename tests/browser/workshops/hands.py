"""Ways of using a page: with a mouse, with a finger, with the keyboard alone."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.keys import tab_to

MOST_CHOICES = 40


class Mouse:
    """Somebody who points and clicks."""

    def __init__(self, page: Page) -> None:
        """Use a page."""
        self.page = page

    def press(self, target: Locator) -> None:
        """Press a button, a link, or the line that opens more."""
        target.click()

    def write(self, field: Locator, text: str) -> None:
        """Write something in a field, instead of what stands there."""
        field.fill(text)

    def choose(self, option: Locator) -> None:
        """Choose one of several answers."""
        option.check()

    def pick(self, field: Locator, label: str) -> None:
        """Pick one of a list that folds out."""
        field.select_option(label=label)


class Finger(Mouse):
    """Somebody who holds a phone."""

    def press(self, target: Locator) -> None:
        """Touch a button."""
        target.tap()

    def choose(self, option: Locator) -> None:
        """Touch an answer."""
        # As large as what one can touch: the whole label, not the small circle in it.
        option.locator("xpath=ancestor::label").tap()
        expect(option).to_be_checked()


class Keys(Mouse):
    """Somebody who has the keyboard alone."""

    def press(self, target: Locator) -> None:
        """Go to a button and press Enter."""
        tab_to(self.page, target)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        """Go to a field and type."""
        tab_to(self.page, field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, option: Locator) -> None:
        """Go to the answers; arrows lead from one radio button to the next, and choose each on the way."""
        if option.get_attribute("type") != "radio":
            tab_to(self.page, option)
            self.page.keyboard.press("Space")
            return
        tab_to(self.page, option.locator("xpath=ancestor::fieldset"))
        self.page.keyboard.press("Space")
        self._arrow_to(option)
        expect(option).to_be_checked()

    def pick(self, field: Locator, label: str) -> None:
        """Go to a list and step down in it."""
        tab_to(self.page, field)
        for _step in range(MOST_CHOICES):
            if field.locator("option:checked").text_content() == label:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows do not lead to {label}")

    def _arrow_to(self, option: Locator) -> None:
        for _step in range(MOST_CHOICES):
            if option.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("The arrows do not lead there")
