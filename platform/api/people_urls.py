"""Addresses of the API of people and organisations."""

from django.urls import path

from api import people

urlpatterns = [
    path("me", people.Me.as_view()),
    path("organisations", people.Organisations.as_view()),
    path("organisations/<slug:slug>", people.OneOrganisation.as_view()),
    path("organisations/<slug:slug>/members", people.Members.as_view()),
    path("organisations/<slug:slug>/invitations", people.Invitations.as_view()),
    path("memberships/<uuid:membership>", people.OneMembership.as_view()),
    path("invitations/<uuid:invitation>", people.OneInvitation.as_view()),
    path("tokens", people.Tokens.as_view()),
    path("tokens/<uuid:token>", people.OneToken.as_view()),
]
