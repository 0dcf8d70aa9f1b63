"""Concluding, agreeing on it, and handing it over to where it is carried on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Max
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from accounts.models import Organisation
from accounts.text import clean_text
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Forbidden
from events.recording import record
from network.goals.actions.common import chosen, must_be
from workshops.boards.models import Note
from workshops.boards.redaction import when_redacted
from workshops.outcomes import events
from workshops.outcomes.handing import way_for
from workshops.outcomes.models import Outcome
from workshops.outcomes.sources import lifted_from, sources_in
from workshops.plans.models import Workshop

LONGEST = 2000
MOST = 200


@action("workshops.conclude", on="workshop")
def lift_outcome(
    *,
    actor: Actor,
    workshop: Workshop,
    type: str,  # noqa: A002 - what it is called outside
    text: str,
    organisation: Organisation | None = None,
    due: date | None = None,
    sources: Iterable[Mapping[str, Any]] = (),
) -> Outcome:
    """Write down what the group concludes, with what it is lifted from.

    Args:
        sources: `kind` and `thing` of each: notes, groups, what was voted on, lines of tables, questions.

    Raises:
        Invalid: no text, or a source that is not in this workshop or not shown to all yet.
        Conflict: there are as many conclusions as a workshop can have.
    """
    lifted = sources_in(workshop, sources)
    if workshop.outcomes.count() >= MOST:
        raise Conflict(_("A workshop has at most 200 conclusions."))
    last = workshop.outcomes.aggregate(last=Max("position"))["last"] or 0
    outcome = Outcome(workshop=workshop, position=last + 1)
    _write(outcome, type, text, organisation, due)
    outcome.save()
    for source in lifted:
        source.outcome = outcome
        source.save()
    record(events.OutcomeLifted(workshop=workshop.pk, outcome=outcome.pk, kind=outcome.kind))
    return outcome


def _write(outcome: Outcome, kind: str, text: str, organisation: Organisation | None, due: date | None) -> None:
    outcome.kind = chosen(kind, Outcome.Kind, "type")
    outcome.text = clean_text(text, field="text", limit=LONGEST)
    outcome.organisation, outcome.due = organisation, due


@action("workshops.conclude", on="outcome")
def change_outcome(
    *,
    actor: Actor,
    outcome: Outcome,
    expected: int,
    type: str,  # noqa: A002 - what it is called outside
    text: str,
    organisation: Organisation | None = None,
    due: date | None = None,
) -> Outcome:
    """Change a conclusion. Of one that was handed over the words alone: the rest lives on where it went.

    Raises:
        Stale: somebody else has changed it since version `expected`.
        Conflict: it was dropped, or it was handed over and more than its words would change.
    """
    must_be(outcome.version, expected)
    if outcome.state == Outcome.State.DROPPED:
        raise Conflict(_("This conclusion was dropped. Agree on it again first."))
    was = (outcome.kind, outcome.organisation_id, outcome.due)
    _write(outcome, type, text, organisation, due)
    if outcome.state == Outcome.State.HANDED_OVER and was != (outcome.kind, outcome.organisation_id, outcome.due):
        raise Conflict(_("This conclusion has been handed over. Only its words can be changed here."))
    _reviewed(outcome)
    return _told(outcome, events.OutcomeChanged)


@action("workshops.conclude", on="outcome")
def agree_on_outcome(*, actor: Actor, outcome: Outcome) -> Outcome:
    """Note that the group agrees. One that was dropped is taken up again by it."""
    return _becomes(outcome, Outcome.State.AGREED, events.OutcomeAgreed)


@action("workshops.conclude", on="outcome")
def drop_outcome(*, actor: Actor, outcome: Outcome) -> Outcome:
    """Drop a conclusion. It stays in the list as dropped."""
    _reviewed(outcome)
    return _becomes(outcome, Outcome.State.DROPPED, events.OutcomeDropped)


def _becomes(outcome: Outcome, state: str, event: type[Any]) -> Outcome:
    if outcome.state == Outcome.State.HANDED_OVER:
        raise Conflict(_("This conclusion has been handed over."))
    if outcome.state == state:
        return outcome
    outcome.state = state
    return _told(outcome, event)


@action("workshops.conclude", on="outcome")
def move_outcome(*, actor: Actor, outcome: Outcome, before: UUID | None) -> Outcome:
    """Put a conclusion before another one; last when `before` is None or gone."""
    order = [one for one in outcome.workshop.outcomes.order_by("position", "pk") if one.pk != outcome.pk]
    place = next((at for at, other in enumerate(order) if other.pk == before), len(order))
    order.insert(place, outcome)
    for position, other in enumerate(order, start=1):
        if other.position != position:
            Outcome.objects.filter(pk=other.pk).update(position=position, version=F("version") + 1)
            record(events.OutcomeMoved(workshop=other.workshop_id, outcome=other.pk))
    outcome.refresh_from_db()
    return outcome


@action("workshops.hand_over", on="outcome")
def hand_over(*, actor: PersonActor, outcome: Outcome, **given: Any) -> Outcome:
    """Let a conclusion become what it says it is: a proposed goal, an activity, a question, an input to a policy.

    It is done as the host who does it, who must be allowed to where it goes.

    Args:
        given: what is needed besides; see `workshops.outcomes.ways`.

    Raises:
        Conflict: it is not agreed on, was handed over already, or nobody takes over such conclusions.
        Invalid: something is missing.
        Forbidden: the host may not do that in the council.
    """
    if outcome.state == Outcome.State.HANDED_OVER:
        raise Conflict(_("This conclusion has been handed over."))
    if outcome.state != Outcome.State.AGREED:
        raise Conflict(_("The group has not agreed on this yet. Note that first."))
    way = way_for(outcome.kind)
    if way is None:
        raise Conflict(_("Nobody takes over such a conclusion yet. It stays in the record, not handed over."))
    try:
        became = way(actor, outcome, given)
    except Forbidden:
        words = _("You may not do that in this council yourself. Ask a host who takes part in it to hand this over.")
        raise Forbidden(words) from None
    outcome.state, outcome.became_kind, outcome.became = Outcome.State.HANDED_OVER, became.kind, became.id
    outcome.became_title = became.title[:200]
    outcome.organisation, outcome.due = became.organisation or outcome.organisation, became.due or outcome.due
    return _told(outcome, events.OutcomeHandedOver, kind=became.kind, became=became.id)


def _told(outcome: Outcome, event: type[Any], **facts: Any) -> Outcome:
    outcome.version += 1
    outcome.save()
    record(event(workshop=outcome.workshop_id, outcome=outcome.pk, **facts))
    return outcome


# --- When a source was redacted ----------------------------------------------------------------------------------


@when_redacted
def ask_for_review(note: Note, _words: str) -> None:
    """Ask the hosts to look at the words of the conclusions that a redacted note was lifted into."""
    for outcome in lifted_from(note):
        if not outcome.to_review:
            _review(outcome, needed=True)
            outcome.save()


@action("workshops.conclude", on="outcome")
def keep_words(*, actor: Actor, outcome: Outcome) -> Outcome:
    """Say that the words of a conclusion can stay, though something it was lifted from was redacted."""
    if outcome.to_review:
        _reviewed(outcome)
        outcome.save()
    return outcome


def _reviewed(outcome: Outcome) -> None:
    if outcome.to_review:
        _review(outcome, needed=False)


def _review(outcome: Outcome, *, needed: bool) -> None:
    outcome.to_review = needed
    outcome.review_version += 1
    told = events.ReviewAsked if needed else events.ReviewDone
    record(told(hosts=outcome.workshop_id, review=outcome.pk))
