"""How rooms and messages look from outside: one shape for the API, the pages and the live link."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Manager
from django.urls import reverse
from rest_framework import serializers

from accounts.serializers import OrganisationBriefSerializer, PersonBriefSerializer
from api.fields import UtcDateTimeField
from council.rooms.markdown import excerpt
from council.rooms.models import Attachment, Mention, Message, Question, Revision, Room
from council.rooms.queries import activities_from, is_overdue, with_parts
from live.views import renders
from network.goals.models import Activity, Goal


class AttachmentSerializer(serializers.ModelSerializer[Attachment]):
    """A file and where to fetch it."""

    url = serializers.SerializerMethodField()

    class Meta:
        model = Attachment
        fields = ["id", "name", "size", "type", "url"]

    def get_url(self, attachment: Attachment) -> str:
        return reverse("council:attachment", args=[attachment.pk])


class QuestionSerializer(serializers.ModelSerializer[Question]):
    """A question with a clock, as part of its message."""

    organisation = OrganisationBriefSerializer()
    overdue = serializers.SerializerMethodField()
    answer = serializers.UUIDField(source="answer_id", allow_null=True)

    class Meta:
        model = Question
        fields = ["id", "organisation", "due", "state", "overdue", "answer", "answered_at"]

    def get_overdue(self, question: Question) -> bool:
        return is_overdue(question)


class AuthorSerializer(serializers.Serializer[Message]):
    """Who wrote a message, with the title they had then."""

    id = serializers.UUIDField(source="author_id")
    name = serializers.CharField(source="author.name")
    title = serializers.CharField()


class QuoteSerializer(serializers.ModelSerializer[Message]):
    """The beginning of a quoted message; empty when it is no longer to be seen."""

    author = serializers.CharField(source="author.name")
    organisation = serializers.CharField(source="organisation.label")
    excerpt = serializers.SerializerMethodField()

    class Meta:
        model = Message
        fields = ["id", "author", "organisation", "excerpt"]

    def get_excerpt(self, message: Message) -> str:
        return excerpt(message.text) if message.state == Message.State.VISIBLE else ""


class MentionSerializer(serializers.Serializer[Mention]):
    """Somebody named in a message."""

    kind = serializers.SerializerMethodField()
    id = serializers.SerializerMethodField()
    name = serializers.SerializerMethodField()

    def get_kind(self, mention: Mention) -> str:
        return "person" if mention.person_id else "organisation"

    def get_id(self, mention: Mention) -> UUID:
        return mention.person_id or mention.organisation_id  # type: ignore[return-value]

    def get_name(self, mention: Mention) -> str:
        return str(mention.person or mention.organisation)


class GoalBriefSerializer(serializers.ModelSerializer[Goal]):
    """A goal where it is only named."""

    url = serializers.SerializerMethodField()

    class Meta:
        model = Goal
        fields = ["id", "number", "title", "url"]

    def get_url(self, goal: Goal) -> str:
        return reverse("network:goal", args=[goal.council.slug, goal.number])


class MadeActivitySerializer(serializers.ModelSerializer[Activity]):
    """Something to be done that came from a message, as the room sees it."""

    goal = GoalBriefSerializer()

    class Meta:
        model = Activity
        fields = ["id", "title", "state", "goal"]


class MessagesSerializer(serializers.ListSerializer[Message]):
    """Many messages: what has become of them is asked for once."""

    def to_representation(self, data: Any) -> list[Any]:
        there = list(data.all() if isinstance(data, Manager) else data)
        self.child.made = activities_from(there)  # type: ignore[union-attr]
        return super().to_representation(there)


class MessageSerializer(serializers.ModelSerializer[Message]):
    """A message as everybody in its room sees it. What is hidden or removed is not in it."""

    kind = serializers.CharField(default="message", read_only=True)
    room = serializers.UUIDField(source="room_id")
    thread = serializers.UUIDField(source="thread_id", allow_null=True)
    reply_to = serializers.UUIDField(source="reply_to_id", allow_null=True)
    quote = QuoteSerializer(allow_null=True)
    author = AuthorSerializer(source="*")
    organisation = OrganisationBriefSerializer()
    text = serializers.SerializerMethodField()
    html = serializers.SerializerMethodField()
    reactions = serializers.SerializerMethodField()
    attachments = serializers.SerializerMethodField()
    mentions = MentionSerializer(many=True)
    question = serializers.SerializerMethodField()
    activities = serializers.SerializerMethodField()
    made: dict[UUID, list[Activity]] | None = None
    """What has become of the messages of a list; of a single one it is asked for."""
    url = serializers.SerializerMethodField()

    class Meta:
        model = Message
        list_serializer_class = MessagesSerializer
        fields = [
            "kind", "id", "room", "seq", "version", "revision", "thread", "reply_to", "quote", "author", "organisation",
            "side", "state", "text", "html", "posted_at", "edited_at", "reactions", "attachments", "mentions",
            "question", "activities", "locked", "reason", "url",
        ]  # fmt: skip

    def get_text(self, message: Message) -> str:
        return message.text if message.state == Message.State.VISIBLE else ""

    def get_html(self, message: Message) -> str:
        return message.html if message.state == Message.State.VISIBLE else ""

    def get_reactions(self, message: Message) -> list[dict[str, Any]]:
        kinds: dict[str, list[dict[str, str]]] = {}
        for one in message.reactions.all():
            who = {"id": str(one.person_id), "name": one.person.name, "organisation": one.organisation.label}
            kinds.setdefault(one.kind, []).append(who)
        return [{"kind": kind, "count": len(people), "people": people} for kind, people in sorted(kinds.items())]

    def get_attachments(self, message: Message) -> list[dict[str, Any]]:
        if message.state != Message.State.VISIBLE:
            return []
        return AttachmentSerializer(message.attachments.all(), many=True).data  # type: ignore[return-value]

    def get_question(self, message: Message) -> dict[str, Any] | None:
        question = getattr(message, "question", None)
        return QuestionSerializer(question).data if question else None

    def get_activities(self, message: Message) -> list[dict[str, Any]]:
        if message.state != Message.State.VISIBLE:
            return []
        made = activities_from([message]) if self.made is None else self.made
        return MadeActivitySerializer(made.get(message.pk, []), many=True).data  # type: ignore[return-value]

    def get_url(self, message: Message) -> str:
        room = message.room
        return f"{reverse('council:room', args=[room.council.slug, room.slug])}?m={message.pk}"


class RevisionSerializer(serializers.ModelSerializer[Revision]):
    """An earlier wording."""

    at = UtcDateTimeField(source="written_at")

    class Meta:
        model = Revision
        fields = ["number", "text", "html", "at"]


class RoomSerializer(serializers.ModelSerializer[Room]):
    """A room as everybody in it sees it."""

    kind = serializers.CharField(default="room", read_only=True)
    room_kind = serializers.CharField(source="kind", read_only=True)
    revision = serializers.IntegerField(source="version", read_only=True)
    summary = serializers.SerializerMethodField()
    council = serializers.SerializerMethodField()
    goal = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = Room
        fields = [
            "kind", "id", "version", "revision", "slug", "title", "purpose", "room_kind", "access", "state",
            "retention_days", "summary", "council", "goal", "url",
        ]  # fmt: skip

    def to_representation(self, instance: Room) -> dict[str, Any]:
        return {**super().to_representation(instance), "kind": "room"}

    def get_summary(self, room: Room) -> dict[str, Any]:
        return {"text": room.summary, "html": room.summary_html, "updated_at": room.summary_at}

    def get_council(self, room: Room) -> dict[str, str]:
        return {"slug": room.council.slug, "name": room.council.name}

    def get_goal(self, room: Room) -> dict[str, Any] | None:
        # The room's own council is the goal's, and is already here.
        goal = room.goal
        if goal is None:
            return None
        url = reverse("network:goal", args=[room.council.slug, goal.number])
        return {"id": str(goal.pk), "number": goal.number, "title": goal.title, "url": url}

    def get_url(self, room: Room) -> str:
        return reverse("council:room", args=[room.council.slug, room.slug])


class PersonInRoomSerializer(serializers.Serializer[Any]):
    """Somebody who may be named in a room."""

    person = PersonBriefSerializer()
    organisation = OrganisationBriefSerializer()


@renders("message")
def messages(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of messages."""
    return MessageSerializer(with_parts(Message.objects.filter(pk__in=ids)), many=True).data  # type: ignore[return-value]


@renders("room")
def rooms(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of rooms."""
    return RoomSerializer(Room.objects.select_related("council", "goal").filter(pk__in=ids), many=True).data  # type: ignore[return-value]
