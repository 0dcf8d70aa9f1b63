"""Addresses of pages: reading."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
