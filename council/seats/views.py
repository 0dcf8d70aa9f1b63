"""Pages of councils."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.actor import PersonActor
from accounts.queries import organisations_managed_by
from council.links import links
from council.rooms import activity
from council.rooms.presenting import log_rows, question_rows, room_rows
from council.rooms.queries import open_questions, rooms_visible_to, unread_counts
from council.rooms.views.base import PAGE, actor
from council.seats.models import Council, Mandate, Seat
from council.seats.queries import councils_joined_by, councils_visible_to, seats_visible_to, with_people
from events.errors import NotVisible
from events.rights import may
from network.goals.queries import councils_with_goals


@login_required
@require_GET
def councils(request: HttpRequest) -> HttpResponse:
    """All councils as a tree: county councils with the local ones below."""
    who = actor(request)
    found = list(councils_visible_to(who).prefetch_related(Prefetch("seats", with_people(Seat.objects.all()))))
    rooms = list(rooms_visible_to(who))
    unread = unread_counts(who, rooms)
    joined = set(councils_joined_by(who).values_list("pk", flat=True))

    def branch(one: Council) -> dict[str, Any]:
        own = [room for room in rooms if room.council_id == one.pk]
        seats = one.seats.all()
        return {
            "name": one.name,
            "url": reverse("council:council", args=[one.slug]),
            "area": one.area,
            "seats_total": len(seats),
            "seats_taken": sum(_is_taken(seat) for seat in seats),
            "rooms_count": len(own),
            "unread": sum(unread[room.pk] for room in own),
            "mine": one.pk in joined,
            "children": [branch(child) for child in found if child.parent_id == one.pk],
        }

    tree = [branch(one) for one in found if one.parent_id is None]
    return render(request, "pages/council/councils.html", {"councils": tree})


def _is_taken(seat: Seat) -> bool:
    return any(one.kind == Mandate.Kind.HOLDER for one in seat.current_mandates)  # type: ignore[attr-defined]


@login_required
@require_GET
def council(request: HttpRequest, council: str) -> HttpResponse:
    """A council: who sits there, what waits, its rooms, and what happened last."""
    who = actor(request)
    found = get_object_or_404(councils_visible_to(who), slug=council)
    seats = [_seat(seat, who) for seat in _in_side_order(seats_visible_to(who).filter(council=found))]
    sees_log = may(who, "council.see_activity", found)
    questions = open_questions(who).filter(message__room__council=found)
    context = {
        "council": {
            "slug": found.slug,
            "name": found.name,
            "area": found.area,
            "purpose": found.description,
            "parent": _link(found.parent),
            "children": [_link(child) for child in found.local_councils.all()],
        },
        "seats": seats,
        "seats_taken": sum(not seat["vacant"] for seat in seats),
        "rooms": room_rows(rooms_visible_to(who).filter(council=found).order_by("title"), who),
        "questions": question_rows(questions),
        "entries": log_rows(list(activity.of_council(who, found)[:8])) if sees_log else [],
        "may_open_room": may(who, "council.open_room", found),
        "may_manage_seats": may(who, "council.add_seat", found) or _may_appoint(who, found),
        "activity_url": reverse("council:council_activity", args=[found.slug]) if sees_log else "",
        "goals_url": reverse("network:goals", args=[found.slug]) if _has_goals(who, found) else "",
        "links": links(who, found),
    }
    return render(request, "pages/council/council.html", context)


def _has_goals(who: PersonActor, council: Council) -> bool:
    return councils_with_goals(who).filter(pk=council.pk).exists()


def _may_appoint(who: PersonActor, council: Council) -> bool:
    own = council.seats.filter(organisation__in=organisations_managed_by(who))
    return any(may(who, "council.appoint", seat) for seat in own)


def _in_side_order(seats: Any) -> list[Seat]:
    order = list(Seat.Side.values)
    return sorted(seats, key=lambda seat: (order.index(seat.side), seat.organisation.name))


def _link(one: Council | None) -> dict[str, str] | None:
    return {"name": one.name, "url": reverse("council:council", args=[one.slug])} if one else None


def _seat(seat: Seat, who: PersonActor) -> dict[str, Any]:
    current: list[Mandate] = seat.current_mandates  # type: ignore[attr-defined]
    by_kind = {mandate.kind: mandate for mandate in current}
    holder = by_kind.get(Mandate.Kind.HOLDER)
    return {
        "side": seat.side,
        "organisation": seat.organisation,
        "holder": _person(holder),
        "deputy": _person(by_kind.get(Mandate.Kind.DEPUTY)),
        "vacant": holder is None,
        "mine": any(mandate.person_id == who.person_id for mandate in current)
        and seat.organisation_id == who.organisation_id,
    }


def _person(mandate: Mandate | None) -> dict[str, str] | None:
    return {"name": mandate.person.name, "title": ""} if mandate else None


@login_required
@require_GET
def council_activity(request: HttpRequest, council: str) -> HttpResponse:
    """What has happened in a council and in those of its rooms that one may read."""
    who = actor(request)
    found = get_object_or_404(councils_visible_to(who), slug=council)
    if not may(who, "council.see_activity", found):
        raise NotVisible
    page = Paginator(activity.of_council(who, found), PAGE).get_page(request.GET.get("page"))
    context = {"council": found, "room": None, "entries": log_rows(list(page)), "page_obj": page}
    return render(request, "pages/council/activity.html", context)
