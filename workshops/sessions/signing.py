"""How a contribution is signed: as far as the plan says, and no further. What is hidden is not stored."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from workshops.plans.models import Naming, Step
from workshops.sessions.models import Participant
from workshops.sessions.owners import owner_of

FEWEST = 5
"""People that an organisation, or a kind of organisation, must have in the room to be named."""
KIND = "kind:"


def signature(participant: Participant, step: Step, *, on_behalf: bool = False) -> dict[str, Any]:
    """Return the fields by which a contribution is signed."""
    signs = not on_behalf and not step.authors_hidden
    named = signs and step.naming == Naming.NAMED
    label = ""
    if signs and step.naming == Naming.ORGANISATION:
        label = step.labels.get(participant.organisation_label, "")
    return {
        "owner": owner_of(participant, step),
        "author": participant if named else None,
        "signature": label,
        "on_behalf": on_behalf,
    }


def labels(people: Iterable[Participant]) -> dict[str, str]:
    """Return what may be said of those who act for each organisation.

    Its name when at least five in the room act for it. Otherwise its kind, when at least five of the others act for
    organisations of that kind. Otherwise nothing, so that nobody stands alone under a label.
    """
    there = list(people)
    each = Counter(one.organisation_label for one in there)
    few = [one for one in there if each[one.organisation_label] < FEWEST and one.organisation]
    kinds = Counter(one.organisation.kind for one in few if one.organisation)
    found = {label: label for label, count in each.items() if label and count >= FEWEST}
    for one in few:
        if one.organisation and kinds[one.organisation.kind] >= FEWEST:
            found[one.organisation_label] = f"{KIND}{one.organisation.kind}"
    return found
