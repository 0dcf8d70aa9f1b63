"""Addresses of pages: reminders."""

from django.urls import URLPattern, path

from network.goals.views import reminders

urlpatterns: list[URLPattern] = [
    path("mal/<slug:council>/paminnelser/", reminders.reminders, name="reminders"),
    path("min-sida/paminnelser/", reminders.own, name="own_reminders"),
    path("paminnelser/stoppa/<str:secret>/", reminders.stop, name="stop_reminders"),
]
