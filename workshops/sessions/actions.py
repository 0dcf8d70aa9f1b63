"""Leading a workshop: starting, stepping on, pausing, and who is in the room."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.actor import GuestActor, PersonActor
from accounts.models import Organisation
from accounts.text import clean_text
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid
from events.recording import record
from workshops.plans.models import Naming, Step, Workshop
from workshops.sessions import arrivals, events, opening
from workshops.sessions.models import Host, Participant
from workshops.sessions.queries import hosting, people_in
from workshops.sessions.signing import labels

MOST_EXTRA = 400
"""Per cent of extra time one person can have."""
MOST_MINUTES = 240


# --- The course of a workshop ------------------------------------------------------------------------------------


@action("workshops.run", on="workshop")
def start_workshop(*, actor: Actor, workshop: Workshop) -> Workshop:
    """Begin. Starting twice is the same as once.

    Raises:
        Conflict: it has no steps.
    """
    if workshop.goes_on:
        return workshop
    if not workshop.steps.exists():
        raise Conflict(_("The workshop has no steps yet. Add at least one first."))
    workshop.state, workshop.started_at = Workshop.State.RUNNING, clock.now()
    return _changed(workshop, events.WorkshopStarted.about(workshop))


@action("workshops.run_step", on="workshop")
def pause_workshop(*, actor: Actor, workshop: Workshop) -> Workshop:
    """Have a break: nothing can be contributed, and the time of the step stands still."""
    if workshop.state == Workshop.State.PAUSED:
        return workshop
    workshop.state, workshop.paused_at = Workshop.State.PAUSED, clock.now()
    return _changed(workshop, events.WorkshopPaused(workshop=workshop.pk))


@action("workshops.run_step", on="workshop")
def resume_workshop(*, actor: Actor, workshop: Workshop) -> Workshop:
    """Go on after a break. The step ends later by as long as the break was."""
    if workshop.state == Workshop.State.RUNNING:
        return workshop
    step = _locked(workshop, workshop.step_id)
    if step and step.ends_at and step.opened_at and workshop.paused_at:
        # Both ends move, so that the length from which extra time is reckoned stays what it was.
        away = clock.now() - max(workshop.paused_at, step.opened_at)
        step.opened_at, step.ends_at = step.opened_at + away, step.ends_at + away
        _saved(step)
    workshop.state, workshop.paused_at = Workshop.State.RUNNING, None
    return _changed(workshop, events.WorkshopResumed(workshop=workshop.pk, step=step.pk if step else None))


@action("workshops.end", on="workshop")
def end_workshop(*, actor: Actor, workshop: Workshop) -> Workshop:
    """End the workshop; an open step is closed. What was concluded stays, and can still be worked on by the hosts."""
    if step := _locked(workshop, workshop.step_id):
        _close(step)
    workshop.state, workshop.ended_at = Workshop.State.ENDED, clock.now()
    return _changed(workshop, events.WorkshopEnded.about(workshop))


@action("workshops.run_step", on="workshop")
def lock_room(*, actor: Actor, workshop: Workshop) -> Workshop:
    """Let nobody contribute for a while; what is sent meanwhile waits for the hosts."""
    return _lock(workshop, locked=True)


@action("workshops.run_step", on="workshop")
def unlock_room(*, actor: Actor, workshop: Workshop) -> Workshop:
    """Let people contribute again."""
    return _lock(workshop, locked=False)


def _lock(workshop: Workshop, *, locked: bool) -> Workshop:
    if workshop.locked == locked:
        return workshop
    workshop.locked = locked
    told = events.RoomLocked if locked else events.RoomUnlocked
    return _changed(workshop, told(workshop=workshop.pk))


@action("workshops.run", on="workshop")
def give_notice(*, actor: Actor, workshop: Workshop, text: str) -> Workshop:
    """Show all screens a few words; an empty text takes them away."""
    workshop.notice = clean_text(text, field="text", limit=300, required=False, one_line=True)
    return _changed(workshop, events.NoticeGiven(workshop=workshop.pk))


def _changed(workshop: Workshop, event: Any) -> Workshop:
    workshop.version += 1
    workshop.save()
    record(event)
    return workshop


# --- Steps -------------------------------------------------------------------------------------------------------


@action("workshops.run_step", on="workshop")
def open_step(*, actor: Actor, workshop: Workshop, step: UUID, after: UUID | None) -> Workshop:
    """Go to a step: the open one is closed, this one begins, or begins again.

    Args:
        after: the step that was open when the host decided. When two hosts press at once the second finds another
            one open: the same as they wanted, and all is well, or not, and they are told.

    Raises:
        Conflict: another host has gone somewhere else meanwhile.
        Invalid: there is no such step in this workshop.
    """
    wanted = _locked(workshop, step)
    if wanted is None:
        raise Invalid(fields={"step": [_("There is no such step in this workshop.")]})
    if workshop.step_id == wanted.pk and wanted.state == Step.State.OPEN:
        return workshop
    if workshop.step_id != after:
        raise Conflict(_("Another host has just gone to another step. Look at where you are, and choose again."))
    if open_now := _locked(workshop, workshop.step_id):
        _close(open_now)
    _open(wanted)
    workshop.step = wanted
    workshop.version += 1
    workshop.save()
    return workshop


def _locked(workshop: Workshop, step: UUID | None) -> Step | None:
    # Contributions count in the step's row; what is saved of it must not be from before theirs.
    return Step.objects.select_for_update(no_key=True).filter(workshop=workshop, pk=step).first() if step else None


def _open(step: Step) -> None:
    now = clock.now()
    first = step.state == Step.State.PLANNED
    step.state, step.opened_at, step.closed_at = Step.State.OPEN, now, None
    step.ends_at = now + timedelta(minutes=step.minutes) if step.minutes else None
    if first and step.naming == Naming.ORGANISATION:
        step.labels = labels(people_in(step.workshop).filter(role=Participant.Role.PARTICIPANT))
    _saved(step)
    record(events.StepOpened(workshop=step.workshop_id, step=step.pk))
    if first:
        opening.opened(step)


@action("workshops.run_step", on="step")
def close_step(*, actor: Actor, step: Step) -> Step:
    """Close a step. What is sent later waits in the late basket."""
    if step.state == Step.State.OPEN:
        _close(step)
    return step


def _close(step: Step) -> None:
    if step.state != Step.State.OPEN:
        return
    step.state, step.closed_at = Step.State.CLOSED, clock.now()
    _saved(step)
    # The workshop's view says which step it is at; who has the older one of the two must not go back.
    Workshop.objects.filter(pk=step.workshop_id).update(version=F("version") + 1)
    record(events.StepClosed(workshop=step.workshop_id, step=step.pk))
    opening.closed(step)


@action("workshops.run_step", on="step")
def extend_time(*, actor: Actor, step: Step, minutes: int) -> Step:
    """Give everybody more time, counted from now when the time is already out.

    Raises:
        Conflict: the step is not open.
        Invalid: not between 1 and 240 minutes.
    """
    if step.state != Step.State.OPEN:
        raise Conflict(_("This step is not open."))
    if not 1 <= minutes <= MOST_MINUTES:
        raise Invalid(fields={"minutes": [_("Choose between 1 and 240 minutes.")]})
    now = clock.now()
    step.ends_at = max(step.ends_at or now, now) + timedelta(minutes=minutes)
    _saved(step)
    record(events.TimeExtended(workshop=step.workshop_id, step=step.pk))
    return step


@action("workshops.run", on="step")
def reveal(*, actor: Actor, step: Step) -> Step:
    """Show what was hidden while people worked: the notes of a board, the results of a vote or poll.

    Raises:
        Conflict: the step has not begun.
    """
    if step.state == Step.State.PLANNED:
        raise Conflict(_("This step has not begun."))
    if not step.revealed:
        step.revealed = True
        step.tally_version += 1
        _saved(step)
        record(events.StepRevealed(workshop=step.workshop_id, step=step.pk))
        opening.revealed(step)
    return step


@action("workshops.run", on="step")
def hide_authors(*, actor: Actor, step: Step) -> Step:
    """Show no longer who wrote what in this step, though the plan had it signed. This is for good."""
    if not step.authors_hidden:
        step.authors_hidden = True
        _saved(step)
        record(events.AuthorsHidden(workshop=step.workshop_id, step=step.pk))
        opening.revealed(step)
    return step


def _saved(step: Step) -> None:
    step.version += 1
    step.save()


# --- Who leads ---------------------------------------------------------------------------------------------------


@action("workshops.take_wheel", on="workshop")
def take_wheel(*, actor: PersonActor, workshop: Workshop) -> Host:
    """Become the facilitator, for the one whose laptop has closed; they are deputy from now on.

    Nothing does this by itself: whoever leads a room should not lose it to a bad network.
    """
    mine = hosting(actor).get(workshop=workshop)
    former = Host.objects.current().filter(workshop=workshop, role=Host.Role.FACILITATOR).first()
    if former:
        _becomes(former, Host.Role.DEPUTY)
        record(events.HostChanged(hosts=workshop.pk, host=former.pk, role=former.role))
    _becomes(mine, Host.Role.FACILITATOR)
    record(events.WheelTaken(hosts=workshop.pk, host=mine.pk))
    return mine


def _becomes(host: Host, role: str) -> None:
    host.role = role
    host.version += 1
    host.save(update_fields=["role", "version"])


# --- Who is in the room ------------------------------------------------------------------------------------------


@action("workshops.join", on="workshop")
def join_workshop(
    *,
    actor: PersonActor | GuestActor,
    workshop: Workshop,
    name: str = "",
    organisation: str = "",
    screen: bool = False,
) -> Participant:
    """Come into the room. Coming again is the same as being there.

    A member comes with the hat they wear; a guest gives a name and an organisation. A screen at the front has neither.

    Raises:
        Conflict: the hosts have shown this participant out.
        Invalid: a guest without a name, or with one that is too long.
    """
    who = _who(actor)
    there = Participant.objects.filter(workshop=workshop, **who).first()
    if there and there.state == Participant.State.REMOVED:
        raise Conflict(_("The hosts have ended your part in this workshop. Talk to them if that is a mistake."))
    if there and (screen or there.role != Participant.Role.SCREEN):
        return there
    # A computer that has been the screen can become somebody's own.
    participant = there or Participant(workshop=workshop, joined_at=clock.now(), **who)
    participant.role, participant.late = Participant.Role.PARTICIPANT, workshop.started_at is not None
    if screen:
        participant.name, participant.role = "–", Participant.Role.SCREEN
    elif isinstance(actor, PersonActor):
        participant.name = actor.person.name[:80]
        if hosting(actor).filter(workshop=workshop).exists():
            participant.role = Participant.Role.HOST
    else:
        participant.name = clean_text(name, field="name", limit=80, one_line=True)
        _belonging(participant, organisation)
    participant.save()
    record(events.ParticipantJoined(people=workshop.pk, participant=participant.pk))
    arrivals.joined(participant)
    return participant


def _who(actor: PersonActor | GuestActor) -> dict[str, Any]:
    if isinstance(actor, GuestActor):
        return {"guest": actor.guest}
    return {"person": actor.person, "organisation": actor.organisation}


def _belonging(participant: Participant, name: str) -> None:
    # An organisation that is known is meant when its name is written; others are kept as they were written.
    name = clean_text(name, field="organisation", limit=160, required=False, one_line=True)
    known = Organisation.objects.filter(name__iexact=name).first() if name else None
    known = known or (Organisation.objects.filter(short_name__iexact=name).first() if name else None)
    participant.organisation, participant.organisation_name = known, "" if known else name


@action("workshops.run", on="participant")
def remove_participant(*, actor: Actor, participant: Participant) -> Participant:
    """Show somebody out. What they contributed stays; the hosts can remove that too."""
    if participant.state == Participant.State.IN:
        participant.state = Participant.State.REMOVED
        participant.version += 1
        participant.save()
        record(events.ParticipantRemoved(people=participant.workshop_id, participant=participant.pk))
        arrivals.removed(participant)
    return participant


@action("workshops.run", on="participant")
def give_extra_time(*, actor: Actor, participant: Participant, extra: int) -> Participant:
    """Give somebody more time in every timed step, in per cent of it; 0 takes it back.

    Raises:
        Invalid: not between 0 and 400.
    """
    if not 0 <= extra <= MOST_EXTRA:
        raise Invalid(fields={"extra": [_("Choose between 0 and 400 per cent.")]})
    participant.extra = extra
    participant.pace_version += 1
    participant.save()
    record(events.ExtraTimeGiven(participant=participant.pk, pace=participant.pk))
    record(events.ExtraTimeNoted(hosts=participant.workshop_id, pace=participant.pk))
    return participant
