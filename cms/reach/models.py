"""All tables of this part."""

from cms.reach.barriers.models import BarrierCount, BarrierReport
from cms.reach.subscriptions.models import Notice, Said, Subscription

__all__ = ["BarrierCount", "BarrierReport", "Notice", "Said", "Subscription"]
