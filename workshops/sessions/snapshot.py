"""A workshop as somebody in it sees it, with the positions from which each of their streams goes on.

Every part of a workshop enters here what belongs to a stream (`part_of`) and what is one participant's own (`own`).
What is own is in no stream and in no log: there it would join people to what they did without a name.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects

from accounts.actor import AnyActor
from api.fields import UtcDateTimeField
from events import clock
from events.reading import position
from events.rights import may
from live.views import rendered
from workshops.plans.models import Workshop
from workshops.sessions.models import Participant
from workshops.sessions.queries import hosting, hosts_now, participant_in, people_in
from workshops.sessions.serializers import ParticipantSerializer

Part = Callable[[UUID], Iterable[UUID]]
Own = Callable[[Participant], Any]
_parts: dict[str, list[tuple[str, Part]]] = defaultdict(list)
_own: dict[str, Own] = {}
_streams: list[Callable[[AnyActor, Workshop], list[str]]] = []
ABILITIES = {
    "contribute": "workshops.contribute",
    "run": "workshops.run",
    "run_step": "workshops.run_step",
    "end": "workshops.end",
    "conclude": "workshops.conclude",
    "take_wheel": "workshops.take_wheel",
    "change_plan": "workshops.change_plan",
    "see_behind": "workshops.see_behind",
}


def part_of(stream: str, kind: str) -> Callable[[Part], Part]:
    """Enter a function that returns the ids of all things of a kind that a stream's readers see, by its owner's id."""

    def decorate(part: Part) -> Part:
        _parts[stream].append((kind, part))
        return part

    return decorate


def own(name: str) -> Callable[[Own], Own]:
    """Enter a function that returns what is one participant's own, as JSON can hold it."""

    def decorate(function: Own) -> Own:
        _own[name] = function
        return function

    return decorate


def streams_of(function: Callable[[AnyActor, Workshop], list[str]]) -> Callable[[AnyActor, Workshop], list[str]]:
    """Enter a function that returns more streams of a workshop that somebody reads."""
    _streams.append(function)
    return function


def state_of(stream: str, owner: UUID) -> list[Mapping[str, Any]]:
    """Return the current views of all that the readers of a stream see."""
    return [view for kind, part in _parts[stream] for view in rendered(kind, list(part(owner)))]


def streams_for(actor: AnyActor, workshop: Workshop) -> list[str]:
    """Return the streams of a workshop that somebody reads."""
    me, leads = participant_in(actor, workshop), hosting(actor).filter(workshop=workshop).exists()
    found = [f"workshop:{workshop.pk}"]
    if leads or (me and me.role != Participant.Role.SCREEN):
        found.append(f"people:{workshop.pk}")
    if me and me.role != Participant.Role.SCREEN:
        found.append(f"participant:{me.pk}")
    if leads:
        found.append(f"hosts:{workshop.pk}")
    return found + [name for more in _streams for name in more(actor, workshop)]


def workshop_snapshot(actor: AnyActor, workshop: Workshop) -> dict[str, Any]:
    """Return a workshop whole, for somebody who may read its streams.

    Positions are read before the rows: what happens in between is delivered again, and its views are the same or newer.
    """
    streams = streams_for(actor, workshop)
    where = {name: position(name) for name in streams}
    me = participant_in(actor, workshop)
    views = [view for name in streams for view in state_of(name.split(":")[0], UUID(name.split(":")[1]))]
    return {
        "workshop": str(workshop.pk),
        "streams": {name: {"epoch": at.epoch, "seq": at.head} for name, at in where.items()},
        "views": views,
        "me": {**ParticipantSerializer(me).data, "extra": me.extra} if me else None,
        "mine": mine(me) if me and me.role != Participant.Role.SCREEN else {},
        "abilities": abilities(actor, workshop),
        "now": UtcDateTimeField().to_representation(clock.now()),
    }


def mine(participant: Participant) -> dict[str, Any]:
    """Return what is one participant's own: notes that are theirs to change, what they chose."""
    prefetch_related_objects([participant], "workshop__steps")  # Each part asks for its marks in them.
    return {name: function(participant) for name, function in _own.items()}


def abilities(actor: AnyActor, workshop: Workshop) -> dict[str, bool]:
    """Return what an actor may do in a workshop."""
    return {name: may(actor, rule, workshop) for name, rule in ABILITIES.items()}


@part_of("workshop", "workshop")
def _itself(workshop: UUID) -> Iterable[UUID]:
    return [workshop]


@part_of("workshop", "step")
def _steps(workshop: UUID) -> Iterable[UUID]:
    return Workshop.objects.get(pk=workshop).steps.values_list("pk", flat=True)


@part_of("people", "participant")
def _people(workshop: UUID) -> Iterable[UUID]:
    return people_in(Workshop.objects.get(pk=workshop)).values_list("pk", flat=True)


@part_of("hosts", "host")
def _hosts(workshop: UUID) -> Iterable[UUID]:
    return hosts_now(Workshop.objects.get(pk=workshop)).values_list("pk", flat=True)


@part_of("hosts", "pace")
def _paces(workshop: UUID) -> Iterable[UUID]:
    return people_in(Workshop.objects.get(pk=workshop)).filter(extra__gt=0).values_list("pk", flat=True)


@part_of("participant", "pace")
def _pace(participant: UUID) -> Iterable[UUID]:
    return [participant]
