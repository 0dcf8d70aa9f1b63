"""Addresses of the public site that no editor can move."""

from django.urls import URLPattern, URLResolver, include, path

from cms.library.serving import media
from cms.search.views import search_page

app_name = "cms"
urlpatterns: list[URLPattern | URLResolver] = [
    path("media/<path:name>", media, name="media"),
    path("sok/", search_page, name="search"),
    path("", include("cms.consultation.urls")),
    path("", include("cms.policy.urls")),
    path("", include("cms.publishing.urls")),
    path("", include("cms.reach.urls")),
]
