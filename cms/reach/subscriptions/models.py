"""Who wants mail about what, and what each has been told.

Nothing of this is in the log: who reads what is nobody's business, and an event without an audience would be one that
nobody may read. A subscription that ends is removed with its address; nothing of it is kept.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.consultation.models import Consultation
from cms.publishing.models import Standing
from events.models import Event


class Topic(models.TextChoices):
    """What one may hear about."""

    NEWS = "news", _("News")
    POLICY = "policy", _("Policies: new ones, and new versions")
    SUPPORT = "support", _("The support catalogue: new measures, and what changes in them")
    CALENDAR = "calendar", _("The calendar: what is coming, moved or cancelled")
    CONSULTATION = "consultation", _("Consultations: when one opens, and when the answers are public")
    EVERYTHING = "everything", _("Everything that is published")
    PAGE = "page", _("This page, when it changes")


class Subscription(models.Model):
    """Mail about one topic to one address, from the moment the owner of the address has said yes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), db_index=True)
    """In small letters."""
    topic = models.CharField(_("about"), max_length=12, choices=Topic)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    """The page that is followed, when the topic is one page."""
    language = models.CharField(_("language"), max_length=10)
    created_at = models.DateTimeField()
    asked_at = models.DateTimeField(help_text="When the owner of the address was last written to about it.")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(topic=Topic.PAGE, page__isnull=False)
                | (~models.Q(topic=Topic.PAGE) & models.Q(page__isnull=True)),
                name="cms_subscription_page_or_topic",
            ),
            models.UniqueConstraint(
                fields=["email", "topic"], condition=models.Q(page__isnull=True), name="cms_subscription_topic_once"
            ),
            models.UniqueConstraint(
                fields=["email", "page"], condition=models.Q(page__isnull=False), name="cms_subscription_page_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.page_id or ''}".strip()

    @property
    def about(self) -> str:
        """What it is about, in words."""
        return self.page.title if self.page else str(self.get_topic_display())


class Notice(models.Model):
    """Something published or asked that one subscriber is told of once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="notices")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    standing = models.ForeignKey(Standing, on_delete=models.CASCADE, null=True, related_name="+")
    """The page that is told of, unless it is a consultation."""
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, null=True, related_name="+")
    is_new = models.BooleanField(
        help_text="First published, not changed; of a consultation: opened, not its answers made public."
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, help_text="When a worker began to send it.")
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "event"], name="notice_event_once"),
            models.CheckConstraint(
                condition=models.Q(standing__isnull=False, consultation__isnull=True)
                | models.Q(standing__isnull=True, consultation__isnull=False),
                name="notice_of_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="notice_due")]

    def __str__(self) -> str:
        return f"{self.standing_id or self.consultation_id}: {self.state}"


class Said(models.Model):
    """What a page said when subscribers were last told of it. Publishing the same words again is no news."""

    standing = models.OneToOneField(Standing, on_delete=models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.standing_id)
