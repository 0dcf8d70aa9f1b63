"""What the pages of policies show: how far each organisation has come, and what one policy says, promises and said."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from accounts.actor import NOBODY, AnyActor
from accounts.models import Organisation
from cms.answers.shown import shows
from cms.consultation.models import Consultation
from cms.consultation.queries import consultations_visible_to, open_to_public
from cms.pages.models import PolicyIndexPage, PolicyPage
from cms.pages.reading import reads
from cms.pages.reading.listing import address, children_shown, next_midnight, today
from cms.pages.reading.promises import followed_policies, promises
from cms.policy.following import may_follow_up
from cms.policy.queries import visible_versions
from cms.policy.state import BoardState, Found, PolicyState, board_state, needs_review, state_of
from cms.policy.text import sections_of
from cms.publishing.queries import pages_shown
from cms.reach.addresses import feed_path, mail_path

STATE_ICON = {
    PolicyState.PROPOSED: "file-text",
    PolicyState.COMING: "clock",
    PolicyState.IN_FORCE: "circle-check",
    PolicyState.EXPIRED: "archive",
    PolicyState.REPLACED: "archive",
}
BOARD_ICON = {
    BoardState.NONE: "circle-dashed",
    BoardState.DRAFT: "pencil",
    BoardState.UNRECORDED: "file-text",
    BoardState.CONSULTATION: "messages-square",
    BoardState.ADOPTED: "circle-check",
    BoardState.FOLLOW_UP: "list-checks",
    BoardState.OVER: "archive",
}


@dataclass(frozen=True)
class Row:
    """A policy in a list, with how far it has come."""

    policy: PolicyPage
    url: str
    state: PolicyState
    is_due: bool
    """Whether the day of its review has passed."""

    @property
    def icon(self) -> str:
        return STATE_ICON[self.state]


@dataclass(frozen=True)
class BoardRow:
    """How far one organisation has come."""

    organisation: Organisation
    state: BoardState
    policy: PolicyPage | None
    url: str
    consultation: Consultation | None
    consultation_url: str
    source: str

    @property
    def icon(self) -> str:
        return BOARD_ICON[self.state]


@reads(PolicyIndexPage)
def policy_index(page: PolicyIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Show the board, and the policies: those to go by first, then those that are over."""
    shows(request, "kind:policy", "organisations", "consultations", "goals", until=next_midnight())
    day = today()
    listed = children_shown(page, PolicyPage).select_related("replaced_by").order_by("title")
    rows = [
        Row(one, one.get_url(request), state_of(one, day), needs_review(one, day))
        for one in listed.select_related("organisation", "locale", "standing", "replaced_by")
    ]
    return {
        "board": board(page, request, day),
        "policies": [row for row in rows if not row.state.is_over],
        "over": [row for row in rows if row.state.is_over],
        "mail_url": mail_path(page.locale.language_code, amne="policy"),
        "feed_url": feed_path("policy", page.locale.language_code),
    }


def board(page: PolicyIndexPage, request: HttpRequest, day: date) -> list[BoardRow]:
    """Return how far each organisation on the board has come with a policy of its own."""
    statuses = list(page.statuses.select_related("organisation").order_by("sort_order"))
    published = _published(page, [one.organisation_id for one in statuses])
    consulted: dict[UUID, list[Consultation]] = defaultdict(list)
    for consultation in open_to_public():
        consulted[consultation.organisation_id].append(consultation)
    followed = followed_policies()
    rows = []
    for status in statuses:
        owner = status.organisation_id
        found = Found(published[owner], consulted[owner], followed)
        state, policy = board_state(found, status.known, day)
        about = consulted[owner][0] if state == BoardState.CONSULTATION else None
        rows.append(
            BoardRow(
                organisation=status.organisation,
                state=state,
                policy=policy,
                url=policy.get_url(request) or "" if policy else "",
                consultation=about,
                consultation_url=address("cms:consultation", about.pk) if about else "",
                source=status.source if policy is None and about is None else "",
            )
        )
    return rows


def _published(page: PolicyIndexPage, owners: Sequence[UUID]) -> dict[UUID, list[PolicyPage]]:
    """Return the shown policies of organisations; those in the page's language before translations."""
    found: dict[UUID, list[PolicyPage]] = defaultdict(list)
    policies = PolicyPage.objects.filter(
        organisation__in=owners, document=PolicyPage.Kind.POLICY, pk__in=pages_shown(PolicyPage.kind).values("page")
    )
    for one in sorted(
        policies.select_related("replaced_by", "locale").order_by("-adopted_on", "title"),
        key=lambda policy: policy.locale_id != page.locale_id,
    ):
        found[one.organisation_id].append(one)
    return found


@reads(PolicyPage)
def policy(page: PolicyPage, request: HttpRequest) -> dict[str, Any]:
    """Show what a policy says, whether it is to be gone by, what it promises, and what it said before."""
    shows(request, "organisations", "consultations", "goals", "kind:policy", until=next_midnight())
    reader: AnyActor = getattr(request, "actor", NOBODY)
    day = today()
    state = state_of(page, day)
    return {
        "state": state,
        "state_icon": STATE_ICON[state],
        "is_due": needs_review(page, day),
        "replacement": _replacement(page, request),
        "sections": sections_of(page),
        "promises": promises(reader, page.commitments.all(), day),
        "may_follow_up": page.live and may_follow_up(reader, page),
        "versions": versions(reader, page),
        "consultations": _consultations(reader, page),
        "mail_url": mail_path(page.locale.language_code, sida=page.standing.pk) if page.live else "",
    }


def _replacement(page: PolicyPage, request: HttpRequest) -> dict[str, str] | None:
    after = page.replaced_by
    return {"title": after.title, "url": after.get_url(request) or ""} if after and after.live else None


def versions(reader: AnyActor, page: PolicyPage) -> list[dict[str, Any]]:
    """Return the versions a reader may see, newest first, each with the address of what differs from the one before."""
    there = list(visible_versions(reader).filter(policy=page).order_by("-number").defer("sections"))
    return [
        {
            "version": one,
            "url": reverse("cms:policy_version", args=[one.pk]),
            "compare_url": reverse("cms:compare_versions", args=[before.pk, one.pk]) if before else "",
        }
        for one, before in zip_longest(there, there[1:])
    ]


def _consultations(reader: AnyActor, page: PolicyPage) -> list[dict[str, Any]]:
    found = consultations_visible_to(reader).filter(policy=page).exclude(state=Consultation.State.DRAFT)
    return [{"consultation": one, "url": address("cms:consultation", one.pk)} for one in found]
