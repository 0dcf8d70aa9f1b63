"""People, organisations and who acts for whom."""

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.organisation_number import validate_organisation_number
from accounts.terms import Term, TermQuerySet


class People(BaseUserManager["Person"]):
    """Makes people. Nobody has a password unless an installation gives one from the command line."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """Somebody who signs in. The e-mail address is the name; no personal number is held anywhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=5, default="sv")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]


class Organisation(models.Model):
    """A member, partner or unit; a tree, as a municipality has departments."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Municipality")
        DEPARTMENT = "department", _("Municipal department")
        AGENCY = "agency", _("State agency")
        REGION = "region", _("Region")
        ASSOCIATION = "association", _("Coordination association")
        ASF = "asf", _("Work-integrating social enterprise")
        NONPROFIT = "nonprofit", _("Non-profit association")
        COMPANY = "company", _("Company")
        ADVISER = "adviser", _("Adviser")
        FUNDER = "funder", _("Funder")
        EDUCATION = "education", _("Education")
        NETWORK = "network", _("Network")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=160)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="units")
    organisation_number = models.CharField(
        _("organisation number"),
        max_length=10,
        null=True,
        blank=True,
        unique=True,
        validators=[validate_organisation_number],
    )
    municipality_code = models.CharField(
        _("municipality code"), max_length=4, blank=True, validators=[RegexValidator(r"^\d{4}$")]
    )
    description = models.TextField(_("description"), blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="organisation_not_own_parent"),
            models.CheckConstraint(
                condition=models.Q(organisation_number__isnull=True)
                | models.Q(organisation_number__regex=r"^\d{2}[2-9]\d{7}$"),
                name="organisation_number_no_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name to show where space is small."""
        return self.short_name or self.name


class Membership(Term):
    """A person acts for an organisation, in a role, from one day to another."""

    class Role(models.TextChoices):
        REPRESENTATIVE = "representative", _("Representative")
        OFFICER = "officer", _("Officer")
        MANAGER = "manager", _("Manager")
        ADVISER = "adviser", _("Adviser")
        COORDINATOR = "coordinator", _("Coordinator")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    title = models.CharField(_("title"), max_length=120, blank=True)

    objects = TermQuerySet["Membership"].as_manager()

    class Meta(Term.Meta):
        ordering = ["organisation__name", "starts_on"]
        constraints = [
            *Term.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(ends_on__isnull=True, ended_at__isnull=True),
                name="membership_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"


class Invitation(models.Model):
    """An offer, sent by e-mail, to act for an organisation. The link is signed and works until the offer lapses."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"))
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=20, choices=Membership.Role)
    title = models.CharField(_("title"), max_length=120, blank=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.email} → {self.organisation}"

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        return not self.accepted_at and not self.withdrawn_at and self.expires_at > timezone.now()


class ApiToken(models.Model):
    """A key with which an organisation's own system calls the API, in the name of one of its people."""

    class Scope(models.TextChoices):
        READ = "read", _("Read")
        REPORT = "report", _("Report figures, and read what that takes")
        WRITE = "write", _("Read and write")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="tokens")
    label = models.CharField(_("what it is for"), max_length=80)
    secret_hash = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=12, help_text="First characters, to tell tokens apart.")
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, default=Scope.WRITE)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.label} ({self.start}…)"
