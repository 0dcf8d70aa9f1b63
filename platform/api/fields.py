"""Fields that every serializer shares."""

from datetime import UTC
from typing import Any

from rest_framework import serializers


class UtcDateTimeField(serializers.DateTimeField):
    """A moment in UTC, as Digg's REST profile wants it; the pages alone show Swedish time."""

    def __init__(self, **options: Any) -> None:
        super().__init__(default_timezone=UTC, **options)
