"""Addresses of the API of webhooks."""

from django.urls import path

from api.webhooks import api

urlpatterns = [
    path("webhooks", api.Subscriptions.as_view()),
    path("webhooks/<uuid:subscription>", api.OneSubscription.as_view()),
    path("webhooks/<uuid:subscription>/secret", api.Secret.as_view()),
    path("webhooks/<uuid:subscription>/deliveries", api.Deliveries.as_view()),
    path("webhooks/<uuid:subscription>/ping", api.Ping.as_view()),
    path("webhooks/<uuid:subscription>/replay", api.ReplaySubscription.as_view()),
    path("deliveries/<uuid:delivery>/replay", api.ReplayDelivery.as_view()),
]
