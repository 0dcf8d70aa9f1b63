"""Pages on which an organisation says where it stands on a goal and what it takes upon itself."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actor import PersonActor
from accounts.asking import actor, done, must, posted
from accounts.models import Organisation
from events.rights import may
from network.councils import councils
from network.goals import actions
from network.goals.forms.goals import CommitmentForm, PositionForm
from network.goals.models import Commitment, Goal
from network.goals.views.managing.base import ask, crumbs, goal_around, goal_url


@login_required
@require_http_methods(["GET", "POST"])
def state_position(request: HttpRequest, council: str, number: int) -> HttpResponse:
    """Say where one's organisation stands, with the goal's words beside."""
    who, here = actor(request), goal_around(request, council, number)
    must(who, "network.state_position", here)
    now = here.positions.filter(organisation=who.organisation_id).first()
    start = {"stance": now.stance, "reason": now.reason} if now else {}
    return ask(
        request,
        PositionForm(posted(request), initial=start),
        lambda **fields: actions.state_position(actor=who, goal=here, **fields),
        to=goal_url(here),
        said=_("Your organisation's position is stated."),
        context={
            "title": _("Where does your organisation stand?"),
            "submit": _("State the position"),
            "goal": here,
            "now": now,
            "crumbs": crumbs(here.council, here),
        },
        template="pages/goals/managing/position.html",
    )


@login_required
@require_http_methods(["GET", "POST"])
def make_commitment(request: HttpRequest, council: str, number: int) -> HttpResponse:
    """Write down what an organisation takes upon itself, and confirm or end what is written."""
    who, here = actor(request), goal_around(request, council, number)
    must(who, "network.make_commitment", here)
    made = list(here.commitments.select_related("organisation", "confirmed_by"))
    offered = _organisations(who, here)
    wanted = _wanted(request, offered, who)
    now = next((one for one in made if wanted and one.organisation_id == wanted.pk), None)
    start = {"organisation": wanted, **({"role": now.role, "contribution": now.contribution} if now else {})}
    return ask(
        request,
        CommitmentForm(posted(request), initial=start, organisations=offered),
        lambda **fields: actions.make_commitment(actor=who, goal=here, **fields),
        to=reverse("network:make_commitment", args=[council, number]),
        said=_("The commitment is written down."),
        context={
            "title": _("Who takes part, and how"),
            "submit": _("Write down the commitment"),
            "goal": here,
            "back": goal_url(here),
            "rows": [_row(who, one) for one in made],
            "leads": may(who, "network.close_goal", here),
            "crumbs": crumbs(here.council, here),
        },
        template="pages/goals/managing/commitment.html",
    )


def _organisations(who: PersonActor, goal: Goal) -> Any:
    """Return those whom an actor can commit: by right all with a seat, else the one acted for."""
    seated = councils().organisations(goal.council_id)
    return (
        seated
        if may(who, "network.close_goal", goal)
        else seated.filter(pk__in=[one for one in (who.organisation_id,) if one])
    )


def _wanted(request: HttpRequest, offered: Any, who: PersonActor) -> Organisation | None:
    """Return the organisation that the address asks for, else one's own."""
    asked = request.GET.get("organisation", "")
    found: list[Organisation] = list(offered)
    named = next((one for one in found if one.slug == asked), None)
    return named or next((one for one in found if one.pk == who.organisation_id), None)


def _row(who: PersonActor, commitment: Commitment) -> dict[str, Any]:
    return {
        "commitment": commitment,
        "may_confirm": not commitment.confirmed_at and may(who, "network.confirm_commitment", commitment),
        "may_end": may(who, "network.end_commitment", commitment),
    }


def _commitment(request: HttpRequest, council: str, number: int, commitment: UUID) -> Commitment:
    here = goal_around(request, council, number)
    return get_object_or_404(here.commitments.select_related("goal"), pk=commitment)


@login_required
@require_POST
def confirm_commitment(request: HttpRequest, council: str, number: int, commitment: UUID) -> HttpResponse:
    """Confirm what is written about one's own organisation."""
    found = _commitment(request, council, number, commitment)
    return done(
        request,
        lambda: actions.confirm_commitment(actor=actor(request), commitment=found),
        to=reverse("network:make_commitment", args=[council, number]),
        said=_("The commitment is confirmed."),
    )


@login_required
@require_POST
def end_commitment(request: HttpRequest, council: str, number: int, commitment: UUID) -> HttpResponse:
    """Take an organisation's part away."""
    found = _commitment(request, council, number, commitment)
    return done(
        request,
        lambda: actions.end_commitment(actor=actor(request), commitment=found),
        to=reverse("network:make_commitment", args=[council, number]),
        said=_("The commitment is ended."),
    )
