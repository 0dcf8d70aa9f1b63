"""JSON that cannot hurt: bounded in depth, and a clear error for all that is not JSON."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

DEEPEST = 20


class StrictJSONParser(JSONParser):
    """Refuses what nests deeper than 20 levels, and NaN or Infinity."""

    strict = True

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            data = super().parse(stream, media_type, parser_context)
        except (RecursionError, UnicodeDecodeError, json.JSONDecodeError):
            raise ParseError(_("The body is not JSON that can be read.")) from None
        if not isinstance(data, dict):
            raise ParseError(_("The body must be a JSON object."))
        if _deeper_than(data, DEEPEST):
            raise ParseError(_("The body nests too deep."))
        return data


def _deeper_than(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_deeper_than(one, levels - 1) for one in inner)
