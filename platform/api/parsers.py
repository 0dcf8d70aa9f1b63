"""JSON that cannot hurt: bounded in depth, and a clear error for all that is not JSON."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import IO, Any, NoReturn

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser, get_encoding  # type: ignore[attr-defined]

DEEPEST = 20


class StrictJSONParser(JSONParser):
    """Refuses what nests deeper than 20 levels, and NaN or Infinity. Numbers with decimals are read exactly."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        encoding = get_encoding(parser_context or {})
        try:
            text = stream.read().decode(encoding)
            data = json.loads(text, parse_float=Decimal, parse_constant=_no_number)
        except (RecursionError, ValueError):
            raise ParseError(_("The body is not JSON that can be read.")) from None
        if not isinstance(data, dict):
            raise ParseError(_("The body must be a JSON object."))
        if _deeper_than(data, DEEPEST):
            raise ParseError(_("The body nests too deep."))
        return data


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _deeper_than(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_deeper_than(one, levels - 1) for one in inner)
