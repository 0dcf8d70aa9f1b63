"""How notes and groups look from outside. Who wrote a note is in its view as far as the plan and the hosts show it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rest_framework import serializers

from live.views import renders
from workshops.boards.events import audience_of
from workshops.boards.models import Group, Late, Note, Signed
from workshops.sessions.signing import KIND


def signed_by(thing: Signed, *, hidden: bool) -> dict[str, Any] | None:
    """Return how a contribution is signed: a participant, an organisation, a kind of organisation, or nothing."""
    if hidden or (thing.author_id is None and not thing.signature):
        return None
    kind = thing.signature.removeprefix(KIND) if thing.signature.startswith(KIND) else ""
    return {"participant": thing.author_id, "label": "" if kind else thing.signature, "kind": kind}


class NoteSerializer(serializers.ModelSerializer[Note]):
    """A note. One that was removed has no words."""

    kind = serializers.CharField(default="note", read_only=True)
    step = serializers.UUIDField(source="step_id")
    table = serializers.UUIDField(source="table_id", allow_null=True)
    group = serializers.UUIDField(source="group_id", allow_null=True)
    by = serializers.SerializerMethodField()
    audience = serializers.SerializerMethodField()

    class Meta:
        model = Note
        fields = [
            "kind", "id", "version", "revision", "step", "table", "group", "column", "rank", "text", "state", "by",
            "on_behalf", "audience",
        ]  # fmt: skip

    def get_by(self, note: Note) -> dict[str, Any] | None:
        return signed_by(note, hidden=note.step.authors_hidden)

    def get_audience(self, note: Note) -> str:
        return audience_of(note)


class GroupSerializer(serializers.ModelSerializer[Group]):
    """A group of notes."""

    kind = serializers.CharField(default="group", read_only=True)
    step = serializers.UUIDField(source="step_id")
    table = serializers.UUIDField(source="table_id", allow_null=True)
    audience = serializers.SerializerMethodField()

    class Meta:
        model = Group
        fields = ["kind", "id", "version", "step", "table", "column", "rank", "title", "dissolved", "audience"]

    def get_audience(self, group: Group) -> str:
        return audience_of(group)


class LateSerializer(serializers.ModelSerializer[Late]):
    """What came too late, as the hosts see it."""

    kind = serializers.CharField(default="late", read_only=True)
    step = serializers.UUIDField(source="step_id")
    table = serializers.UUIDField(source="table_id", allow_null=True)
    by = serializers.SerializerMethodField()

    class Meta:
        model = Late
        fields = ["kind", "id", "version", "step", "table", "column", "text", "state", "by"]

    def get_by(self, late: Late) -> dict[str, Any] | None:
        return signed_by(late, hidden=late.step.authors_hidden)


@renders("note")
def notes(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of notes."""
    return list(NoteSerializer(Note.objects.filter(pk__in=ids).prefetch_related("step", "table"), many=True).data)


@renders("group")
def groups(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of groups."""
    return list(GroupSerializer(Group.objects.filter(pk__in=ids).prefetch_related("step", "table"), many=True).data)


@renders("late")
def late(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of what came too late."""
    return list(LateSerializer(Late.objects.filter(pk__in=ids).select_related("step"), many=True).data)
