"""Addresses of the public pages."""

from django.urls import path
from django.views.generic import TemplateView

from cms import views

urlpatterns = [
    path("", views.start, name="start"),
    path("om/", TemplateView.as_view(template_name="pages/about.html"), name="about"),
    path("stil/", views.components, name="components"),
    path("tillganglighet/", TemplateView.as_view(template_name="pages/accessibility.html"), name="accessibility"),
]
