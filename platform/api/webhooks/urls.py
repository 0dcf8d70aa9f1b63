"""Addresses of the pages about webhooks."""

from django.urls import path

from api.webhooks import views

app_name = "webhooks"
urlpatterns = [
    path("min-sida/webhookar/", views.webhooks, name="webhooks"),
    path("min-sida/webhookar/ny/", views.add, name="add"),
    path("min-sida/webhookar/<uuid:subscription>/", views.webhook, name="webhook"),
    path("min-sida/webhookar/<uuid:subscription>/andra/", views.change, name="change"),
    path("min-sida/webhookar/<uuid:subscription>/hemlighet/", views.rotate, name="rotate"),
    path("min-sida/webhookar/<uuid:subscription>/pausa/", views.pause, name="pause"),
    path("min-sida/webhookar/<uuid:subscription>/ateruppta/", views.resume, name="resume"),
    path("min-sida/webhookar/<uuid:subscription>/prova/", views.ping, name="ping"),
    path("min-sida/webhookar/<uuid:subscription>/sand-igen/", views.replay, name="replay"),
    path("min-sida/webhookar/<uuid:subscription>/ta-bort/", views.delete, name="delete"),
    path("min-sida/leverans/<uuid:delivery>/sand-igen/", views.replay_delivery, name="replay_delivery"),
]
