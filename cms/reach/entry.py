"""Enters the event types, rules, views, reactions and jobs of this part."""

from cms.reach import offers
from cms.reach.barriers import actions as barrier_actions
from cms.reach.barriers import events, mailing, serializers, upkeep
from cms.reach.barriers import rules as barrier_rules
from cms.reach.subscriptions import actions, rules, sending

__all__ = [
    "actions",
    "barrier_actions",
    "barrier_rules",
    "events",
    "mailing",
    "offers",
    "rules",
    "sending",
    "serializers",
    "upkeep",
]
