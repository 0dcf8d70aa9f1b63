"""Pages with which files come in and go out, and the catalogue of open data."""

from typing import Any
from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import PersonActor
from events.errors import Conflict, Invalid, Stale
from events.idempotency import keyed
from network.goals import actions
from network.goals.exchange import dcat
from network.goals.exchange.exporting import PUBLIC, Wanted, scope_for
from network.goals.exchange.files import FORMS, SCOPE_OF, definitions_file, values_file
from network.goals.exchange.importing import imports_of, lines_of
from network.goals.exchange.planning import plan_for
from network.goals.exchange.presenting import offers, plan_shown, what_can_be_chosen
from network.goals.exchange.reading import read
from network.goals.exchange.rows import day_in
from network.goals.exchange.tidy import FILE_LIMIT, MEANINGS, TOO_MUCH, Line, unreadable
from network.goals.models import Import
from network.goals.queries import is_around
from network.goals.views.here import council_here, reader


@require_GET
def files(request: HttpRequest, council: str) -> HttpResponse:
    """What can be downloaded, by whom, and the way to send a file in."""
    here, who = council_here(request, council), reader(request)
    around = is_around(who, here.pk)
    context = {
        "council": here,
        "around": around,
        "offers": offers(who, here),
        "choices": what_can_be_chosen(who, here),
        "meanings": MEANINGS.items(),
        "may_import": around and who.organisation is not None,
    }
    return render(request, "pages/goals/files.html", context)


@require_GET
def export_file(request: HttpRequest, council: str, name: str) -> HttpResponse:
    """Download a file; `?matt=`, `?organisation=` and `?period=` narrow it down."""
    here, who = council_here(request, council), reader(request)
    if name in {"definitioner.csv", "oppna-definitioner.csv"}:
        return definitions_file(who, here, scope_for(who, here, PUBLIC if name.startswith("oppna") else "")).response()
    what, _dot, form = name.partition(".")
    if what not in SCOPE_OF or form not in FORMS:
        raise Http404
    asked = request.GET
    wanted = Wanted(
        scope_for(who, here, SCOPE_OF[what]),
        indicator=asked.get("matt", ""),
        organisation=asked.get("organisation", ""),
        period=day_in(asked.get("period", ""), "period"),
    )
    return values_file(who, here, wanted, form).response()


@login_required
@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest, council: str) -> HttpResponse:
    """Send in a file of one's own figures: look at what it would do, then have it done."""
    here, who = council_here(request, council), reader(request)
    if not isinstance(who, PersonActor) or not is_around(who, here.pk):
        raise Http404
    if request.method != "POST":
        return _looked_at(request, who, here)
    return _do(request, who, here) if "kept" in request.POST else _look(request, who, here)


def _page(request: HttpRequest, here: Any, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "pages/goals/import.html", {"council": here, "around": True, **context}, status=status)


def _kept(who: PersonActor, here: Any, pk: str) -> Import | None:
    try:
        return imports_of(who).filter(council=here.pk, pk=UUID(pk)).first()
    except ValueError:
        return None


def _looked_at(request: HttpRequest, who: PersonActor, here: Any, **more: Any) -> HttpResponse:
    """Show what was kept would do now; without it, ask for a file."""
    asked = request.GET.get("fil", "")
    if not asked:
        return _page(request, here)
    kept = _kept(who, here, asked)
    if kept is None:
        return _page(request, here, errors=[_("That file is no longer kept. Choose it again.")], status=410)
    plan = plan_for(who, here, lines_of(kept))
    return _page(request, here, name=kept.name, kept=kept, digest=plan.digest, plan=plan_shown(plan), **more)


def _look(request: HttpRequest, who: PersonActor, here: Any) -> HttpResponse:
    file = request.FILES.get("file")
    try:
        if file is None:
            raise unreadable(_("Choose a file first."))
        if (file.size or 0) > FILE_LIMIT:
            raise unreadable(TOO_MUCH)
        lines = read(file.read())
    except Invalid as error:
        return _page(request, here, file_errors=error.fields["file"], status=error.status)
    return _show(request, who, here, file.name or "", lines)


def _show(request: HttpRequest, who: PersonActor, here: Any, name: str, lines: list[Line]) -> HttpResponse:
    plan = plan_for(who, here, lines)
    shown = plan_shown(plan)
    if plan.refused:
        return _page(request, here, plan=shown, name=name, status=422)
    if not plan.writes:
        return _page(request, here, plan=shown, name=name)
    try:
        kept = actions.keep_import(actor=who, council=here, name=name, lines=lines)
    except (Invalid, Conflict) as error:  # Of its name, or of who one acts for.
        words = [str(word) for found in error.fields.values() for word in found] or [str(error.message)]
        return _page(request, here, file_errors=words, status=error.status)
    return redirect(f"{reverse('network:import_file', args=[here.slug])}?fil={kept.pk}")


def _do(request: HttpRequest, who: PersonActor, here: Any) -> HttpResponse:
    form = request.POST
    kept = _kept(who, here, form.get("kept", ""))
    if kept is None:
        notices.warning(request, _("This file has been taken in already, or lay here for more than a day."))
        return redirect("network:files", here.slug)
    again = f"{reverse('network:import_file', args=[here.slug])}?fil={kept.pk}"
    try:
        with keyed(form.get("key", "")):
            done = actions.import_values(
                actor=who,
                council=here,
                name=kept.name,
                lines=lines_of(kept),
                expected=form.get("digest", "") or "none",
            )
    except (Stale, Invalid) as error:
        # Whatever has changed, the page shows what would happen now.
        notices.error(request, str(error.message))
        return redirect(again)
    notices.success(request, _what_was_done(done))
    return redirect("network:files", here.slug)


def _what_was_done(done: Import) -> str:
    counts = done.outcome["counts"]
    number = counts["new"] + counts["changed"] + counts["emptied"]
    return ngettext(
        "%(count)d value was stored as a draft. Send it for approval under Reporting.",
        "%(count)d values were stored as drafts. Send them for approval under Reporting.",
        number,
    ) % {"count": number}


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue of open data, for harvesters."""
    answer = HttpResponse(dcat.catalogue(), content_type="application/rdf+xml; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=300"
    return answer
