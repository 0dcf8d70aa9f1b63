"""Rooms, messages and what hangs on them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person
from accounts.terms import Term, TermQuerySet


class Room(models.Model):
    """A place for one theme (S09, report p. 12). Open to all who sit in the council, or closed to the invited."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("Document room")
        WORKING = "working", _("Working room")

    class Access(models.TextChoices):
        OPEN = "open", _("Open to the council")
        CLOSED = "closed", _("Closed: invited only")

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        ARCHIVED = "archived", _("Archived")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey("council.Council", on_delete=models.PROTECT, related_name="rooms")
    slug = models.SlugField(max_length=60)
    title = models.CharField(_("title"), max_length=120)
    purpose = models.CharField(_("purpose"), max_length=400, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.DOCUMENT)
    access = models.CharField(_("access"), max_length=10, choices=Access, default=Access.OPEN)
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    retention_days = models.PositiveIntegerField(
        _("days that working content is kept"), null=True, blank=True, help_text="Only in a working room."
    )
    goal = models.ForeignKey(
        "network.Goal", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("goal")
    )
    summary = models.TextField(_("summary"), blank=True)
    summary_html = models.TextField(blank=True)
    summary_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["council", "slug"], name="room_slug_in_council"),
            models.CheckConstraint(
                condition=models.Q(retention_days__isnull=True) | models.Q(kind="working"),
                name="room_retention_only_when_working",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """Name of the stream that carries what happens here."""
        return f"room:{self.pk}"


class RoomMember(Term):
    """Somebody invited to a room, with one hat."""

    class Role(models.TextChoices):
        READER = "reader", _("Reads")
        WRITER = "writer", _("Reads and writes")
        MODERATOR = "moderator", _("Moderates")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Role)

    objects = TermQuerySet["RoomMember"].as_manager()

    class Meta(Term.Meta):
        ordering = ["organisation__name"]
        constraints = [
            *Term.Meta.constraints,
            models.UniqueConstraint(
                fields=["room", "person", "organisation"],
                condition=models.Q(ended_at__isnull=True),
                name="room_member_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.room}"


class Message(models.Model):
    """Something said. `seq` is its number in the room's stream; unread marks and replay share that axis."""

    class State(models.TextChoices):
        VISIBLE = "visible", _("Visible")
        HIDDEN = "hidden", _("Hidden")
        DELETED = "deleted", _("Deleted")
        DISPOSED = "disposed", _("Disposed of")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="messages")
    seq = models.BigIntegerField(null=True, editable=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="messages")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="messages")
    title = models.CharField(max_length=120, blank=True, help_text="The author's title when it was written.")
    side = models.CharField(max_length=10, blank=True)
    thread = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    quote = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.VISIBLE)
    reason = models.CharField(max_length=400, blank=True)
    locked = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    posted_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="message_room_seq"),
            models.CheckConstraint(
                condition=models.Q(state__in=["visible", "hidden"]) | models.Q(text=""), name="message_removed_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room_id} #{self.seq}"


class Revision(models.Model):
    """An earlier wording of a message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    html = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["message", "number"], name="revision_once")]

    def __str__(self) -> str:
        return f"{self.message_id} r{self.number}"


class Reaction(models.Model):
    """One person's reaction of one kind to a message."""

    class Kind(models.TextChoices):
        AGREE = "agree", _("Agrees")
        THANKS = "thanks", _("Thanks")
        QUESTION = "question", _("Unclear")
        CELEBRATE = "celebrate", _("Well done")
        CONCERN = "concern", _("Concerned")

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["message", "person", "kind"], name="reaction_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"


class Mention(models.Model):
    """A person or an organisation named in a message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) ^ models.Q(organisation__isnull=False),
                name="mention_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person or self.organisation}"


def attachment_path(attachment: "Attachment", _name: str) -> str:
    """Return where a file lies: a random name, so that nothing is known from it."""
    return f"attachments/{attachment.pk}"


class Attachment(models.Model):
    """A file in a room; of its uploader alone until it is part of a message."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="attachments")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, related_name="attachments")
    uploader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    file = models.FileField(upload_to=attachment_path)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """A message put to an organisation, to be answered by a day (P06)."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="question")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="questions")
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    asked_at = models.DateTimeField()
    answer = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, related_name="answers")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="answered") | models.Q(answer__isnull=False), name="question_answer_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.due}"


class Draft(models.Model):
    """What somebody has begun to write, kept for them alone."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    reply_to = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, related_name="+")
    text = models.TextField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "room"], condition=models.Q(reply_to__isnull=True), name="draft_room_once"
            ),
            models.UniqueConstraint(
                fields=["person", "room", "reply_to"],
                condition=models.Q(reply_to__isnull=False),
                name="draft_reply_once",
            ),
        ]

    def __str__(self) -> str:
        return f"draft in {self.room_id}"


class ReadMark(models.Model):
    """Which messages of a room somebody has read: ranges of sequence numbers, merged from all devices."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="read_marks")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    ranges = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "room"], name="read_mark_once")]

    def __str__(self) -> str:
        return f"{self.room_id} {self.ranges}"
