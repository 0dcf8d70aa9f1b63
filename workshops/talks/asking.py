"""Questions to the room: asking, lending one's voice, and what the hosts do with them."""

from typing import Any
from uuid import UUID

from django.db.models import F, Max
from django.utils.translation import gettext as _

from accounts.text import clean_text
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid
from events.recording import record
from workshops.boards.late import keep_late, signed_as, takes_in, unsign_late
from workshops.boards.models import UNNAMED, Late
from workshops.plans.models import Step
from workshops.sessions.ids import must_be_random
from workshops.sessions.models import Participant
from workshops.sessions.opening import when_revealed
from workshops.sessions.owners import owner_of
from workshops.sessions.queries import is_open_for, participant_in
from workshops.sessions.signing import signature
from workshops.talks.events import of_question
from workshops.talks.models import VOICES, Asked, Voice

LONGEST = 500
MOST_IN_STEP = 1000


# --- From the room -----------------------------------------------------------------------------------------------


@action("workshops.contribute", on="step")
def ask(*, actor: Any, step: Step, question: UUID, text: str) -> Asked | Late:
    """Ask the room a question. Sent when the step is closed it is kept for the hosts, as what is returned says.

    Args:
        question: an id made by the asker's device. The same sent twice makes one question.

    Raises:
        Invalid: no text, or one that is too long.
        Conflict: no questions are asked in this step, or that id is another one's.
    """
    must_be_random(question, "question")
    if step.type != Step.Type.QUESTIONS:
        raise Conflict(_("No questions are asked in this step."))
    me = participant_in(actor, step.workshop)
    assert me is not None
    text = clean_text(text, field="text", limit=LONGEST)
    if there := _already(me, step, question, text):
        return there
    signed = signature(me, step)
    if not is_open_for(step, me):
        return keep_late(step, question, text, "", **signed)
    if step.asked.count() >= MOST_IN_STEP:
        raise Conflict(_("There is no room for more questions."))
    return _asked(step, question, text, **signed)


def _already(me: Participant, step: Step, question: UUID, text: str) -> Asked | Late | None:
    there = Asked.objects.filter(pk=question).first() or Late.objects.filter(pk=question).first()
    if there is None:
        return None
    if there.step_id != step.pk or there.owner != owner_of(me, step):
        raise Conflict(_("This question is there already, and is not yours."))
    if isinstance(there, Asked) and there.state != Asked.State.REMOVED and there.text != text:
        raise Conflict(_("This question is there already, with other words."))
    return there


def _asked(step: Step, question: UUID, text: str, **signed: Any) -> Asked:
    last = step.asked.aggregate(last=Max("position"))["last"] or 0
    made = Asked.objects.create(pk=question, step=step, text=text, position=last + 1, **signed)
    record(of_question(made, "asked", led=False))
    return made


@takes_in(Step.Type.QUESTIONS)
def _as_question(late: Late) -> Asked:
    return _asked(late.step, late.pk, late.text, **signed_as(late))


@action("workshops.contribute", on="question")
def lend_voice(*, actor: Any, question: Asked, on: bool) -> Asked:
    """Lend a question one's voice, or take it back; one voice for each person, however often it is sent.

    Raises:
        Conflict: the step is closed, or the question is not open any more.
    """
    step = question.step
    me = participant_in(actor, step.workshop)
    assert me is not None
    owner = owner_of(me, step, VOICES)
    if question.voices.filter(owner=owner).exists() == on:
        return question
    if not is_open_for(step, me):
        raise Conflict(_("This step is closed. The voices are counted."))
    _still_open(question)
    if on:
        Voice.objects.create(question=question, owner=owner)
    else:
        question.voices.filter(owner=owner).delete()
    return _told(question, "voiced", led=False)


def _still_open(question: Asked) -> None:
    if question.state != Asked.State.OPEN:
        raise Conflict(_("This question is not open any more."))


def _told(question: Asked, what: str, *, led: bool = True) -> Asked:
    question.version += 1
    question.save()
    record(of_question(question, what, led=led))
    return question


# --- By the hosts ------------------------------------------------------------------------------------------------


@action("workshops.run", on="question")
def mark_answered(*, actor: Actor, question: Asked) -> Asked:
    """Say that a question has been answered.

    Raises:
        Conflict: it has been removed, or put together with another.
    """
    if question.state == Asked.State.ANSWERED:
        return question
    _still_open(question)
    question.state = Asked.State.ANSWERED
    return _told(question, "answered")


@action("workshops.run", on="question")
def reopen_question(*, actor: Actor, question: Asked) -> Asked:
    """Let a question stand for itself and wait for an answer again. Voices that were joined stay where they are too.

    Raises:
        Conflict: it has been removed, words and all.
    """
    if question.state == Asked.State.OPEN:
        return question
    if question.state == Asked.State.REMOVED:
        raise Conflict(_("This question has been removed."))
    question.state, question.merged_into = Asked.State.OPEN, None
    return _told(question, "reopened")


@action("workshops.run", on="question")
def remove_question(*, actor: Actor, question: Asked) -> Asked:
    """Take a question away, words and all. Removing it twice is the same as once."""
    if question.state == Asked.State.REMOVED:
        return question
    question.state, question.text, question.merged_into = Asked.State.REMOVED, "", None
    return _told(question, "removed")


@action("workshops.run", on="question")
def merge_question(*, actor: Actor, question: Asked, into: UUID) -> Asked:
    """Put a question together with another that asks the same: whoever lent either a voice has lent it the other.

    Raises:
        Invalid: there is no other open question of that id in this step.
        Conflict: the question is not open any more.
    """
    open_ones = Asked.objects.select_for_update(no_key=True).filter(step=question.step_id, state=Asked.State.OPEN)
    target = open_ones.filter(pk=into).exclude(pk=question.pk).first()
    if target is None:
        raise Invalid(fields={"into": [_("Choose another open question.")]})
    _still_open(question)
    there = set(target.voices.values_list("owner", flat=True))
    joined = question.voices.exclude(owner__in=there).values_list("owner", flat=True)
    Voice.objects.bulk_create(Voice(question=target, owner=owner) for owner in joined)
    for earlier in question.merged.filter(state=Asked.State.MERGED):
        earlier.merged_into = target
        _told(earlier, "merged")
    question.state, question.merged_into = Asked.State.MERGED, target
    _told(question, "merged")
    _told(target, "merged")
    return question


@when_revealed(Step.Type.QUESTIONS)
def show_questions(step: Step) -> None:
    """Tell the room of every question anew: who asked is shown otherwise from now on."""
    if step.authors_hidden:
        step.asked.update(**UNNAMED)
        unsign_late(step)
    step.asked.update(version=F("version") + 1)
    for question in step.asked.select_related("step"):
        record(of_question(question, "shown", led=True))
