"""Reminders by mail: what has been sent to whom about what, and who does not want which."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person
from network.goals.models.measures import Period


class ReminderKind(models.TextChoices):
    """What somebody is reminded of. Each can be stopped by itself, for each council."""

    REPORT = "report", _("Figures to report")
    APPROVAL = "approval", _("Reports that wait for approval")
    SENT_BACK = "sent_back", _("Reports that were sent back")
    ACTIVITY = "activity", _("Activities that are late")
    POSITION = "position", _("Goals to say where you stand on")


class ReminderMail(models.Model):
    """One mail to one person, with everything that is due for them at that moment."""

    class State(models.TextChoices):
        WAITING = "waiting", _("On its way")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, help_text="When a worker began to send it.")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at}: {self.state}"


class Reminder(models.Model):
    """One thing that one person is reminded of in a mail. That each step is taken once is this table's to guard."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mail = models.ForeignKey(ReminderMail, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    council = models.ForeignKey("council.Council", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=ReminderKind)
    thing = models.CharField(max_length=80, help_text="What it is about: ids, the same each time.")
    title = models.CharField(max_length=200)
    period = models.ForeignKey(Period, on_delete=models.CASCADE, null=True, related_name="+")
    because = models.CharField(max_length=12, help_text="What the person is to the thing.")
    step_on = models.DateField(help_text="The working day on which this step is due.")

    class Meta:
        ordering = ["-step_on", "title"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "thing", "step_on"], name="reminder_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.thing} {self.step_on}"


class ReminderStop(models.Model):
    """A kind of reminder that somebody does not want from a council."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    council = models.ForeignKey("council.Council", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=ReminderKind)
    stopped_at = models.DateTimeField()

    class Meta:
        ordering = ["stopped_at"]
        constraints = [models.UniqueConstraint(fields=["person", "council", "kind"], name="reminder_stop_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"
