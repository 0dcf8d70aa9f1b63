"""Addresses of the API of the public site."""

from django.urls import include, path

from cms.publishing import api as publishing
from cms.search import api as search

urlpatterns = [
    path("", include("cms.consultation.api.urls")),
    path("public-search", search.PublicSearch.as_view()),
    path("pages", publishing.PublicPages.as_view()),
    path("pages/<uuid:page>/confirm", publishing.Confirmation.as_view()),
]
