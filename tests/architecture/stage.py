"""What the table of rights speaks of: everything its addresses name, and a way to do each of its actions."""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import ClientHandler

from accounts import actions as accounts
from accounts.actor import AnyActor, PersonActor
from accounts.demo import DEMO_DOMAIN
from accounts.models import Membership, Person
from accounts.queries import SESSION_GUEST, invitation_secret
from council.rooms import actions as rooms
from council.rooms.models import Message
from council.seats import actions as seats
from events import clock
from tests.architecture import stage_cms as cms
from tests.architecture import stage_editing as editing
from tests.architecture import stage_fresh as fresh
from tests.architecture import stage_goals as goals
from tests.architecture import stage_goals_api as goals_api
from tests.architecture import stage_managing as managing
from tests.architecture import stage_policy as policy
from tests.architecture import stage_reach as reach
from tests.architecture import stage_reporting as reporting
from tests.architecture import stage_ties as ties
from tests.architecture import stage_webhooks as webhooks
from tests.architecture import workshops
from tests.workshops.making import Session
from tests.world import World, said, world

MAIL = "Subject: Hej\nFrom: a@example.se\nTo: b@example.se\nDate: Mon, 02 Oct 2017 10:00:00 +0200\n\nHej."


@dataclass
class Stage:
    """The council with something in every place."""

    world: World
    things: dict[str, Any]
    names: dict[str, str]
    """What stands for each name in braces."""
    sessions: dict[str, str]
    session: Session
    besides: dict[str, AnyActor]
    """Roles that only workshops tell apart."""
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))

    def client(self, role: str) -> Client:
        """Return a browser in which this role is signed in."""
        browser = Client()
        browser.handler = self.handler  # One for all: building it anew for every browser takes long.
        if role in self.sessions:
            browser.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return browser

    def actor(self, role: str) -> AnyActor:
        return self.besides.get(role) or self.world.cast[role]

    def revision(self, address: str) -> int:
        """Return the revision of the goal, return … that an address names; of what else there is, all are in their first."""
        if "/answer" in address and "consultations" in address:
            return goals.revision(self.things["own_answer"])
        named = [self.things.get(name) for name in re.findall(r"\{(\w+)\}", address)]
        found = [one for one in named if one is not None and one._meta.app_label in {"network", "cms", "workshops"}]
        return goals.revision(found[-1]) if found and hasattr(found[-1], "version") else 1


def build() -> Stage:
    """Set the stage."""
    here = world()
    things = {
        **_messages(here),
        **_files(here),
        **_of_people(here),
        **webhooks.things(here),
        **goals.things(here),
        **cms.things(here),
    }
    things |= policy.things(here)
    things |= reach.things(here)
    things |= fresh.things(here)
    things |= editing.things(here)
    session, in_room, besides = workshops.set_up(here)
    things |= in_room
    sessions = {role: _session(actor.person) for role, actor in here.people()}
    sessions["guest"] = _guest_session(here.cast["guest"])
    sessions["latecomer"] = _guest_session(besides["latecomer"])
    sessions["cohost"] = _session(besides["cohost"].person)
    chairs = UserSession.objects.create(user=here.chair.person, session_key="elsewhere", ip="127.0.0.1", user_agent="")
    fixed = {
        "asf": here.organisations["asf"].slug,
        "secret": invitation_secret(things["invitation"]),
        "mail": "stage-0",
        "stop": ties.stop(here),
        **fresh.names(),
        **editing.names(),
        **reach.names(things),
        **workshops.names(session, in_room),
        "new_id": str(uuid.uuid4()),
    }
    owners = {
        "chairs_session": chairs,
        "room": here.open_room,
        "closed_room": here.closed_room,
        "council": here.council,
        "county": here.county,
        "asf_id": here.organisations["asf"],
        "outside_id": here.organisations["outside"],
        "officer_id": here.officer.person,
        "public_id": here.organisations["public"],
        "former_id": here.former.person,
        "asf_seat": here.seats["asf"],
        "adviser_seat": here.seats["adviser"],
    }
    names = (
        {name: str(thing.pk) for name, thing in {**things, **owners}.items()} | goals.names(things) | cms.names(things)
    )
    return Stage(here, things, {**names, **fixed}, sessions, session, besides)


def _session(who: Any) -> str:
    browser = Client()
    browser.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def _guest_session(guest: Any) -> str:
    store = SessionStore()
    store[SESSION_GUEST] = str(guest.guest)
    store.create()
    assert store.session_key
    return store.session_key


def _messages(here: World) -> dict[str, Any]:
    message = said(here.officer, here.open_room, "Vad säger ni om våra gamla stenar?")
    hidden = said(here.facilitator, here.open_room, "Något olämpligt.")
    rooms.hide_message(actor=here.chair, message=hidden, reason="Hör inte hit.")
    asked = said(here.officer, here.open_room, "Har ni lokaler?")
    due = clock.today() + timedelta(days=7)
    question = rooms.ask_question(actor=here.officer, message=asked, organisation=here.organisations["asf"], due=due)
    return {
        "message": message,
        "hidden": hidden,
        "question": question,
        "reply": said(here.representative, here.open_room, "Ja, två.", reply_to=asked.pk),
        "secret_message": said(here.representative, here.closed_room, "Det här stannar mellan oss."),
    }


def _files(here: World) -> dict[str, Any]:
    def upload(actor: Any, room: Any) -> Any:
        return rooms.attach_file(actor=actor, room=room, file=text_file())

    sent, inside = upload(here.officer, here.open_room), upload(here.representative, here.closed_room)
    said(here.officer, here.open_room, "Se filen.", attachments=[sent.pk])
    said(here.representative, here.closed_room, "Se filen.", attachments=[inside.pk])
    return {"file": sent, "secret_file": inside, "unsent_file": upload(here.officer, here.open_room)}


def text_file() -> SimpleUploadedFile:
    """Return a small file that may be attached."""
    return SimpleUploadedFile("protokoll.txt", "Närvarande: alla.".encode())


def _of_people(here: World) -> dict[str, Any]:
    mails = Path(settings.DEMO_MAIL_DIR)
    mails.mkdir(parents=True, exist_ok=True)
    (mails / "stage.log").write_text(MAIL)
    guest = Person.objects.create_user(f"figur@sjoby{DEMO_DOMAIN}", name="Figur")
    guest.groups.add(Group.objects.get_or_create(name="demo")[0])
    asf = here.organisations["asf"]
    return {
        "demo_person": guest,
        "invitation": accounts.invite(
            actor=here.manager, organisation=asf, email="ny@example.se", role="representative"
        ),
        "officers_token": accounts.create_token(
            actor=here.officer, membership=_hat(here.officer), label="Diariet", secret=accounts.new_token_secret()
        ),
        "asf_membership": here.representative.membership,
        "asf_mandate": here.seats["asf"].mandates.get(),
        "officers_mandate": here.seats["public"].mandates.get(person=here.officer.person),
        "secretarys_office": here.council.offices.get(kind="secretary"),
        "guest": here.closed_room.members.get(person=here.representative.person),
    }


def _hat(actor: PersonActor) -> Membership:
    assert actor.membership is not None
    return actor.membership


def bodies(stage: Stage) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address that takes more than the address itself."""
    here, names = stage.world, stage.names
    asf, day = here.organisations["asf"], (clock.today() + timedelta(days=7)).isoformat()
    room = {"title": "Nytt rum", "kind": "document", "access": "open"}
    appointed = {"person": str(here.manager.person_id), "kind": "deputy"}
    adviser = {"person": str(here.facilitator.person_id), "kind": "deputy"}
    writer = {
        "person": str(here.facilitator.person_id),
        "organisation": names_of(here, "adviser"),
        "role": "reader",
    }
    day_form = {"starts_on": clock.today().isoformat(), "kind": "deputy"}
    office = {"who": str(here.officer.membership_id), "kind": "vice_chair"}
    hat = {"who": f"{here.facilitator.person_id}:{names_of(here, 'adviser')}", "role": "reader"}
    return {
        **webhooks.bodies(here),
        "POST /api/v1/imports": {"council": "sjoby"},
        **cms.bodies(here, stage.things),
        **goals_api.bodies(here, names),
        **managing.bodies(here, stage.things),
        **reporting.bodies(stage.things),
        **ties.bodies(here, names),
        **reach.bodies(),
        **workshops.bodies(names, stage.things),
        "POST /min-sida/nycklar/": {"label": "Diariet", "scope": "read"},
        "POST /rad/sjoby/oppna-rum/": room,
        "POST /rad/sjoby/platser/": {"organisation": str(asf.pk), "side": "asf"},
        "POST /rad/sjoby/platser/{asf_seat}/utse/": day_form | {"person": str(here.manager.person_id)},
        "POST /rad/sjoby/platser/{adviser_seat}/utse/": day_form | {"person": str(here.facilitator.person_id)},
        "POST /rad/sjoby/uppdrag/": office,
        "POST /rad/sjoby/rum/upphandling/installningar/": room | {"revision": "1"},
        "POST /rad/sjoby/rum/fortroligt/installningar/": room | {"access": "closed", "revision": "1"},
        "POST /rad/sjoby/rum/upphandling/medlemmar/": hat,
        "POST /rad/sjoby/rum/fortroligt/medlemmar/": hat,
        "POST /min-sida/bjud-in/": {"email": "ny2@example.se", "role": "officer"},
        "POST /inbjudan/{secret}/": {"name": "Ny Person"},
        "POST /demo/logga-in/": {"person": names["demo_person"]},
        "POST /rad/sjoby/rum/upphandling/skriv/": {"text": "Hej."},
        "POST /rad/sjoby/rum/fortroligt/skriv/": {"text": "Hej."},
        "POST /meddelande/{message}/andra/": {"text": "Nya ord.", "revision": "1"},
        "POST /meddelande/{message}/reagera/": {"kind": "agree"},
        "POST /meddelande/{secret_message}/reagera/": {"kind": "agree"},
        "POST /meddelande/{message}/dolj/": {"reason": "Hör inte hit."},
        "POST /meddelande/{message}/fraga/": {"organisation": str(asf.pk), "due": day},
        "POST /api/v1/streams/room:{room}/typing": {"on": True},
        "POST /api/v1/streams/room:{closed_room}/typing": {"on": True},
        "POST /api/v1/organisations/{asf}/invitations": {"email": "ny3@example.se", "role": "officer"},
        "POST /api/v1/tokens": {"label": "Diariet"},
        "POST /api/v1/councils": {"name": "Nytt råd"},
        "POST /api/v1/councils/sjoby/seats": {"organisation": str(asf.pk), "side": "asf"},
        "POST /api/v1/councils/sjoby/offices": {
            "person": str(here.officer.person_id), "organisation": names_of(here, "public"), "kind": "vice_chair",
        },
        "POST /api/v1/seats/{asf_seat}/mandates": appointed,
        "POST /api/v1/seats/{adviser_seat}/mandates": adviser,
        "POST /api/v1/rooms?council=sjoby": room,
        "PUT /api/v1/rooms/{room}": room,
        "PUT /api/v1/rooms/{closed_room}": room | {"access": "closed"},
        "PUT /api/v1/rooms/{room}/summary": {"text": "Så här står det."},
        "PUT /api/v1/rooms/{closed_room}/summary": {"text": "Så här står det."},
        "POST /api/v1/rooms/{room}/members": writer,
        "POST /api/v1/rooms/{closed_room}/members": writer,
        "POST /api/v1/rooms/{room}/messages": {"text": "Hej."},
        "POST /api/v1/rooms/{closed_room}/messages": {"text": "Hej."},
        "PUT /api/v1/rooms/{room}/draft": {"text": "Hej"},
        "PUT /api/v1/rooms/{closed_room}/draft": {"text": "Hej"},
        "PUT /api/v1/rooms/{room}/read": {"ranges": [[1, 3]]},
        "PUT /api/v1/rooms/{closed_room}/read": {"ranges": [[1, 3]]},
        "PATCH /api/v1/messages/{message}": {"text": "Nya ord."},
        "PATCH /api/v1/messages/{secret_message}": {"text": "Nya ord."},
        "POST /api/v1/messages/{message}/hide": {"reason": "Hör inte hit."},
        "POST /api/v1/messages/{secret_message}/hide": {"reason": "Hör inte hit."},
        "POST /api/v1/messages/{message}/question": {"organisation": str(asf.pk), "due": day},
        "POST /api/v1/messages/{secret_message}/question": {"organisation": str(asf.pk), "due": day},
        "POST /api/v1/questions/{question}/answer": {"message": names["reply"]},
    }  # fmt: skip


def names_of(here: World, organisation: str) -> str:
    """Return the id of one of the organisations."""
    return str(here.organisations[organisation].pk)


Deed = Callable[[Any], object]


def deeds(stage: Stage) -> dict[str, Deed]:
    """Return how to do each thing in the table of actions."""
    here, things = stage.world, stage.things
    return {
        **webhooks.deeds(here, things),
        **goals.deeds(here, things),
        **cms.deeds(here, things),
        **ties.deeds(here, things),
        **fresh.deeds(things),
        **editing.deeds(things),
        **policy.deeds(things),
        **reach.deeds(things),
        **workshops.deeds(stage.session, things),
        **_with_people(here, things),
        **_with_seats(here, things),
        **_with_rooms(here),
        **_with_words(here, things),
    }


def _with_people(here: World, things: dict[str, Any]) -> dict[str, Deed]:
    asf = here.organisations["asf"]
    return {
        "accounts.add_organisation": lambda who: accounts.add_organisation(actor=who, name="Ny", kind="asf"),
        "accounts.add_membership to the asf": lambda who: accounts.add_membership(
            actor=who, organisation=asf, person=here.outsider.person, role="officer"
        ),
        "accounts.end_membership the representative's": lambda who: accounts.end_membership(
            actor=who, membership=things["asf_membership"]
        ),
        "accounts.invite to the asf": lambda who: accounts.invite(
            actor=who, organisation=asf, email="ny4@example.se", role="officer"
        ),
        "accounts.withdraw_invitation": lambda who: accounts.withdraw_invitation(
            actor=who, invitation=things["invitation"]
        ),
        "accounts.accept_invitation": lambda who: accounts.accept_invitation(
            actor=who, invitation=things["invitation"], name="Ny"
        ),
        "accounts.create_token for the officer's hat": lambda who: accounts.create_token(
            actor=who, membership=_hat(here.officer), label="Nyckel", secret=accounts.new_token_secret()
        ),
        "accounts.revoke_token the officer's": lambda who: accounts.revoke_token(
            actor=who, token=things["officers_token"]
        ),
    }


def _with_seats(here: World, things: dict[str, Any]) -> dict[str, Deed]:
    council, asf = here.council, here.organisations["asf"]
    return {
        "council.found_council": lambda who: seats.found_council(actor=who, name="Nytt råd"),
        "council.add_seat": lambda who: seats.add_seat(actor=who, council=council, organisation=asf, side="asf"),
        "council.appoint to the asf's seat": lambda who: seats.appoint(
            actor=who, seat=here.seats["asf"], person=here.manager.person, kind="deputy"
        ),
        "council.end_mandate in the asf's seat": lambda who: seats.end_mandate(
            actor=who, mandate=things["asf_mandate"]
        ),
        "council.give_office": lambda who: seats.give_office(
            actor=who, council=council, person=here.manager.person, organisation=asf, kind="vice_chair"
        ),
        "council.end_office": lambda who: seats.end_office(actor=who, office=things["secretarys_office"]),
    }


def _with_rooms(here: World) -> dict[str, Deed]:
    described: dict[str, Any] = {
        "title": "Rum",
        "purpose": "",
        "kind": "document",
        "access": "open",
        "retention_days": None,
    }
    return {
        "council.open_room": lambda who: rooms.open_room(actor=who, council=here.council, title="Nytt"),
        "council.change_room the open one": lambda who: rooms.change_room(
            actor=who, room=here.open_room, expected=1, **described
        ),
        "council.archive_room the open one": lambda who: rooms.archive_room(actor=who, room=here.open_room),
        "council.edit_summary of the open one": lambda who: rooms.edit_summary(
            actor=who, room=here.open_room, text="Kort sagt.", expected=1
        ),
        "council.invite_member to the closed one": lambda who: rooms.invite_member(
            actor=who,
            room=here.closed_room,
            person=here.manager.person,
            organisation=here.organisations["asf"],
            role="reader",
        ),
        "council.remove_member from the closed one": lambda who: rooms.remove_member(
            actor=who, member=here.closed_room.members.get(person=here.drafter.person)
        ),
        "council.dispose in the open one": lambda who: rooms.dispose(
            actor=who, room=here.open_room, messages=list(Message.objects.filter(room=here.open_room))
        ),
    }


def _with_words(here: World, things: dict[str, Any]) -> dict[str, Deed]:
    asf, day = here.organisations["asf"], clock.today() + timedelta(days=7)
    opened, closed, message, secret = here.open_room, here.closed_room, things["message"], things["secret_message"]

    def in_archive(who: Any) -> object:
        rooms.archive_room(actor=here.chair, room=opened)
        return rooms.post_message(actor=who, room=opened, text="Hej.")

    return {
        "council.post_message in the open room": lambda who: rooms.post_message(actor=who, room=opened, text="Hej."),
        "council.post_message in the closed room": lambda who: rooms.post_message(actor=who, room=closed, text="Hej."),
        "council.post_message in an archived room": in_archive,
        "council.attach_file in the open room": lambda who: rooms.attach_file(actor=who, room=opened, file=text_file()),
        "council.attach_file in the closed room": lambda who: rooms.attach_file(
            actor=who, room=closed, file=text_file()
        ),
        "council.save_draft in the open room": lambda who: rooms.save_draft(actor=who, room=opened, text="Hej"),
        "council.save_draft in the closed room": lambda who: rooms.save_draft(actor=who, room=closed, text="Hej"),
        "council.mark_read in the open room": lambda who: rooms.mark_read(actor=who, room=opened, ranges=[[1, 2]]),
        "council.mark_read in the closed room": lambda who: rooms.mark_read(actor=who, room=closed, ranges=[[1, 2]]),
        "council.edit_message the officer's": lambda who: rooms.edit_message(
            actor=who, message=message, text="Nya ord.", expected=1
        ),
        "council.delete_message the officer's": lambda who: rooms.delete_message(actor=who, message=message),
        "council.react to the officer's": lambda who: rooms.react(actor=who, message=message, kind="agree"),
        "council.react in the closed room": lambda who: rooms.react(actor=who, message=secret, kind="agree"),
        "council.react to a hidden one": lambda who: rooms.react(actor=who, message=things["hidden"], kind="agree"),
        "council.take_back_reaction from the officer's": lambda who: rooms.take_back_reaction(
            actor=who, message=message, kind="agree"
        ),
        "council.hide_message the officer's": lambda who: rooms.hide_message(
            actor=who, message=message, reason="Hör inte hit."
        ),
        "council.show_message a hidden one": lambda who: rooms.show_message(actor=who, message=things["hidden"]),
        "council.lock_thread the officer's": lambda who: rooms.lock_thread(actor=who, message=message),
        "council.unlock_thread the officer's": lambda who: rooms.unlock_thread(actor=who, message=message),
        "council.ask_question by the officer's": lambda who: rooms.ask_question(
            actor=who, message=message, organisation=asf, due=day
        ),
        "council.ask_question in the closed room": lambda who: rooms.ask_question(
            actor=who, message=secret, organisation=asf, due=day
        ),
        "council.answer_question put to the asf": lambda who: rooms.answer_question(
            actor=who, question=things["question"], message=things["reply"].pk
        ),
        "council.withdraw_question the officer's": lambda who: rooms.withdraw_question(
            actor=who, question=things["question"]
        ),
    }
