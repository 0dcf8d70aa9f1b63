"""Reads of benchmarks, impact calls and scenarios."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count, Q, QuerySet, Sum

from accounts.actor import AnyActor
from network.councils import councils
from network.goals.models import Benchmark, Goal, ImpactAnswer, ImpactCall, Scenario, Visibility


def benchmarks_visible_to(actor: AnyActor) -> QuerySet[Benchmark]:
    """Return the benchmarks of the councils around an actor, and of those with public goals: sources are public."""
    public = Goal.objects.filter(visibility=Visibility.PUBLIC).exclude(state=Goal.State.PROPOSED).values("council")
    around = councils().around(actor).values("pk")
    found = Benchmark.objects.filter(Q(council__in=around) | Q(council__in=public))
    return found.select_related("council", "indicator").prefetch_related("values")


def impact_calls_visible_to(actor: AnyActor) -> QuerySet[ImpactCall]:
    """Return the impact calls of the councils around an actor."""
    return ImpactCall.objects.filter(council__in=councils().around(actor).values("pk")).select_related("council")


def impact_answer_of(actor: AnyActor, call: ImpactCall) -> ImpactAnswer | None:
    """Return what an actor's own organisation has answered."""
    return call.answers.filter(organisation=actor.organisation_id).first()


@dataclass(frozen=True)
class ImpactSum:
    """What the answers to a call come to together; the numbers are None while there are too few."""

    answers: int
    places: int | None
    income_share: Decimal | None
    """Mean share of the income concerned, in per cent."""


def impact_sum(call: ImpactCall) -> ImpactSum:
    """Put the answers to a call together, from five on (`ImpactCall.FEWEST`)."""
    found = call.answers.aggregate(
        answers=Count("pk"), places=Sum("places"), share=Avg("income_share"), shares=Count("income_share")
    )
    if found["answers"] < ImpactCall.FEWEST:
        return ImpactSum(found["answers"], None, None)
    enough = found["shares"] >= ImpactCall.FEWEST
    return ImpactSum(found["answers"], found["places"], found["share"] if enough else None)


def scenarios_visible_to(actor: AnyActor) -> QuerySet[Scenario]:
    """Return the scenarios of the councils around an actor, and elsewhere those that are published."""
    around = councils().around(actor).values("pk")
    found = Scenario.objects.filter(Q(council__in=around) | Q(visibility=Visibility.PUBLIC))
    return found.select_related("council", "author", "organisation").prefetch_related("assumptions")
