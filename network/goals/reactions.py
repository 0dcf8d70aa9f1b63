"""What happens after something has happened to shared goals."""

from events.actor import System
from events.models import Event
from events.reactions import reacts_to
from network.goals.actions import tell_impact_sum
from network.goals.events import ImpactAnswered
from network.goals.models import ImpactCall


@reacts_to(ImpactAnswered)
def tell_the_council(happened: ImpactAnswered, _event: Event) -> None:
    """Tell the council that a call's sum has changed, as the system, so that nobody is named."""
    tell_impact_sum(actor=System("impact"), call=ImpactCall.objects.get(pk=happened.impact_call))
