"""Addresses of the public site. Last come the pages, at whatever address the editors have given them."""

from django.urls import include, path

from cms import views

urlpatterns = [
    path("", views.start, name="start"),
    path("stil/", views.components, name="components"),
    path("", include("cms.fixed_urls")),
    path("", include("wagtail.urls")),
]
