"""What a request about rooms may hold, for the API. What a text may be is for the actions to say."""

from typing import Any

from rest_framework import serializers

from council.rooms.models import Room, RoomMember


class QuestionIn(serializers.Serializer[Any]):
    """To whom a message is put as a question, and by which day an answer is wanted."""

    organisation = serializers.UUIDField()
    due = serializers.DateField()


class MessageIn(serializers.Serializer[Any]):
    """A new message."""

    text = serializers.CharField(allow_blank=True, trim_whitespace=False, default="")
    reply_to = serializers.UUIDField(required=False, allow_null=True, default=None)
    quote = serializers.UUIDField(required=False, allow_null=True, default=None)
    attachments = serializers.ListField(child=serializers.UUIDField(), required=False, default=list, max_length=10)
    question = QuestionIn(required=False, allow_null=True, default=None)


class TextIn(serializers.Serializer[Any]):
    """A text alone."""

    text = serializers.CharField(allow_blank=True, trim_whitespace=False)


class ReasonIn(serializers.Serializer[Any]):
    """Why something is done."""

    reason = serializers.CharField(allow_blank=True)


class AnswerIn(serializers.Serializer[Any]):
    """Which message is the answer."""

    message = serializers.UUIDField()


class DraftIn(serializers.Serializer[Any]):
    """A text that is being written."""

    text = serializers.CharField(allow_blank=True, trim_whitespace=False)
    reply_to = serializers.UUIDField(required=False, allow_null=True, default=None)


class ReadIn(serializers.Serializer[Any]):
    """Ranges of sequence numbers that were read."""

    ranges = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2), max_length=500
    )


class FileIn(serializers.Serializer[Any]):
    """A file, as multipart/form-data."""

    file = serializers.FileField(allow_empty_file=True, max_length=255)


class RoomIn(serializers.Serializer[Any]):
    """What a room is for and who may enter."""

    title = serializers.CharField()
    purpose = serializers.CharField(allow_blank=True, default="")
    kind = serializers.ChoiceField(Room.Kind.choices, default=Room.Kind.DOCUMENT)
    access = serializers.ChoiceField(Room.Access.choices, default=Room.Access.OPEN)
    retention_days = serializers.IntegerField(required=False, allow_null=True, default=None)


class RoomChangeIn(RoomIn):
    """What a room is for, who may enter, and the goal it belongs to; left out, the goal stays as it is."""

    goal = serializers.UUIDField(required=False, allow_null=True)


class ActivityIn(serializers.Serializer[Any]):
    """What is to be done, for which goal, by whom and by when."""

    goal = serializers.UUIDField()
    title = serializers.CharField()
    organisation = serializers.UUIDField()
    due = serializers.DateField()
    note = serializers.CharField(allow_blank=True, default="")


class MemberIn(serializers.Serializer[Any]):
    """Whom to let into a room."""

    person = serializers.UUIDField()
    organisation = serializers.UUIDField()
    role = serializers.ChoiceField(RoomMember.Role.choices)
