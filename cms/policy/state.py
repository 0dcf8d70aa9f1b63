"""How far a policy has come, and how far an organisation has come with its policy. Reckoned when read, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.pages.models import PolicyPage


class PolicyState(models.TextChoices):
    """How far a public policy has come."""

    PROPOSED = "proposed", _("No decision recorded")
    COMING = "coming", _("Adopted, not in force yet")
    IN_FORCE = "in-force", _("In force")
    EXPIRED = "expired", _("No longer in force")
    REPLACED = "replaced", _("Replaced")

    @property
    def is_over(self) -> bool:
        """Whether nobody is to go by it any more."""
        return self in {PolicyState.EXPIRED, PolicyState.REPLACED}


class BoardState(models.TextChoices):
    """How far an organisation has come with a policy of its own (S15)."""

    NONE = "none", _("No policy")
    DRAFT = "draft", _("Being drafted")
    UNRECORDED = "unrecorded", _("No decision recorded")
    CONSULTATION = "consultation", _("Out for consultation")
    ADOPTED = "adopted", _("Adopted policy")
    FOLLOW_UP = "follow-up", _("In follow-up")
    OVER = "over", _("No longer in force")


def state_of(policy: PolicyPage, today: date) -> PolicyState:
    """Return how far a policy has come on a day."""
    if policy.replaced_by and policy.replaced_by.live:
        return PolicyState.REPLACED
    if policy.valid_to and policy.valid_to < today:
        return PolicyState.EXPIRED
    if not policy.is_adopted:
        return PolicyState.PROPOSED
    if policy.valid_from and policy.valid_from > today:
        return PolicyState.COMING
    return PolicyState.IN_FORCE


def needs_review(policy: PolicyPage, today: date) -> bool:
    """Say whether the day by which a policy in force was to be reviewed has passed."""
    return bool(policy.review_on and policy.review_on < today) and not state_of(policy, today).is_over


@dataclass(frozen=True)
class Found:
    """What the site has of an organisation's policies: the published ones, and those out for consultation."""

    published: list[PolicyPage]
    consulted: list[Any]
    """Open, public consultations; newest first."""
    followed: frozenset[int]
    """Policies with a promise that a goal or an activity does."""


_WINNING = (PolicyState.IN_FORCE, PolicyState.COMING)


def board_state(found: Found, known: str, today: date) -> tuple[BoardState, PolicyPage | None]:
    """Return how far an organisation has come, and the policy that shows it, if one does.

    A policy in force wins over one that is out for consultation, that over a draft, and anything here over what is
    only known.
    """
    by_state = _by_state(found.published, today)
    for state in _WINNING:
        for policy in by_state.get(state, ()):
            return (BoardState.FOLLOW_UP if policy.pk in found.followed else BoardState.ADOPTED), policy
    if found.consulted:
        policy = found.consulted[0].policy
        return BoardState.CONSULTATION, policy if policy.live else None
    if by_state.get(PolicyState.PROPOSED):
        return BoardState.UNRECORDED, by_state[PolicyState.PROPOSED][0]
    if by_state:
        return BoardState.OVER, next(policy for several in by_state.values() for policy in several)
    return BoardState(known), None


def _by_state(policies: Iterable[PolicyPage], today: date) -> dict[PolicyState, list[PolicyPage]]:
    found: dict[PolicyState, list[PolicyPage]] = {}
    for policy in policies:
        found.setdefault(state_of(policy, today), []).append(policy)
    return found
