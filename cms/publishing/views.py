"""The page of freshness: what is to be confirmed, by whom, and a click that does it."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.actor import PersonActor
from accounts.models import Organisation
from cms.publishing import actions
from cms.publishing.models import Standing
from cms.publishing.queries import State, in_state, pages_followed_by
from cms.publishing.reporting import COLUMNS, as_table, counts, rows
from cms.publishing.rules import is_editor
from events import clock
from events.idempotency import keyed
from network.goals.exchange.csv_files import to_csv

PAGE = 50
ALL = "alla"
NAMES = {"snart": State.SOON, "sena": State.OVERDUE, "inaktuella": State.LAPSED}
"""How the states are written in the address."""


def _actor(request: HttpRequest) -> PersonActor:
    return cast(PersonActor, request.actor)  # type: ignore[attr-defined]


def _owned(request: HttpRequest) -> tuple[QuerySet[Standing], str]:
    """Return the pages whose owner the address names, and its name; the reader's own organisation when it names none.

    Of other organisations than one's own only those who work in the editors' rooms see a report.
    """
    who, wanted = _actor(request), request.GET.get("organisation", "")
    followed = pages_followed_by(who)
    if is_editor(who) and (wanted or who.organisation is None):
        found = Organisation.objects.filter(slug=wanted).first()
        return (followed.filter(organisation=found), found.slug) if found else (followed, ALL)
    return followed.filter(organisation=who.organisation_id), ""


@login_required
@require_GET
def freshness(request: HttpRequest) -> HttpResponse:
    """Show the pages that the reader's organisation answers for; to editors those of everybody, if they ask."""
    owned, owner = _owned(request)
    chosen = request.GET.get("visa", "")
    numbers = counts(owned)
    if chosen not in NAMES and chosen != ALL:
        chosen = next((name for name, state in NAMES.items() if numbers[state] and state != State.SOON), "snart")
    shown = in_state(owned, NAMES.get(chosen, ""), clock.today()).order_by("confirm_by", "page__path")
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": _tabs(numbers, chosen, owner),
        "chosen": chosen,
        "owner": owner,
        "everybody": ALL,
        "is_editor": is_editor(_actor(request)),
        "organisations": _owners(request),
        "page_obj": page,
        "rows": rows(page, _actor(request)),
        "query": _query(visa=chosen, organisation=owner),
        "numbers": numbers,
    }
    return render(request, "cms/freshness.html", context)


def _query(**named: str) -> str:
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in named.items() if value})
    return asked.urlencode()


def _tabs(numbers: dict[str, int], chosen: str, owner: str) -> list[dict[str, Any]]:
    words = {name: state.label for name, state in NAMES.items()} | {ALL: _("All")}
    return [
        {
            "label": label,
            "number": numbers[NAMES.get(name, "all")],
            "url": "?" + _query(visa=name, organisation=owner),
            "current": name == chosen,
        }
        for name, label in words.items()
    ]


def _owners(request: HttpRequest) -> list[dict[str, str]]:
    """Return the organisations that answer for public pages, for the editors' choice."""
    if not is_editor(_actor(request)):
        return []
    owning = Standing.objects.filter(public=True).values("organisation")
    return [{"value": one.slug, "label": one.name} for one in Organisation.objects.filter(pk__in=owning)]


@login_required
@require_GET
def freshness_file(request: HttpRequest) -> HttpResponse:
    """Return the report as CSV, of the same pages as the page shows on all its leaves."""
    owned, owner = _owned(request)
    state = NAMES.get(request.GET.get("visa", ""), "")
    shown = in_state(owned, state, clock.today()).order_by("confirm_by", "page__path")
    table = to_csv(COLUMNS, as_table(rows(shown, _actor(request))))
    name = f"farskhet-{owner or 'egna'}-{clock.today():%Y-%m-%d}.csv"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(table, content_type="text/csv; charset=utf-8", headers=disposition)


@login_required
@require_POST
def confirm(request: HttpRequest, standing: UUID) -> HttpResponse:
    """Say that a page is still true, and go back to where one was."""
    found = get_object_or_404(pages_followed_by(_actor(request)), pk=standing)
    lapsed = found.lapsed_at is not None
    with keyed(request.POST.get("key", "")):
        actions.confirm_page(actor=_actor(request), standing=found)
    words = _("“%(title)s” is confirmed and in the lists again.") if lapsed else _("“%(title)s” is confirmed.")
    notices.success(request, words % {"title": found.page.title})
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("cms:freshness")
    return redirect(back)
