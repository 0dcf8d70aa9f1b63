"""The catalogue takes only event types that are named, addressed and complete; the documents tell of all of them."""

import re
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from api import asyncapi
from api.documents import asyncapi_document
from events.models import Event
from events.registry import EventType, Registry, UnknownEventType, registry
from events.streams import kinds, may_read, split
from live import views
from live.protocol import server_frames
from tests.events.doing import Noted, note
from tests.world import SYSTEM

pytestmark = pytest.mark.once


def a_type(called: str = "tests.thing_happened", **attributes: object) -> type[EventType]:
    """Return an event type that is in no catalogue yet."""
    annotations = attributes.pop("fields", {"room": UUID})
    own = {
        "name": called,
        "version": 1,
        "audiences": ("room",),
        "shows": (),
        "__annotations__": {
            **annotations,
            "name": ClassVar[str],
            "version": ClassVar[int],
            "audiences": ClassVar[tuple[str, ...]],
            "shows": ClassVar[tuple[str, ...]],
        },
        "__module__": __name__,
    }
    return type("Happened", (EventType,), own | attributes)


class TestTheCatalogueRefuses:
    @pytest.mark.parametrize(
        "name",
        ["", "happened", "tests.happened", "Tests.thing_happened", "tests.Thing_happened", "tests.thing-happened",
         "tests.thing_", "tests._happened", "tests.a.thing_happened", "tests.thing_happened ", "tests.thing_happened2"],
    )  # fmt: skip
    def test_a_bad_name(self, name):
        with pytest.raises(ValueError, match="named"):
            Registry().add(a_type(name))

    def test_a_type_that_nobody_may_read(self):
        with pytest.raises(ValueError, match="no audience"):
            Registry().add(a_type(audiences=()))

    def test_a_type_without_the_field_of_its_audience(self):
        with pytest.raises(ValueError, match="person"):
            Registry().add(a_type(audiences=("room", "person")))

    def test_a_type_without_the_field_of_what_it_shows(self):
        with pytest.raises(ValueError, match="message"):
            Registry().add(a_type(shows=("message",)))

    def test_two_owners_of_one_name(self):
        catalogue = Registry()
        catalogue.add(a_type())
        with pytest.raises(ValueError, match="twice"):
            catalogue.add(a_type())

    def test_nothing_else(self):
        catalogue, first, second = Registry(), a_type(), a_type(version=2)
        catalogue.add(first)
        catalogue.add(first)
        catalogue.add(second)
        assert catalogue.all() == [first, second]
        assert catalogue.get("tests.thing_happened", 2) is second

    def test_a_class_without_a_name_is_a_base_and_no_type(self):
        before = registry.all()

        class Base(EventType):
            room: UUID

        assert registry.all() == before
        assert Base(room=uuid4()).facts()

    def test_a_bad_class_statement_enters_nothing(self):
        before = registry.all()
        with pytest.raises(ValueError, match="no audience"):

            class Unheard(EventType, event="tests.tree_fallen"):
                wood: UUID

        assert registry.all() == before


FACTS = {
    "kind", "side", "role", "access", "scope", "state", "status", "stance", "answer", "visibility", "origin_kind",
    "cell", "hash", "reason", "since", "previous_until", "verdict", "digest",
    "what",
}  # fmt: skip
"""Text fields that hold a word of a fixed list, a key made of codes, a hash, or a moment."""


class TestEvents:
    def test_an_event_is_closed_to_what_is_not_declared(self):
        with pytest.raises(ValidationError):
            Noted(room=uuid4(), text="free text")  # type: ignore[call-arg]

    def test_an_event_does_not_change(self):
        happened = Noted(room=uuid4())
        with pytest.raises(ValidationError):
            happened.room = uuid4()  # type: ignore[misc]

    @pytest.mark.django_db
    def test_every_recorded_event_of_the_house_reads_back_as_its_type(self, world):
        for event in Event.objects.all():
            assert registry.get(event.type, event.version).model_validate(event.data).facts() == event.data


@pytest.mark.parametrize("event_type", registry.all(), ids=lambda one: f"{one.name}.v{one.version}")
class TestEveryType:
    def test_goes_to_streams_that_somebody_has_declared(self, event_type):
        assert set(event_type.audiences) <= {kind.name for kind in kinds()}

    def test_shows_things_that_somebody_renders(self, event_type):
        assert set(event_type.shows) <= views.kinds()

    def test_is_named_after_its_app_and_what_happened(self, event_type):
        assert event_type.name.split(".")[0] == event_type.__module__.split(".")[0]

    def test_says_what_it_means(self, event_type):
        assert (event_type.__doc__ or "").strip().endswith(".")

    def test_holds_identifiers_and_facts_and_no_free_text(self, event_type):
        """A text field is a word out of a fixed list; nobody's words, names or addresses are among the fields."""
        texts = {name for name, info in event_type.model_fields.items() if info.annotation is str}
        assert texts <= FACTS

    def test_changes_rights_only_for_an_audience_that_can_lose_them(self, event_type):
        if re.search(r"(mandate|membership|office|member)_(started|ended|given|invited|removed)$", event_type.name):
            assert event_type.changes_rights
            assert "person" in event_type.audiences, "a person's connections are found by the person's own stream"


class TestStreams:
    def test_every_kind_of_stream_is_the_audience_of_some_event(self):
        assert {kind.name for kind in kinds()} == {name for one in registry.all() for name in one.audiences}

    @pytest.mark.parametrize(
        "name",
        ["", "room", "room:", ":", "room:x", "nothing:11111111-1111-4111-8111-111111111111",
         "room:11111111111141118111111111111111", "room:{11111111-1111-4111-8111-111111111111}",
         "room:11111111-1111-4111-8111-11111111111A", "room:11111111-1111-4111-8111-111111111111:x",
         " room:11111111-1111-4111-8111-111111111111", "ROOM:11111111-1111-4111-8111-111111111111",
         "room:11111111-1111-4111-8111-111111111111\n", "room:urn:uuid:11111111-1111-4111-8111-111111111111",
         "room:\ud800", "room:\0"],
    )  # fmt: skip
    def test_a_forged_name_is_the_name_of_nothing(self, name):
        assert split(name) is None
        assert not may_read(SYSTEM, name)

    @pytest.mark.django_db
    def test_a_stream_that_does_not_exist_is_read_by_nobody(self, world):
        for kind in kinds():
            for _, actor in world.people():
                assert not may_read(actor, f"{kind.name}:{uuid4()}")

    @pytest.mark.django_db
    def test_who_may_read_which_stream(self, world):
        """One stream, one audience: the whole of it, or nothing."""
        readers = {
            "open room": (
                world.open_room.stream,
                {"chair", "secretary", "representative", "officer", "drafter", "facilitator"},
            ),
            "closed room": (world.closed_room.stream, {"chair", "secretary", "representative", "drafter"}),
            "council": (
                f"council:{world.council.pk}",
                {"chair", "secretary", "representative", "officer", "drafter", "facilitator"},
            ),
            "county": (f"council:{world.county.pk}", set()),
            "person": (f"person:{world.officer.person.pk}", {"officer"}),
            "organisation": (f"organisation:{world.organisations['asf'].pk}", {"representative", "manager"}),
        }
        for what, (stream, allowed) in readers.items():
            assert {role for role, actor in world.cast.items() if may_read(actor, stream)} == allowed, what


class TestDocument:
    def test_it_tells_of_every_type_in_each_of_its_channels(self):
        document = asyncapi_document()
        for one in registry.all():
            key = f"{one.name}.v{one.version}"
            assert document["components"]["messages"][key]["payload"]["properties"].keys() == one.model_fields.keys()
            for audience in one.audiences:
                assert key in document["channels"][audience]["messages"]
        assert len(document["components"]["messages"]) == len(registry.all())

    def test_it_points_only_at_what_is_in_it(self):
        document = asyncapi_document()
        for channel in document["channels"].values():
            for reference in channel["messages"].values():
                assert reference["$ref"].removeprefix("#/components/messages/") in document["components"]["messages"]
        for operation in document["operations"].values():
            assert operation["channel"]["$ref"].removeprefix("#/channels/") in document["channels"]

    def test_it_tells_of_the_frames_that_the_server_sends(self):
        assert asyncapi_document()["components"]["x-frames"] == server_frames()

    def test_it_is_plain_json_that_comes_out_the_same_each_time(self):
        import json

        assert json.loads(json.dumps(asyncapi_document())) == asyncapi.document(server_frames())


@pytest.mark.django_db
class TestUnknownVersions:
    def test_an_event_of_a_version_from_tomorrow_is_delivered_without_view(self, world):
        """Old and new processes run side by side during an upgrade; a number that is skipped would stop a reader."""
        note(actor=SYSTEM, room=world.open_room.pk)
        event = Event.objects.filter(stream__name=world.open_room.stream).last()
        assert event.type == Noted.name
        with pytest.raises(UnknownEventType):
            registry.get(event.type, event.version)
        batch = views.render([event])
        assert [entry.seq for entry in batch.entries] == [event.seq]
        assert batch.entries[0].shows == ()
        assert batch.views == {}
