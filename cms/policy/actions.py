"""Freezing what a policy says, and tying what it promises to what is done about it."""

from accounts.actor import PersonActor
from cms.pages.models import PolicyPage
from cms.policy.events import PolicyVersionFrozen
from cms.policy.models import PolicyVersion
from cms.policy.text import Words, digest_of, words_of
from cms.publishing.actions import when_published
from cms.publishing.models import Standing
from events import clock
from events.action import action
from events.actor import Actor
from events.recording import record

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
    newest = earlier.filter(reason=Reason.PUBLISHED).first() if reason == Reason.PUBLISHED else earlier.first()
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
