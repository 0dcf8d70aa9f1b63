"""Plays the demo world into the database, through the same actions that people use.

The story is written for the autumn of 2017. It is moved forward by whole weeks so that it ends just before the
day it is loaded, because deadlines and retention only make sense beside today's date.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from accounts.actions import add_membership, add_organisation
from accounts.actor import PersonActor
from accounts.models import Organisation, Person
from council.demo.goals import load_goals
from council.demo.more import load_more
from council.demo.world import DEMO, FOLDER, World, read
from council.rooms import actions
from council.rooms.models import ReadMark, Room
from council.rooms.queries import rooms_visible_to
from council.seats.actions import add_seat, appoint, found_council, give_office
from council.seats.models import Council
from events import clock
from events.rights import may

_MENTION = re.compile(r"\((person|organisation):([a-z0-9-]+)\)")
SHORTEST_NOTICE = timedelta(days=5)
UNREAD = 3


def load() -> list[str]:
    """Load what is missing of the demo world; return a line for each thing that was done. Safe to repeat."""
    discussions = [tomllib.loads(path.read_text()) for path in sorted((FOLDER / "discussions").glob("*.toml"))]
    world = World(_shift(discussions))
    first = min(message["at"] for discussion in discussions for message in discussion["message"])
    with clock.at(first + world.shift - timedelta(days=7)):
        done = [_organisations(world), _people(world), *_councils(world), *_rooms(world)]
    done += [_discussion(world, discussion) for discussion in discussions]
    done += load_goals(world)
    _read_so_far(world)
    done += load_more(world)
    return [line for line in done if line]


def _shift(discussions: list[dict[str, Any]]) -> timedelta:
    last = max(message["at"].date() for discussion in discussions for message in discussion["message"])
    return timedelta(weeks=(timezone.localdate() - timedelta(days=1) - last).days // 7)


def _organisations(world: World) -> str:
    known = {one.slug: one for one in Organisation.objects.all()}
    before = len(known)
    for row in read("organisations.toml")["organisation"]:
        if row["slug"] not in known:
            facts = {name: value for name, value in row.items() if name not in {"source", "parent"}}
            facts["organisation_number"] = facts.get("organisation_number", "").replace("-", "")
            known[row["slug"]] = add_organisation(actor=DEMO, parent=known.get(row.get("parent", "")), **facts)
    world.organisations = known
    return f"{len(known) - before} organisations" if len(known) > before else ""


def _people(world: World) -> str:
    personas, _new = Group.objects.get_or_create(name="demo")
    new = 0
    for row in read("people.toml")["person"]:
        person = Person.objects.filter(email=row["email"]).first()
        if person is None:
            person = Person.objects.create_user(row["email"], name=row["name"])
            new += 1
            for hat in row["membership"]:
                add_membership(
                    actor=DEMO,
                    organisation=world.organisations[hat["organisation"]],
                    person=person,
                    role=hat["role"],
                    title=hat.get("title", ""),
                    starts_on=world.day(hat.get("starts")),
                    ends_on=world.day(hat.get("ends")),
                )
            if row.get("persona"):
                person.groups.add(personas)
        world.people[row["key"]] = person
    return f"{new} people" if new else ""


def _councils(world: World) -> Iterator[str]:
    for row in read("councils.toml")["council"]:
        if Council.objects.filter(slug=row["slug"]).exists():
            continue
        parent = Council.objects.filter(slug=row.get("parent", "")).first()
        facts = {name: row.get(name, "") for name in ("slug", "name", "area", "description")}
        council = found_council(actor=DEMO, parent=parent, **facts)
        for seat_row in row["seat"]:
            _seat(world, council, seat_row)
        for office in row.get("office", []):
            give_office(
                actor=DEMO,
                council=council,
                person=world.people[office["person"]],
                organisation=world.organisations[office["organisation"]],
                kind=office["kind"],
                starts_on=world.day(office.get("starts")),
            )
        yield f"{council.name}: {len(row['seat'])} seats"


def _seat(world: World, council: Council, row: dict[str, Any]) -> None:
    organisation = world.organisations[row["organisation"]]
    seat = add_seat(
        actor=DEMO, council=council, organisation=organisation, side=row["side"], title=row.get("title", "")
    )
    for mandate in row.get("mandate", []):
        appoint(
            actor=DEMO,
            seat=seat,
            person=world.people[mandate["person"]],
            kind=mandate["kind"],
            starts_on=world.day(mandate.get("starts")),
            ends_on=world.day(mandate.get("ends")),
            decision=mandate.get("decision", ""),
        )


def _rooms(world: World) -> Iterator[str]:
    for row in read("rooms.toml")["room"]:
        council = Council.objects.get(slug=row["council"])
        if council.rooms.filter(slug=row["slug"]).exists():
            continue
        room = actions.open_room(
            actor=DEMO,
            council=council,
            slug=row["slug"],
            title=row["title"],
            purpose=row.get("purpose", ""),
            kind=row["kind"],
            access=row["access"],
            retention_days=row.get("retention_days"),
        )
        if row.get("summary"):
            actions.edit_summary(actor=DEMO, room=room, text=row["summary"], expected=room.version)
        for member in row.get("members", []):
            actions.invite_member(
                actor=DEMO,
                room=room,
                person=world.people[member["person"]],
                organisation=world.organisations[member["organisation"]],
                role=member["role"],
            )
        yield f"room {room.title}"


@transaction.atomic
def _discussion(world: World, discussion: dict[str, Any]) -> str:
    room = Room.objects.get(slug=discussion["room"])
    if room.messages.exists():
        return ""
    for row in discussion["message"]:
        _say(world, room, row)
    later = [row for row in discussion["message"] if row.get("edited") or row.get("deleted")]
    for row in later:
        _change(world, row)
    return f"{len(discussion['message'])} messages in {room.title}"


def _say(world: World, room: Room, row: dict[str, Any]) -> None:
    actor, at = world.actor(row["person"], row["organisation"]), row["at"] + world.shift
    with clock.at(at):
        message = world.messages[row["key"]] = actions.post_message(
            actor=actor,
            room=room,
            text=_with_ids(world, row["text"]),
            reply_to=_pk(world, row.get("reply_to")),
            quote=_pk(world, row.get("quote")),
        )
        if "question" in row:
            wanted = timezone.localdate() + timedelta(days=row["question"]["due_days"])
            actions.ask_question(
                actor=actor,
                message=message,
                organisation=world.organisations[row["question"]["organisation"]],
                due=max(wanted, at.date() + SHORTEST_NOTICE),
            )
        if "answers" in row:
            asked = world.messages[row["answers"]]
            asked.refresh_from_db()
            actions.answer_question(actor=actor, question=asked.question, message=message.pk)
    with clock.at(at + timedelta(hours=2)):
        for one in row.get("reactions", []):
            person = world.people[one["person"]]
            hats = (PersonActor(person, hat) for hat in person.memberships.order_by("starts_on"))
            fits = next((hat for hat in hats if may(hat, "council.react", message)), None)
            if fits:
                actions.react(actor=fits, message=message, kind=one["kind"])


def _change(world: World, row: dict[str, Any]) -> None:
    actor, message = world.actor(row["person"], row["organisation"]), world.messages[row["key"]]
    for edit in row.get("edited", []):
        with clock.at(edit["at"] + world.shift):
            message.refresh_from_db()
            actions.edit_message(
                actor=actor, message=message, text=_with_ids(world, edit["text"]), expected=message.revision
            )
    if row.get("deleted"):
        with clock.at(row["at"] + world.shift + timedelta(minutes=20)):
            actions.delete_message(actor=actor, message=message)


def _read_so_far(world: World) -> None:
    """Let everybody have read all but the last few messages, as people who come by now and then have."""
    marked = set(ReadMark.objects.values_list("person", "room"))
    for person in world.people.values():
        for hat in person.memberships.current():
            actor = PersonActor(person, hat)
            for room in rooms_visible_to(actor):
                numbers = [one.seq or 0 for one in room.messages.order_by("seq")][:-UNREAD]
                if numbers and (person.pk, room.pk) not in marked:
                    marked.add((person.pk, room.pk))
                    actions.mark_read(actor=actor, room=room, ranges=[[1, numbers[-1]]])


def _pk(world: World, key: str | None) -> UUID | None:
    return world.messages[key].pk if key else None


def _with_ids(world: World, text: str) -> str:
    def replace(match: re.Match[str]) -> str:
        table: dict[str, Any] = world.people if match[1] == "person" else world.organisations
        return f"({match[1]}:{table[match[2]].pk})"

    return _MENTION.sub(replace, text)


def personas() -> list[tuple[str, str, str]]:
    """Return name, e-mail address and a note for everybody one can sign in as with one click."""
    people = read("people.toml")["person"]
    return [(one["name"], one["email"], one.get("persona_note", "")) for one in people if one.get("persona")]
