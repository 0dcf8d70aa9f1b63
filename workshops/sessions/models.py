"""Who is in the room, and who leads it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person
from accounts.terms import Term, TermQuerySet
from workshops.plans.models import Workshop


class Host(Term):
    """A person with a hat who leads a workshop. One of them is at the wheel; the deputy may take it, and says so."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _("Facilitator")
        COHOST = "cohost", _("Co-facilitator")
        DEPUTY = "deputy", _("Deputy")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="hosts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("task"), max_length=12, choices=Role)
    version = models.PositiveIntegerField(default=1)

    objects = TermQuerySet["Host"].as_manager()

    class Meta(Term.Meta):
        ordering = ["role", "person__name"]
        constraints = [
            *Term.Meta.constraints,
            models.UniqueConstraint(
                fields=["workshop", "person", "organisation"],
                condition=models.Q(ended_at__isnull=True),
                name="host_once",
            ),
            models.UniqueConstraint(
                fields=["workshop"],
                condition=models.Q(ended_at__isnull=True, role="facilitator"),
                name="host_one_facilitator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"


class Participant(models.Model):
    """Somebody in the room: a member with a hat, a guest on one device, or a screen at the front."""

    class Role(models.TextChoices):
        PARTICIPANT = "participant", _("Participant")
        HOST = "host", _("Host")
        SCREEN = "screen", _("Screen")

    class State(models.TextChoices):
        IN = "in", _("In the room")
        REMOVED = "removed", _("Shown out")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    guest = models.UUIDField(null=True, editable=False)
    """What the guest's own session holds. Forgotten when the workshop is over."""
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    organisation_name = models.CharField(_("organisation"), max_length=160, blank=True)
    role = models.CharField(max_length=12, choices=Role, default=Role.PARTICIPANT)
    state = models.CharField(max_length=8, choices=State, default=State.IN)
    late = models.BooleanField(default=False)
    extra = models.PositiveIntegerField(default=0)
    """Per cent more time than others, for who needs it."""
    pace_version = models.PositiveIntegerField(default=1)
    joined_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["joined_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "person", "organisation"],
                condition=models.Q(person__isnull=False),
                name="participant_person_once",
            ),
            models.UniqueConstraint(
                fields=["workshop", "guest"], condition=models.Q(guest__isnull=False), name="participant_guest_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation_label}" if self.organisation_label else self.name

    @property
    def organisation_label(self) -> str:
        """What the organisation is called where space is small."""
        return self.organisation.label if self.organisation else self.organisation_name
