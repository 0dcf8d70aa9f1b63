"""Pages on which social enterprises are asked what a changed rule does to them, and answer."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.asking import actor, done, must, posted
from events import clock
from events.rights import may
from network.councils import councils
from network.goals import actions, words
from network.goals.forms.foresight import ImpactAnswerForm, ImpactCallForm
from network.goals.models import ImpactCall
from network.goals.queries import impact_answer_of, impact_calls_visible_to, impact_sum
from network.goals.views.managing.base import ask, council_around, crumbs, signed, stream_of

PAGE = "pages/goals/managing/impact_call.html"


@login_required
@require_GET
def impact_calls(request: HttpRequest, council: str) -> HttpResponse:
    """The calls of a council, newest first."""
    who, here = actor(request), council_around(request, council)
    found = impact_calls_visible_to(who).filter(council=here.pk)
    context = {
        "title": _("Effects of changed rules"),
        "council": here,
        "rows": [{"call": one, "sum": impact_sum(one), "takes": _takes_answers(one)} for one in found],
        "may_open": may(who, "network.open_impact_call", here),
        "crumbs": crumbs(here),
    }
    return render(request, "pages/goals/managing/impact_calls.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def open_impact_call(request: HttpRequest, council: str) -> HttpResponse:
    """Ask the enterprises."""
    who, here = actor(request), council_around(request, council)
    must(who, "network.open_impact_call", here)
    made: list[ImpactCall] = []

    def do(**fields: Any) -> None:
        made.append(actions.open_impact_call(actor=who, council=here, **fields))

    answer = ask(
        request,
        ImpactCallForm(posted(request)),
        do,
        to=reverse("network:impact_calls", args=[council]),
        said=_("The social enterprises of the council are asked."),
        context={
            "title": _("Ask what a changed rule does"),
            "lead": _(
                "The social enterprises answer, each for itself. Others see the sum, and only from five answers on."
            ),
            "submit": _("Ask the enterprises"),
            "crumbs": _way(here),
        },
    )
    if made:
        answer["Location"] = reverse("network:impact_call", args=[council, made[0].pk])
    return answer


def _way(council: Any) -> list[dict[str, str]]:
    return crumbs(council, None, (_("Effects of changed rules"), reverse("network:impact_calls", args=[council.slug])))


def _call(request: HttpRequest, council: str, call: UUID) -> ImpactCall:
    return get_object_or_404(impact_calls_visible_to(actor(request)), council__slug=council, pk=call)


def _takes_answers(call: ImpactCall) -> bool:
    return call.state == ImpactCall.State.OPEN and call.due >= clock.today()


@login_required
@require_GET
def impact_call(request: HttpRequest, council: str, call: UUID) -> HttpResponse:
    """What changes, how many have answered, the sum when there are enough, and one's own answer."""
    here = _call(request, council, call)
    form = _answer_form(request, here)
    stream = stream_of(here.council)
    return render(request, PAGE, {**_context(request, here), "form": form, "stream": stream})


def _answer_form(request: HttpRequest, call: ImpactCall) -> forms.Form:
    own = impact_answer_of(actor(request), call)
    names = ImpactAnswerForm.base_fields
    return ImpactAnswerForm(posted(request), initial={name: getattr(own, name) for name in names} if own else {})


def _context(request: HttpRequest, call: ImpactCall) -> dict[str, Any]:
    who, found = actor(request), impact_sum(call)
    return {
        "call": call,
        "council": call.council,
        "sum": found,
        "places": signed(Decimal(found.places)) if found.places is not None else "",
        "share": words.number(found.income_share, 1) if found.income_share is not None else "",
        "asked": sum(side == "asf" for side in councils().sides(call.council_id).values()),
        "takes": _takes_answers(call),
        "may_answer": may(who, "network.answer_impact_call", call),
        "may_close": call.state == ImpactCall.State.OPEN and may(who, "network.close_impact_call", call),
        "own": impact_answer_of(who, call),
        "crumbs": _way(call.council),
    }


@login_required
@require_POST
def answer_impact_call(request: HttpRequest, council: str, call: UUID) -> HttpResponse:
    """Answer for one's enterprise, or change the answer."""
    who, here = actor(request), _call(request, council, call)
    must(who, "network.answer_impact_call", here)
    return ask(
        request,
        _answer_form(request, here),
        lambda **fields: actions.answer_impact_call(actor=who, call=here, **fields),
        to=reverse("network:impact_call", args=[council, call]),
        said=_("Your answer is kept. Nobody else reads it."),
        context=_context(request, here),
        template=PAGE,
    )


@login_required
@require_POST
def close_impact_call(request: HttpRequest, council: str, call: UUID) -> HttpResponse:
    """Take no more answers."""
    here = _call(request, council, call)
    return done(
        request,
        lambda: actions.close_impact_call(actor=actor(request), call=here),
        to=reverse("network:impact_call", args=[council, call]),
        said=_("The call is closed. No more answers are taken."),
    )
