"""What several serializers of shared goals use."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from network.goals.snapshots import plain


class NumberField(serializers.Field[Decimal, str, str, Any]):
    """A measured number as exact decimal text with a point, without needless zeros."""

    def to_representation(self, value: Decimal) -> str:
        return plain(value) or "0"


class CouncilBriefSerializer(serializers.Serializer[Any]):
    """A council where it is only named."""

    slug = serializers.CharField()
    name = serializers.CharField()
