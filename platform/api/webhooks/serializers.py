"""How webhooks look from outside: without their secrets."""

from rest_framework import serializers

from accounts.serializers import OrganisationBriefSerializer, PersonBriefSerializer
from api.webhooks.models import Attempt, Delivery, Replay, Subscription


class SubscriptionSerializer(serializers.ModelSerializer[Subscription]):
    """A webhook."""

    organisation = OrganisationBriefSerializer(source="membership.organisation")
    person = PersonBriefSerializer(source="membership.person")
    streams = serializers.ListField(child=serializers.CharField())
    event_types = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Subscription
        fields = [
            "id",
            "organisation",
            "person",
            "url",
            "description",
            "streams",
            "event_types",
            "state",
            "reason",
            "previous_secret_until",
            "failing_since",
            "revision",
            "created_at",
        ]


class SubscriptionWithSecretSerializer(SubscriptionSerializer):
    """A webhook with the secret that was just made; null when it has been shown already."""

    secret = serializers.CharField(allow_null=True, read_only=True)

    class Meta(SubscriptionSerializer.Meta):
        fields = [*SubscriptionSerializer.Meta.fields, "secret"]


class AttemptSerializer(serializers.ModelSerializer[Attempt]):
    """One attempt."""

    class Meta:
        model = Attempt
        fields = ["at", "status", "milliseconds", "error", "excerpt"]


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    """A delivery with its attempts, the newest first."""

    message_id = serializers.CharField()
    type = serializers.CharField()
    stream = serializers.CharField(source="event.stream.name", default=None, allow_null=True)
    seq = serializers.IntegerField(source="event.seq", default=None, allow_null=True)
    attempts = AttemptSerializer(many=True)

    class Meta:
        model = Delivery
        fields = [
            "id",
            "message_id",
            "type",
            "stream",
            "seq",
            "state",
            "reason",
            "created_at",
            "next_at",
            "finished_at",
            "attempts",
        ]


class ReplaySerializer(serializers.ModelSerializer[Replay]):
    """What is sent again: how many events, and whether there are more after the last of them."""

    class Meta:
        model = Replay
        fields = ["id", "since", "count", "until", "complete"]
