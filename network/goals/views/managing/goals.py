"""Pages with which a goal is proposed, changed, adopted, closed, and its status stated."""

from collections import defaultdict
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.asking import actor, expected, must, posted
from events import clock
from network.goals import actions
from network.goals.actions.goals import DEEPEST
from network.goals.forms.goals import AdoptForm, GoalForm, ReasonForm, StatusForm
from network.goals.models import Goal
from network.goals.views.managing.base import ask, council_around, crumbs, goal_around, goal_url


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, council: str) -> HttpResponse:
    """Propose something to reach together."""
    who, here = actor(request), council_around(request, council)
    must(who, "network.propose_goal", here)
    tree = parents(here.pk)
    wanted = request.GET.get("del-av", "")
    above = next((goal for _level, goal in tree if str(goal.number) == wanted), None)
    today = clock.today()
    start = {"parent": above, "starts_on": today.replace(month=1, day=1), "ends_on": today.replace(month=12, day=31)}
    start |= _suggested(request)
    form = GoalForm(posted(request), initial=start, tree=tree)
    made: list[Goal] = []

    def do(**fields: Any) -> None:
        made.append(actions.propose_goal(actor=who, council=here, **fields))

    answer = ask(
        request,
        form,
        do,
        to=reverse("network:goals", args=[council]),
        said=_("The goal is proposed. It becomes the council's own when a decision to adopt it has been noted."),
        context={
            "title": _("Propose a goal"),
            "lead": _("Anybody in the council can propose. The council adopts by a decision of its own."),
            "submit": _("Propose the goal"),
            "crumbs": crumbs(here),
        },
    )
    if made:
        answer["Location"] = goal_url(made[0])
    return answer


def _suggested(request: HttpRequest) -> dict[str, Any]:
    """Return what the address that led here suggests: `titel`, `kalla` (source) and `till` (the last day)."""
    asked = {"title": request.GET.get("titel", ""), "source": request.GET.get("kalla", "")}
    found: dict[str, Any] = {name: text[:300] for name, text in asked.items() if text}
    with suppress(ValueError):
        found["ends_on"] = date.fromisoformat(request.GET.get("till", ""))
    return found


def parents(council: UUID, without: Goal | None = None) -> list[tuple[int, Goal]]:
    """Return the goals of a council that a goal can be a part of, each with its level, in the order of the tree.

    Args:
        without: the goal itself, which can be part of neither itself nor what lies below it.
    """
    below: dict[UUID | None, list[Goal]] = defaultdict(list)
    for goal in Goal.objects.filter(council=council).order_by("number"):
        below[goal.parent_id].append(goal)
    found: list[tuple[int, Goal]] = []

    def walk(above: UUID | None, level: int) -> None:
        for goal in below[above]:
            if level + 1 < DEEPEST and (without is None or goal.pk != without.pk):
                if goal.state != Goal.State.CLOSED or (without and goal.pk == without.parent_id):
                    found.append((level, goal))
                walk(goal.pk, level + 1)

    walk(None, 0)
    return found


@login_required
@require_http_methods(["GET", "POST"])
def change_goal(request: HttpRequest, council: str, number: int) -> HttpResponse:
    """Change a goal's words, time, place or rules."""
    who, here = actor(request), goal_around(request, council, number)
    must(who, "network.change_goal", here)
    now = {name: getattr(here, name) for name in GoalForm.base_fields}
    form = GoalForm(posted(request), initial=now, tree=parents(here.council_id, here))
    return ask(
        request,
        form,
        lambda **fields: actions.change_goal(actor=who, goal=here, expected=expected(request), **fields),
        to=goal_url(here),
        said=_("The goal is changed."),
        version=here.version,
        context={"title": _("Change the goal"), "submit": _("Save the goal"), "crumbs": crumbs(here.council, here)},
    )


@login_required
@require_http_methods(["GET", "POST"])
def adopt_goal(request: HttpRequest, council: str, number: int) -> HttpResponse:
    """Note the decision by which a goal became the council's."""
    who, here = actor(request), goal_around(request, council, number)
    must(who, "network.adopt_goal", here)
    return ask(
        request,
        AdoptForm(posted(request)),
        lambda **fields: actions.adopt_goal(actor=who, goal=here, **fields),
        to=goal_url(here),
        said=_("The goal is adopted."),
        context={
            "title": _("Adopt the goal"),
            "lead": _("A goal is the council's only when somebody with the right to do so has decided on it."),
            "submit": _("Adopt the goal"),
            "goal": here,
            "crumbs": crumbs(here.council, here),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def close_goal(request: HttpRequest, council: str, number: int) -> HttpResponse:
    """Stop working for a goal."""
    who, here = actor(request), goal_around(request, council, number)
    must(who, "network.close_goal", here)
    return ask(
        request,
        ReasonForm(posted(request)),
        lambda **fields: actions.close_goal(actor=who, goal=here, **fields),
        to=goal_url(here),
        said=_("The goal is closed. Everything that was reported stays readable."),
        context={
            "title": _("Close the goal"),
            "lead": _("Nothing more is done or reported for it. It stays readable, and cannot be opened again."),
            "submit": _("Close the goal"),
            "danger": True,
            "goal": here,
            "crumbs": crumbs(here.council, here),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def state_status(request: HttpRequest, council: str, number: int) -> HttpResponse:
    """Say how it goes with a goal whose status is not reckoned."""
    who, here = actor(request), goal_around(request, council, number)
    must(who, "network.state_status", here)
    stated = here.status_rule == Goal.StatusRule.STATED
    return ask(
        request,
        StatusForm(posted(request), initial={"status": here.stated_status, "reason": here.stated_reason}),
        lambda **fields: actions.state_status(actor=who, goal=here, **fields),
        to=goal_url(here),
        said=_("The status is stated."),
        context={
            "title": _("Say how it goes"),
            "submit": _("State the status"),
            "goal": here,
            "crumbs": crumbs(here.council, here),
            "instead": None if stated else reverse("network:change_goal", args=[council, number]),
        },
        template="pages/goals/managing/status.html",
    )
