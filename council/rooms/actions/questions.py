"""Questions with a clock."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from accounts.models import Organisation
from council.rooms import events
from council.rooms.models import Message, Question
from council.rooms.queries import askable_organisations
from events import clock
from events.action import action
from events.errors import Conflict, Invalid
from events.recording import record

FARTHEST = timedelta(days=366)


@action("council.ask_question", on="message")
def ask_question(*, actor: PersonActor, message: Message, organisation: Organisation, due: date) -> Question:
    """Put a message as a question to an organisation with a seat, to be answered by a day."""
    today = clock.today()
    if not today <= due <= today + FARTHEST:
        raise Invalid(fields={"due": [_("Choose a day from today and at most a year ahead.")]})
    if not askable_organisations(message.room.council).filter(pk=organisation.pk).exists():
        raise Invalid(fields={"organisation": [_("This organisation has no seat in the council.")]})
    if Question.objects.filter(message=message).exclude(state=Question.State.WITHDRAWN).exists():
        raise Conflict(_("This message is already a question."))
    question, _new = Question.objects.update_or_create(
        message=message,
        defaults={
            "organisation": organisation,
            "due": due,
            "state": Question.State.OPEN,
            "asked_at": clock.now(),
            "answer": None,
            "answered_at": None,
        },
    )
    _touch(message.pk)
    record(
        events.QuestionAsked(
            room=message.room_id, message=message.pk, question=question.pk, organisation=organisation.pk, due=due
        )
    )
    return question


@action("council.answer_question", on="question")
def answer_question(*, actor: PersonActor, question: Question, message: UUID) -> Question:
    """Point out the message that answers a question. It must come from the organisation that was asked."""
    if question.state != Question.State.OPEN:
        raise Conflict(_("This question is no longer open."))
    answer = question.message.room.messages.filter(pk=message, state=Message.State.VISIBLE).first()
    if answer is None or answer.pk == question.message_id:
        raise Invalid(fields={"message": [_("Choose a message in this room as the answer.")]})
    if answer.organisation_id != question.organisation_id:
        raise Invalid(fields={"message": [_("The answer must come from the organisation that was asked.")]})
    question.state, question.answer, question.answered_at = Question.State.ANSWERED, answer, clock.now()
    question.save()
    _touch(question.message_id)
    record(
        events.QuestionAnswered(
            room=question.message.room_id,
            message=question.message_id,
            question=question.pk,
            organisation=question.organisation_id,
            answer=answer.pk,
            in_time=clock.today() <= question.due,
        )
    )
    return question


@action("council.withdraw_question", on="question")
def withdraw_question(*, actor: PersonActor, question: Question) -> Question:
    """Take a question back; the message stays."""
    if question.state != Question.State.OPEN:
        raise Conflict(_("This question is no longer open."))
    question.state = Question.State.WITHDRAWN
    question.save()
    _touch(question.message_id)
    record(
        events.QuestionWithdrawn(
            room=question.message.room_id,
            message=question.message_id,
            question=question.pk,
            organisation=question.organisation_id,
        )
    )
    return question


def _touch(message: UUID) -> None:
    Message.objects.filter(pk=message).update(version=F("version") + 1)
