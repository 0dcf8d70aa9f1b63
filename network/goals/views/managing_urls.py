"""Addresses of pages: managing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
