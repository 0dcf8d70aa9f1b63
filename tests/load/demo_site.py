"""The demo site of Wagtail for Daphne: it brings an application for WSGI only. Run with its own Python and settings."""

from django.core.asgi import get_asgi_application

application = get_asgi_application()
