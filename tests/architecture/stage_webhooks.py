"""What the table of rights speaks of where webhooks are concerned: those of the social enterprise's representative."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from api.webhooks import actions
from api.webhooks.disabling import disable_webhook
from api.webhooks.models import Subscription
from api.webhooks.secrets import new_secret
from events import clock
from tests.world import World

URL = "https://93.184.215.14/arenan"
"""An address that may be used; nothing is sent to it, for no worker runs."""


def _add(here: World, who: Any = None) -> Subscription:
    return actions.create_webhook(
        actor=who or here.representative,
        membership=here.representative.membership,  # type: ignore[arg-type]
        url=URL,
        description="Ärendesystem",
        streams=[here.open_room.stream],
        secret=new_secret(),
    )


def things(here: World) -> dict[str, Any]:
    """Return a webhook, another one that is paused, and a delivery."""
    webhook, paused = _add(here), _add(here)
    actions.pause_webhook(actor=here.representative, subscription=paused)
    ping = actions.ping_webhook(actor=here.representative, subscription=webhook)
    return {"webhook": webhook, "paused_webhook": paused, "delivery": ping}


def bodies(here: World) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address that takes more than the address itself."""
    since = (clock.now() - timedelta(days=1)).replace(tzinfo=None)
    new = {"url": URL, "description": "Diariet", "streams": [here.open_room.stream]}
    return {
        "POST /min-sida/webhookar/ny/": new,
        "POST /min-sida/webhookar/{webhook}/andra/": new | {"url": f"{URL}/ny", "revision": "1"},
        "POST /min-sida/webhookar/{webhook}/sand-igen/": {"since": since.isoformat(timespec="minutes")},
        "POST /api/v1/webhooks": new,
        "PATCH /api/v1/webhooks/{webhook}": {"description": "Arkivet"},
        "POST /api/v1/webhooks/{webhook}/replay": {"since": f"{since.isoformat()}Z"},
    }


def deeds(here: World, found: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing with webhooks."""
    webhook = found["webhook"]
    return {
        "api.create_webhook for the representative's hat": lambda who: _add(here, who),
        "api.change_webhook the asf's": lambda who: actions.change_webhook(
            actor=who, subscription=webhook, expected=1, description="Arkivet"
        ),
        "api.rotate_webhook_secret of the asf's": lambda who: actions.rotate_webhook_secret(
            actor=who, subscription=webhook, secret=new_secret()
        ),
        "api.pause_webhook the asf's": lambda who: actions.pause_webhook(actor=who, subscription=webhook),
        "api.resume_webhook the asf's paused one": lambda who: actions.resume_webhook(
            actor=who, subscription=found["paused_webhook"]
        ),
        "api.ping_webhook the asf's": lambda who: actions.ping_webhook(actor=who, subscription=webhook),
        "api.replay_webhook the asf's": lambda who: actions.replay_webhook(
            actor=who, subscription=webhook, since=clock.now()
        ),
        "api.replay_delivery of the asf's": lambda who: actions.replay_delivery(actor=who, delivery=found["delivery"]),
        "api.delete_webhook the asf's": lambda who: actions.delete_webhook(actor=who, subscription=webhook),
        "api.disable_webhook the asf's": lambda who: disable_webhook(actor=who, subscription=webhook, reason="gone"),
    }
