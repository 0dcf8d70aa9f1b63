"""Addresses of the public site. Last come the pages, at whatever address the editors have given them."""

from django.urls import URLResolver, include, path, re_path
from wagtail.urls import serve_pattern

from cms import views
from cms.languages.addresses import LanguagePattern
from cms.languages.serving import serve_page

_PAGE = "^(?!api/)" + serve_pattern.removeprefix("^")
"""Where a page may be: not under the API, whose missing addresses are answered as the API answers."""

urlpatterns = [
    path("", views.start, name="start"),
    path("stil/", views.components, name="components"),
    path("", include("cms.fixed_urls")),
    URLResolver(LanguagePattern(), [re_path(_PAGE, serve_page, name="wagtail_serve")]),
]
