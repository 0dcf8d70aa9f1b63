"""Somebody who takes part, on a screen of their own."""

from playwright.sync_api import Locator, expect

from tests.browser.windows import Window
from tests.browser.workshops.hands import Mouse
from tests.browser.workshops.views import Screen


class Participant(Screen):
    """A person in the room, with a name and an organisation."""

    def __init__(self, window: Window, name: str, organisation: str = "", hands: type[Mouse] = Mouse) -> None:
        """Take part as a member, or as a guest who has an organisation to tell."""
        super().__init__(window, hands)
        self.name = name
        self.organisation = organisation

    def comes_in(self, code: str) -> "Participant":
        """Write the code of the wall at the door, and a name if one is a guest."""
        self.window.go("/workshop/")
        self.hands.write(self.page.get_by_label("Kod"), code)
        self.hands.press(self.page.get_by_role("button", name="Gå till workshoppen"))
        self.page.wait_for_url("**/workshop/*/")
        if self.organisation:
            self.hands.write(self.page.get_by_label("Ditt namn"), self.name)
            self.hands.write(self.page.get_by_label("Organisation"), self.organisation)
        self.hands.press(self.page.get_by_role("button", name="Kom in"))
        self.page.wait_for_url("**/rum/")
        self.is_live()
        return self

    def waits_at_the_door(self) -> None:
        """Wait until the room says that it soon begins, and as whom one is there."""
        expect(self.island.get_by_role("heading", name="Vi börjar strax")).to_be_visible()
        expect(self.island).to_contain_text(f"Du är här som {self.name}")

    def looks_back_at(self, step: str) -> None:
        """Turn back to a step by the programme of the day."""
        self.hands.press(self.island.get_by_text("Dagens program", exact=True))
        self.presses(f"Titta på {step}")
        self.is_at(step)

    def goes_on(self) -> None:
        """Go to where the room is, and fold the programme in again."""
        self.presses("Gå till det som pågår")
        self.hands.press(self.island.get_by_text("Dagens program", exact=True))

    # --- The board ---------------------------------------------------------------------------------------------------

    def writes(self, text: str, column: str = "") -> None:
        """Put up a note, which stands there at once and is then stored."""
        if column:
            self.hands.choose(self.island.get_by_role("radio", name=column))
        self.hands.write(self.island.get_by_label("Skriv en lapp"), text)
        self.presses("Sätt upp lappen")
        self.shows_note(text)

    def adds_to_group(self, note: str, group: str) -> None:
        """Lay a note with a group that says the same."""
        self.presses(f"Mer om lappen ”{note}”")
        self.presses("Gruppera med …")
        self.hands.pick(self.island.get_by_label("Vilken lapp eller grupp säger samma sak?"), group)
        self.presses("Gruppera", self.island.locator(".ws-form"))

    # --- Answers -----------------------------------------------------------------------------------------------------

    def question(self, text: str) -> Locator:
        """Return a question with what one answers it by."""
        return self.island.locator(".ws-question").filter(has_text=text)

    def answers(self, question: str, answer: str) -> None:
        """Choose an answer, which is saved as it is given."""
        asked = self.question(question)
        options = asked.get_by_role("radio").or_(asked.get_by_role("checkbox"))
        self.hands.choose(options.and_(asked.get_by_label(answer)))
        self.has_answered(question)

    def answers_in_words(self, question: str, *words: str) -> None:
        """Write words of one's own, and send them."""
        asked = self.question(question)
        for field, word in zip(asked.get_by_role("textbox").all(), words, strict=False):
            self.hands.write(field, word)
        self.presses("Skicka svaret", asked)
        self.has_answered(question)

    def has_answered(self, question: str) -> None:
        """Wait until an answer is stored."""
        expect(self.question(question).locator(".save-state.is-saved")).to_contain_text("Du har svarat.")

    # --- Dots --------------------------------------------------------------------------------------------------------

    def votes(self, item: str, dots: int) -> None:
        """Put dots on something, one at a time."""
        here = self.ballot_item(item)
        for _dot in range(dots):
            self.hands.press(here.get_by_role("button", name="Sätt en prick på"))
        self.has_dots(item, dots)

    def has_dots(self, item: str, dots: int) -> None:
        """Wait until one's own dots on something are stored."""
        here = self.ballot_item(item)
        expect(here.locator(".ws-dot-count")).to_contain_text(f"Dina prickar: {dots}")
        expect(here.locator(".save-state")).to_have_count(0)

    def ballot_item(self, item: str) -> Locator:
        """Return something to put dots on."""
        words = self.page.locator(".ws-ballot-text").get_by_text(item, exact=True)
        return self.island.locator(".ws-ballot-item").filter(has=words)

    # --- Tables ------------------------------------------------------------------------------------------------------

    @property
    def table(self) -> Locator:
        """The table one sits at."""
        return self.island.locator(".ws-own-table")

    def sits_at(self) -> str:
        """Return which table one sits at, when one has been given a place."""
        expect(self.table).to_be_visible()
        return self.table.locator(".ws-table-name").inner_text().strip()

    def sits_with(self, *names: str) -> None:
        """Wait until exactly these people sit at one's table, oneself among them."""
        expect(self.table.locator(".ws-sitting strong")).to_have_count(len(names))
        for name in names:
            expect(self.table.locator(".ws-sitting strong").get_by_text(name, exact=True)).to_have_count(1)

    def writes_line(self, text: str) -> None:
        """Write a line for one's table."""
        self.hands.write(self.island.get_by_label("Skriv en rad"), text)
        self.presses("Lägg till raden")
        self.shows_line(text)

    def changes_line(self, text: str, changed: str) -> None:
        """Give a line of the table another wording, whoever wrote it."""
        self.presses(f"Mer om raden ”{text}”")
        self.presses("Ändra", self.table.locator(".menu-panel"))
        self.hands.write(self.island.get_by_label("Ändra texten"), changed)
        self.presses("Spara")
        self.shows_line(changed)

    # --- Questions ---------------------------------------------------------------------------------------------------

    def asks(self, question: str) -> None:
        """Ask the room something."""
        self.hands.write(self.island.get_by_label("Ställ en fråga till rummet"), question)
        self.presses("Ställ frågan")
        expect(self.asked(question)).to_have_count(1)
        expect(self.island.locator(".is-unsent")).to_have_count(0)

    def wonders_too(self, question: str) -> None:
        """Give a question one's voice."""
        wonder = self.asked(question).locator("button[aria-pressed]")
        self.hands.press(wonder)
        expect(wonder).to_have_attribute("aria-pressed", "true")

    # --- What came too late ------------------------------------------------------------------------------------------

    def writes_too_late(self, text: str) -> None:
        """Send what one has written though the step is closed, and read where it went."""
        self.hands.write(self.island.get_by_label("Skriv en lapp"), text)
        self.presses("Sätt upp lappen")
        self.has_late(text, "Ligger hos den som leder")

    def has_late(self, text: str, state: str) -> None:
        """Wait until one reads what became of what one sent too late."""
        expect(self.island.locator(".ws-late li").filter(has_text=text)).to_contain_text(state)

    # --- Speaking ----------------------------------------------------------------------------------------------------

    def raises_hand(self, place: int) -> None:
        """Raise a hand, and see which one in the queue it is."""
        self.presses("Räck upp handen")
        self.waits_as(place)

    def waits_as(self, place: int) -> None:
        """Wait until one's hand has a place in the queue."""
        expect(self.island.locator(".ws-own-hand")).to_contain_text(f"Din hand är uppe. Du är nummer {place}.")

    def lowers_hand(self) -> None:
        """Take one's hand down."""
        self.presses("Ta ner handen")
        expect(self.button("Räck upp handen")).to_be_visible()

    def has_the_floor(self) -> None:
        """Wait until it is one's turn."""
        expect(self.island.locator(".ws-own-hand")).to_contain_text("Du har ordet.")
