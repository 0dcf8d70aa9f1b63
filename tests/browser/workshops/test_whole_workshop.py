"""A whole workshop from the check-in to the record: every screen shows it, and shows what a fresh one would."""

import pytest

from tests.browser.people import ENTERPRISE, KITCHEN, OFFICER
from tests.browser.workshops import course, plan
from tests.browser.workshops.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

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
    "Annika": {ONE_WAY_IN: 2, SHORT: 1},
    "Yusuf": {ONE_WAY_IN: 1, FACES: 2},
    ENTERPRISE: {SHORT: 2, ONE_WAY_IN: 1},
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


def test_a_whole_workshop(cast: Cast) -> None:
    for person in cast.people.values():
        person.waits_at_the_door()
    course.begins(cast)
    cast.all_fresh()

    course.opens(cast, plan.CHECKIN)
    course.answers(cast, CHECKED_IN)
    course.reveals_answers(cast, CHECKED_IN)
    cast.all_fresh()

    course.opens(cast, plan.BOARD)
    course.writes_hidden(cast, NOTES)
    course.reveals_board(cast, NOTES)
    course.groups(cast, (NOBODY, SAME), ONE_WAY_IN)
    cast.all_fresh()

    course.opens(cast, plan.VOTE)
    course.votes(cast, DOTS)
    course.reveals_votes(cast, plan.VOTE, DOTS)
    cast.all_fresh()

    course.opens(cast, plan.POLL)
    course.answers(cast, POLLED)
    course.reveals_answers(cast, POLLED)
    cast.all_fresh()
