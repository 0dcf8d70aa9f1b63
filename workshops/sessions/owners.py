"""Whose something is, without its being written down anywhere.

A contribution that is hidden or secret must still be its author's to change. It carries `owner`: a digest of the
participant and the step, keyed with the installation's secret. Who has the database alone can join it to nobody; in
another step the same person has another one, and so has in the same step what is always secret: there may be signed
rows beside it, whose author would else be known to be its owner. When the raw material is disposed of it is emptied.
"""

import base64

from django.utils.crypto import salted_hmac

from workshops.plans.models import Step
from workshops.sessions.models import Participant

SALT = "workshops.owner"


def owner_of(participant: Participant, step: Step, secret: str = "") -> str:
    """Return what marks a contribution of `participant` in `step` as theirs: 43 letters.

    Args:
        secret: what is never signed has a mark of its own, in which it is named here.
    """
    whose = f"{participant.pk}:{step.pk}:{secret}" if secret else f"{participant.pk}:{step.pk}"
    digest = salted_hmac(SALT, whose, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def marks_of(participant: Participant, *types: str, secrets: tuple[str, ...] = ("",)) -> dict[str, Step]:
    """Return the marks of `participant`'s contributions, each with its step: in steps of some types, or in all."""
    steps = [step for step in participant.workshop.steps.all() if not types or step.type in types]
    return {owner_of(participant, step, secret): step for step in steps for secret in secrets}
