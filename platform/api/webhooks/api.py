"""The API of webhooks: parse, call one query or action, answer."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import View
from api.openapi import HAT, IF_MATCH, IF_NONE_MATCH, KEY
from api.webhooks import actions, addresses
from api.webhooks.models import Delivery, Subscription
from api.webhooks.queries import deliveries_visible_to, subscriptions_visible_to
from api.webhooks.secrets import new_secret, unseal
from api.webhooks.serializers import (
    DeliverySerializer,
    ReplaySerializer,
    SubscriptionSerializer,
    SubscriptionWithSecretSerializer,
)
from events.errors import Conflict, Invalid
from events.rights import may

_ROOM = "room:5f0c2c9e-6a53-4f0f-9c7e-0d6c1f5d2a41"
_NEW = OpenApiExample(
    "A room's messages",
    request_only=True,
    value={
        "url": "https://system.example.se/arenan",
        "description": "Ärendesystemet",
        "streams": [_ROOM],
        "event_types": ["council.message_posted"],
    },
)
_PAUSE = OpenApiExample("Pause", request_only=True, value={"state": "paused"})
_SINCE = OpenApiExample("Since Monday", request_only=True, value={"since": "2026-11-23T06:00:00Z"})


class _Url(serializers.CharField):
    """A web address that something can be sent to now."""

    def to_internal_value(self, data: Any) -> str:
        url = super().to_internal_value(data)
        try:
            addresses.check(url)
        except Invalid as error:
            raise serializers.ValidationError(error.fields["url"]) from None  # type: ignore[arg-type]
        return url


class SubscriptionIn(serializers.Serializer[Any]):
    """A new webhook."""

    url = _Url(max_length=addresses.LONGEST, trim_whitespace=False)
    description = serializers.CharField()
    streams = serializers.ListField(child=serializers.CharField(max_length=100), max_length=actions.MOST_STREAMS)
    event_types = serializers.ListField(child=serializers.CharField(max_length=100), default=list, max_length=500)


class SubscriptionChange(serializers.Serializer[Any]):
    """What to change; what is left out stays."""

    url = _Url(max_length=addresses.LONGEST, trim_whitespace=False, required=False)
    description = serializers.CharField(required=False)
    streams = serializers.ListField(
        child=serializers.CharField(max_length=100), required=False, max_length=actions.MOST_STREAMS
    )
    event_types = serializers.ListField(child=serializers.CharField(max_length=100), required=False, max_length=500)
    state = serializers.ChoiceField([Subscription.State.ACTIVE.value, Subscription.State.PAUSED.value], required=False)


class ReplayIn(serializers.Serializer[Any]):
    """From when on."""

    since = serializers.DateTimeField()


class InSubscription(View):
    """Base: the webhook named in the address."""

    def subscription(self) -> Subscription:
        return get_object_or_404(subscriptions_visible_to(self.actor), pk=self.kwargs["subscription"])

    def shown(self, pk: UUID, secret: str = "") -> dict[str, Any]:
        """Return a webhook as it is now; `secret` is shown if it is still the one that signs."""
        found = get_object_or_404(subscriptions_visible_to(self.actor), pk=pk)
        if not secret:
            abilities = {name: may(self.actor, f"api.{name}_webhook", found) for name in ("change", "delete")}
            return {**SubscriptionSerializer(found).data, "abilities": abilities}
        # A repeated request finds what it made before; that one's secret is not shown a second time.
        known = secret if unseal(found.secret) == secret else None
        return {**SubscriptionSerializer(found).data, "secret": known}


class Subscriptions(InSubscription):
    """The webhooks one looks after."""

    serializer_class = SubscriptionSerializer

    @extend_schema(
        operation_id="webhooks_list", responses=SubscriptionSerializer(many=True), parameters=[HAT], tags=["webhooks"]
    )
    def get(self, request: Request) -> Response:
        """List those made with one's hat, and those of the organisations one manages; without their secrets."""
        found = subscriptions_visible_to(self.actor)
        return self.paged(found, lambda page: SubscriptionSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]

    @extend_schema(
        request=SubscriptionIn,
        responses={201: SubscriptionWithSecretSerializer},
        parameters=[KEY, HAT],
        examples=[_NEW],
        tags=["webhooks"],
    )
    def post(self, request: Request) -> Response:
        """Add a webhook (Standard Webhooks). The answer holds its secret, which is shown this once.

        What is sent are identifiers and facts: `{"type", "timestamp", "data": {"stream", "seq", "version", "actor",
        "acting_for", …}}`. Order is not guaranteed and an event may come twice: `seq` counts each stream without gaps,
        and `webhook-id` stays the same when something is sent again.
        """
        if self.actor.membership is None:
            raise Conflict
        secret = new_secret()
        asked = self.parsed(SubscriptionIn)
        made = self.act(actions.create_webhook, membership=self.actor.membership, secret=secret, **asked)
        return self.with_etag(self.shown(made.pk, secret), status.HTTP_201_CREATED)


class OneSubscription(InSubscription):
    """A webhook."""

    serializer_class = SubscriptionSerializer

    @extend_schema(responses=SubscriptionSerializer, parameters=[IF_NONE_MATCH, HAT], tags=["webhooks"])
    def get(self, request: Request, subscription: UUID) -> Response:
        """Show a webhook."""
        return self.with_etag(self.shown(subscription))

    @extend_schema(
        request=SubscriptionChange,
        responses={200: SubscriptionSerializer},
        parameters=[IF_MATCH, KEY, HAT],
        examples=[_PAUSE],
        tags=["webhooks"],
    )
    def patch(self, request: Request, subscription: UUID) -> Response:
        """Change a webhook, pause it, or resume it."""
        found, expected = self.subscription(), self.expected_revision()
        self.act(actions.change_webhook, subscription=found, expected=expected, **self.parsed(SubscriptionChange))
        return self.with_etag(self.shown(subscription))

    @extend_schema(request=None, responses={204: None}, parameters=[KEY, HAT], tags=["webhooks"])
    def delete(self, request: Request, subscription: UUID) -> Response:
        """Remove a webhook with its secrets and its delivery log."""
        self.act(actions.delete_webhook, subscription=self.subscription())
        return Response(status=status.HTTP_204_NO_CONTENT)


class Secret(InSubscription):
    """The secret of a webhook."""

    @extend_schema(
        request=None, responses={200: SubscriptionWithSecretSerializer}, parameters=[KEY, HAT], tags=["webhooks"]
    )
    def post(self, request: Request, subscription: UUID) -> Response:
        """Sign with a new secret, which is shown this once; the old one signs too for 24 hours."""
        secret = new_secret()
        self.act(actions.rotate_webhook_secret, subscription=self.subscription(), secret=secret)
        return self.with_etag(self.shown(subscription, secret))


class Deliveries(InSubscription):
    """The delivery log of a webhook."""

    serializer_class = DeliverySerializer

    @extend_schema(
        operation_id="webhooks_deliveries_list",
        responses=DeliverySerializer(many=True),
        parameters=[OpenApiParameter("state", str, enum=Delivery.State.values), HAT],
        tags=["webhooks"],
    )
    def get(self, request: Request, subscription: UUID) -> Response:
        """List what has been sent or is on its way, newest first. It is kept for 30 days."""
        found = deliveries_visible_to(self.actor).filter(subscription=self.subscription())
        if state := request.query_params.get("state"):
            if state not in Delivery.State.values:
                raise Invalid(fields={"state": [", ".join(Delivery.State.values)]})
            found = found.filter(state=state)
        return self.paged(found, lambda page: DeliverySerializer(page, many=True).data)  # type: ignore[arg-type, return-value]


class Ping(InSubscription):
    """A test."""

    @extend_schema(request=None, responses={202: DeliverySerializer}, parameters=[KEY, HAT], tags=["webhooks"])
    def post(self, request: Request, subscription: UUID) -> Response:
        """Send a test, `webhook.ping`."""
        made = self.act(actions.ping_webhook, subscription=self.subscription())
        return Response(DeliverySerializer(made).data, status=status.HTTP_202_ACCEPTED)


class ReplaySubscription(InSubscription):
    """What a webhook has missed."""

    @extend_schema(
        request=ReplayIn,
        responses={202: ReplaySerializer},
        parameters=[KEY, HAT],
        examples=[_SINCE],
        tags=["webhooks"],
    )
    def post(self, request: Request, subscription: UUID) -> Response:
        """Send again what has happened since a moment, at most 1000 events.

        When `complete` is false there are more: ask again from `until`. What was sent before keeps its `webhook-id`.
        """
        asked = self.parsed(ReplayIn)
        replay = self.act(actions.replay_webhook, subscription=self.subscription(), since=asked["since"])
        return Response(ReplaySerializer(replay).data, status=status.HTTP_202_ACCEPTED)


class ReplayDelivery(View):
    """One delivery, again."""

    @extend_schema(request=None, responses={202: DeliverySerializer}, parameters=[KEY, HAT], tags=["webhooks"])
    def post(self, request: Request, delivery: UUID) -> Response:
        """Send a delivery again, whatever became of it."""
        found = get_object_or_404(deliveries_visible_to(self.actor), pk=delivery)
        sent = self.act(actions.replay_delivery, delivery=found)
        return Response(DeliverySerializer(sent).data, status=status.HTTP_202_ACCEPTED)
