"""Addresses of the API of shared goals."""

from network.goals.api.exchange_urls import urlpatterns as exchange
from network.goals.api.urls import urlpatterns as core

urlpatterns = [*exchange, *core]
