"""Opening, changing and closing rooms."""

from typing import Final, Literal

from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import Organisation, Person
from accounts.text import clean_text
from council.rooms import events, markdown, search
from council.rooms.actions.quotes import tell_quoting
from council.rooms.actions.ties import tie_room
from council.rooms.models import Message, Room, RoomMember
from council.seats.models import Council
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid, Stale
from events.recording import record
from network.goals.models import Goal

AS_IT_IS: Final = "as it is"
"""Said of the goal of a room that is changed in other ways."""
SUMMARY_LIMIT = 4000
LONGEST_RETENTION = 3650


@action("council.open_room", on="council")
def open_room(
    *,
    actor: Actor,
    council: Council,
    title: str,
    slug: str = "",
    purpose: str = "",
    kind: str = Room.Kind.DOCUMENT,
    access: str = Room.Access.OPEN,
    retention_days: int | None = None,
) -> Room:
    """Open a room for a theme."""
    room = Room(council=council)
    _describe(room, title, purpose, kind, access, retention_days)
    room.slug = _free_slug(council, slug or slugify(room.title)[:50] or "rum")
    room.save()
    record(events.RoomOpened(room=room.pk, council=council.pk, kind=kind, access=access))
    return room


def _free_slug(council: Council, wanted: str) -> str:
    taken = set(council.rooms.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 2, wanted
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def _describe(room: Room, title: str, purpose: str, kind: str, access: str, retention_days: int | None) -> None:
    if kind not in Room.Kind.values or access not in Room.Access.values:
        raise Invalid(fields={"kind": [_("Choose what kind of room it is and who may enter.")]})
    if retention_days is not None and not 1 <= retention_days <= LONGEST_RETENTION:
        raise Invalid(fields={"retention_days": [_("Choose between 1 and 3650 days.")]})
    if retention_days is not None and kind != Room.Kind.WORKING:
        raise Invalid(fields={"retention_days": [_("Only a working room disposes of its content.")]})
    room.title = clean_text(title, field="title", limit=120, one_line=True)
    room.purpose = clean_text(purpose, field="purpose", limit=400, required=False)
    room.kind, room.access, room.retention_days = kind, access, retention_days


@action("council.change_room", on="room")
def change_room(
    *,
    actor: Actor,
    room: Room,
    expected: int,
    title: str,
    purpose: str,
    kind: str,
    access: str,
    retention_days: int | None,
    goal: Goal | Literal["as it is"] | None = AS_IT_IS,
) -> Room:
    """Change what a room is for, who may enter, and which goal it belongs to."""
    _must_be(room, expected)
    _describe(room, title, purpose, kind, access, retention_days)
    room.version += 1
    room.save()
    record(events.RoomChanged(room=room.pk, council=room.council_id))
    return room if goal == AS_IT_IS else tie_room(actor=actor, room=room, goal=goal)


@action("council.archive_room", on="room")
def archive_room(*, actor: Actor, room: Room) -> Room:
    """Close a room for writing; it stays readable."""
    room.state = Room.State.ARCHIVED
    room.version += 1
    room.save()
    record(events.RoomArchived(room=room.pk, council=room.council_id))
    return room


@action("council.edit_summary", on="room")
def edit_summary(*, actor: Actor, room: Room, text: str, expected: int) -> Room:
    """Write the summary that is pinned at the top of a room."""
    _must_be(room, expected)
    room.summary = clean_text(text, field="text", limit=SUMMARY_LIMIT, required=False)
    room.summary_html = markdown.render(room.summary)
    room.summary_at = clock.now()
    room.version += 1
    room.save()
    record(events.SummaryWritten(room=room.pk))
    return room


def _must_be(room: Room, expected: int) -> None:
    if room.version != expected:
        raise Stale


@action("council.invite_member", on="room")
def invite_member(*, actor: Actor, room: Room, person: Person, organisation: Organisation, role: str) -> RoomMember:
    """Let a person with one hat into a room; on a second call, change the role."""
    if role not in RoomMember.Role.values:
        raise Invalid(fields={"role": [_("Choose a role.")]})
    if not person.memberships.current().filter(organisation=organisation).exists():
        raise Invalid(fields={"person": [_("This person does not act for the organisation.")]})
    member, _new = RoomMember.objects.update_or_create(
        room=room, person=person, organisation=organisation, ended_at=None, defaults={"role": role}
    )
    record(events.MemberInvited(room=room.pk, person=person.pk, organisation=organisation.pk, role=role))
    return member


@action("council.remove_member", on="member")
def remove_member(*, actor: Actor, member: RoomMember) -> RoomMember:
    """Take an invitation to a room back, this very second."""
    if member.ended_at:
        raise Conflict(_("This has already ended."))
    member.ended_at = clock.now()
    member.save(update_fields=["ended_at"])
    record(events.MemberRemoved(room=member.room_id, person=member.person_id, organisation=member.organisation_id))
    return member


@action("council.dispose", on="room")
def dispose(*, actor: Actor, room: Room, messages: list[Message]) -> int:
    """Dispose of messages whose time in a working room is over: text, earlier wordings, files. Each is logged."""
    for message in messages:
        message.revisions.all().delete()
        message.mentions.all().delete()
        for attachment in message.attachments.all():
            attachment.file.delete(save=False)
            attachment.delete()
        Message.objects.filter(pk=message.pk).update(
            state=Message.State.DISPOSED, text="", html="", reason="", version=F("version") + 1
        )
        search.forget(message)
        record(events.ContentDisposed(room=room.pk, message=message.pk))
        tell_quoting(message)
    return len(messages)
