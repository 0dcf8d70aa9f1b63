"""Councils, seats, mandates and offices.

A seat belongs to an organisation and stays when people come and go; a seat without a holder is vacant and is
shown as that.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person
from accounts.terms import Term, TermQuerySet


class Council(models.Model):
    """A standing council. A county council joins local ones below it (the Glada Hudik model, report p. 9)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(_("name"), max_length=160)
    area = models.CharField(_("area"), max_length=160, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="local_councils")
    description = models.TextField(_("description"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="council_not_own_parent")
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A place at the table, owned by an organisation, on one of the four sides."""

    class Side(models.TextChoices):
        ASF = "asf", _("Social enterprises")
        PUBLIC = "public", _("Public sector")
        BUSINESS = "business", _("Business")
        ADVISER = "adviser", _("Advisers")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    side = models.CharField(_("side"), max_length=10, choices=Side)
    title = models.CharField(_("title"), max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["side", "organisation__name"]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.council}"


class Mandate(Term):
    """A person's right to a seat, as holder or deputy. At most one holder for a seat and day (by constraint)."""

    class Kind(models.TextChoices):
        HOLDER = "holder", _("Holder")
        DEPUTY = "deputy", _("Deputy")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="mandates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    decision = models.CharField(_("how appointed"), max_length=300, blank=True)

    objects = TermQuerySet["Mandate"].as_manager()

    class Meta(Term.Meta):
        ordering = ["-kind", "starts_on"]

    def __str__(self) -> str:
        return f"{self.person} {self.kind} {self.seat}"


class Office(Term):
    """A task in the council: to lead it, or to keep its papers. Held by a person for an organisation."""

    class Kind(models.TextChoices):
        CHAIR = "chair", _("Chair")
        VICE_CHAIR = "vice_chair", _("Vice chair")
        SECRETARY = "secretary", _("Secretary")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="offices")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)

    objects = TermQuerySet["Office"].as_manager()

    class Meta(Term.Meta):
        ordering = ["kind", "starts_on"]

    def __str__(self) -> str:
        return f"{self.person} {self.kind} {self.council}"
