"""The story of a whole workshop, from the check-in to the record: every screen shows it, and shows what a fresh one would.

It can be told while something else happens, which must not change a word of it.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.people import DEVELOPER, ENTERPRISE, KITCHEN, OFFICER
from tests.browser.workshops import course, plan, together
from tests.browser.workshops.cast import Cast
from tests.browser.workshops.participant import Participant
from tests.browser.workshops.record import Record

CHECKED_IN: course.Answers = {
    "Annika": {plan.NEAR: "4", plan.HOPE: ["samsyn"]},
    "Yusuf": {plan.NEAR: "4", plan.HOPE: ["lokaler", "samsyn"]},
    ENTERPRISE: {plan.NEAR: "3", plan.HOPE: ["en plan"]},
    OFFICER: {plan.NEAR: "2"},
    KITCHEN: {plan.NEAR: "3", plan.HOPE: ["samsyn"]},
}
NOBODY, SAME, SHORT, CAR, FACES = (
    "Ingen vet vem man ska ringa",
    "Vi får olika svar varje gång",
    "Besluten gäller ett halvår",
    "Bussen går inte hit",
    "Att ses och ha ansikten på namnen",
)
NOTES: course.Notes = [
    ("Annika", NOBODY, plan.HINDERS),
    ("Yusuf", SAME, plan.HINDERS),
    (ENTERPRISE, SHORT, plan.HINDERS),
    (OFFICER, CAR, plan.HINDERS),
    (KITCHEN, FACES, plan.HELPS),
]
ONE_WAY_IN = "En väg in"
DOTS = {
    "Annika": {ONE_WAY_IN: 2, FACES: 1},
    "Yusuf": {ONE_WAY_IN: 1, FACES: 2},
    ENTERPRISE: {CAR: 2, ONE_WAY_IN: 1},
    OFFICER: {ONE_WAY_IN: 2},
    KITCHEN: {CAR: 1, FACES: 1},
}
POLLED: course.Answers = {
    "Annika": {plan.WHEN: "I januari", plan.AGAIN: "Studiebesök"},
    "Yusuf": {plan.WHEN: "I mars", plan.AGAIN: "En karta"},
    ENTERPRISE: {plan.WHEN: "I mars", plan.AGAIN: "Studiebesök"},
    OFFICER: {plan.WHEN: "I januari"},
    KITCHEN: {plan.WHEN: "I januari", plan.AGAIN: "Gemensam telefon"},
}
LINES = [
    ("Annika", "Ett nummer till varje kommun"),
    ("Yusuf", "Svar inom fem dagar"),
    (ENTERPRISE, "Mindre delar i upphandlingen"),
    (OFFICER, "En gemensam karta"),
    (KITCHEN, "Provlaga åt kommunen"),
]
CHANGED, LATE_LINE = "Ett nummer, med ersättare", "Någon som tar anteckningar"
EVALUATED: course.Answers = {
    "Annika": {plan.USE: "5", plan.ELSE: course.Text("Mer tid vid borden")},
    "Yusuf": {plan.USE: "4"},
    ENTERPRISE: {plan.USE: "5", plan.ELSE: course.Text("Bjud in politiker")},
    OFFICER: {plan.USE: "3"},
    KITCHEN: {plan.USE: "4"},
    DEVELOPER: {plan.USE: "5"},
}
GOAL, QUESTION, MEETING = "Varje kommun har en kontaktperson", "Kan upphandlingen delas upp?", "Vi möts igen i mars"


Meanwhile = Callable[[str], AbstractContextManager[object]]
"""Given the step that is under way, what happens while people work in it."""


def undisturbed(_step: str) -> AbstractContextManager[None]:
    """Let nothing happen."""
    return nullcontext()


def tell(cast: Cast, late: Participant, meanwhile: Meanwhile = undisturbed) -> None:
    """Hold the workshop from its first step to its last."""
    for person in cast.people.values():
        person.waits_at_the_door()
    course.begins(cast)
    cast.all_fresh()
    with meanwhile(plan.CHECKIN):
        _check_in(cast)
    cast.all_fresh()
    with meanwhile(plan.BOARD):
        _fill_the_board(cast)
    cast.all_fresh()
    with meanwhile(plan.VOTE):
        course.opens(cast, plan.VOTE)
        course.votes(cast, DOTS)
        course.reveals_votes(cast, plan.VOTE, DOTS)
    cast.all_fresh()
    with meanwhile(plan.POLL):
        course.opens(cast, plan.POLL)
        course.answers(cast, POLLED)
        course.reveals_answers(cast, POLLED)
    cast.all_fresh()
    lines = _sit_at_tables(cast, late, meanwhile)
    cast.all_fresh()
    with meanwhile(plan.SPEAKING):
        _speak_in_turn(cast)
    cast.all_fresh()
    with meanwhile(plan.EVALUATION):
        course.opens(cast, plan.EVALUATION)
        course.answers(cast, EVALUATED)
        course.reveals_answers(cast, EVALUATED)
    cast.all_fresh()
    with meanwhile(plan.OUTCOMES):
        _conclude(cast, lines[-1])
    cast.all_fresh()
    together.ends(cast)
    cast.all_fresh()
    _is_on_record(cast, lines)
    _lives_on(cast)


def _check_in(cast: Cast) -> None:
    course.opens(cast, plan.CHECKIN)
    # Who changes their mind is counted once.
    cast.people["Yusuf"].answers(plan.NEAR, "1")
    course.answers(cast, CHECKED_IN)
    course.reveals_answers(cast, CHECKED_IN)


def _fill_the_board(cast: Cast) -> None:
    course.opens(cast, plan.BOARD)
    course.writes_hidden(cast, NOTES)
    course.reveals_board(cast, NOTES)
    course.groups(cast, (NOBODY, SAME), ONE_WAY_IN)
    course.adds_to_group(cast, ENTERPRISE, SHORT, ONE_WAY_IN, (NOBODY, SAME))


def _sit_at_tables(cast: Cast, late: Participant, meanwhile: Meanwhile) -> list[str]:
    """Work at tables, one of which is joined late; return what was written."""
    with meanwhile(plan.TABLES):
        course.opens(cast, plan.TABLES)
        together.lays_tables(cast, 2)
        together.writes_lines(cast, LINES)
    together.comes_late(cast, late)
    late.looks_back_at(plan.BOARD)
    late.shows_group(ONE_WAY_IN, NOBODY, SAME, SHORT)
    late.goes_on()
    together.writes_lines(cast, [(DEVELOPER, LATE_LINE)])
    first = LINES[0][1]
    author, at = cast.people["Annika"], cast.people["Annika"].sits_at()
    # A line is the table's: whoever sits there with its author can change it, with the keyboard too.
    beside = [one for one in cast.people.values() if one is not author and one.sits_at() == at]
    keys = next((one for one in beside if one.name == ENTERPRISE), beside[0])
    together.changes_line(cast, keys.name, first, CHANGED)
    lines = [CHANGED, *(text for _name, text in LINES[1:]), LATE_LINE]
    together.calls_back(cast)
    together.collects(cast, lines)
    return lines


def _speak_in_turn(cast: Cast) -> None:
    course.opens(cast, plan.SPEAKING)
    together.raise_hands(cast, "Annika", KITCHEN, ENTERPRISE)
    cast.console.raises_for("Yusuf, Stallet i Tumba")
    together.queue_is(cast, "Annika", KITCHEN, ENTERPRISE, "Yusuf")
    cast.console.follows_suggestion("Annika")
    together.has_the_floor(cast, "Annika")
    together.gives_back_the_floor(cast)
    cast.console.calls(ENTERPRISE)
    together.has_the_floor(cast, ENTERPRISE)
    cast.people[KITCHEN].lowers_hand()
    together.queue_is(cast, "Yusuf")
    together.gives_back_the_floor(cast)


def _conclusions(line: str) -> list[together.Conclusion]:
    begins = timezone.localdate() + timedelta(days=7)
    ends = begins + timedelta(days=300)
    return [
        together.Conclusion(
            "Förslag till mål",
            GOAL,
            plan.BOARD,
            f"Mer om gruppen ”{ONE_WAY_IN}”",
            dates={"Börjar": begins.isoformat(), "Nått senast": ends.isoformat()},
        ),
        together.Conclusion(
            "Fråga till en organisation",
            QUESTION,
            plan.TABLES,
            f"Mer om raden ”{line}”",
            dates={"Senast": begins.isoformat()},
            picked={"Rum": "Upphandling och reserverade kontrakt", "Organisation": "Botkyrka kommun"},
        ),
        together.Conclusion("Slutsats", MEETING),
    ]


def _conclude(cast: Cast, line: str) -> None:
    course.opens(cast, plan.OUTCOMES)
    conclusions = _conclusions(line)
    together.concludes(cast, plan.OUTCOMES, conclusions)
    together.drops(cast, "Vi köper en buss")
    together.hands_over(cast, conclusions)


def _is_on_record(cast: Cast, lines: list[str]) -> None:
    """Check that the record has all of it once, for a guest on the page and for a member in the files."""
    page = Record(cast.people["Annika"])
    page.concluded(GOAL, "Lämnad vidare")
    page.concluded(QUESTION, "Lämnad vidare")
    page.concluded(MEETING, "Gruppen är enig")
    page.says(plan.BOARD, ONE_WAY_IN, *(text for _name, text, _column in NOTES))
    for item, dots in course.summed(DOTS).items():
        page.counts(plan.VOTE, item, dots)
    page.says(plan.TABLES, *lines)
    _has_all(Record(cast.people[OFFICER]).as_json(), lines)
    table = Record(cast.people[ENTERPRISE]).as_table()
    board = [(row[4], row[5].split(",")[0]) for row in table if row[0].endswith(plan.BOARD)]
    assert Counter(board) == Counter((text, name) for name, text, _column in NOTES)


def _has_all(told: dict[str, Any], lines: list[str]) -> None:
    results = {step["title"]: step["result"] for step in told["steps"]}
    entries = [entry for column in results[plan.BOARD]["columns"] for entry in column["entries"]]
    assert Counter(note["text"] for entry in entries for note in entry["notes"]) == Counter(
        text for _, text, _ in NOTES
    )
    assert {one["text"]: one["dots"] for one in results[plan.VOTE]["items"]} == course.summed(DOTS)
    for step, given in ((plan.CHECKIN, CHECKED_IN), (plan.POLL, POLLED), (plan.EVALUATION, EVALUATED)):
        assert results[step]["given"] == len(given)
        for question in results[step]["questions"]:
            # The ends of a scale say what they mean, after a dash.
            rows = {row["text"].split(" – ")[0]: row["count"] for row in question["rows"] if row["count"]}
            assert rows == course.counted(given).get(question["text"], {})
    found = [line["text"] for table in results[plan.TABLES]["tables"] for line in table["lines"]]
    assert Counter(found) == Counter(lines)
    outcomes = {one["text"]: one["state"] for one in told["outcomes"] if one["state"] != "dropped"}
    assert outcomes == {GOAL: "handed_over", QUESTION: "handed_over", MEETING: "agreed"}


def _lives_on(cast: Cast) -> None:
    """Follow what was handed over to where it is now: a goal that is proposed, and a question in a room."""
    record = Record(cast.people[KITCHEN])
    record.follows(GOAL)
    expect(record.page.get_by_role("heading", level=1)).to_contain_text(GOAL)
    expect(record.page.locator("main")).to_contain_text("Föreslaget")
    record.page.go_back()
    record.follows(QUESTION)
    asked = record.page.locator("article.message").filter(has_text=QUESTION)
    expect(asked.locator(".question-banner")).to_contain_text("Botkyrka kommun")
