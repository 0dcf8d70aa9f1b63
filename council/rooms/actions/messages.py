"""Saying something, and changing or removing what was said."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db.models import F
from django.utils.translation import gettext as _

from accounts import files
from accounts.actor import PersonActor
from accounts.models import Membership, Organisation
from accounts.text import clean_text
from council.rooms import events, markdown, search
from council.rooms.actions.questions import ask_question
from council.rooms.actions.quotes import tell_quoting
from council.rooms.models import Attachment, Draft, Mention, Message, Reaction, Revision, Room
from council.rooms.queries import side_of
from events import clock
from events.action import action
from events.errors import Conflict, Invalid, Stale
from events.recording import record

LIMIT = 10_000
ATTACHMENTS = 10


@action("council.post_message", on="room")
def post_message(
    *,
    actor: PersonActor,
    room: Room,
    text: str,
    reply_to: UUID | None = None,
    quote: UUID | None = None,
    attachments: Sequence[UUID] = (),
    question_to: Organisation | None = None,
    question_due: date | None = None,
) -> Message:
    """Say something in a room, perhaps as a reply, with files, or as a question to an organisation.

    Raises:
        Invalid: empty or too long, unknown reply, quote or file, or a thread that is locked.
    """
    hat = _hat(actor)
    answered = _message_here(room, reply_to, "reply_to")
    thread = (answered.thread or answered) if answered else None
    if thread and thread.locked:
        raise Conflict(_("This thread is locked. What you wrote is kept; post it outside the thread."))
    own = _unsent(actor, room, attachments)
    text = clean_text(text, field="text", limit=LIMIT, required=not own)
    message = Message.objects.create(
        room=room,
        author=actor.person,
        organisation=hat.organisation,
        title=hat.title,
        side=side_of(room.council, hat.organisation_id),
        thread=thread,
        reply_to=answered,
        quote=_message_here(room, quote, "quote"),
        text=text,
        html=markdown.render(text),
        posted_at=clock.now(),
    )
    Attachment.objects.filter(pk__in=[one.pk for one in own]).update(message=message)
    _name_people(message)
    search.index(message)
    _forget_drafts(message)
    record(
        events.MessagePosted(
            room=room.pk, message=message.pk, thread=thread.pk if thread else None, attachments=len(own)
        ),
        numbered=lambda seq: _number(message, seq),
    )
    if question_to and question_due:
        ask_question(actor=actor, message=message, organisation=question_to, due=question_due)
    return message


def _number(message: Message, seq: int) -> None:
    message.seq = seq
    Message.objects.filter(pk=message.pk).update(seq=seq)


def _forget_drafts(message: Message) -> None:
    """Drop the author's drafts that the message begins with, so that no device opens with what has been sent."""
    for draft in Draft.objects.filter(person=message.author, room=message.room):
        if message.text.startswith(draft.text.strip()):
            draft.delete()


def _hat(actor: PersonActor) -> Membership:
    if actor.membership is None:
        raise Invalid(_("Choose which organisation you act for first."))
    return actor.membership


def _message_here(room: Room, message: UUID | None, field: str) -> Message | None:
    if message is None:
        return None
    found = room.messages.select_related("thread").filter(pk=message, state=Message.State.VISIBLE).first()
    if found is None:
        raise Invalid(fields={field: [_("The message you refer to is no longer there.")]})
    return found


def _unsent(actor: PersonActor, room: Room, wanted: Sequence[UUID]) -> list[Attachment]:
    if len(wanted) > ATTACHMENTS:
        raise Invalid(fields={"attachments": [_("At most 10 files fit in one message.")]})
    own = list(room.attachments.filter(pk__in=wanted, uploader=actor.person, message__isnull=True))
    if len(own) != len(set(wanted)):
        raise Invalid(fields={"attachments": [_("One of the files is no longer there. Attach it again.")]})
    return own


def _name_people(message: Message) -> None:
    """Keep who is named, if they can be: people and organisations of the council's seats."""
    council = message.room.council
    people = set(council.seats.values_list("mandates__person", flat=True)) | set(
        council.offices.values_list("person", flat=True)
    )
    organisations = set(council.seats.values_list("organisation", flat=True))
    named = markdown.mentions_in(message.text)
    message.mentions.all().delete()
    Mention.objects.bulk_create(
        [Mention(message=message, person_id=one.id) for one in named if one.kind == "person" and one.id in people]
        + [
            Mention(message=message, organisation_id=one.id)
            for one in named
            if one.kind == "organisation" and one.id in organisations
        ]
    )


@action("council.attach_file", on="room")
def attach_file(*, actor: PersonActor, room: Room, file: UploadedFile[bytes]) -> Attachment:
    """Put a file in a room, to be sent with a message. It is the uploader's alone until then."""
    kind = files.type_of(file)
    name = files.clean_name(file.name or "")
    attachment = Attachment(room=room, uploader=actor.person, name=name, type=kind, size=file.size or 0)
    attachment.file.save(name, file, save=False)
    attachment.save()
    return attachment


@action("council.edit_message", on="message")
def edit_message(*, actor: PersonActor, message: Message, text: str, expected: int) -> Message:
    """Give a message a new wording; the old one stays readable in its history.

    Raises:
        Stale: somebody (perhaps oneself on another device) has edited it since revision `expected`.
    """
    if message.revision != expected:
        raise Stale
    text = clean_text(text, field="text", limit=LIMIT)
    if text == message.text:
        return message
    Revision.objects.create(
        message=message,
        number=message.revision,
        text=message.text,
        html=message.html,
        written_at=message.edited_at or message.posted_at,
    )
    message.text, message.html = text, markdown.render(text)
    message.revision += 1
    message.edited_at = clock.now()
    _changed(message)
    _name_people(message)
    search.index(message)
    record(events.MessageEdited(room=message.room_id, message=message.pk, revision=message.revision))
    tell_quoting(message)
    return message


@action("council.delete_message", on="message")
def delete_message(*, actor: PersonActor, message: Message, expected: int | None = None) -> Message:
    """Take back what one said: text, earlier wordings and files go, a tombstone stays in its place."""
    if expected is not None and message.revision != expected:
        raise Stale
    message.revisions.all().delete()
    message.mentions.all().delete()
    for attachment in message.attachments.all():
        attachment.file.delete(save=False)
        attachment.delete()
    message.state, message.text, message.html = Message.State.DELETED, "", ""
    _changed(message)
    search.forget(message)
    record(events.MessageDeleted(room=message.room_id, message=message.pk))
    tell_quoting(message)
    return message


@action("council.hide_message", on="message")
def hide_message(*, actor: PersonActor, message: Message, reason: str) -> Message:
    """Hide somebody's message, with a reason that everybody in the room reads."""
    message.reason = clean_text(reason, field="reason", limit=400, one_line=True)
    message.state = Message.State.HIDDEN
    _changed(message)
    search.forget(message)
    record(events.MessageHidden(room=message.room_id, message=message.pk))
    tell_quoting(message)
    return message


@action("council.show_message", on="message")
def show_message(*, actor: PersonActor, message: Message) -> Message:
    """Make a hidden message visible again."""
    message.state, message.reason = Message.State.VISIBLE, ""
    _changed(message)
    search.index(message)
    record(events.MessageShown(room=message.room_id, message=message.pk))
    tell_quoting(message)
    return message


@action("council.lock_thread", on="message")
def lock_thread(*, actor: PersonActor, message: Message) -> Message:
    """Stop replies in the thread that a message begins."""
    return _set_locked(message, True)


@action("council.lock_thread", on="message")
def unlock_thread(*, actor: PersonActor, message: Message) -> Message:
    """Allow replies in a thread again."""
    return _set_locked(message, False)


def _set_locked(message: Message, locked: bool) -> Message:
    if message.thread_id:
        raise Invalid(_("A thread is locked at its first message."))
    if message.locked != locked:
        message.locked = locked
        _changed(message)
        happened = events.ThreadLocked if locked else events.ThreadUnlocked
        record(happened(room=message.room_id, message=message.pk))
    return message


@action("council.react", on="message")
def react(*, actor: PersonActor, message: Message, kind: str) -> Message:
    """React to a message; doing it twice is the same as once."""
    if kind not in Reaction.Kind.values:
        raise Invalid(fields={"kind": [_("There is no such reaction.")]})
    hat = _hat(actor)
    _row, new = Reaction.objects.get_or_create(
        message=message, person=actor.person, kind=kind, defaults={"organisation": hat.organisation}
    )
    if new:
        _changed(message)
        record(events.ReactionAdded(room=message.room_id, message=message.pk, kind=kind))
    return message


@action("council.react", on="message")
def take_back_reaction(*, actor: PersonActor, message: Message, kind: str) -> Message:
    """Take a reaction back; when there is none, nothing happens."""
    gone, _rows = Reaction.objects.filter(message=message, person=actor.person, kind=kind).delete()
    if gone:
        _changed(message)
        record(events.ReactionRemoved(room=message.room_id, message=message.pk, kind=kind))
    return message


def _changed(message: Message) -> None:
    """Save a message under its next version, by which readers know the newer of two views."""
    message.version = F("version") + 1
    message.save()
    message.refresh_from_db(fields=["version"])
