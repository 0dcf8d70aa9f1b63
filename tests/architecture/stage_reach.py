"""What the table of rights speaks of where the public follows the site and speaks back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from accounts.actor import NOBODY
from cms.pages.models import EventPage
from cms.publishing.models import Standing
from cms.reach.barriers import actions as barriers
from cms.reach.barriers.queries import barrier_path
from cms.reach.subscriptions import actions as subscriptions
from cms.reach.subscriptions.models import Subscription
from cms.reach.subscriptions.queries import confirm_link, stop_link
from events import clock
from tests.cms.shared import page, section, site
from tests.world import World

TOLD = {"wanted": "Anmäla mig", "happened": "Knappen går inte att nå."}


def things(here: World) -> dict[str, Any]:
    """Return an event of the calendar, a report on accessibility, and mail that somebody has asked for."""
    start, now = site(here), clock.now()
    event = page(
        EventPage, section(start, "kalender"), "Mässa", what="fair", starts_at=now, ends_at=now + timedelta(hours=2)
    )
    subscriptions.subscribe(actor=NOBODY, email="lina@example.se", topic="news", language="sv")
    return {
        "event_standing": Standing.objects.get(page=event),
        "barrier": barriers.report_barrier(actor=NOBODY, language="sv", **TOLD),
        "asked_mail": Subscription.objects.get(),
    }


def names(found: dict[str, Any]) -> dict[str, str]:
    """Return what stands for the secrets of links."""
    return {
        "confirm_mail": confirm_link(found["asked_mail"]).split("/")[-2],
        "stop_mail": stop_link(found["asked_mail"]).split("/")[-2],
        "barrier_secret": barrier_path(found["barrier"]).split("/")[-2],
    }


def bodies() -> dict[str, dict[str, Any]]:
    """Return what is sent to each address that takes more than the address itself."""
    return {
        "POST /prenumerera/": {"topic": "policy", "email": "nils@example.se"},
        "POST /rapportera-tillganglighet/": dict(TOLD),
        "POST /arenden/hantera/{barrier}/": {"answer": "Lagat.", "closed": "on", "revision": "1"},
    }


def deeds(found: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    barrier, mail = found["barrier"], found["asked_mail"]
    return {
        "cms.subscribe": lambda who: subscriptions.subscribe(
            actor=who, email="vera@example.se", topic="news", language="sv"
        ),
        "cms.confirm_subscription": lambda who: subscriptions.confirm_subscription(actor=who, subscription=mail),
        "cms.end_subscription": lambda who: subscriptions.end_subscription(actor=who, subscription=mail),
        "cms.report_barrier": lambda who: barriers.report_barrier(actor=who, language="sv", **TOLD),
        "cms.take_barrier the association's": lambda who: barriers.take_barrier(actor=who, barrier=barrier, expected=1),
        "cms.answer_barrier the association's": lambda who: barriers.answer_barrier(
            actor=who, barrier=barrier, answer="Lagat.", expected=1
        ),
        "cms.remind_of_barrier": lambda who: barriers.remind_of_barrier(actor=who, barrier=barrier),
        "cms.forget_reporter": lambda who: barriers.forget_reporter(actor=who, barrier=barrier),
    }
