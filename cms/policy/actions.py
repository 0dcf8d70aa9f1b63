"""Freezing what a policy says, and tying what it promises to what is done about it."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from cms.pages.models import Commitment, PolicyPage
from cms.policy.events import CommitmentTied, PolicyVersionFrozen
from cms.policy.models import PolicyVersion
from cms.policy.text import Words, digest_of, words_of
from cms.publishing.actions import when_published
from cms.publishing.models import Standing
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Invalid, NotVisible
from events.recording import record
from network.goals.models import Activity, Goal
from network.goals.queries import activities_visible_to, goals_visible_to

Reason = PolicyVersion.Reason


def freeze_version(*, actor: Actor, policy: PolicyPage, reason: str) -> PolicyVersion:
    """Keep what a policy says as a version that never changes.

    The words are those in hand: `policy` may be the object of a draft revision. A text that says the same as the
    newest version gets no second one, unless it is published now and was not before.
    """
    return keep_version(actor=actor, policy=policy, words=words_of(policy), reason=reason)


@action("cms.freeze_version", on="policy")
def keep_version(*, actor: Actor, policy: PolicyPage, words: Words, reason: str) -> PolicyVersion:
    """Write down `words` as the next version of a policy, or return the version that says them already."""
    digest = digest_of(words)
    earlier = policy.versions.all()
    newest: PolicyVersion | None = (
        earlier.filter(reason=Reason.PUBLISHED).first() if reason == Reason.PUBLISHED else earlier.first()
    )
    if newest and newest.digest == digest:
        return newest
    last = earlier.first()
    version = PolicyVersion.objects.create(
        policy=policy,
        number=last.number + 1 if last else 1,
        reason=reason,
        **words,
        digest=digest,
        made_at=clock.now(),
        made_by=actor.membership if isinstance(actor, PersonActor) else None,
    )
    if reason == Reason.PUBLISHED:
        standing = Standing.objects.get(page=policy)
        record(PolicyVersionFrozen(page=standing.pk, policy_version=version.pk, number=version.number))
    return version


@when_published(PolicyPage.kind)
def freeze_published(actor: Actor, page: PolicyPage) -> None:
    """Keep every text that the public has been shown."""
    freeze_version(actor=actor, policy=page, reason=Reason.PUBLISHED)


@action("cms.tie_commitment", on="policy")
def tie_commitment(
    *,
    actor: Actor,
    policy: PolicyPage,
    commitment: Commitment,
    goal: Goal | None = None,
    activity: Activity | None = None,
) -> Commitment:
    """Say which goal or activity does what a policy promises; with neither, that none does.

    Raises:
        NotVisible: the promise is not in the policy any more.
        Invalid: the actor does not see the goal or the activity.
    """
    found: Commitment | None = Commitment.objects.filter(pk=commitment.pk, policy=policy).first()
    if found is None:
        raise NotVisible
    if isinstance(actor, PersonActor):
        _must_see(actor, goal, activity)
    found.goal, found.activity = goal, activity
    found.save(update_fields=["goal", "activity"])
    _tie_in_drafts(policy, found)
    record(CommitmentTied(page=Standing.objects.get(page=policy).pk))
    return found


def _must_see(actor: PersonActor, goal: Goal | None, activity: Activity | None) -> None:
    seen = (goal is None or goals_visible_to(actor).filter(pk=goal.pk).exists()) and (
        activity is None or activities_visible_to(actor).filter(pk=activity.pk).exists()
    )
    if not seen:
        raise Invalid(fields={"done_by": [_("Choose one of the alternatives.")]})


def _tie_in_drafts(policy: PolicyPage, commitment: Commitment) -> None:
    """Write the tie into the text being drafted too, so that publishing it does not undo the tie."""
    for revision in policy.revisions.filter(pk__gte=policy.live_revision_id or 0):
        rows: list[dict[str, Any]] = revision.content.get("commitments", [])
        for row in rows:
            if row.get("pk") == commitment.pk:
                row["goal"] = str(commitment.goal_id) if commitment.goal_id else None
                row["activity"] = str(commitment.activity_id) if commitment.activity_id else None
        type(revision).objects.filter(pk=revision.pk).update(content=revision.content)
