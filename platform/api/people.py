"""The API of people and organisations: parse, call one query or action, answer.

It stands here and not in `accounts`, because the ground that every API stands on lies above that floor.
"""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import actions
from accounts.models import ApiToken, Invitation, Membership, Organisation
from accounts.queries import hats_of, memberships_visible_to, organisations_managed_by
from accounts.serializers import (
    InvitationSerializer,
    MembershipSerializer,
    OrganisationSerializer,
    PersonBriefSerializer,
    TokenSerializer,
)
from api.base import View
from api.openapi import HAT, KEY
from events.errors import Conflict


class InvitationIn(serializers.Serializer[Any]):
    """Whom to invite, and as what."""

    email = serializers.EmailField()
    role = serializers.ChoiceField(Membership.Role.choices)
    title = serializers.CharField(allow_blank=True, default="")


class TokenIn(serializers.Serializer[Any]):
    """What a token is for and what it may do."""

    label = serializers.CharField()  # type: ignore[assignment]
    scope = serializers.ChoiceField(ApiToken.Scope.choices, default=ApiToken.Scope.WRITE)


class Me(View):
    """Oneself."""

    report_reads = True

    @extend_schema(responses={200: OpenApiTypes.OBJECT}, parameters=[HAT])
    def get(self, request: Request) -> Response:
        """Say who one is, which hat is on, and which others there are."""
        person, hat = self.actor.person, self.actor.membership
        return Response(
            {
                "person": {**PersonBriefSerializer(person).data, "email": person.email},
                "acting_for": MembershipSerializer(hat).data if hat else None,
                "memberships": MembershipSerializer(hats_of(person), many=True).data,
            }
        )


class Organisations(View):
    """All organisations."""

    report_reads = True
    serializer_class = OrganisationSerializer

    @extend_schema(
        operation_id="organisations_list",
        responses=OrganisationSerializer(many=True),
        parameters=[OpenApiParameter("kind", str, enum=Organisation.Kind.values)],
    )
    def get(self, request: Request) -> Response:
        """List organisations, by name."""
        found = Organisation.objects.select_related("parent")
        if kind := request.query_params.get("kind"):
            found = found.filter(kind=kind)
        return self.paged(found, lambda page: OrganisationSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]


class InOrganisation(View):
    """Base: the organisation named in the address."""

    def organisation(self) -> Organisation:
        return get_object_or_404(Organisation, slug=self.kwargs["slug"])


class OneOrganisation(InOrganisation):
    """An organisation."""

    @extend_schema(responses=OrganisationSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """Show an organisation."""
        return Response(OrganisationSerializer(self.organisation()).data)


class Members(InOrganisation):
    """The people of an organisation."""

    serializer_class = MembershipSerializer

    @extend_schema(responses=MembershipSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """List them, to those who act for the organisation."""
        found = memberships_visible_to(self.actor, self.organisation())
        return self.paged(found, lambda page: MembershipSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]


class OneMembership(View):
    """A membership."""

    @extend_schema(request=None, responses={204: None}, parameters=[KEY, HAT])
    def delete(self, request: Request, membership: UUID) -> Response:
        """End it this very second: one's own, or one in an organisation one manages."""
        managed = Membership.objects.filter(organisation__in=organisations_managed_by(self.actor))
        own = Membership.objects.filter(person=self.actor.person)
        found = get_object_or_404((managed | own).distinct(), pk=membership)
        self.act(actions.end_membership, membership=found)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Invitations(InOrganisation):
    """Invitations to act for an organisation."""

    serializer_class = InvitationSerializer

    @extend_schema(responses=InvitationSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """List them, to those who manage the organisation's people."""
        organisation = get_object_or_404(organisations_managed_by(self.actor), slug=slug)
        found = organisation.invitations.select_related("organisation")
        return self.paged(found, lambda page: InvitationSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]

    @extend_schema(request=InvitationIn, responses={201: InvitationSerializer}, parameters=[KEY, HAT])
    def post(self, request: Request, slug: str) -> Response:
        """Invite somebody by e-mail."""
        organisation = get_object_or_404(organisations_managed_by(self.actor), slug=slug)
        invitation = self.act(actions.invite, organisation=organisation, **self.parsed(InvitationIn))
        return Response(InvitationSerializer(invitation).data, status=status.HTTP_201_CREATED)


class OneInvitation(View):
    """An invitation."""

    @extend_schema(request=None, responses={204: None}, parameters=[KEY, HAT])
    def delete(self, request: Request, invitation: UUID) -> Response:
        """Take it back; its link stops working."""
        mine = Invitation.objects.filter(organisation__in=organisations_managed_by(self.actor))
        self.act(actions.withdraw_invitation, invitation=get_object_or_404(mine, pk=invitation))
        return Response(status=status.HTTP_204_NO_CONTENT)


class Tokens(View):
    """One's tokens for the organisation one acts for."""

    serializer_class = TokenSerializer

    @extend_schema(responses=TokenSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List them, without their secrets."""
        found = ApiToken.objects.filter(membership=self.actor.membership)
        return self.paged(found, lambda page: TokenSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]

    @extend_schema(request=TokenIn, responses={201: TokenSerializer}, parameters=[KEY, HAT])
    def post(self, request: Request) -> Response:
        """Make a token. The answer holds its secret, which is shown this once."""
        if self.actor.membership is None:
            raise Conflict
        secret = actions.new_token_secret()
        token = self.act(actions.create_token, membership=self.actor.membership, secret=secret, **self.parsed(TokenIn))
        # A repeated request finds the token it made before; that one's secret is not known any more.
        shown = secret if token.start == secret[:12] else None
        return Response({**TokenSerializer(token).data, "secret": shown}, status=status.HTTP_201_CREATED)


class OneToken(View):
    """A token."""

    @extend_schema(request=None, responses={204: None}, parameters=[KEY, HAT])
    def delete(self, request: Request, token: UUID) -> Response:
        """Revoke it, at once."""
        found = get_object_or_404(ApiToken, membership__person=self.actor.person, pk=token)
        self.act(actions.revoke_token, token=found)
        return Response(status=status.HTTP_204_NO_CONTENT)
