"""Pages on which it is noted what is to be done for a goal, and how far it has come."""

from typing import Any
from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.asking import actor, expected, key_of, must, posted
from events.errors import Conflict, Stale
from events.idempotency import keyed
from events.rights import may
from network.goals import actions
from network.goals.forms.goals import ActivityForm, ChangeActivityForm
from network.goals.models import Activity, Goal
from network.goals.state import SETTLED
from network.goals.views.managing.base import ask, crumbs, goal_around, goal_url, seated
from network.origins import origins


@login_required
@require_http_methods(["GET", "POST"])
def add_activity(request: HttpRequest, council: str, number: int) -> HttpResponse:
    """Note something to be done; `?fran=<kind>:<uuid>` says what it came from."""
    who, here = actor(request), goal_around(request, council, number)
    must(who, "network.add_activity", here)
    kind, origin = origin_in(request)
    shown = origins(who, [(kind, origin)]).get((kind, origin)) if origin else None
    form = ActivityForm(posted(request), organisations=seated(here.council_id))
    lost = bool(origin) and shown is None
    return ask(
        request,
        form,
        lambda **fields: actions.add_activity(actor=who, goal=here, origin_kind=kind, origin=origin, **fields),
        to=goal_url(here),
        said=_("The activity is noted."),
        context={
            "title": _("Note an activity"),
            "submit": _("Note the activity"),
            "goal": here,
            "origin": shown,
            "origin_lost": lost,
            "hidden": {"fran": f"{kind}:{origin}"} if shown else {},
            "rows": _rows(request, here),
            "crumbs": crumbs(here.council, here),
        },
        template="pages/goals/managing/activity.html",
    )


def origin_in(request: HttpRequest) -> tuple[str, UUID | None]:
    """Return the kind and id of what a page says that an activity comes from."""
    kind, _colon, identifier = (request.POST.get("fran") or request.GET.get("fran", "")).partition(":")
    try:
        return (kind, UUID(identifier)) if kind else ("", None)
    except ValueError:
        return "", None


def _rows(request: HttpRequest, goal: Goal) -> list[dict[str, Any]]:
    who = actor(request)
    found = goal.activities.select_related("organisation", "goal__council")
    return [{"activity": one, "may_change": may(who, "network.change_activity", one)} for one in found]


@login_required
@require_http_methods(["GET", "POST"])
def change_activity(request: HttpRequest, council: str, number: int, activity: UUID) -> HttpResponse:
    """Change an activity, or note with one button that it is done."""
    who, goal = actor(request), goal_around(request, council, number)
    here = get_object_or_404(goal.activities.select_related("goal__council", "organisation"), pk=activity)
    must(who, "network.change_activity", here)
    if request.method == "POST" and "klar" in request.POST:
        return _note_as_done(request, here)
    form = ChangeActivityForm(
        posted(request),
        initial={name: getattr(here, name) for name in ChangeActivityForm.base_fields},
        organisations=seated(goal.council_id, here.organisation),
    )
    shown = origins(who, [(here.origin_kind, here.origin)]) if here.origin else {}
    return ask(
        request,
        form,
        lambda **fields: actions.change_activity(actor=who, activity=here, expected=expected(request), **fields),
        to=goal_url(goal),
        said=_("The activity is changed."),
        version=here.version,
        context={
            "title": _("Change the activity"),
            "submit": _("Save the activity"),
            "goal": goal,
            "activity": here,
            "settled": here.state in SETTLED,
            "origin": next(iter(shown.values()), None),
            "crumbs": crumbs(goal.council, goal),
        },
        template="pages/goals/managing/activity.html",
    )


def _note_as_done(request: HttpRequest, activity: Activity) -> HttpResponse:
    kept = {name: getattr(activity, name) for name in ("title", "organisation", "due", "note")}
    try:
        with keyed(key_of(request)):
            actions.change_activity(
                actor=actor(request),
                activity=activity,
                expected=expected(request),
                state=Activity.State.DONE,
                **kept,
            )
    except Stale:
        notices.warning(
            request, _("Somebody has changed the activity meanwhile. Look at it, then note that it is done.")
        )
        return redirect(request.path)
    except Conflict as error:
        notices.error(request, str(error.message))
        return redirect(request.path)
    notices.success(request, _("The activity is noted as done."))
    return redirect(goal_url(activity.goal))
