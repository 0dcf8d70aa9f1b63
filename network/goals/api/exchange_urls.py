"""Addresses of the API of files."""

from django.urls import path

from network.goals.api import exchange

urlpatterns = [
    path("exports/values.csv", exchange.ValuesCsv.as_view()),
    path("exports/values.xlsx", exchange.ValuesXlsx.as_view()),
    path("exports/values.json", exchange.ValuesJson.as_view()),
    path("exports/definitions.csv", exchange.DefinitionsCsv.as_view()),
    path("imports", exchange.Imports.as_view()),
]
