"""Addresses of the API of people and organisations."""

from django.urls import path

from accounts import api

urlpatterns = [
    path("me", api.Me.as_view()),
    path("organisations", api.Organisations.as_view()),
    path("organisations/<slug:slug>", api.OneOrganisation.as_view()),
    path("organisations/<slug:slug>/members", api.Members.as_view()),
    path("organisations/<slug:slug>/invitations", api.Invitations.as_view()),
    path("memberships/<uuid:membership>", api.OneMembership.as_view()),
    path("invitations/<uuid:invitation>", api.OneInvitation.as_view()),
    path("tokens", api.Tokens.as_view()),
    path("tokens/<uuid:token>", api.OneToken.as_view()),
]
