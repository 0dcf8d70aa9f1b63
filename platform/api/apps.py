from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the OpenAPI generator our authentication, every serializer to tell moments in UTC; enter webhooks."""
        from django.db import models
        from rest_framework.serializers import ModelSerializer

        from api import openapi  # noqa: F401
        from api.fields import UtcDateTimeField
        from api.webhooks import delivery, events, rules, upkeep  # noqa: F401

        ModelSerializer.serializer_field_mapping[models.DateTimeField] = UtcDateTimeField
