from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        """Teach the OpenAPI generator our authentication."""
        from api import openapi  # noqa: F401
