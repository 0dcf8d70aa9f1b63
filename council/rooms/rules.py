"""Who may do what in a room."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import cast

import rules

from accounts.actor import PersonActor
from accounts.rules import is_installation_admin
from council.rooms.models import Message, Question, Room, RoomMember
from council.rooms.queries import memberships_in_rooms, rooms_visible_to
from council.seats.queries import councils_joined_by
from council.seats.rules import leads

Target = Room | Message | Question | RoomMember
_remembered: ContextVar[dict[tuple[object, ...], bool] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Ask each question about an actor and a room only once within the block. For pages that show many messages."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def about_room(ask: Callable[[PersonActor, Room], bool]) -> rules.Predicate:
    """Make a predicate of a question whose answer is the same for everything in a room."""

    @rules.predicate(name=ask.__name__)
    def answer(actor: object, target: Target | None) -> bool:
        if target is None or not isinstance(actor, PersonActor):
            return False
        room, known = room_of(target), _remembered.get()
        key = (ask.__name__, actor.ref, actor.membership_id, room.pk)
        if known is None:
            return ask(actor, room)
        if key not in known:
            known[key] = ask(actor, room)
        return known[key]

    return cast(rules.Predicate, answer)


def room_of(target: Target) -> Room:
    """Return the room that something is in."""
    match target:
        case Room():
            return target
        case Question():
            return target.message.room
        case _:
            return target.room


@about_room
def reads(actor: PersonActor, room: Room) -> bool:
    return rooms_visible_to(actor).filter(pk=room.pk).exists()


@about_room
def leads_council(actor: PersonActor, room: Room) -> bool:
    return bool(leads(actor, room.council))


@about_room
def is_invited_to_moderate(actor: PersonActor, room: Room) -> bool:
    return memberships_in_rooms(actor).filter(room=room, role=RoomMember.Role.MODERATOR).exists()


@about_room
def has_a_voice(actor: PersonActor, room: Room) -> bool:
    """Whoever sits in the council writes in its open rooms; in a closed one, writers and moderators."""
    roles = set(memberships_in_rooms(actor).filter(room=room).values_list("role", flat=True))
    if roles:
        return roles != {RoomMember.Role.READER}
    return room.access == Room.Access.OPEN and councils_joined_by(actor).filter(pk=room.council_id).exists()


@rules.predicate
def room_is_active(actor: object, target: Target | None) -> bool:
    return target is not None and room_of(target).state == Room.State.ACTIVE


@rules.predicate
def is_author(actor: object, target: Message | None) -> bool:
    return (
        target is not None
        and isinstance(actor, PersonActor)
        and target.author_id == actor.person_id
        and target.organisation_id == actor.organisation_id
    )


@rules.predicate
def is_visible(actor: object, target: Message | None) -> bool:
    return target is not None and target.state == Message.State.VISIBLE


@rules.predicate
def is_hidden(actor: object, target: Message | None) -> bool:
    return target is not None and target.state == Message.State.HIDDEN


@rules.predicate
def thread_is_open(actor: object, target: Message | None) -> bool:
    return target is not None and not (target.thread or target).locked


@rules.predicate
def is_asked(actor: object, target: Question | None) -> bool:
    return target is not None and isinstance(actor, PersonActor) and target.organisation_id == actor.organisation_id


@rules.predicate
def asked_it(actor: object, target: Question | None) -> bool:
    return target is not None and isinstance(actor, PersonActor) and target.message.author_id == actor.person_id


@about_room
def sits_in_council(actor: PersonActor, room: Room) -> bool:
    return councils_joined_by(actor).filter(pk=room.council_id).exists()


moderates = leads_council | is_invited_to_moderate
writes = reads & room_is_active & (has_a_voice | moderates)

rules.add_perm("council.open_room", leads | is_installation_admin)
rules.add_perm("council.change_room", leads_council)
rules.add_perm("council.tie_room", leads_council)
rules.add_perm("council.tell_room", rules.always_false)  # The system alone does this, when a goal has changed.
rules.add_perm("council.archive_room", leads_council & room_is_active)
rules.add_perm("council.invite_member", reads & moderates)
rules.add_perm("council.remove_member", moderates)
rules.add_perm("council.edit_summary", reads & room_is_active & moderates)
rules.add_perm("council.post_message", writes)
rules.add_perm("council.attach_file", writes)
rules.add_perm("council.react", writes & is_visible)
rules.add_perm("council.reply", writes & thread_is_open)
rules.add_perm("council.edit_message", writes & is_author & is_visible & thread_is_open)
rules.add_perm("council.delete_message", reads & is_author & is_visible)
rules.add_perm("council.hide_message", reads & moderates & is_visible)
rules.add_perm("council.show_message", reads & moderates & is_hidden)
rules.add_perm("council.lock_thread", reads & moderates)
rules.add_perm("council.ask_question", writes & is_visible)
rules.add_perm("council.answer_question", writes & (is_asked | moderates))
rules.add_perm("council.withdraw_question", writes & (asked_it | moderates))
rules.add_perm("council.make_activities", reads & room_is_active & sits_in_council)
rules.add_perm("council.make_activity", reads & room_is_active & is_visible & sits_in_council)
rules.add_perm("council.save_draft", reads)
rules.add_perm("council.mark_read", reads)
rules.add_perm("council.dispose", rules.always_false)  # Retention alone does this, as the system.
