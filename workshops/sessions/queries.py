"""Reads about workshops: which one may see, who leads them, who is in the room."""

from django.db.models import Q, QuerySet

from accounts.actor import AnyActor, GuestActor, PersonActor
from council.seats.models import Council, Seat
from council.seats.queries import councils_joined_by, led_by
from events import clock
from events.actor import Actor
from workshops.plans.models import Step, Workshop
from workshops.sessions.models import Host, Participant
from workshops.sessions.timing import GRACE, ends_for

SHOWN = [state for state in Workshop.State.values if state != Workshop.State.PLANNED]
"""States in which others than those who plan it know of a workshop."""


def hosts_now(workshop: Workshop) -> QuerySet[Host]:
    """Return who leads a workshop now."""
    return Host.objects.current().filter(workshop=workshop).select_related("person", "organisation")


def hosting(actor: Actor | AnyActor) -> QuerySet[Host]:
    """Return the tasks as a host that an actor has, with the hat they wear."""
    if not isinstance(actor, PersonActor) or not actor.organisation_id:
        return Host.objects.none()
    return Host.objects.current().filter(person=actor.person_id, organisation=actor.organisation_id)


def taking_part(actor: Actor | AnyActor) -> QuerySet[Participant]:
    """Return the places in rooms that an actor has: a member's with the hat they wear, a guest's on their device."""
    there = Participant.objects.filter(state=Participant.State.IN).select_related("organisation", "workshop")
    if isinstance(actor, GuestActor):
        return there.filter(guest=actor.guest)
    if isinstance(actor, PersonActor):
        return there.filter(person=actor.person_id, organisation=actor.organisation_id)
    return there.none()


def participant_in(actor: Actor | AnyActor, workshop: Workshop) -> Participant | None:
    """Return an actor's place in the room of a workshop."""
    return taking_part(actor).filter(workshop=workshop).first()


def councils_around(actor: AnyActor) -> QuerySet[Council]:
    """Return the councils in which the actor's organisation has a seat, or where they have an office themselves."""
    if not actor.organisation_id:
        return Council.objects.none()
    seated = Seat.objects.filter(organisation=actor.organisation_id).values("council")
    return Council.objects.filter(Q(pk__in=seated) | Q(pk__in=councils_joined_by(actor).values("pk")))


def workshops_visible_to(actor: AnyActor) -> QuerySet[Workshop]:
    """Return the workshops an actor may know of.

    Those that are open to everybody; those of councils around their organisation; those they lead or are in. One that
    is being planned is its hosts' own, and of those who lead the council.
    """
    shown, mine = Q(state__in=SHOWN), Q(pk__in=hosting(actor).values("workshop"))
    seen = shown & Q(access=Workshop.Access.EVERYBODY)
    seen |= mine | (shown & Q(pk__in=taking_part(actor).values("workshop")))
    if isinstance(actor, PersonActor):
        seen |= shown & Q(council__in=councils_around(actor).values("pk"))
        seen |= Q(council__in=led_by(actor))
    return Workshop.objects.filter(seen).select_related("council", "programme", "step")


def steps_of(workshop: Workshop) -> QuerySet[Step]:
    """Return the steps of a workshop in order."""
    return Step.objects.filter(workshop=workshop).order_by("position")


def people_in(workshop: Workshop) -> QuerySet[Participant]:
    """Return who takes part: neither screens at the front nor those who were shown out."""
    return Participant.objects.filter(workshop=workshop, state=Participant.State.IN).exclude(
        role=Participant.Role.SCREEN
    )


def is_open_for(step: Step, participant: Participant) -> bool:
    """Say whether somebody may contribute to a step at this moment.

    A step that closes by itself does so when its time is out, later for who needs more; two seconds are allowed for
    what was on its way. The host's word ends it at once. Computed when asked, never stored.
    """
    workshop = step.workshop
    if step.state != Step.State.OPEN or workshop.state != Workshop.State.RUNNING or workshop.locked:
        return False
    ends_at = ends_for(step, participant.extra)
    return ends_at is None or clock.now() <= ends_at + GRACE


def rooms_of(actor: AnyActor) -> QuerySet[Workshop]:
    """Return the workshops whose room an actor is in, or leads. What happens in a room is for nobody else."""
    inside = Q(pk__in=taking_part(actor).values("workshop")) | Q(pk__in=hosting(actor).values("workshop"))
    return Workshop.objects.filter(inside).select_related("council", "programme", "step")


def steps_in_rooms_of(actor: AnyActor) -> QuerySet[Step]:
    """Return the steps of the workshops whose room an actor is in, or leads, or whose council they lead."""
    seen = Q(workshop__in=rooms_of(actor).values("pk"))
    if isinstance(actor, PersonActor):
        seen |= Q(workshop__council__in=led_by(actor))
    return Step.objects.filter(seen).select_related("workshop__council", "workshop__step")
