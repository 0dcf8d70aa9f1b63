"""The plan of a workshop, step by step."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actor import PersonActor
from accounts.asking import actor, ask, done, expected, must
from events.errors import NotVisible
from events.rights import may
from workshops.plans import actions
from workshops.plans.models import Step, Workshop
from workshops.plans.poll_form import WORDS, PollForm, form_for
from workshops.plans.step_forms import StepForm
from workshops.sessions.queries import steps_of
from workshops.views.base import address, crumbs, programme_of_day, workshop_here

FORM = "pages/workshops/step.html"


@login_required
@require_GET
def plan(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """The plan: its steps in order, when each begins, and what can be added."""
    who, here = actor(request), workshop_here(request, council, workshop)
    must(who, "workshops.change_plan", here)
    rows = programme_of_day(here)
    for row in rows:
        row["may_change"] = may(who, "workshops.change_step", row["step"])
    taken = sum(row["step"].minutes for row in rows)
    context = {
        "workshop": here,
        "rows": rows,
        "minutes": taken,
        "length": int((here.ends_at - here.starts_at) / timedelta(minutes=1)),
        "types": [{"name": value, "label": label, "words": WORDS.get(value, "")} for value, label in Step.Type.choices],
        "may_announce": here.state == Workshop.State.PLANNED and may(who, "workshops.announce_workshop", here),
        "crumbs": crumbs(here.council, here),
    }
    return render(request, "pages/workshops/plan.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """Add a step; `?typ=` says which way of working."""
    who, here = actor(request), workshop_here(request, council, workshop)
    must(who, "workshops.change_plan", here)
    type_ = request.GET.get("typ", "")
    if type_ not in Step.Type.values:
        raise NotVisible
    form = _form(request, here, type_)
    return _asked(
        request,
        form,
        lambda **_said: actions.add_step(actor=who, workshop=here, type=type_, **form.described()),
        here,
        type_,
        title=_("Add a step: %(type)s") % {"type": Step.Type(type_).label},
        submit=_("Add the step"),
        said=_("The step is added."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, council: str, workshop: str, step: UUID) -> HttpResponse:
    """Change a step that has not begun."""
    who, here = actor(request), workshop_here(request, council, workshop)
    found = _step(who, here, step)
    must(who, "workshops.change_step", found)
    form = _form(request, here, found.type, found)
    return _asked(
        request,
        form,
        lambda **_said: actions.change_step(actor=who, step=found, expected=expected(request), **form.described()),
        here,
        found.type,
        title=_("Change a step: %(type)s") % {"type": found.get_type_display()},
        submit=_("Save the step"),
        said=_("The step is changed."),
        version=found.version,
    )


def _step(who: PersonActor, workshop: Workshop, step: UUID) -> Step:
    # What is not theirs to plan is as if it were not there: a plan is read as a whole or not at all.
    must(who, "workshops.change_plan", workshop)
    return get_object_or_404(steps_of(workshop).select_related("workshop"), pk=step)


def _form(request: HttpRequest, workshop: Workshop, type_: str, step: Step | None = None) -> StepForm:
    kind = form_for(type_)
    options: dict[str, Any] = {"workshop": workshop, "step": step}
    if issubclass(kind, PollForm):
        sent = request.POST.get("count", "")
        options["count"] = int(sent) if sent.isdecimal() and len(sent) < 4 else 0
        if "more" in request.POST:
            # One more question is asked for: what is typed is shown again, and judged when it is sent.
            return kind(**{**options, "count": options["count"] + 1, "initial": request.POST.dict()})
    return kind(request.POST if request.method == "POST" else None, **options)


def _asked(
    request: HttpRequest,
    form: StepForm,
    do: Any,
    workshop: Workshop,
    type_: str,
    *,
    version: int | None = None,
    **words: str,
) -> HttpResponse:
    said = words.pop("said")
    return ask(
        request,
        form,
        do,
        to=address(workshop, "plan"),
        said=said,
        version=version,
        template=FORM,
        context={
            "workshop": workshop,
            "words": WORDS.get(type_, ""),
            "is_poll": isinstance(form, PollForm),
            "no_board": type_ == Step.Type.VOTE and not list(form.fields["source"].choices),  # type: ignore[attr-defined]
            "crumbs": crumbs(workshop.council, workshop, plan=True),
            **words,
        },
    )


@login_required
@require_POST
def move(request: HttpRequest, council: str, workshop: str, step: UUID) -> HttpResponse:
    """Move a step one place up or down."""
    who, here = actor(request), workshop_here(request, council, workshop)
    found = _step(who, here, step)
    order = [one.pk for one in steps_of(here)]
    place = order.index(found.pk)
    # Before the one above; or before the one after the next, which is the end when there is none.
    target = max(0, place - 1) if request.POST.get("to") == "up" else place + 2
    before = order[target] if target < len(order) else None
    if before == found.pk:
        before = order[place + 1] if place + 1 < len(order) else None
    return done(
        request,
        lambda: actions.move_step(actor=who, step=found, before=before),
        to=address(here, "plan"),
        said=_("The step is moved."),
    )


@login_required
@require_POST
def remove(request: HttpRequest, council: str, workshop: str, step: UUID) -> HttpResponse:
    """Take a step out of the plan."""
    who, here = actor(request), workshop_here(request, council, workshop)
    found = _step(who, here, step)
    return done(
        request,
        lambda: actions.remove_step(actor=who, step=found),
        to=address(here, "plan"),
        said=_("The step is taken out of the plan."),
    )
