"""The console of who leads, and the wall that everybody sees."""

from playwright.sync_api import expect

from tests.browser.windows import Window
from tests.browser.workshops.views import Screen


class Console(Screen):
    """Who leads, with the plan to the left and the room to the right."""

    def __init__(self, window: Window, workshop: str) -> None:
        """Open the console of a workshop by its address."""
        super().__init__(window)
        window.go(f"{workshop}leda/")
        self.is_live()

    @property
    def code(self) -> str:
        """The code by which people come in, as it is shown here."""
        return self.island.locator(".ws-code").inner_text().strip().removeprefix("Kod:").strip()

    @property
    def screen_link(self) -> str:
        """The link that makes a computer the screen on the wall."""
        link = self.island.locator(".ws-copy", has_text="Länk för skärmen längst fram").get_by_role("link")
        return str(link.get_attribute("href"))

    def starts(self) -> None:
        """Let the workshop begin."""
        self.presses("Starta workshopen")
        expect(self.button("Pausa")).to_be_visible()

    def opens(self, step: str) -> None:
        """Go to the step that comes next."""
        self.hands.press(self.button(f"Börja med {step}").or_(self.button(f"Nästa: {step}")))
        self.is_at(step)

    def reveals(self) -> None:
        """Show everybody what has been hidden."""
        self.presses("Visa för alla")
        expect(self.button("Visa för alla")).to_have_count(0)

    def closes_step(self) -> None:
        """Close the step that is open."""
        self.presses("Stäng steget")
        expect(self.button("Stäng steget")).to_have_count(0)

    def counts_people(self, here: int) -> None:
        """Wait until so many are in the room, all of them connected."""
        expect(self.island.get_by_text(f"{here} av {here} är anslutna", exact=True)).to_be_visible()

    def groups(self, note: str, other: str, title: str) -> None:
        """Lay two notes together under a heading."""
        self.presses(f"Mer om lappen ”{note}”")
        self.presses("Gruppera med …")
        self.hands.pick(self.island.get_by_label("Vilken lapp eller grupp säger samma sak?"), other)
        self.hands.write(self.island.get_by_label("Rubrik på gruppen"), title)
        self.presses("Gruppera", self.island.locator(".ws-form"))


class Wall(Screen):
    """The screen at the front. It names nobody but who has the floor."""

    def __init__(self, window: Window, link: str) -> None:
        """Open the link that the host gave."""
        super().__init__(window)
        window.page.goto(link)
        window.page.wait_for_url("**/skarm/")
        self.is_live()

    def shows_given(self, given: int) -> None:
        """Wait until the wall says how many have answered."""
        words = "1 har svarat" if given == 1 else f"{given} har svarat"
        expect(self.island.locator(".ws-screen-given")).to_have_text(words)

    def names_nobody(self, *names: str) -> None:
        """Check that no name of anybody in the room stands on the wall."""
        for name in names:
            expect(self.island).not_to_contain_text(name)
