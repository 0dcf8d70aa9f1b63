from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        """Teach the OpenAPI generator our authentication, and every serializer to tell moments in UTC."""
        from django.db import models
        from rest_framework.serializers import ModelSerializer

        from api import openapi  # noqa: F401
        from api.fields import UtcDateTimeField

        ModelSerializer.serializer_field_mapping[models.DateTimeField] = UtcDateTimeField
