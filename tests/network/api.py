"""What tests of the API of shared goals use."""

from typing import Any

from accounts.actions import create_token, new_token_secret
from accounts.actor import PersonActor
from network.goals.models import Return
from tests.browsers import Caller
from tests.network.shared import Shared


class Keyed(Caller):
    """A system that calls with a key."""

    def __init__(self, actor: PersonActor, scope: str) -> None:
        from accounts.actor import NOBODY

        super().__init__(NOBODY)
        secret = new_token_secret()
        create_token(actor=actor, membership=actor.membership, label="System", secret=secret, scope=scope)
        self.headers = {"Authorization": f"Bearer {secret}"}


def tag(thing: Any) -> str:
    """Return the entity tag of a thing's revision as it is now."""
    fresh = type(thing).objects.get(pk=thing.pk)
    return f'"{getattr(fresh, "revision", None) or fresh.version}"'


def whole(shared: Shared, *values: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the body of a whole return on places, for last year."""
    named = {"indicator": "platser", "council": "sjoby", "period": shared.period.ends_on.isoformat()}
    return {**named, "values": list(values), **more}


def codes(answers: list[Any]) -> list[int]:
    return [one.status_code for one in answers]


def only_return() -> Return:
    return Return.objects.get()
