"""Addresses of the pages with which files come in and go out, and of the catalogue of open data."""

from django.urls import URLPattern, path

from network.goals.views import exchange

urlpatterns: list[URLPattern] = [
    path("mal/<slug:council>/filer/", exchange.files, name="files"),
    path("mal/<slug:council>/filer/import/", exchange.import_file, name="import_file"),
    path("mal/<slug:council>/filer/<str:name>", exchange.export_file, name="export_file"),
]
