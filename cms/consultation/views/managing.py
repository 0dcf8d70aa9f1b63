"""Pages with which the drafters prepare, run and conclude a consultation."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.asking import FORM, actor, ask, done, expected, key_of, must, posted
from accounts.refusals import show_in
from cms.consultation import actions
from cms.consultation.actions.preparing import Asked
from cms.consultation.forms.preparing import (
    ConsultationForm,
    ExtendForm,
    PartyForm,
    QuestionsForm,
    ReasonForm,
    ResponseForm,
    suggested_last_day,
)
from cms.consultation.models import Position, Remark
from cms.consultation.views.here import crumbs, run_here, url_of
from cms.pages.models import PolicyPage
from cms.policy.text import sections_of
from events import clock
from events.errors import Conflict, Invalid
from events.idempotency import keyed

FIELDS = ("title", "need", "participation", "influence", "closes_on")


@login_required
@require_http_methods(["GET", "POST"])
def prepare(request: HttpRequest, policy: int) -> HttpResponse:
    """Begin a consultation on a policy."""
    page = get_object_or_404(PolicyPage.objects.select_related("organisation"), pk=policy)
    must(actor(request), "cms.prepare_consultation", page)
    title = page.get_latest_revision_as_object().title
    start = {"title": title, "closes_on": suggested_last_day(clock.today())}
    form = ConsultationForm(posted(request), initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            with keyed(key_of(request)):
                made = actions.prepare_consultation(actor=actor(request), policy=page, **form.cleaned_data)
            return redirect(url_of(made, "set_questions"))
        except (Invalid, Conflict) as error:
            show_in(form, error)
    context = {
        "title": _("Prepare a consultation"),
        "lead": title,
        "submit": _("Go on to the questions"),
        "crumbs": crumbs(),
        "back": page.get_url(request) if page.live else crumbs()[0]["url"],
        "form": form,
    }
    return render(request, FORM, context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, consultation: UUID) -> HttpResponse:
    """Change what is being prepared."""
    found = run_here(request, consultation)
    form = ConsultationForm(posted(request), initial={name: getattr(found, name) for name in FIELDS})

    def do(**words: Any) -> None:
        actions.change_consultation(actor=actor(request), consultation=found, version=expected(request), **words)

    context = {"title": _("Change the consultation"), "submit": _("Save"), "crumbs": crumbs(found)}
    return ask(request, form, do, to=url_of(found), said=_("Saved."), version=found.version, context=context)


@login_required
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, consultation: UUID) -> HttpResponse:
    """Say what is asked."""
    found = run_here(request, consultation)
    sections = sections_of(found.policy.get_latest_revision_as_object())
    there = [Asked(one.text, one.section) for one in found.questions.all()]
    form = QuestionsForm(posted(request), sections=sections, asked=there)

    def do(**_words: Any) -> None:
        actions.set_questions(
            actor=actor(request), consultation=found, version=expected(request), questions=form.asked()
        )

    context = {"title": _("What do you want to know?"), "submit": _("Save the questions"), "crumbs": crumbs(found)}
    return ask(
        request,
        form,
        do,
        to=url_of(found, "set_parties"),
        version=found.version,
        context=context,
        template="cms/consultation/questions.html",
    )


@login_required
@require_http_methods(["GET", "POST"])
def parties(request: HttpRequest, consultation: UUID) -> HttpResponse:
    """Say who is asked."""
    found = run_here(request, consultation)
    form = PartyForm(posted(request), consultation=found)

    def do(organisation: Any) -> None:
        actions.add_party(actor=actor(request), consultation=found, organisation=organisation)

    context = {
        "title": _("Who is asked?"),
        "submit": _("Add the organisation"),
        "crumbs": crumbs(found),
        "consultation": found,
        "back": url_of(found),
    }
    return ask(
        request,
        form,
        do,
        to=url_of(found, "set_parties"),
        said=_("The organisation is added."),
        context=context,
        template="cms/consultation/parties.html",
    )


@login_required
@require_POST
def remove_party(request: HttpRequest, consultation: UUID, party: UUID) -> HttpResponse:
    """Take an organisation off the list before it has been asked."""
    found = run_here(request, consultation)
    one = get_object_or_404(found.parties, pk=party)
    return done(
        request,
        lambda: actions.remove_party(actor=actor(request), consultation=found, party=one),
        to=url_of(found, "set_parties"),
        said=_("%(organisation)s is not asked.") % {"organisation": one.organisation},
    )


@login_required
@require_POST
def step(request: HttpRequest, consultation: UUID, step: str) -> HttpResponse:
    """Take a step that needs no more than a button: open, send the newer text, close, make public."""
    found = run_here(request, consultation)
    steps = {
        "oppna": (actions.open_consultation, _("The consultation is open, and those who are asked can answer.")),
        "ny-text": (
            actions.replace_subject,
            _("The newer text is sent out. Answers already given are kept and marked."),
        ),
        "stang": (actions.close_consultation, _("The consultation is closed.")),
        "publicera": (actions.publish_consultation, _("Everybody can read the answers now.")),
    }
    do, said = steps[step]
    return done(
        request,
        lambda: do(actor=actor(request), consultation=found, version=expected(request)),
        to=url_of(found),
        said=said,
    )


@login_required
@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, consultation: UUID) -> HttpResponse:
    """Give more time."""
    found = run_here(request, consultation)
    form = ExtendForm(posted(request), consultation=found)

    def do(**words: Any) -> None:
        actions.extend_deadline(actor=actor(request), consultation=found, **words)

    context = {"title": _("Give more time"), "submit": _("Give more time"), "crumbs": crumbs(found)}
    return ask(request, form, do, to=url_of(found), said=_("The new last day is set."), context=context)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, consultation: UUID) -> HttpResponse:
    """Stop asking."""
    found = run_here(request, consultation)

    def do(**words: Any) -> None:
        actions.withdraw_consultation(actor=actor(request), consultation=found, **words)

    context = {
        "title": _("Withdraw the consultation"),
        "lead": _("Nobody can answer after that. Those who are asked read the reason."),
        "submit": _("Withdraw the consultation"),
        "crumbs": crumbs(found),
        "danger": True,
    }
    return ask(
        request,
        ReasonForm(posted(request)),
        do,
        to=url_of(found),
        said=_("The consultation is withdrawn."),
        context=context,
    )


@login_required
@require_http_methods(["GET", "POST"])
def respond(request: HttpRequest, consultation: UUID, kind: str, point: UUID) -> HttpResponse:
    """Say what was made of one point."""
    found = run_here(request, consultation)
    model: type[Position | Remark] = Position if kind == "standpunkt" else Remark
    one: Any = get_object_or_404(
        model.objects.select_related("answer__party__organisation", "response"),
        pk=point,
        answer__party__consultation=found,
        answer__given_at__isnull=False,
    )
    there = getattr(one, "response", None)
    form = ResponseForm(posted(request), initial={"verdict": there.verdict, "why": there.why} if there else None)
    named = "position" if model is Position else "remark"

    def do(**words: Any) -> None:
        actions.respond(actor=actor(request), consultation=found, **{named: one}, **words)

    context = {
        "title": _("What did you make of it?"),
        "point": one,
        "submit": _("Save"),
        "crumbs": [*crumbs(found), {"title": _("All answers"), "url": url_of(found, "answers")}],
    }
    return ask(
        request,
        form,
        do,
        to=f"{url_of(found, 'answers')}#{named}-{one.pk}",
        said=_("Saved."),
        context=context,
        template="cms/consultation/respond.html",
    )
