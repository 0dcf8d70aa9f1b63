"""Addresses of pages: reporting."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
