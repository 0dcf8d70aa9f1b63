"""What a request about workshops may hold. What a text may be is for the actions to say."""

from typing import Any

from rest_framework import serializers

from workshops.plans.models import Naming, Step, Workshop
from workshops.sessions.models import Host


class WorkshopIn(serializers.Serializer[Any]):
    """What a workshop is about, when and where it is, and who may come."""

    title = serializers.CharField()
    purpose = serializers.CharField(allow_blank=True, default="")
    place = serializers.CharField(allow_blank=True, default="")
    address = serializers.CharField(allow_blank=True, default="")
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    access = serializers.ChoiceField(Workshop.Access.choices, default=Workshop.Access.COUNCIL)
    guests = serializers.BooleanField(default=True)
    naming = serializers.ChoiceField(Naming.choices, default=Naming.NAMED)
    seats = serializers.IntegerField(required=False, allow_null=True, default=None)
    seats_each = serializers.IntegerField(required=False, allow_null=True, default=None)
    raw_days = serializers.IntegerField(default=90)


class NewWorkshopIn(WorkshopIn):
    """A new workshop, with a plan from the library (`plan`) or an earlier workshop (`copy_of`) to begin with."""

    plan = serializers.SlugField(required=False, allow_blank=True, default="")
    copy_of = serializers.UUIDField(required=False, allow_null=True, default=None)


class StepIn(serializers.Serializer[Any]):
    """A step of a plan. `settings` differ by type."""

    title = serializers.CharField()
    instruction = serializers.CharField(allow_blank=True, default="")
    plain = serializers.CharField(allow_blank=True, default="")
    minutes = serializers.IntegerField(default=10)
    naming = serializers.ChoiceField(Naming.choices, required=False)
    settings = serializers.JSONField(default=dict)


class NewStepIn(StepIn):
    """A new step."""

    type = serializers.ChoiceField(Step.Type.choices)


class PlaceIn(serializers.Serializer[Any]):
    """Before which step; null is the end."""

    before = serializers.UUIDField(allow_null=True)


class GoIn(serializers.Serializer[Any]):
    """Which step to open, and which one was open when that was decided."""

    step = serializers.UUIDField()
    after = serializers.UUIDField(allow_null=True)


class MinutesIn(serializers.Serializer[Any]):
    """How many minutes more."""

    minutes = serializers.IntegerField()


class NoticeIn(serializers.Serializer[Any]):
    """A few words for all screens."""

    text = serializers.CharField(allow_blank=True)


class HostIn(serializers.Serializer[Any]):
    """Who is to lead, for which organisation, and as what."""

    person = serializers.UUIDField()
    organisation = serializers.UUIDField()
    role = serializers.ChoiceField(Host.Role.choices)


class ExtraIn(serializers.Serializer[Any]):
    """Per cent of extra time."""

    extra = serializers.IntegerField()


class JoinIn(serializers.Serializer[Any]):
    """The code on the wall; a guest gives a name, and an organisation if there is one."""

    code = serializers.CharField(max_length=20)
    name = serializers.CharField(allow_blank=True, default="")
    organisation = serializers.CharField(allow_blank=True, default="")
