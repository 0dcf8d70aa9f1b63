"""All addresses, from the top floor down."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language
from wagtail.admin import urls as wagtailadmin_urls

from api import documents
from cms.urls import urlpatterns as public_site
from config import health
from live import api as live_api
from live import poll
from network.goals.views import exchange

api: list[URLPattern | URLResolver] = [
    path("api-info", documents.api_info),
    path("openapi.json", documents.openapi),
    path("asyncapi.json", documents.asyncapi_json),
    path("streams/<str:stream>/events", poll.events),
    path("streams/<str:stream>/typing", live_api.TypingOverHttp.as_view()),
    path("", include("api.people_urls")),
    path("", include("api.webhooks.api_urls")),
    path("", include("network.api_urls")),
    path("", include("council.api_urls")),
    path("", include("workshops.api_urls")),
    path("", include("cms.api_urls")),
]
urlpatterns = [
    path("livez", health.livez),
    path("readyz", health.readyz),
    path("api/v1/", include(api)),
    path("datasets/dcat", exchange.catalogue, name="dcat"),
    path("logga-in/", include("allauth.urls")),
    # All it can do to anybody is change the language. A token would cost every visitor a cookie.
    path("sprak/setlang/", csrf_exempt(set_language), name="set_language"),
    path("redaktion/", include(wagtailadmin_urls)),
    path("", include("accounts.urls")),
    path("", include("api.webhooks.urls")),
    path("", include("network.urls")),
    path("", include("council.urls")),
    path("", include("workshops.urls")),
    *public_site,  # Not included: an address behind a language has to stand at the top.
]
