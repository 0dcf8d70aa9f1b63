"""The console of who leads, and the wall that everybody sees."""

from collections.abc import Mapping

from playwright.sync_api import Locator, expect

from tests.browser.windows import Window
from tests.browser.workshops.hands import Mouse
from tests.browser.workshops.views import Screen


class Console(Screen):
    """Who leads, with the plan to the left and the room to the right."""

    def __init__(self, window: Window, workshop: str, hands: type[Mouse] = Mouse) -> None:
        """Open the console of a workshop by its address."""
        super().__init__(window, hands)
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

    def looks_at(self, step: str) -> None:
        """Turn to a step, while the room stays where it is."""
        self.presses(f"Titta på {step}")
        self.is_at(step)

    # --- The room ----------------------------------------------------------------------------------------------------

    def locks(self) -> None:
        """Let nobody write for a while."""
        self.presses("Lås rummet")
        expect(self.button("Lås upp rummet")).to_be_visible()

    def unlocks(self) -> None:
        """Let people write again."""
        self.presses("Lås upp rummet")
        expect(self.button("Lås rummet")).to_be_visible()

    def pauses(self) -> None:
        """Take a break."""
        self.presses("Pausa")
        expect(self.button("Fortsätt efter pausen")).to_be_visible()

    def resumes(self) -> None:
        """Go on after the break."""
        self.presses("Fortsätt efter pausen")
        expect(self.button("Pausa")).to_be_visible()

    def announces(self, text: str) -> None:
        """Show a few words on all screens."""
        self.hands.write(self.island.get_by_label("Meddelande på alla skärmar"), text)
        self.presses("Visa meddelandet")

    def gives_more_time(self) -> None:
        """Give everybody five minutes more."""
        self.presses("Ge alla fem minuter till")

    def takes_the_wheel(self) -> None:
        """Take over from who leads, which is asked for twice."""
        self.presses("Ta över ratten")
        self.presses("Ta över ratten", self.island.locator(".ws-form"))
        self.is_at_the_wheel()

    def is_at_the_wheel(self) -> None:
        """Wait until one can steer."""
        expect(self.button("Pausa")).to_be_visible()

    def only_watches(self) -> None:
        """Wait until one sees all but does not steer."""
        expect(self.island.locator(".ws-course")).to_contain_text("Du ser allt, men styr inte.")

    # --- What came too late ------------------------------------------------------------------------------------------

    @property
    def basket(self) -> Locator:
        """What came when a step was closed."""
        return self.island.locator(".ws-basket")

    def takes_in(self, text: str) -> None:
        """Let something that came too late count."""
        self.presses("Ta in", self.basket.locator("li").filter(has_text=text))
        expect(self.basket.locator("li").filter(has_text=text)).to_have_count(0)

    def leaves_out(self, text: str) -> None:
        """Let something that came too late not count; it stays in sight."""
        late = self.basket.locator("li").filter(has_text=text)
        self.presses("Lämna utanför", late)
        expect(late).to_contain_text("lämnad utanför")

    # --- Questions ---------------------------------------------------------------------------------------------------

    def merges(self, question: str, into: str) -> None:
        """Lay two questions together that ask the same."""
        asked = self.asked(question)
        self.presses(f"Mer om lappen ”{question}”", asked)
        self.presses("Slå ihop med …", asked)
        self.hands.pick(asked.get_by_label("Slå ihop med …"), into)
        self.presses("Slå ihop", asked)
        expect(self.asked(question)).to_have_count(0)

    def answered(self, question: str) -> None:
        """Note that a question has got its answer."""
        self.presses("Besvarad", self.asked(question))

    # --- Tables ------------------------------------------------------------------------------------------------------

    def lays_tables(self, size: int, tables: int) -> None:
        """Lay other tables than those there are: asked for twice, since everybody gets a new place."""
        leading = self.island.locator(".ws-leading")
        self.hands.write(leading.get_by_label("Ungefär så många vid varje bord"), str(size))
        self.presses("Lägg om borden", leading)
        self.presses("Lägg om borden", leading.locator(".ws-form"))
        expect(self.island.locator("details.ws-table-card")).to_have_count(tables)

    def seats(self) -> dict[str, set[str]]:
        """Return who sits at which table."""
        tables = self.island.locator("details.ws-table-card").all()
        return {
            (one.locator(".ws-table-label").text_content() or "").strip(): set(
                one.locator(".ws-sitting strong").all_text_contents()
            )
            for one in tables
        }

    def calls_back(self) -> None:
        """Tell the tables that they have two minutes left."""
        self.presses("Ring in om 2 minuter")

    def collects(self) -> None:
        """Show everybody what the tables wrote."""
        self.presses("Samla in")
        expect(self.button("Samla in")).to_have_count(0)

    # --- Speaking ----------------------------------------------------------------------------------------------------

    def shows_queue(self, *names: str) -> None:
        """Wait until exactly these people wait for their turn, in this order."""
        expect(self.island.locator(".ws-hands strong")).to_have_text(list(names))

    def raises_for(self, name: str) -> None:
        """Raise a hand for somebody."""
        self.hands.pick(self.island.get_by_label("Räck upp handen åt någon"), name)
        self.presses("Räck upp")

    def follows_suggestion(self, name: str) -> None:
        """Give the floor to whom the list suggests."""
        self.presses(f"Ge ordet till {name}", self.island.locator(".ws-suggestion"))
        self.gives_the_floor_to(name)

    def calls(self, name: str) -> None:
        """Give the floor to somebody in the queue."""
        self.presses(f"Ge ordet till {name}", self.island.locator(".ws-hands"))
        self.gives_the_floor_to(name)

    def thanks(self) -> None:
        """Take the floor back from who has spoken."""
        self.presses("Klar")

    # --- Conclusions -------------------------------------------------------------------------------------------------

    def lifts(self, menu: str, text: str, kind: str) -> None:
        """Make a conclusion of something on the screen, in other words."""
        self.presses(menu)
        self.presses("Lyft till slutsats")
        self._words(text, kind)

    def concludes(self, text: str, kind: str) -> None:
        """Write a conclusion that comes from nothing on the screen."""
        self.presses("Ny slutsats")
        self._words(text, kind)

    def _words(self, text: str, kind: str) -> None:
        form = self.island.locator(".ws-form", has_text="Så här formulerar vi det")
        self.hands.write(form.get_by_label("Så här formulerar vi det"), text)
        self.hands.pick(form.get_by_label("Vad är det?"), kind)
        self.presses("Lägg till slutsatsen", form)
        self.shows_outcome(text, kind, "Föreslagen")

    def agrees(self, text: str) -> None:
        """Note that the room agrees on a conclusion."""
        self.presses(f"Vi är överens: {text}")
        self.shows_outcome(text, "Vi är överens")

    def drops(self, text: str) -> None:
        """Strike a conclusion."""
        self.presses(f"Stryk: {text}")
        self.shows_outcome(text, "Struken")

    def hands_over(self, text: str, dates: Mapping[str, str], picked: Mapping[str, str]) -> None:
        """Let a conclusion live on outside the workshop, with all that it needs there."""
        here = self.outcome(text)
        self.presses(f"Lämna vidare: {text}")
        for label, day in dates.items():
            self.hands.write(here.get_by_label(label), day)
        for label, choice in picked.items():
            self.hands.pick(here.get_by_label(label), choice)
        self.presses("Lämna vidare", here)
        self.shows_outcome(text, "Lämnad vidare", "Blev")

    def ends(self) -> None:
        """End the workshop, which is asked for twice."""
        course = self.island.locator(".ws-course")
        self.presses("Avsluta workshopen", course)
        self.presses("Avsluta", course)
        expect(course).to_contain_text("Workshopen är slut")


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

    def shows_table(self, table: str, people: int) -> None:
        """Wait until the wall says how many sit at a table."""
        heading = self.page.get_by_role("heading", name=table, exact=True)
        words = "1 person" if people == 1 else f"{people} personer"
        expect(self.island.locator(".ws-screen-table").filter(has=heading)).to_contain_text(words)

    def shows_hands(self, hands: int) -> None:
        """Wait until the wall says how many hands are up."""
        words = {0: "Inga händer uppe.", 1: "1 hand uppe"}.get(hands, f"{hands} händer uppe")
        expect(self.island.locator(".ws-screen-given")).to_have_text(words)

    def names_nobody(self, *names: str) -> None:
        """Check that no name of anybody in the room stands on the wall."""
        for name in names:
            expect(self.island).not_to_contain_text(name)
