"""Addresses of the page of freshness."""

from django.urls import path

from cms.publishing import views

urlpatterns = [
    path("farskhet/", views.freshness, name="freshness"),
    path("farskhet/lista.csv", views.freshness_file, name="freshness_file"),
    path("farskhet/<uuid:standing>/bekrafta/", views.confirm, name="confirm_page"),
]
