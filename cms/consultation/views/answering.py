"""Pages with which an organisation answers."""

from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.asking import actor, done, expected, key_of, must, posted
from accounts.refusals import show_in
from cms.consultation import actions
from cms.consultation.forms.answering import AnswerForm
from cms.consultation.models import Answer, Consultation, Party
from cms.consultation.queries import with_points, working_days_left
from cms.consultation.views.here import consultation_here, crumbs, party_here, url_of
from events import clock
from events.errors import Conflict, Invalid, Stale
from events.idempotency import keyed


@login_required
@require_POST
def join(request: HttpRequest, consultation: UUID) -> HttpResponse:
    """Take part on one's own initiative."""
    found = consultation_here(request, consultation)
    return done(
        request,
        lambda: actions.join_consultation(actor=actor(request), consultation=found),
        to=url_of(found, "write_answer"),
        said=_("You take part. Write your answer here; nobody else sees it before you give it."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, consultation: UUID) -> HttpResponse:
    """Write an answer, save it for later, or give it."""
    found = consultation_here(request, consultation)
    party = party_here(request, found)
    must(actor(request), "cms.write_answer", party)
    answer = _written(party)
    if answer and answer.is_given:
        return redirect(url_of(found, "answer", answer.pk))
    form = AnswerForm(posted(request), party=party, answer=answer)
    revision = str(answer.version if answer else 0)
    if request.method == "POST":
        revision = request.POST.get("revision", revision)
        if form.is_valid():
            kept = _kept(request, form, party, answer)
            if kept is not None:
                revision = str(kept.version)
                if "give" not in request.POST:
                    notices.success(request, _("Saved. Nobody else sees it before you give it."))
                    return redirect(url_of(found, "write_answer"))
                if _given(request, form, kept):
                    notices.success(request, _("Your answer has been given."))
                    return redirect(url_of(found, "answer", kept.pk))
    return _page(request, found, party, answer, form, revision)


def _written(party: Party) -> Answer | None:
    return with_points(Answer.objects.filter(party=party).select_related("subject", "party__consultation")).first()


def _kept(request: HttpRequest, form: AnswerForm, party: Party, answer: Answer | None) -> Answer | None:
    try:
        with keyed(key_of(request)):
            return actions.save_answer(actor=actor(request), party=party, words=form.words(), version=expected(request))
    except Stale:
        form.add_error(None, _("A colleague has saved since you opened the page. Their words are beside yours below."))
        form.stale = True
    except (Invalid, Conflict) as error:
        show_in(form, error)
    return None


def _given(request: HttpRequest, form: AnswerForm, answer: Answer) -> bool:
    try:
        actions.give_answer(actor=actor(request), answer=answer, version=answer.version)
    except (Invalid, Conflict) as error:
        show_in(form, error)
        return False
    return True


def _page(
    request: HttpRequest, found: Consultation, party: Party, answer: Answer | None, form: AnswerForm, revision: str
) -> HttpResponse:
    stale = form.stale and answer is not None
    context = {
        "consultation": found,
        "party": party,
        "answer": answer,
        "form": form,
        "crumbs": crumbs(found),
        "revision": str(answer.version) if stale and answer else revision,
        "theirs": form.differences() if stale else [],
        "days_left": working_days_left(party, clock.today()),
        "in_time": found.state == Consultation.State.OPEN and party.answers_by >= clock.today(),
        "older": answer is not None and answer.subject_id != found.subject_id,
    }
    return render(request, "cms/consultation/write.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def adopt(request: HttpRequest, consultation: UUID) -> HttpResponse:
    """Let the draft be about the newest text."""
    found = consultation_here(request, consultation)
    answer = _written(party_here(request, found))
    if answer is not None:
        return done(
            request,
            lambda: actions.adopt_subject(actor=actor(request), answer=answer, version=expected(request)),
            to=url_of(found, "write_answer"),
            said=_("Your answer is about the newest text now. Look through what you have written."),
        )
    return redirect(url_of(found, "write_answer"))
