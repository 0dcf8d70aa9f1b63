"""Consultation (remiss): a frozen text sent out, the answers of organisations, and what was made of them."""

import uuid
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from cms.pages.models import PolicyPage
from cms.policy.models import PolicyVersion

_ONE_TARGET = models.Q(position__isnull=False, remark__isnull=True) | models.Q(
    position__isnull=True, remark__isnull=False
)


class Consultation(models.Model):
    """A policy text that organisations are asked about, until a day."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        OPEN = "open", _("Open for answers")
        CLOSED = "closed", _("Closed for answers")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Participation(models.TextChoices):
        CLOSED = "closed", _("Only those who are asked")
        OPEN = "open", _("Any organisation may answer")

    class Influence(models.TextChoices):
        """What an answer can change, said beforehand (SKR's ladder of participation)."""

        INFORMATION = "information", _("Information: the text stands")
        CONSULTATION = "consultation", _("Consultation: choose between what is proposed")
        DIALOGUE = "dialogue", _("Dialogue: the text can change")
        INVOLVEMENT = "involvement", _("Influence: the text is written together")
        DECISION = "decision", _("Shared decision")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    policy = models.ForeignKey(PolicyPage, on_delete=models.PROTECT, related_name="consultations")
    subject = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The version asked about now; earlier ones stay readable for those who answered them."""
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=160)
    need = models.TextField(_("why we ask"), max_length=4000)
    participation = models.CharField(_("who may answer"), max_length=10, choices=Participation)
    influence = models.CharField(_("what an answer can change"), max_length=15, choices=Influence)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_on = models.DateField(_("last day to answer"))
    why_extended = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    public_at = models.DateTimeField(null=True, blank=True)
    """From when everybody reads the answers given and the drafters' responses."""
    why_withdrawn = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "withdrawn"])
                | models.Q(subject__isnull=False, opened_at__isnull=False),
                name="consultation_open_of_something",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """Whether everybody reads the answers."""
        return self.public_at is not None


class Question(models.Model):
    """A question that every answer takes a position on, to the whole text or to one section."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("question"), max_length=400)
    section = models.UUIDField(_("section"), null=True, blank=True)

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.text


class Party(models.Model):
    """An organisation that is asked, or that answers on its own initiative."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked = models.BooleanField(default=True)
    extended_to = models.DateField(_("extended to"), null=True, blank=True)
    why_extended = models.CharField(_("reason"), max_length=300, blank=True)
    reminded = models.PositiveSmallIntegerField(
        default=0, help_text="For how many working days ahead the party was last reminded; 0 if not yet."
    )

    class Meta:
        ordering = ["organisation__name"]
        constraints = [models.UniqueConstraint(fields=["consultation", "organisation"], name="consultation_party_once")]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.consultation}"

    @property
    def answers_by(self) -> date:
        """The last day on which this party may answer."""
        general = self.consultation.closes_on
        return max(general, self.extended_to) if self.extended_to else general


class Answer(models.Model):
    """One organisation's answer. Hidden until it is given; never changed after."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="answer")
    subject = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    """The version the answer is about: the one its writers had before them."""
    summary = models.TextField(_("summary"), max_length=4000, blank=True)
    decided_by = models.CharField(_("who decided on the answer"), max_length=160, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the answer as it was given."""
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.party)

    @property
    def is_given(self) -> bool:
        """Whether the organisation has given it."""
        return self.given_at is not None

    @property
    def is_on_older_version(self) -> bool:
        """Whether the text asked about has changed since."""
        return self.subject_id != self.party.consultation.subject_id


class Position(models.Model):
    """What an answer says to one question."""

    class Stance(models.TextChoices):
        APPROVE = "approve", _("Approves")
        APPROVE_WITH_CHANGES = "approve-with-changes", _("Approves with changes")
        REJECT = "reject", _("Rejects")
        ABSTAIN = "abstain", _("Abstains")
        NO_OBJECTION = "no-objection", _("Nothing to object")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="positions")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(_("position"), max_length=25, choices=Stance, blank=True)
    text = models.TextField(_("reasons"), max_length=8000, blank=True)

    class Meta:
        ordering = ["question__place"]
        constraints = [models.UniqueConstraint(fields=["answer", "question"], name="consultation_position_once")]

    def __str__(self) -> str:
        return f"{self.answer} · {self.stance}"


class Remark(models.Model):
    """What an answer says about one section of the text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="remarks")
    section = models.UUIDField()
    text = models.TextField(_("remark"), max_length=8000)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["answer", "section"], name="consultation_remark_once")]

    def __str__(self) -> str:
        return f"{self.answer} · {self.section}"


class Response(models.Model):
    """What the drafters made of one point of an answer, and why."""

    class Verdict(models.TextChoices):
        FOLLOWED = "followed", _("Followed")
        PARTLY = "partly", _("Partly followed")
        NOT = "not", _("Not followed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    position = models.OneToOneField(Position, on_delete=models.CASCADE, null=True, blank=True, related_name="response")
    remark = models.OneToOneField(Remark, on_delete=models.CASCADE, null=True, blank=True, related_name="response")
    verdict = models.CharField(_("what we did"), max_length=10, choices=Verdict)
    why = models.TextField(_("why"), max_length=4000)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=_ONE_TARGET, name="response_to_one_point")]

    def __str__(self) -> str:
        return f"{self.verdict}"
