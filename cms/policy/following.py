"""From what a policy promises to what is done about it: a new goal, one that is there, or an activity."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actor import AnyActor, PersonActor
from accounts.asking import actor, ask, posted
from cms.pages.models import Commitment
from cms.policy import actions
from cms.policy.forms import TieForm, chosen
from cms.policy.queries import public_commitment
from events.errors import Forbidden, NotVisible
from events.rights import may
from network.councils import councils
from network.goals.models import Activity, Goal
from network.goals.queries import goals_visible_to

TEMPLATE = "cms/follow_commitment.html"


def proposing_in(reader: AnyActor) -> list[Any]:
    """Return the councils in which an actor may propose goals."""
    if not reader.is_signed_in:
        return []
    return [one for one in councils().around(reader).order_by("name") if may(reader, "network.propose_goal", one)]


def may_follow_up(reader: AnyActor, policy: Any) -> bool:
    """Say whether an actor may do something about what a policy promises."""
    return reader.is_signed_in and (may(reader, "cms.tie_commitment", policy) or bool(proposing_in(reader)))


@login_required
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, commitment: int) -> HttpResponse:
    """Propose a goal for a promise, or say which goal or activity does it."""
    who, promise = actor(request), public_commitment(commitment)
    if promise is None:
        raise NotVisible
    there = proposing_in(who)
    may_tie = may(who, "cms.tie_commitment", promise.policy)
    if not (there or may_tie):
        raise Forbidden
    context = _context(request, who, promise, there)
    if not may_tie:
        if request.method == "POST":
            raise Forbidden
        return render(request, TEMPLATE, context)
    form = TieForm(
        posted(request),
        initial={"done_by": chosen(promise.goal, promise.activity)},
        goals=list(_goals(who, promise)),
    )
    return ask(
        request,
        form,
        lambda **fields: actions.tie_commitment(actor=who, policy=promise.policy, commitment=promise, **fields),
        to=context["back"],
        said=_("It is noted what does this."),
        context=context,
        template=TEMPLATE,
    )


def _goals(who: PersonActor, promise: Commitment) -> Any:
    around = councils().around(who).values("pk")
    open_ones = goals_visible_to(who).filter(council__in=around).exclude(state=Goal.State.CLOSED)
    tied = promise.goal_id or (promise.activity.goal_id if promise.activity else None)
    also = goals_visible_to(who).filter(pk=tied) if tied else Goal.objects.none()
    found = Goal.objects.filter(pk__in=[*open_ones.values_list("pk", flat=True), *also.values_list("pk", flat=True)])
    return found.select_related("council").prefetch_related(
        Prefetch("activities", Activity.objects.order_by("due", "title"))
    )


def _context(request: HttpRequest, who: PersonActor, promise: Commitment, there: list[Any]) -> dict[str, Any]:
    policy = promise.policy
    url = policy.get_url(request) or ""
    above = policy.get_parent()
    tied = promise.goal or (promise.activity.goal if promise.activity else None)
    may_add = tied is not None and may(who, "network.add_activity", tied)
    origin = urlencode({"fran": f"policy:{policy.standing.pk}"})
    return {
        "promise": promise,
        "policy": policy,
        "back": f"{url}#atagande-{promise.pk}",
        "crumbs": [
            {"title": above.title, "url": above.get_url(request) or ""},
            {"title": policy.title, "url": url},
        ],
        "councils": [{"council": one, "url": propose_url(one, promise)} for one in there],
        "tied": tied if tied and goals_visible_to(who).filter(pk=tied.pk).exists() else None,
        "add_activity_url": f"{_address('network:add_activity', tied)}?{origin}" if may_add else "",
    }


def _address(name: str, goal: Goal | None) -> str:
    return reverse(name, args=[goal.council.slug, goal.number]) if goal else ""


def propose_url(council: Any, promise: Commitment) -> str:
    """Return the address of the form for a new goal, filled in with what is promised, by whom and by when."""
    words = {"titel": promise.text[:160], "kalla": f"{promise.policy.title}, {promise.policy.organisation}"[:300]}
    if promise.by:
        words["till"] = promise.by.isoformat()
    return f"{reverse('network:propose', args=[council.slug])}?{urlencode(words)}"
