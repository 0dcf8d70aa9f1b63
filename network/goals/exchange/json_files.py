"""The same as JSON: numbers as exact decimal text with a point, nothing as null, definitions beside the values."""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from network.goals.exchange.tidy import (
    COLUMNS,
    DAYS,
    MOST_ROWS,
    NUMBERS,
    TOO_MUCH,
    Line,
    Row,
    as_text,
    names_shown,
    unreadable,
)

FORMAT = "arenan-values-1"
_NOTHING = {*NUMBERS, *DAYS}


def to_json(about: dict[str, str], rows: Sequence[Row], definitions: Sequence[dict[str, Any]]) -> bytes:
    """Return figures and their definitions as JSON.

    Args:
        about: what the file is of, first in it.
    """
    body = {"format": FORMAT, **about, "values": [_as_object(one) for one in rows], "definitions": list(definitions)}
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _as_object(row: Row) -> dict[str, str | None]:
    texts = {name: as_text(cell) for name, cell in zip(COLUMNS, row.cells(), strict=True)}
    return {name: text if text or name not in _NOTHING else None for name, text in texts.items()}


def read_json(content: bytes) -> list[Line]:
    """Return the rows of a JSON file of ours. Only `values` is read.

    Raises:
        Invalid: it is not JSON, holds no list of values, or more than are read.
    """
    try:
        body = json.loads(
            content.decode("utf-8-sig"),
            parse_float=str,
            parse_int=str,
            parse_constant=_no_number,
            object_pairs_hook=_each_once,
        )
    except (ValueError, RecursionError):
        raise unreadable(_("The file is not JSON that can be read.")) from None
    values = body.get("values") if isinstance(body, dict) else None
    if not isinstance(values, list):
        raise unreadable(_("The file must hold a list named “values”, as in the file you download here."))
    if len(values) > MOST_ROWS:
        raise unreadable(TOO_MUCH)
    return [_line(number, one) for number, one in enumerate(values, start=1)]


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _line(number: int, value: Any) -> Line:
    if not isinstance(value, dict):
        return Line(number, {}, {"": _("This must be an object with our columns.")})
    texts, wrong = {}, {}
    for name in COLUMNS:
        cell = value.get(name)
        if name not in value:
            wrong[name] = _("This is missing.")
        elif cell is not None and not isinstance(cell, str):
            wrong[name] = _("This must be text or a number.")
        texts[name] = cell if isinstance(cell, str) else ""
    unknown = [name for name in value if name not in COLUMNS]
    if unknown:
        wrong[""] = _("These columns are not known: %(names)s.") % {"names": names_shown(unknown)}
    return Line(number, texts, wrong)
