"""The AsyncAPI 3.0 document, generated from the catalogue of events and the socket's protocol."""

from typing import Any

from events.registry import EventType, registry
from events.streams import kinds


def document(frames: dict[str, str]) -> dict[str, Any]:
    """Return the document.

    Args:
        frames: the frames the server sends, by name, with their meaning.
    """
    types = registry.all()
    channels = {
        kind.name: {
            "address": f"{kind.name}:{{id}}",
            "description": kind.description,
            "parameters": {"id": {"description": f"Id of the {kind.name}."}},
            "messages": {
                _key(one): {"$ref": f"#/components/messages/{_key(one)}"} for one in types if kind.name in one.audiences
            },
        }
        for kind in kinds()
    }
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Arenan", "version": "1", "description": "What happens, as it is told."},
        "channels": channels,
        "operations": {
            f"read-{name}": {"action": "send", "channel": {"$ref": f"#/channels/{name}"}} for name in channels
        },
        "components": {
            "messages": {_key(one): _message(one) for one in types},
            "x-frames": frames,
        },
    }


def _key(event_type: type[EventType]) -> str:
    return f"{event_type.name}.v{event_type.version}"


def _message(event_type: type[EventType]) -> dict[str, Any]:
    schema = event_type.model_json_schema()
    schema.pop("description", None)
    return {
        "name": event_type.name,
        "summary": (event_type.__doc__ or "").strip().split("\n")[0],
        "payload": schema,
        "x-version": event_type.version,
        "x-shows": list(event_type.shows),
        "x-changes-rights": event_type.changes_rights,
    }
