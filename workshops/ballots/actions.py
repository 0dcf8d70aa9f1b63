"""Putting dots, answering questions, and taking out what should not have been written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid
from events.recording import record
from workshops.ballots.answers import WRITTEN, Question, checked, same
from workshops.ballots.box import (
    POLLS,
    ballot_of,
    came_after_all,
    counted_anew,
    keep_for_hosts,
    put_back,
    take_out_of_basket,
    why_closed,
)
from workshops.ballots.events import AnswerRedacted
from workshops.boards.models import Late
from workshops.plans.models import Step
from workshops.sessions.models import Participant
from workshops.sessions.owners import owner_of
from workshops.sessions.queries import is_open_for, participant_in

Choices = Mapping[str, Any]


@dataclass(frozen=True)
class Given:
    """What came of answers: all that one's ballot holds now, what waits for the hosts, and what was refused."""

    answers: Choices
    late: list[Late] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """Questions to choose in, which came too late."""


@action("workshops.contribute", on="step")
def put_dots(*, actor: Any, step: Step, item: UUID, dots: int) -> Choices:
    """Put so many dots on an item, whatever was there before; 0 takes them back. Return one's dots on each item.

    Said as a whole, so that the same sent twice is once.

    Raises:
        Invalid: there is no such item, or more dots than one item may have.
        Conflict: the dots do not suffice, or the vote is closed.
    """
    if step.type != Step.Type.VOTE:
        raise Conflict(_("There is no vote in this step."))
    if not step.items.filter(pk=item).exists():
        raise Invalid(fields={"item": [_("This is not among what is voted on.")]})
    most, budget = step.settings["most"], step.settings["budget"]
    if not 0 <= dots <= most:
        raise Invalid(fields={"dots": [_("Put between 0 and %(most)d dots on each.") % {"most": most}]})
    me = _me(actor, step)
    ballot = ballot_of(owner_of(me, step), step)
    chosen = _without_nothing({**ballot.choices, str(item): dots or None})
    if chosen == ballot.choices:
        return chosen
    if not is_open_for(step, me):
        raise why_closed(step)
    if sum(chosen.values()) > budget:
        raise Conflict(_("Your dots do not suffice. Take some back elsewhere first."))
    put_back(ballot, chosen)
    return chosen


def _me(actor: Any, step: Step) -> Participant:
    me = participant_in(actor, step.workshop)
    assert me is not None
    return me


def _without_nothing(choices: Choices) -> Choices:
    return {key: value for key, value in choices.items() if value is not None}


@action("workshops.contribute", on="step")
def give_answers(*, actor: Any, step: Step, answers: Choices) -> Given:
    """Answer questions of a poll, a check-in or an evaluation. Other questions keep the answers they have.

    What is written when the step is closed waits for the hosts; what is chosen then is refused.

    Args:
        answers: by question; None takes an answer back.

    Raises:
        Invalid: there is no such question, or an answer does not fit it.
        Conflict: the step is closed, and nothing that was sent can be kept for the hosts.
    """
    if step.type not in POLLS:
        raise Conflict(_("There are no questions to answer in this step."))
    asked, me = _asked(step), _me(actor, step)
    if not set(answers) <= set(asked):
        raise Invalid(fields={"answers": [_("There is no such question.")]})
    owner = owner_of(me, step)
    ballot = ballot_of(owner, step)
    new = {key: checked(asked[key], value) for key, value in answers.items()}
    new = {key: value for key, value in new.items() if value != ballot.choices.get(key)}
    if not new:
        return Given(ballot.choices)
    if not is_open_for(step, me):
        return _too_late(step, owner, ballot.choices, {key: (asked[key], value) for key, value in new.items()})
    put_back(ballot, _without_nothing({**ballot.choices, **new}))
    for key in new:
        if asked[key]["kind"] in WRITTEN:
            came_after_all(step, owner, key)
    return Given(ballot.choices)


def _asked(step: Step) -> dict[str, Question]:
    return {question["id"]: question for question in step.settings["questions"]}


def _too_late(step: Step, owner: str, choices: Choices, new: Mapping[str, tuple[Question, Any]]) -> Given:
    written = {key: value for key, (question, value) in new.items() if question["kind"] in WRITTEN and value}
    if step.state == Step.State.PLANNED or not written:
        raise why_closed(step)
    late = [keep_for_hosts(step, owner, key, value) for key, value in written.items()]
    return Given(choices, late, [key for key in new if key not in written])


@action("workshops.redact", on="step")
def redact_answer(*, actor: Actor, step: Step, question: str, text: str) -> Step:
    """Take an answer, or a word, out of all ballots and of what came too late.

    The log says that it was done and by whom, and never what the words were.

    Args:
        text: just as the results show it.

    Raises:
        Invalid: there is no such question, or it is not answered in one's own words.
    """
    asked = _asked(step) if step.type in POLLS else {}
    if question not in asked or asked[question]["kind"] not in WRITTEN:
        raise Invalid(fields={"question": [_("There is no such question to be answered in one's own words.")]})
    found = [_taken_out(ballot, question, text) for ballot in step.ballots.all()]
    basket = Late.objects.filter(step=step, column=question).exclude(text="")
    waiting = [_taken_out_of_basket(late, asked[question]["kind"], text) for late in basket]
    if any(found) or any(waiting):
        record(AnswerRedacted(hosts=step.workshop_id, step=step.pk))
        counted_anew(step)
    return step


def _taken_out(ballot: Any, question: str, text: str) -> bool:
    answer = ballot.choices.get(question)
    left = _left_of(answer, text)
    if left == answer:
        return False
    ballot.choices = _without_nothing({**ballot.choices, question: left})
    ballot.save(update_fields=["choices"])
    return True


def _taken_out_of_basket(late: Late, kind: str, text: str) -> bool:
    left = _left_of(late.text.split("\n") if kind == "words" else late.text, text)
    words = "\n".join(left) if isinstance(left, list) else left or ""
    if words != late.text:
        take_out_of_basket(late, words)
        return True
    return False


def _left_of(answer: Any, text: str) -> Any:
    if isinstance(answer, list):
        return [word for word in answer if same(word) != same(text)] or None
    return None if answer == text else answer
