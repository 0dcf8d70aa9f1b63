"""The form with which somebody is let lead a workshop."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from network.goals.forms.fields import ExplainedField
from workshops.plans.models import Workshop
from workshops.sessions.models import Host
from workshops.sessions.queries import hosts_now

WORDS = {
    Host.Role.COHOST: _("Leads together with the facilitator and can do all the same in the room."),
    Host.Role.DEPUTY: _("Looks on, and can take the wheel if the facilitator's network fails."),
}


class _Hat(forms.ModelChoiceField[Membership]):
    def label_from_instance(self, hat: Any) -> str:
        return f"{hat.person.name}, {hat.organisation.name}"


class HostForm(forms.Form):
    """Who is to lead, and as what: somebody of the organisations in the council, or of those that lead already."""

    who_leads = _Hat(label=_("Who"), queryset=Membership.objects.none(), empty_label=_("Choose somebody"))
    role = ExplainedField(
        label=_("Task"),
        choices=[(one.value, one.label) for one in (Host.Role.COHOST, Host.Role.DEPUTY)],
        words=WORDS,
        initial=Host.Role.COHOST,
    )

    def __init__(self, *args: Any, workshop: Workshop, **options: Any) -> None:
        super().__init__(*args, **options)
        leading = list(hosts_now(workshop))
        around = Organisation.objects.filter(seats__council=workshop.council_id) | Organisation.objects.filter(
            pk__in=[host.organisation_id for host in leading]
        )
        hats = Membership.objects.current().filter(organisation__in=around.values("pk"), person__is_active=True)
        already = {(host.person_id, host.organisation_id) for host in leading}
        free = [hat.pk for hat in hats if (hat.person_id, hat.organisation_id) not in already]
        found = Membership.objects.filter(pk__in=free).select_related("person", "organisation")
        self.fields["who_leads"].queryset = found.order_by("person__name")  # type: ignore[attr-defined]
