"""The replay law: an old snapshot and the events since then make a fresh snapshot, for everybody who may look on.

Every event type in the catalogue has a scenario here. It sets the stage, yields, and lets the event happen; what
each role held at the yield, together with what is delivered afterwards, must be what that role would load anew.
"""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from accounts import actions as people
from accounts.actor import PersonActor
from api.webhooks import actions as webhooks
from api.webhooks.disabling import disable_webhook
from api.webhooks.secrets import new_secret
from cms.consultation.models import Answer
from cms.publishing.models import Standing
from cms.reach.barriers.models import BarrierReport
from council.rooms import actions as rooms
from council.rooms.models import Message, Room
from council.rooms.queries import rooms_visible_to
from council.rooms.snapshot import room_snapshot
from council.seats import actions as seats
from council.seats.models import Seat
from events import clock
from events.actor import System
from events.models import Event, Stream
from events.reading import position, read_after
from events.registry import registry
from events.streams import may_read
from live import views
from network.goals.models import Activity, Benchmark, Goal, ImpactCall, Indicator, Period, Return
from network.goals.models import Scenario as Calculation
from tests.cms import scenarios as of_site
from tests.cms import scenarios_consultation as of_consultations
from tests.cms import scenarios_editing as of_drafting
from tests.cms import scenarios_reach as of_reach
from tests.cms.shared import site
from tests.council import scenarios as of_ties
from tests.network import scenarios as of_goals
from tests.workshops import scenarios as of_workshops
from tests.world import SYSTEM, World, invited, member, person, react_to_all, said, seated
from tests.world import world as new_world

Steps = Iterator[None]
Scenario = Callable[[World], Steps]
SCENARIOS: dict[str, Scenario] = {}


def happens(*names: str) -> Callable[[Scenario], Scenario]:
    """Enter a scenario for event types."""

    def decorate(scenario: Scenario) -> Scenario:
        SCENARIOS.update(dict.fromkeys(names, scenario))
        return scenario

    return decorate


# --- People and organisations ----------------------------------------------------------------------------------


@happens("accounts.organisation_added")
def organisation_added(world: World) -> Steps:
    yield
    people.add_organisation(actor=SYSTEM, name="Nykomlingen", kind="asf")


@happens("accounts.membership_started")
def membership_started(world: World) -> Steps:
    newcomer = person("newcomer")
    yield
    people.add_membership(actor=world.manager, organisation=world.organisations["asf"], person=newcomer, role="officer")


@happens("accounts.membership_ended")
def membership_ended(world: World) -> Steps:
    yield
    people.end_membership(actor=SYSTEM, membership=world.officer.membership)


@happens("accounts.invitation_sent")
def invitation_sent(world: World) -> Steps:
    yield
    _invite(world)


@happens("accounts.invitation_withdrawn")
def invitation_withdrawn(world: World) -> Steps:
    invitation = _invite(world)
    yield
    people.withdraw_invitation(actor=world.manager, invitation=invitation)


@happens("accounts.invitation_accepted")
def invitation_accepted(world: World) -> Steps:
    invitation = _invite(world)
    yield
    people.accept_invitation(actor=SYSTEM, invitation=invitation, name="Inbjuden")


def _invite(world: World) -> Any:
    return people.invite(
        actor=world.manager, organisation=world.organisations["asf"], email="inbjuden@example.se", role="officer"
    )


@happens("accounts.token_created")
def token_created(world: World) -> Steps:
    yield
    _token(world)


@happens("accounts.token_revoked")
def token_revoked(world: World) -> Steps:
    token = _token(world)
    yield
    people.revoke_token(actor=world.officer, token=token)


def _token(world: World) -> Any:
    return people.create_token(
        actor=world.officer, membership=world.officer.membership, label="Ärendesystem", secret=people.new_token_secret()
    )


# --- Webhooks ----------------------------------------------------------------------------------------------------


@happens("api.webhook_created")
def subscription_created(world: World) -> Steps:
    yield
    _webhook(world)


@happens("api.webhook_changed")
def subscription_changed(world: World) -> Steps:
    subscription = _webhook(world)
    yield
    webhooks.change_webhook(actor=world.officer, subscription=subscription, expected=1, description="Arkivet")


@happens("api.webhook_rekeyed")
def secret_rotated(world: World) -> Steps:
    subscription = _webhook(world)
    yield
    webhooks.rotate_webhook_secret(actor=world.officer, subscription=subscription, secret=new_secret())


@happens("api.webhook_paused", "api.webhook_resumed")
def subscription_paused(world: World) -> Steps:
    subscription = _webhook(world)
    yield
    webhooks.pause_webhook(actor=world.officer, subscription=subscription)
    webhooks.resume_webhook(actor=world.officer, subscription=subscription)


@happens("api.webhook_disabled")
def subscription_disabled(world: World) -> Steps:
    subscription = _webhook(world)
    yield
    disable_webhook(actor=System("webhooks"), subscription=subscription, reason="gone")


@happens("api.webhook_deleted")
def subscription_deleted(world: World) -> Steps:
    subscription = _webhook(world)
    yield
    webhooks.delete_webhook(actor=world.officer, subscription=subscription)


@happens("api.ping_sent", "api.delivery_replayed", "api.webhook_replayed")
def sent_again(world: World) -> Steps:
    subscription = _webhook(world)
    yield
    ping = webhooks.ping_webhook(actor=world.officer, subscription=subscription)
    webhooks.replay_delivery(actor=world.officer, delivery=ping)
    webhooks.replay_webhook(actor=world.officer, subscription=subscription, since=clock.now() - timedelta(days=1))


def _webhook(world: World) -> Any:
    return webhooks.create_webhook(
        actor=world.officer,
        membership=world.officer.membership,
        url="https://93.184.215.14/arenan",
        description="Ärendesystem",
        streams=[world.open_room.stream],
        secret=new_secret(),
    )


# --- Councils and seats ------------------------------------------------------------------------------------------


@happens("council.council_founded")
def council_founded(world: World) -> Steps:
    yield
    council = seats.found_council(actor=SYSTEM, name="Det nya rådet", slug="nytt", parent=world.county)
    seat = seats.add_seat(actor=SYSTEM, council=council, organisation=world.organisations["public"], side="public")
    seated(seat, world.officer)


@happens("council.seat_added")
def seat_added(world: World) -> Steps:
    yield
    seats.add_seat(
        actor=world.chair, council=world.council, organisation=world.organisations["outside"], side="business"
    )


@happens("council.mandate_started")
def mandate_started(world: World) -> Steps:
    newcomer = member(world.organisations["business"])
    yield
    seats.appoint(actor=world.chair, seat=world.seats["business"], person=newcomer.person, kind="holder")


@happens("council.mandate_ended")
def mandate_ended(world: World) -> Steps:
    mandate = world.seats["public"].mandates.get(person=world.officer.person)
    yield
    seats.end_mandate(actor=world.chair, mandate=mandate)


@happens("council.office_given")
def office_given(world: World) -> Steps:
    yield
    seats.give_office(
        actor=world.chair,
        council=world.council,
        person=world.facilitator.person,
        organisation=world.organisations["adviser"],
        kind="vice_chair",
    )


@happens("council.office_ended")
def office_ended(world: World) -> Steps:
    office = world.council.offices.get(kind="secretary")
    yield
    seats.end_office(actor=world.chair, office=office)


# --- Rooms -------------------------------------------------------------------------------------------------------


@happens("council.room_opened")
def room_opened(world: World) -> Steps:
    yield
    rooms.open_room(actor=world.chair, council=world.council, title="Mark och lokaler")


@happens("council.room_changed")
def room_changed(world: World) -> Steps:
    room = _now(world.open_room)
    yield
    rooms.change_room(
        actor=world.chair,
        room=room,
        expected=room.version,
        title="Upphandling och avtal",
        purpose="Vad rådet vill ändra.",
        kind="working",
        access="open",
        retention_days=30,
    )


@happens("council.room_archived")
def room_archived(world: World) -> Steps:
    yield
    rooms.archive_room(actor=world.chair, room=world.open_room)


@happens("council.summary_written")
def summary_written(world: World) -> Steps:
    room = _now(world.open_room)
    yield
    rooms.edit_summary(actor=world.chair, room=room, text="Vi är **överens**.", expected=room.version)


@happens("council.member_invited")
def member_invited(world: World) -> Steps:
    yield
    invited(world.closed_room, world.outsider, role="writer")


@happens("council.member_removed")
def member_removed(world: World) -> Steps:
    invitation = world.closed_room.members.get(person=world.drafter.person)
    yield
    rooms.remove_member(actor=world.chair, member=invitation)


@happens("council.message_posted")
def message_posted(world: World) -> Steps:
    first = said(world.officer, world.open_room, "Först.")
    yield
    said(world.representative, world.open_room, "Svar.", reply_to=first.pk, quote=first.pk)
    said(world.representative, world.closed_room, "Här också.")


@happens("council.message_edited", "council.quote_changed")
def message_edited(world: World) -> Steps:
    message = _quoted(world)
    yield
    rooms.edit_message(actor=world.officer, message=message, text="Nytt ordval.", expected=1)


@happens("council.message_deleted")
def message_deleted(world: World) -> Steps:
    message = _quoted(world)
    yield
    rooms.delete_message(actor=world.officer, message=message)


@happens("council.message_hidden")
def message_hidden(world: World) -> Steps:
    message = _quoted(world)
    yield
    rooms.hide_message(actor=world.chair, message=message, reason="Hör inte hit.")


@happens("council.message_shown")
def message_shown(world: World) -> Steps:
    message = _quoted(world)
    rooms.hide_message(actor=world.chair, message=message, reason="Hör inte hit.")
    yield
    rooms.show_message(actor=world.chair, message=message)


def _quoted(world: World) -> Message:
    """Return a message that another one quotes and replies to, and that is a question with an answer."""
    message = said(world.officer, world.open_room, "Det gamla ordvalet.")
    _ask(world, message)
    answer = said(world.representative, world.open_room, "Som du skrev.", reply_to=message.pk, quote=message.pk)
    rooms.answer_question(actor=world.representative, question=_now(message).question, message=answer.pk)
    rooms.react(actor=world.representative, message=message, kind="agree")
    return _now(message)


@happens("council.thread_locked")
def thread_locked(world: World) -> Steps:
    message = said(world.officer, world.open_room)
    said(world.representative, world.open_room, reply_to=message.pk)
    yield
    rooms.lock_thread(actor=world.chair, message=message)


@happens("council.thread_unlocked")
def thread_unlocked(world: World) -> Steps:
    message = rooms.lock_thread(actor=world.chair, message=said(world.officer, world.open_room))
    yield
    rooms.unlock_thread(actor=world.chair, message=message)


@happens("council.reaction_added")
def reaction_added(world: World) -> Steps:
    message = said(world.officer, world.open_room)
    rooms.react(actor=world.officer, message=message, kind="agree")
    yield
    rooms.react(actor=world.representative, message=message, kind="agree")
    rooms.react(actor=world.drafter, message=message, kind="concern")


@happens("council.reaction_removed")
def reaction_removed(world: World) -> Steps:
    message = said(world.officer, world.open_room)
    rooms.react(actor=world.representative, message=message, kind="agree")
    yield
    rooms.take_back_reaction(actor=world.representative, message=message, kind="agree")


@happens("council.question_asked")
def question_asked(world: World) -> Steps:
    message = said(world.officer, world.open_room, "När öppnar ni?")
    yield
    _ask(world, message)


@happens("council.question_answered")
def question_answered(world: World) -> Steps:
    message = said(world.officer, world.open_room, "När öppnar ni?")
    question = _ask(world, message)
    yield
    answer = said(world.representative, world.open_room, "På måndag.", reply_to=message.pk)
    rooms.answer_question(actor=world.representative, question=question, message=answer.pk)


@happens("council.question_withdrawn")
def question_withdrawn(world: World) -> Steps:
    question = _ask(world, said(world.officer, world.open_room, "När öppnar ni?"))
    yield
    rooms.withdraw_question(actor=world.officer, question=question)


def _ask(world: World, message: Message) -> Any:
    return rooms.ask_question(
        actor=world.officer,
        message=message,
        organisation=world.organisations["asf"],
        due=clock.today() + timedelta(days=14),
    )


@happens("council.content_disposed")
def content_disposed(world: World) -> Steps:
    message = _quoted(world)
    yield
    rooms.dispose(actor=SYSTEM, room=world.open_room, messages=[message])


def _now[T: Room | Message](thing: T) -> T:
    return type(thing)._default_manager.get(pk=thing.pk)  # type: ignore[return-value]


# --- The law -------------------------------------------------------------------------------------------------------

State = dict[str, dict[str, Any]]
SCENARIOS.update(of_goals.SCENARIOS | of_ties.SCENARIOS | of_site.SCENARIOS | of_consultations.SCENARIOS)
SCENARIOS.update(of_reach.SCENARIOS | of_drafting.SCENARIOS | of_workshops.SCENARIOS)
SHOWN = ("room", "council", "goals", "organisation", "desk", "site", *of_workshops.STREAMS)
"""Kinds of stream whose events carry views, or whose readers see things that others do not."""


def plain(value: object) -> Any:
    """Return a view as a client reads it."""
    return json.loads(views.dumps(value))


def streams(*kinds: str) -> list[str]:
    """Return the names of all streams of some kinds."""
    return [
        name for name in Stream.objects.order_by("name").values_list("name", flat=True) if name.split(":")[0] in kinds
    ]


def snapshot(actor: PersonActor, stream: str) -> State:
    """Return all that a role sees of what a stream is about, by kind and id."""
    kind, _, identifier = stream.partition(":")
    if kind in of_workshops.STREAMS:
        return {f"{view['kind']}:{view['id']}": view for view in plain(of_workshops.snapshot(stream))}
    if kind == "room":
        return room_state(actor, rooms_visible_to(actor).get(pk=identifier))
    shown = {
        "council": {"council": [identifier], "seat": _ids(Seat, council=identifier)},
        "goals": {
            "goal": _ids(Goal, council=identifier),
            "activity": _ids(Activity, goal__council=identifier),
            "indicator": _ids(Indicator, council=identifier),
            "period": _ids(Period, council=identifier),
            "benchmark": _ids(Benchmark, council=identifier),
            "impact_call": _ids(ImpactCall, council=identifier),
            "scenario": _ids(Calculation, council=identifier),
        },
        "organisation": {
            "report": _ids(Return, organisation=identifier),
            "barrier": _ids(BarrierReport, organisation=identifier),
            "answer": _ids(Answer, party__organisation=identifier),
        },
        "consultation": {"consultation": [identifier]},
        "desk": {},
        "site": {"page": _ids(Standing, public=True)},
    }[kind]
    found = [view for name, ids in shown.items() for view in views._renderers[name]([UUID(str(pk)) for pk in ids])]
    return {f"{view['kind']}:{view['id']}": view for view in plain(found)}


def kept(state: State, stream: str) -> State:
    """Return what a client keeps: a page that the public is shown no longer leaves its list."""
    if stream.partition(":")[0] in of_workshops.STREAMS:
        return {key: view for key, view in state.items() if of_workshops.is_kept(view, stream)}
    return {key: view for key, view in state.items() if view["kind"] != "page" or view["public"]}


def _ids(model: Any, **of: Any) -> Any:
    return model._default_manager.filter(**of).values_list("pk", flat=True)


def room_state(actor: PersonActor, room: Room) -> State:
    """Return a room and its messages as the snapshot of the API has them, without what the actor may do."""
    whole = plain(room_snapshot(actor, room, limit=500))
    assert not whole["has_earlier"]
    whole["room"].pop("abilities")
    return {f"{view['kind']}:{view['id']}": view for view in [whole["room"], *whole["messages"]]}


class Now:
    """What would be loaded and delivered at this moment; a view is the same for everybody, so it is asked for once."""

    def __init__(self) -> None:
        self._batches: dict[tuple[str, int], views.Batch] = {}
        self._states: dict[str, State] = {}

    def since(self, stream: str, seq: int) -> views.Batch:
        """Return what is delivered to whoever stands at a position."""
        if (stream, seq) not in self._batches:
            self._batches[stream, seq] = views.render(read_after(stream, seq).events)
        return self._batches[stream, seq]

    def state(self, actor: PersonActor, stream: str) -> State:
        """Return what a role would load. What is loaded of a room depends on who asks; nothing else does."""
        if stream.startswith("room:"):
            return snapshot(actor, stream)
        if stream not in self._states:
            self._states[stream] = snapshot(actor, stream)
        return self._states[stream]


class Onlooker:
    """A role with a stream open: what was loaded, and where the stream stood then."""

    def __init__(self, role: str, actor: PersonActor, stream: str, *, seq: int, state: State) -> None:
        self.role, self.actor, self.stream = role, actor, stream
        self.seq, self.state, self.loaded = seq, dict(state), dict(state)

    @classmethod
    def from_the_beginning(cls, role: str, actor: PersonActor, stream: str) -> "Onlooker":
        """Return somebody who has loaded nothing and hears everything."""
        return cls(role, actor, stream, seq=0, state={})

    def catch_up(self, now: Now) -> None:
        """Apply what has been delivered since, as a client does: in order, newer views over older ones."""
        batch = now.since(self.stream, self.seq)
        for entry in batch.entries:
            assert entry.seq == self.seq + 1
            self.seq = entry.seq
        for key, view in batch.views.items():
            new = json.loads(view.text)
            assert "abilities" not in new, "a view is the same for everybody"
            if new["version"] >= self.state.get(key, new)["version"]:
                self.state[key] = new

    def check(self, now: Now) -> None:
        """Hold what came of it against what would be loaded now."""
        self.catch_up(now)
        fresh = now.state(self.actor, self.stream)
        assert kept(self.state, self.stream) == fresh, f"{self.role} on {self.stream}"
        for key, before in self.loaded.items():
            if self.state[key] != before:
                assert self.state[key]["version"] > before["version"], f"{key} has changed without a new version"


def onlookers(world: World) -> list[Onlooker]:
    """Return everybody with every room and council they may read.

    What was loaded is taken from the first role: that all load the same is checked in the end, for each.
    """
    found = []
    for stream in streams(*SHOWN):
        readers = [(role, actor) for role, actor in world.people() if may_read(actor, stream)]
        seq, state = position(stream).head, snapshot(readers[0][1], stream) if readers else {}
        found += [Onlooker(role, actor, stream, seq=seq, state=state) for role, actor in readers]
    return found


def finish(steps: Steps) -> None:
    """Let the rest of a scenario happen, and what follows from it."""
    assert next(steps, "the end") == "the end"
    react_to_all()


@pytest.fixture(autouse=True)
def without_abilities(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what somebody may do in a room: it is no part of what is replayed, and takes longer than all the rest."""
    monkeypatch.setattr("council.rooms.snapshot.in_room", lambda actor, room: {})


def test_every_event_type_has_a_scenario():
    assert {one.name for one in registry.all()} == set(SCENARIOS)


def _council() -> World:
    made = new_world()
    react_to_all()
    return made


def _council_with_site() -> World:
    made = new_world()
    site(made)
    react_to_all()
    return made


@pytest.fixture(scope="module")
def lays(request: pytest.FixtureRequest) -> Callable[[], World]:
    """How to make the world that a scenario begins with."""
    return getattr(request, "param", _council)


BEGINNINGS = [(one, _council_with_site if one.name.startswith("cms.") else _council) for one in registry.all()]
"""Every event type, and what its scenario begins with."""


@pytest.mark.django_db
@pytest.mark.parametrize(("event_type", "lays"), BEGINNINGS, indirect=["lays"], ids=[one.name for one, _ in BEGINNINGS])
def test_old_snapshot_and_events_make_a_fresh_snapshot(world, event_type):
    steps = SCENARIOS[event_type.name](world)
    next(steps)
    looking, known = onlookers(world), set(streams(*SHOWN))
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    finish(steps)
    happened = Event.objects.filter(pk__gt=newest, type=event_type.name)
    assert happened, "the scenario does not make happen what it is for"
    assert {one.stream.name.split(":")[0] for one in happened} == set(event_type.audiences)

    now = Now()
    for one in looking:
        if may_read(one.actor, one.stream):
            one.check(now)
    for stream in set(streams(*SHOWN)) - known:
        for role, actor in world.people():
            if may_read(actor, stream):
                Onlooker.from_the_beginning(role, actor, stream).check(now)


@pytest.mark.django_db
def test_the_streams_of_people_and_organisations_tell_that_something_happened_and_show_nothing(world):
    """What is in a room is shown to those in the room; a copy elsewhere carries no view of it."""
    for scenario in (question_asked, member_invited, office_given, token_created):
        steps = scenario(world)
        next(steps)
        finish(steps)
    for stream in streams("person", "organisation"):
        batch = views.render(read_after(stream, 0).events)
        assert batch.entries
        assert batch.views == {}


@pytest.mark.django_db
def test_a_whole_afternoon_is_replayed_like_a_single_event(world):
    """Everything that can happen in a room happens while somebody is away."""
    afternoon = [
        message_posted, message_edited, message_hidden, thread_locked, reaction_added, reaction_removed, question_asked,
        question_answered, question_withdrawn, message_deleted, content_disposed, summary_written, room_changed,
    ]  # fmt: skip
    looking = onlookers(world)
    for scenario in afternoon:
        steps = scenario(world)
        next(steps)
        finish(steps)
    now = Now()
    for one in looking:
        one.check(now)


@pytest.mark.django_db
def test_a_room_is_rebuilt_from_its_first_event_alone(world):
    for scenario in (message_posted, message_edited, message_deleted, reaction_added, question_answered):
        finish_all = scenario(world)
        next(finish_all)
        finish(finish_all)
    now = Now()
    for role, actor in world.people():
        for stream in (world.open_room.stream, world.closed_room.stream):
            if may_read(actor, stream):
                Onlooker.from_the_beginning(role, actor, stream).check(now)


@pytest.mark.django_db
@pytest.mark.parametrize("scenario", [message_deleted, message_hidden, content_disposed], ids=lambda one: one.__name__)
def test_what_is_taken_away_is_in_no_replay(world, scenario):
    """The log stays; the words are gone from everything that is delivered, from the first event on."""
    steps = scenario(world)
    next(steps)
    finish(steps)
    batch = views.render(read_after(world.open_room.stream, 0).events)
    assert batch.views
    assert not [key for key, view in batch.views.items() if "gamla ordvalet" in view.text]


@pytest.mark.django_db
@pytest.mark.sqlite
@pytest.mark.parametrize("scenario", [message_deleted, message_hidden, content_disposed], ids=lambda one: one.__name__)
def test_what_is_taken_away_is_not_left_in_the_search_index(world, scenario):
    """On SQLite the index is a table of its own, with the words in it."""
    steps = scenario(world)
    next(steps)
    finish(steps)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM council_message_fts")
        assert not [text for (text,) in cursor.fetchall() if "gamla ordvalet" in text]


@pytest.mark.django_db
def test_a_law_that_is_broken_is_noticed(world):
    """A change behind the log's back, without event and version, makes the check fail."""
    message = said(world.officer, world.open_room)
    looking = onlookers(world)
    Message.objects.filter(pk=message.pk).update(side="business")
    (chair,) = [one for one in looking if one.role == "chair" and one.stream == world.open_room.stream]
    with pytest.raises(AssertionError):
        chair.check(Now())
