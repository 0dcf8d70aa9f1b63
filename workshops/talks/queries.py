"""Reads about talks: hands, the order they make, and questions."""

from typing import Any
from uuid import UUID

from accounts.actor import AnyActor
from events.errors import NotVisible
from workshops.plans.models import Step
from workshops.sessions.queries import rooms_of
from workshops.talks.models import Asked, Hand
from workshops.talks.order import Turn, heard, suggested


def order_of(step: Step) -> dict[str, Any]:
    """Return whom the list of a step suggests next, by which reason, and who has been heard for how long."""
    hands = list(step.hands.select_related("participant__organisation").order_by("raised_at", "pk"))
    turns = [_turn(hand) for hand in hands]
    waiting = [turn for hand, turn in zip(hands, turns, strict=True) if hand.state == Hand.State.UP]
    found = suggested(waiting, turns, balance=bool(step.setting("balance")))
    return {"next": {"hand": found.id, "reason": found.reason} if found else None, "heard": heard(turns)}


def _turn(hand: Hand) -> Turn:
    whose = hand.participant
    return Turn(
        str(hand.pk),
        str(whose.organisation_id or whose.organisation_name.casefold() or whose.pk),
        whose.organisation_label,
        hand.raised_at,
        hand.called_at,
        hand.done_at,
    )


def hand_for(actor: AnyActor, pk: UUID) -> Hand:
    """Return a hand in a room that an actor is in, or leads.

    Raises:
        NotVisible: there is none for them.
    """
    hands = Hand.objects.filter(pk=pk, step__workshop__in=rooms_of(actor))
    found = hands.select_related("step__workshop", "participant__organisation").first()
    if found is None:
        raise NotVisible
    return found


def question_for(actor: AnyActor, pk: UUID) -> Asked:
    """Return a question in a room that an actor is in, or leads.

    Raises:
        NotVisible: there is none for them.
    """
    found = Asked.objects.filter(pk=pk, step__workshop__in=rooms_of(actor)).select_related("step__workshop").first()
    if found is None:
        raise NotVisible
    return found
