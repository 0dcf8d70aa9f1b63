"""The order of speakers: raising hands, and giving the word to one at a time."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid
from events.recording import record
from workshops.plans.models import Step
from workshops.sessions.arrivals import when_removed
from workshops.sessions.models import Participant
from workshops.sessions.opening import when_closed, when_revealed
from workshops.sessions.queries import is_open_for, participant_in, people_in
from workshops.talks.events import OrderShown, of_hand
from workshops.talks.models import Hand

IN_LINE = (Hand.State.UP, Hand.State.SPEAKING)

# Every action holds the step's row, so that whoever calls and whoever raises a hand wait for each other.


@action("workshops.contribute", on="step")
def set_hand(*, actor: Any, step: Step, up: bool) -> Hand | None:
    """Raise the own hand, or take it down; whoever has the word ends their turn by that. Twice is the same as once.

    Raises:
        Conflict: the step has no list of speakers, or is not open.
    """
    _has_order(step)
    me = participant_in(actor, step.workshop)
    assert me is not None
    there = step.hands.filter(participant=me, state__in=IN_LINE).first()
    if not up:
        return _down(there, led=False) if there else None
    if there:
        return there
    if not is_open_for(step, me):
        raise Conflict(_("The list of speakers is closed just now."))
    return _raised(step, me, led=False)


@action("workshops.run_step", on="step")
def raise_hand_for(*, actor: Actor, step: Step, participant: UUID) -> Hand:
    """Raise a hand for somebody who has asked to speak in another way.

    Raises:
        Conflict: the step has no list of speakers, or is not open.
        Invalid: nobody of that id is in the room.
    """
    _has_order(step)
    if step.state != Step.State.OPEN:
        raise Conflict(_("This step is not open."))
    who = people_in(step.workshop).filter(pk=participant).first()
    if who is None:
        raise Invalid(fields={"participant": [_("Choose somebody who is in the room.")]})
    there = step.hands.filter(participant=who, state__in=IN_LINE).first()
    return there or _raised(step, who, led=True)


def _has_order(step: Step) -> None:
    if step.type != Step.Type.SPEAKING:
        raise Conflict(_("There is no list of speakers in this step."))


def _raised(step: Step, participant: Participant, *, led: bool) -> Hand:
    hand = Hand.objects.create(step=step, participant=participant, raised_at=clock.now())
    _reorder(step.pk)
    record(of_hand(hand, "raised", led=led))
    return hand


def _reorder(step: UUID) -> None:
    Step.objects.filter(pk=step).update(tally_version=F("tally_version") + 1)


@action("workshops.run_step", on="step")
def call(*, actor: Actor, step: Step, hand: UUID) -> Hand:
    """Give somebody the word: whoever the list suggests, or anybody else whose hand is up. Who had it, has had it.

    Raises:
        Conflict: the hand has been taken down, or the step is not open.
    """
    chosen = _of(step, hand)
    if chosen.state == Hand.State.SPEAKING:
        return chosen
    if step.state != Step.State.OPEN:
        raise Conflict(_("This step is not open."))
    if chosen.state == Hand.State.DOWN:
        raise Conflict(_("That hand has been taken down."))
    for speaking in step.hands.filter(state=Hand.State.SPEAKING):
        _down(speaking, led=True)
    chosen.state, chosen.called_at = Hand.State.SPEAKING, clock.now()
    return _told(chosen, "called", led=True)


@action("workshops.run_step", on="step")
def end_turn(*, actor: Actor, step: Step, hand: UUID) -> Hand:
    """End somebody's turn. Ending one that has ended is the same as doing nothing."""
    found = _of(step, hand)
    return _down(found, led=True) if found.state == Hand.State.SPEAKING else found


@action("workshops.run_step", on="step")
def lower_hand(*, actor: Actor, step: Step, hand: UUID) -> Hand:
    """Take somebody's hand down; if they have the word, their turn ends."""
    found = _of(step, hand)
    return _down(found, led=True) if found.state != Hand.State.DOWN else found


def _of(step: Step, hand: UUID) -> Hand:
    found: Hand | None = step.hands.select_for_update(no_key=True).filter(pk=hand).first()
    if found is None:
        raise Invalid(fields={"hand": [_("There is no such hand in this step.")]})
    return found


def _down(hand: Hand, *, led: bool) -> Hand:
    spoke = hand.state == Hand.State.SPEAKING
    if spoke:
        hand.done_at = clock.now()
    hand.state = Hand.State.DOWN
    return _told(hand, "done" if spoke else "lowered", led=led)


def _told(hand: Hand, what: str, *, led: bool) -> Hand:
    hand.version += 1
    hand.save()
    _reorder(hand.step_id)
    record(of_hand(hand, what, led=led))
    return hand


@when_closed(Step.Type.SPEAKING)
def end_the_turn(step: Step) -> None:
    """Whoever has the word when the step closes has had it. Those who wait keep their place, should it open again."""
    for speaking in step.hands.filter(state=Hand.State.SPEAKING):
        _down(speaking, led=True)


@when_removed
def take_down(participant: Participant) -> None:
    """Whoever is shown out waits for the word no longer."""
    for hand in participant.hands.filter(state__in=IN_LINE).select_related("step"):
        _down(hand, led=True)


@when_revealed(Step.Type.SPEAKING)
def show_order(step: Step) -> None:
    """The order has the version of the step's tally, which has grown."""
    if step.hands.exists():
        record(OrderShown(workshop=step.workshop_id, order=step.pk))
