"""Reads of consultations and answers."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from accounts.actor import NOBODY, AnyActor, PersonActor
from cms.consultation.models import Answer, Consultation, Party, Position, Remark
from cms.pages.models import PolicyPage
from cms.policy.models import PolicyVersion
from events.workdays import working_days_between

_SENT = [Consultation.State.OPEN, Consultation.State.CLOSED, Consultation.State.WITHDRAWN]


def consultations_visible_to(actor: AnyActor) -> QuerySet[Consultation]:
    """Return the consultations an actor may see.

    The drafters see theirs from the start, those who are asked from the day it opens, and everybody one in which any
    organisation may answer, or whose answers have been made public.
    """
    open_to_all = Q(participation=Consultation.Participation.OPEN, state__in=_SENT)
    seen = Q(public_at__isnull=False) | open_to_all
    if isinstance(actor, PersonActor):
        if actor.person.is_superuser:
            return _with_parts(Consultation.objects.all())
        if actor.organisation_id:
            seen |= _drafted_by(actor.organisation_id)
            asked = Party.objects.filter(organisation=actor.organisation_id).values("consultation")
            seen |= Q(pk__in=asked, state__in=_SENT)
    return _with_parts(Consultation.objects.filter(seen))


def _drafted_by(organisation: UUID) -> Q:
    return Q(organisation=organisation)


def _with_parts(found: QuerySet[Consultation]) -> QuerySet[Consultation]:
    return found.select_related("organisation", "subject", "policy")


def with_parties(found: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Add the questions and the parties with their answers' state, in a fixed number of queries."""
    parties = Party.objects.select_related("organisation", "answer__subject")
    return found.prefetch_related("questions", Prefetch("parties", parties))


def open_to_public() -> QuerySet[Consultation]:
    """Return the consultations that any organisation may answer now; the next to close first."""
    return _with_parts(
        Consultation.objects.filter(state=Consultation.State.OPEN, participation=Consultation.Participation.OPEN)
    ).order_by("closes_on", "title")


def told_to_public() -> QuerySet[Consultation]:
    """Return the consultations that feeds, mail and the map of the site tell of: all may see them, and none is off."""
    return consultations_visible_to(NOBODY).exclude(state=Consultation.State.WITHDRAWN)


def answers_visible_to(actor: AnyActor, consultation: Consultation) -> QuerySet[Answer]:
    """Return the answers of a consultation whose words an actor may read.

    An organisation reads its own from the first word; the drafters read those given; everybody reads those given once
    the drafters have made them public.
    """
    found = Answer.objects.filter(party__consultation=consultation)
    given = Q(given_at__isnull=False)
    seen = given if consultation.is_public else Q(pk__in=[])
    if isinstance(actor, PersonActor):
        if actor.person.is_superuser or _is_drafter(actor, consultation):
            seen = given
        if actor.organisation_id:
            seen |= Q(party__organisation=actor.organisation_id)
    return found.filter(seen).select_related("party__organisation", "subject", "given_by")


def _is_drafter(actor: PersonActor, consultation: Consultation) -> bool:
    return bool(actor.organisation_id) and actor.organisation_id == consultation.organisation_id


def with_points(found: QuerySet[Answer]) -> QuerySet[Answer]:
    """Add positions and remarks, with what the drafters made of them."""
    return found.prefetch_related(
        Prefetch("positions", Position.objects.select_related("question", "response")),
        Prefetch("remarks", Remark.objects.select_related("response")),
    )


def party_of(actor: AnyActor, consultation: Consultation) -> Party | None:
    """Return the actor's organisation as a party, if it is one."""
    if not isinstance(actor, PersonActor) or not actor.organisation_id:
        return None
    return (
        Party.objects.filter(consultation=consultation, organisation=actor.organisation_id)
        .select_related("organisation", "consultation", "answer__subject")
        .first()
    )


def versions_seen_through(actor: AnyActor) -> QuerySet[PolicyVersion]:
    """Return the frozen texts that an actor may read because they are, or were, asked about."""
    seen = consultations_visible_to(actor)
    answered = Answer.objects.filter(party__consultation__in=seen.values("pk")).values("subject")
    return PolicyVersion.objects.filter(Q(pk__in=seen.values("subject")) | Q(pk__in=answered))


def policies_to_send(actor: AnyActor) -> QuerySet[PolicyPage]:
    """Return the policies of the actor's organisation that are not out for consultation, nor about to be."""
    if not isinstance(actor, PersonActor) or not actor.organisation_id:
        none: QuerySet[PolicyPage] = PolicyPage.objects.none()
        return none
    running = Consultation.objects.filter(state__in=[Consultation.State.DRAFT, Consultation.State.OPEN])
    own: QuerySet[PolicyPage] = PolicyPage.objects.filter(organisation=actor.organisation_id)
    return own.exclude(pk__in=running.values("policy")).order_by("title")


def silent(consultation: Consultation) -> QuerySet[Party]:
    """Return the parties that were asked and have given no answer."""
    return (
        Party.objects.filter(consultation=consultation, asked=True)
        .filter(Q(answer__isnull=True) | Q(answer__given_at__isnull=True))
        .select_related("organisation", "consultation")
    )


def working_days_left(party: Party, today: date) -> int:
    """Return how many working days a party has left after today; 0 on the last day and later."""
    return working_days_between(today, party.answers_by)
