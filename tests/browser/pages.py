"""Every kind of page the site has, with what has to happen before one stands on it."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import expect

from tests.browser.people import CHAIR, ENTERPRISE, OFFICER
from tests.browser.room_view import RoomView
from tests.browser.voices import COUNCIL
from tests.browser.windows import Window
from tests.harness.processes import wait_until
from tests.harness.servers import Server

DEMO_ROOM = f"/rad/{COUNCIL}/rum/arena-for-samverkan/"


@dataclass
class Place:
    """Where a page is opened: the site, a window on it, and ways to more of both."""

    site: Server
    window: Window
    room: dict[str, Any]
    """A room in which two people have talked."""
    said: dict[str, Any]
    """What the member said there, and changed."""


PAGES: dict[str, Callable[[Place], None]] = {}
AS_VISITOR: set[str] = set()
LANGUAGES: dict[str, str] = {}
"""What language a page is in, where that is not Swedish."""


def page(name: str, *, visitor: bool = False) -> Callable[[Callable[[Place], None]], Callable[[Place], None]]:
    """Enter a way to a page. The one who goes there leads the council, unless it says that nobody is signed in."""

    def enter(way: Callable[[Place], None]) -> Callable[[Place], None]:
        PAGES[name] = way
        if visitor:
            AS_VISITOR.add(name)
        return way

    return enter


def _at(name: str, path: str, *, visitor: bool = False, status: int = 200, language: str = "sv") -> None:
    LANGUAGES[name] = language

    def way(place: Place) -> None:
        answer = place.window.go(path.format(room=place.room["url"], message=place.said["id"]))
        assert answer
        assert answer.status == status

    page(name, visitor=visitor)(way)


_at("start for visitors", "/", visitor=True)
_at("sign-in", "/logga-in/login/", visitor=True)
_at("asking for a code", "/logga-in/login/code/", visitor=True)
_at("a page of text for visitors", "/om/", visitor=True)
_at("the accessibility statement for visitors", "/tillganglighet/", visitor=True)
_at("cookies for visitors", "/kakor/", visitor=True)
_at("open data for visitors", "/oppna-data/", visitor=True)
_at("pages to confirm", "/farskhet/?visa=alla")
_at("no pages to confirm", "/farskhet/?visa=inaktuella")
_at("start in English for visitors", "/en/", visitor=True, language="en")
_at("start in Finnish for visitors", "/fi/", visitor=True, language="fi")
_at("the toolbox in Finnish for visitors", "/fi/tyokalupakki/", visitor=True, language="fi")
_at("news for visitors", "/nyheter/", visitor=True)
_at("news of a year for visitors", "/nyheter/?kategori=policy", visitor=True)
_at("a piece of news for visitors", "/nyheter/sag-vad-du-tycker-om-huddinges-forslag/", visitor=True)
_at("a piece of news", "/nyheter/sag-vad-du-tycker-om-huddinges-forslag/")
_at("the glossary for visitors", "/ordlista/", visitor=True)
_at("a term for visitors", "/ordlista/arbetsintegrerande-socialt-foretag/", visitor=True)
_at("local contacts for visitors", "/kontakt/", visitor=True)
_at("the contact of a municipality for visitors", "/kontakt/?kommun=huddinge-kommun", visitor=True)
_at("a local contact for visitors", "/kontakt/huddinge/", visitor=True)
_at("not found for visitors", "/finns-inte/", visitor=True, status=404)
_at("start", "/")
_at("councils", "/rad/")
_at("council", f"/rad/{COUNCIL}/")
_at("council activity", f"/rad/{COUNCIL}/aktivitet/")
_at("room activity", f"{DEMO_ROOM}aktivitet/")
_at("opening a room", f"/rad/{COUNCIL}/oppna-rum/")
_at("seats and offices", f"/rad/{COUNCIL}/platser/")
_at("settings of a room", "{room}installningar/")
_at("search", "/sok/", visitor=True)
_at("search with hits", "/sok/?q=stöd", visitor=True)
_at("search narrowed", "/sok/?q=upphandlng&kind=policy", visitor=True)
_at("search without hits", "/sok/?q=xyzzy", visitor=True)
_at("search for members", "/sok/?q=stöd")
_at("search in the rooms", "/rad/sok/")
_at("search in the rooms with hits", "/rad/sok/?q=lokal")
_at("search in the rooms without hits", "/rad/sok/?q=xyzzy")
_at("message history", "/meddelande/{message}/historik/")
_at("editing a message", "/meddelande/{message}/andra/")
_at("my page", "/min-sida/")
_at("webhooks", "/min-sida/webhookar/")
_at("adding a webhook", "/min-sida/webhookar/ny/")
_at("e-mail addresses", "/logga-in/email/")
_at("sessions", "/logga-in/sessions/")
_at("signing out", "/logga-in/logout/")
_at("safer sign-in", "/logga-in/2fa/")
_at("passkeys", "/logga-in/2fa/webauthn/")
_at("adding a passkey", "/logga-in/2fa/webauthn/add/")
_at("turning on codes from an app", "/logga-in/2fa/totp/activate/")
_at("making an activity of a message", "/meddelande/{message}/atgard/")
_at("one's own reminders", "/min-sida/paminnelser/")
_at("reminders of a council", f"/mal/{COUNCIL}/paminnelser/")
_at("components", "/stil/")
_at("not found", "/finns-inte/", status=404)


GOALS = f"/mal/{COUNCIL}"
_at("councils with goals for visitors", "/mal/", visitor=True)
_at("goals of a council for visitors", f"{GOALS}/", visitor=True)
_at("a goal for visitors", f"{GOALS}/1/", visitor=True)
_at("a figure for visitors", f"{GOALS}/matt/platser/", visitor=True)
_at("goals of a council", f"{GOALS}/")
_at("who stands where on which goal", f"{GOALS}/matris/")
_at("a goal", f"{GOALS}/2/?allt=1")
_at("a figure", f"{GOALS}/matt/platser/")
_at("a figure as it was known then", f"{GOALS}/matt/platser/?per=2020-01-01")
_at("a figure, asked for a day that is none", f"{GOALS}/matt/platser/?per=igår")


@page("a goal with everything open")
def _whole_goal(place: Place) -> None:
    place.window.go(f"{GOALS}/2/")
    for summary in place.window.page.locator("main details > summary").all():
        summary.click()


@page("status report of a period")
def _period(place: Place) -> None:
    place.window.go(f"{GOALS}/")
    place.window.page.locator("main a[href*='/perioder/']").nth(1).click()
    place.window.page.wait_for_url("**/perioder/*-*/")


_at("proposing a goal", f"{GOALS}/nytt/")
_at("changing a goal", f"{GOALS}/2/andra/")
_at("adopting a goal", f"{GOALS}/10/anta/")
_at("closing a goal", f"{GOALS}/2/avsluta/")
_at("stating how a goal goes", f"{GOALS}/8/lage/")
_at("stating a position", f"{GOALS}/2/standpunkt/")
_at("commitments to a goal", f"{GOALS}/2/atagande/")
_at("activities of a goal", f"{GOALS}/5/atgarder/")
_at("adding a figure", f"{GOALS}/2/matt/nytt/?som=procent")
_at("changing a figure that has values", f"{GOALS}/matt/platser/andra/")
_at("targets of a figure", f"{GOALS}/matt/platser/malvarden/")
_at("reporters of a figure", f"{GOALS}/matt/platser/rapportorer/")
_at("how figures are broken down", f"{GOALS}/indelningar/")
_at("reporting periods", f"{GOALS}/perioder/")
_at("comparisons", f"{GOALS}/jamforelser/")
_at("adding a comparison", f"{GOALS}/jamforelser/ny/")
_at("effects of changed rules", f"{GOALS}/konsekvenser/")
_at("asking what a rule does", f"{GOALS}/konsekvenser/ny/")
_at("calculations", f"{GOALS}/kalkyler/")
_at("a new calculation", f"{GOALS}/kalkyler/ny/")


@page("locking a period")
def _lock(place: Place) -> None:
    place.window.go(f"{GOALS}/perioder/")
    place.window.page.locator("main a[href$='/las/']").first.click()
    place.window.page.wait_for_url("**/las/")


@page("effect of a changed rule")
def _impact_call(place: Place) -> None:
    place.window.go(f"{GOALS}/konsekvenser/")
    place.window.page.locator("main .rows-title a").first.click()
    place.window.page.locator(".impact-sum").wait_for()


@page("a calculation with other values")
def _calculation(place: Place) -> None:
    place.window.go(f"{GOALS}/kalkyler/")
    place.window.page.locator("main .rows-title a").first.click()
    place.window.page.locator("#id_people").fill("20")
    place.window.page.locator("main form.form button.button").click()
    place.window.page.wait_for_url("**people=20**")


@page("a goal that somebody else has changed")
def _changed_meanwhile(place: Place) -> None:
    page = place.window.page
    place.window.go(f"{GOALS}/2/andra/")
    page.locator("input[name='revision']").evaluate("(field) => { field.value = '0' }")
    page.locator("#id_title").fill("Ett annat mål")
    page.locator("main form.form button.button").click()
    page.locator(".theirs").wait_for()


_at("what is to be reported", "/rapportera/")
_at("what waits for approval", "/rapportera/granska/")


@page("a period to report")
def _report(place: Place) -> None:
    place.window.go("/rapportera/")
    place.window.page.locator(".report-task a").first.click()
    place.window.page.locator(".entry[data-editable] .cells-beside summary").first.click()
    expect(place.window.page.locator("[data-link]")).to_be_visible()


@page("a period to report, without script")
def _still_report(place: Place) -> None:
    place.window.context.route("**/*.js", lambda route: route.abort())
    place.window.go("/rapportera/")
    place.window.page.locator(".report-task a").first.click()
    expect(place.window.page.locator(".entry[data-editable]").first).to_be_visible()


@page("a report to review")
def _review(place: Place) -> None:
    place.window.go("/rapportera/granska/")
    place.window.page.locator("main .rows a").first.click()
    expect(place.window.page.locator("form[action$='/godkann/']")).to_be_visible()


_at("files of a council for visitors", f"/mal/{COUNCIL}/filer/", visitor=True)
_at("files of a council", f"/mal/{COUNCIL}/filer/")
_at("sending in a file", f"/mal/{COUNCIL}/filer/import/")


@page("a file with rows that are refused")
def _refused_rows(place: Place) -> None:
    """Send in a file whose row is about nothing there is."""
    columns = (
        "council;indicator;unit;calendar;period;organisation;cell;state;operator;number;high;numerator;denominator;"
        "measured_on;note;source;source_page;demo"
    )
    content = f"{columns}\r\n{';'.join(['fel'] * 18)}\r\n".encode()
    page = place.window.page
    place.window.go(f"/mal/{COUNCIL}/filer/import/")
    page.set_input_files("#id_file", {"name": "fel.csv", "mimeType": "text/csv", "buffer": content})
    page.locator("main form button").last.click()
    expect(page.locator("main table")).to_be_visible()


@page("appointing to a seat")
def _appoint(place: Place) -> None:
    place.window.go(f"/rad/{COUNCIL}/platser/")
    place.window.page.locator("main a[href$='/utse/']").first.click()
    place.window.page.wait_for_url("**/utse/")


@page("a webhook with its secret and its log")
def _webhook(place: Place) -> None:
    page = place.window.page
    place.window.go("/min-sida/webhookar/ny/")
    page.locator("#id_description").fill("Ärendesystemet")
    page.locator("#id_url").fill("https://93.184.215.14/arenan")
    page.locator("input[name='streams']").first.check()
    page.locator("main button.button").click()
    page.locator(".notice-attention code").wait_for()


@page("room, live")
def _live_room(place: Place) -> None:
    RoomView(place.window, {"url": DEMO_ROOM}).is_live()


@page("room, everything open")
def _busy_room(place: Place) -> None:
    view = RoomView(place.window, place.room).is_live()
    message = view.by_id(place.said)
    message.locator(".message-edited button").click()
    expect(message.locator(".history li").first).to_be_visible()
    view.menu(message, "Mer om").get_by_role("button", name="Ta bort").click()
    message.get_by_role("button", name="Svara").click()
    view.page.locator(".composer-bar").get_by_role("button", name="Ställ som fråga").click()
    view.page.get_by_role("button", name="Ändra sammanfattningen").or_(
        view.page.get_by_role("button", name="Skriv en sammanfattning")
    ).click()
    view.menu(view.messages.first, "Reagera")


@page("room without script")
def _still_room(place: Place) -> None:
    place.window.context.route("**/*.js", lambda route: route.abort())
    place.window.go(DEMO_ROOM)
    expect(place.window.page.locator(".room-still")).to_be_visible()


@page("code from the mail", visitor=True)
def _code(place: Place) -> None:
    place.window.go("/logga-in/login/")
    place.window.page.locator("#id_email").fill("sekreterare@hbs.demo.example")
    place.window.page.locator("form[action*='/code/'] button.button").click()
    place.window.page.locator("input[name='code']").wait_for()


@page("demo mail")
def _mail(place: Place) -> None:
    invitation(place, "brevlada@example.se")
    place.window.go("/demo/post/")


@page("demo mail, one opened")
def _one_mail(place: Place) -> None:
    invitation(place, "brev@example.se")


@page("invitation, open")
def _open_invitation(place: Place) -> None:
    place.window.go(invitation(place, "valkommen@example.se"))


@page("invitation, expired")
def _expired_invitation(place: Place) -> None:
    address = invitation(place, "forsent@example.se")
    with sqlite3.connect(Path(place.site.env["DATA_DIR"]) / "arenan.sqlite3", timeout=30) as database:
        database.execute(
            "UPDATE accounts_invitation SET expires_at = '2020-01-01 00:00:00' WHERE email = 'forsent@example.se'"
        )
    database.close()
    place.window.go(address)


@page("not allowed")
def _forbidden(place: Place) -> None:
    """An officer asks for another's message to be changed."""
    page = place.window.page
    place.window.go("/min-sida/")
    foreign = next(one for one in place.window.voice.messages(place.room) if one["author"]["name"] == OFFICER)
    page.evaluate(
        """(path) => {
            const form = document.querySelector("form[action='/logga-in/logout/']")
            form.action = path
            form.requestSubmit()
        }""",
        f"/meddelande/{foreign['id']}/ta-bort/",
    )
    page.wait_for_url("**/ta-bort/")


@page("a form that has lost its session", visitor=True)
def _no_token(place: Place) -> None:
    place.window.go("/logga-in/login/")
    place.window.context.clear_cookies()
    place.window.page.locator("button.persona").first.click()
    place.window.page.wait_for_url("**/demo/logga-in/")


@page("bad request", visitor=True)
def _bad_request(place: Place) -> None:
    answer = place.window.page.goto(f"http://stranger.example:{place.site.port}/")
    assert answer
    assert answer.status == 400


def invitation(place: Place, email: str) -> str:
    """Let the chair invite somebody; return the path in the mail, with the mail open in the window."""
    organisation = place.window.voice.call("GET", "/me")["acting_for"]["organisation"]
    slug = next(
        one["slug"]
        for one in place.window.voice.call("GET", "/organisations?kind=municipality&limit=100")["results"]
        if one["id"] == organisation["id"]
    )
    place.window.voice.call("POST", f"/organisations/{slug}/invitations", {"email": email, "role": "officer"})
    mail = place.window.page.locator(".rows li", has_text=email).first
    # The mail is written by the task worker.
    wait_until(lambda: bool(place.window.go("/demo/post/")) and mail.is_visible(), f"No mail came to {email}")
    mail.locator("a").click()
    link = place.window.page.locator(".mail-text a[href*='/inbjudan/']")
    return str(link.get_attribute("href")).removeprefix(place.site.url)


MEMBER = CHAIR
OTHERS = (ENTERPRISE, OFFICER)


_at("asking for mail", "/prenumerera/", visitor=True)
_at("asking for mail, in English", "/prenumerera/?sprak=en", visitor=True, language="en")
_at("mail that has been asked for", "/prenumerera/?skickat=ja", visitor=True)
_at("telling of what does not work", "/rapportera-tillganglighet/?page=/kalender/", visitor=True)


@page("a report that lacks something", visitor=True)
def _lacking_report(place: Place) -> None:
    page = place.window.page
    place.window.go("/rapportera-tillganglighet/")
    page.locator("#id_wanted").fill("Läsa protokollet")
    page.locator("#id_happened").fill("Mitt nummer är 19811218-9876.")
    page.locator("main form button.button").click()
    page.locator(".field-wrong").first.wait_for()


@page("a report to follow", visitor=True)
def _report_to_follow(place: Place) -> None:
    page = place.window.page
    place.window.go("/rapportera-tillganglighet/")
    page.locator("#id_wanted").fill("Läsa protokollet")
    page.locator("#id_happened").fill("Uppläsningen slutar mitt i tabellen.")
    page.locator("main form button.button").click()
    page.wait_for_url("**/arenden/**")


# --- Public pages with a structure of their own --------------------------------------------------------------------

for _name, _address in {
    "policies": "/policy/",
    "the toolbox": "/verktygslada/",
    "the whole toolbox": "/verktygslada/?allt=1",
    "the support catalogue": "/stod/",
    "supports for a legal form": "/stod/?form=limited&lage=galler",
    "who does what": "/vem-gor-vad/",
    "shared knowledge": "/kunskap/",
    "the calendar": "/kalender/",
}.items():
    _at(_name, _address, visitor=True)


def _first(name: str, section: str, link: str = "main .rows-title a") -> None:
    """Enter the first page that a section's list leads to."""

    def way(place: Place) -> None:
        place.window.go(section)
        address = place.window.page.locator(link).first.get_attribute("href")
        assert address
        place.window.go(address)

    page(name, visitor=True)(way)


_first("a policy", "/policy/")
_first("a step of the toolbox", "/verktygslada/")
_first("a support", "/stod/")
_first("a support that has ended", "/stod/?lage=upphort")
_first("an authority's part", "/vem-gor-vad/", "main thead a")
_first("a practice", "/kunskap/")
_first("an event", "/kalender/")


@page("two versions of a policy side by side", visitor=True)
def _versions(place: Place) -> None:
    window = place.window
    window.go("/policy/")
    addresses = [one.get_attribute("href") for one in window.page.locator("main .rows-title a").all()]
    for address in filter(None, addresses):
        window.go(address)
        compare = window.page.locator("#versioner a[href*='/jamfor/']")
        if compare.count():
            window.go(compare.first.get_attribute("href") or "")
            return
    raise AssertionError("no policy of the demo world has two versions")


# --- Workshops -----------------------------------------------------------------------------------------------------


@page("the record of a workshop")
def _record(place: Place) -> None:
    """Lead a short workshop to its end, with conclusions of which one is agreed on and one dropped."""
    voice = place.window.voice
    begins = datetime.now(UTC) + timedelta(hours=1)
    described = {
        "title": "Vägar in",
        "starts_at": begins.isoformat(),
        "ends_at": (begins + timedelta(hours=2)).isoformat(),
    }
    here = voice.call("POST", f"/workshops?council={COUNCIL}", described)
    columns = {"columns": [{"id": "hinder", "title": "Hinder"}, {"id": "hjalp", "title": "Hjälp"}]}
    board = {"type": "board", "title": "Vad hindrar?", "settings": columns}
    step = voice.call("POST", f"/workshops/{here['id']}/steps", board)
    voice.call("POST", f"/workshops/{here['id']}/start")
    voice.call("PUT", f"/workshops/{here['id']}/step", {"step": step["id"], "after": None})
    for text, said in (("Ett nummer att ringa", "agree"), ("Fler möten", "drop"), ("Prova en gemensam karta", "")):
        outcome = voice.call("POST", f"/workshops/{here['id']}/outcomes", {"type": "conclusion", "text": text})
        if said:
            voice.call("POST", f"/workshop-outcomes/{outcome['id']}/{said}")
    voice.call("POST", f"/workshops/{here['id']}/end")
    place.window.go(f"{here['url']}protokoll/")
    expect(place.window.page.locator("#slutsatser li").first).to_contain_text("Ett nummer att ringa")


# --- Before a workshop ---------------------------------------------------------------------------------------------

_at("a council's workshops", f"/rad/{COUNCIL}/workshop/")
_at("a council's workshops for visitors", f"/rad/{COUNCIL}/workshop/", visitor=True)
_at("planning a workshop", f"/rad/{COUNCIL}/planera-workshop/")
_at("a new programme", f"/rad/{COUNCIL}/nytt-program/")
_at("the door of all workshops", "/workshop/", visitor=True)


@page("the check of one's network", visitor=True)
def _network_check(place: Place) -> None:
    place.window.go("/workshop/natverkskontroll/")
    expect(place.window.page.locator("[data-result='live']")).to_have_text("Fungerar")
    expect(place.window.page.locator("[data-result='fallback']")).to_have_text("Fungerar")


def _to_come(place: Place, title: str) -> str:
    """Plan a workshop that is open to everybody, announce it, and return its address."""
    voice = place.window.voice
    begins = datetime.now(UTC) + timedelta(days=9)
    here = voice.call(
        "POST",
        f"/workshops?council={COUNCIL}",
        {
            "title": title,
            "purpose": "Vi vet vad som hindrar, och vem som gör något åt det.",
            "starts_at": begins.isoformat(),
            "ends_at": (begins + timedelta(hours=3)).isoformat(),
            "place": "Medborgarhuset, sal 2",
            "access": "everybody",
            "seats": 12,
            "seats_each": 3,
            "plan": "visionsfragor",
        },
    )
    voice.call("POST", f"/workshops/{here['id']}/announce")
    return str(here["url"])


def _part(name: str, path: str, *, type_: str = "") -> None:
    """Enter a page of a workshop that is to come; `type_` names the step whose form is opened."""

    def way(place: Place) -> None:
        place.window.go(f"{_to_come(place, name)}{path}")
        if type_:
            place.window.page.locator("main .plan-step", has_text=type_).first.get_by_role("link").first.click()
            place.window.page.locator("#id_title").wait_for()

    page(name)(way)


_part("a workshop to come", "")
_part("changing a workshop", "andra/")
_part("the plan of a workshop", "plan/")
_part("a board in a plan", "plan/", type_="Vad vill vi uppnå?")
_part("questions in a plan", "plan/", type_="Vad ska vi satsa på?")
_part("a new vote in a plan", "plan/nytt/?typ=vote")
_part("who leads a workshop", "vardar/")
_part("who has registered", "anmalda/")
_part("calling a workshop off", "stall-in/")
_part("registering for a workshop", "anmalan/")


@page("one's own registration")
def _own_registration(place: Place) -> None:
    place.window.go(f"{_to_come(place, 'Egen anmälan')}anmalan/")
    place.window.page.locator("main form.form button.button").click()
    place.window.page.locator("main .notice-good").first.wait_for()


@page("a registration that lacks something")
def _lacking_registration(place: Place) -> None:
    page = place.window.page
    place.window.go(f"{_to_come(place, 'Bristande anmälan')}anmalan/")
    page.locator("#id_needs").fill("Mitt nummer är 19811218-9876.")
    page.locator("main form.form button.button").click()
    page.locator(".field-wrong").first.wait_for()


@page("a programme")
def _programme(place: Place) -> None:
    page = place.window.page
    place.window.go(f"/rad/{COUNCIL}/nytt-program/")
    page.locator("#id_title").fill("Kugghjulet")
    page.locator("#id_purpose").fill("Alla hjul griper i varandra.")
    page.locator("main form.form button.button").click()
    page.locator("main a[href*='/program/']").first.click()
    page.wait_for_url("**/program/kugghjulet**")


# --- A workshop that runs ------------------------------------------------------------------------------------------


def _running(place: Place, title: str) -> str:
    """Begin a workshop with a board, a vote on it and a poll; its board is open and has notes. Return its address."""
    voice = place.window.voice
    begins = datetime.now(UTC)
    described = {"title": title, "starts_at": begins.isoformat(), "ends_at": (begins + timedelta(hours=2)).isoformat()}
    here = voice.call("POST", f"/workshops?council={COUNCIL}", {**described, "plan": "introduktion"})
    voice.call("POST", f"/workshops/{here['id']}/announce")
    code = voice.code_of(str(here["url"]))
    voice.call("POST", "/workshop-joins", {"code": code})
    voice.call("POST", f"/workshops/{here['id']}/start")
    steps = voice.call("GET", f"/workshops/{here['id']}/steps")["results"]
    board = next(step for step in steps if step["type"] == "board")
    voice.call("PUT", f"/workshops/{here['id']}/step", {"step": board["id"], "after": None})
    for text in ("Ingen vet vem man ska ringa", "Besluten gäller bara ett halvår i taget"):
        voice.call("PUT", f"/workshop-steps/{board['id']}/notes/{uuid4()}", {"text": text})
    return str(here["url"])


def _live(name: str, path: str, ready: str) -> None:
    def way(place: Place) -> None:
        place.window.go(f"{_running(place, name)}{path}")
        place.window.page.get_by_text(ready).first.wait_for()

    page(name)(way)


_live("a workshop's room", "rum/", "Ingen vet vem man ska ringa")
_live("the console of a workshop", "leda/", "Ingen vet vem man ska ringa")
_live("a workshop on the wall", "skarm/", "Ingen vet vem man ska ringa")
