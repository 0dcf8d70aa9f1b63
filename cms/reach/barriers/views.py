"""Pages about what is not accessible: telling of it, following it by a secret link, and answering."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import Nobody
from accounts.asking import actor, ask, done, expected, posted
from cms.pages.models import KnownFault
from cms.reach.addresses import in_its_language, language_of, whole
from cms.reach.barriers import actions
from cms.reach.barriers.forms import AnswerForm, BarrierForm
from cms.reach.barriers.models import BarrierReport
from cms.reach.barriers.queries import barrier_by_secret, barrier_link, barrier_path, barriers_visible_to
from cms.reach.forms import OpenPage, open_form
from events.errors import NotVisible
from events.rights import may

PAGE = "page"
"""Parameter with the address of the page that one comes from."""
SHOWN = 50
State = BarrierReport.State


@open_form
@in_its_language
def report(request: HttpRequest) -> HttpResponse:
    """Tell that something does not work. Whoever does is led to the page of the case, which only they know of."""
    language = language_of(request)

    def send(nobody: Nobody, said: dict[str, Any]) -> str:
        told = {name: value for name, value in said.items() if name != "website"}
        return barrier_path(actions.report_barrier(actor=nobody, language=language, **told))

    page = OpenPage(
        template="cms/reach/report_barrier.html",
        form=BarrierForm,
        send=send,
        initial={"page": request.GET.get(PAGE, "")[: actions.WHERE]},
        context={},
    )
    return page.answer(request)


@require_GET
def follow(request: HttpRequest, secret: str) -> HttpResponse:
    """The page on which the reporter follows the case."""
    barrier = barrier_by_secret(secret)
    with translation.override(barrier.language):
        context = {"barrier": barrier, "situations": _situations(barrier), "link": barrier_link(barrier)}
        response = render(request, "cms/reach/barrier.html", context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """What has been reported, for those who answer: what waits comes first."""
    who = actor(request)
    if not may(who, "cms.see_barriers"):
        raise NotVisible
    found = barriers_visible_to(who)
    waiting = found.exclude(state=State.CLOSED).order_by("reported_at")
    closed = Paginator(found.filter(state=State.CLOSED).order_by("-closed_at"), SHOWN).get_page(request.GET.get("page"))
    return render(request, "cms/reach/barriers.html", {"waiting": waiting, "page_obj": closed})


@login_required
@require_http_methods(["GET", "POST"])
def handle(request: HttpRequest, barrier: UUID) -> HttpResponse:
    """One case: take it in hand, answer it, close it."""
    who = actor(request)
    found = get_object_or_404(barriers_visible_to(who), pk=barrier)
    here = reverse("cms:handle_barrier", args=[found.pk])
    version = expected(request)
    if "take" in request.POST:
        return done(
            request,
            lambda: actions.take_barrier(actor=who, barrier=found, expected=version),
            to=here,
            said=_("The case is in hand."),
        )
    initial = {"answer": found.answer, "becomes_fault": found.becomes_fault}
    return ask(
        request,
        AnswerForm(posted(request), initial=initial),
        partial(actions.answer_barrier, actor=who, barrier=found, expected=version),
        to=here,
        said=_("The answer is saved."),
        version=found.version,
        template="cms/reach/handle_barrier.html",
        context={"barrier": found, "situations": _situations(found), "where": _where(found.page)},
    )


def _where(page: str) -> str:
    """Return the address of the page in question if it is one of this site's; what else was written is only words."""
    ours = page.startswith(whole("/")) or (page.startswith("/") and not page.startswith("//"))
    return whole(page) if ours else ""


def _situations(barrier: BarrierReport) -> list[Any]:
    return [KnownFault.Situation(one).label for one in barrier.situations if one in KnownFault.Situation.values]
