"""Who has asked for a seat."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person
from workshops.plans.models import Workshop


class Registration(models.Model):
    """A seat that somebody asked for: taken, or waiting for one to become free."""

    class State(models.TextChoices):
        SEATED = "seated", _("Has a seat")
        WAITING = "waiting", _("On the waiting list")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    organisation_name = models.CharField(_("organisation"), max_length=160, blank=True)
    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("e-mail address"))
    needs = models.TextField(_("what you need in order to take part"), blank=True)
    """Seen by the hosts alone, and deleted when the workshop is over."""
    state = models.CharField(max_length=10, choices=State)
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                models.F("workshop"),
                models.functions.Lower("email"),
                condition=~models.Q(state="withdrawn"),
                name="registration_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_label(self) -> str:
        """What the organisation is called where space is small."""
        return self.organisation.label if self.organisation else self.organisation_name
