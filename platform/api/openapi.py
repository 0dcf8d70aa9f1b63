"""How the OpenAPI document describes what the generator cannot see."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Bearer tokens."""

    target_class = "api.authentication.Token"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The browser's session cookie with the CSRF header."""

    target_class = "api.authentication.Session"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "arenan"}


class GuestScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The session of a guest's browser, with the CSRF header; in the room it was let into and nowhere else."""

    target_class = "api.authentication.Guest"
    name = "guest"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "arenan"}


KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Any unique text; the same key with the same request is done once and answered alike.",
)
HAT = OpenApiParameter(
    "Acting-For",
    str,
    OpenApiParameter.HEADER,
    description="Id of the membership to act through, when the session's own choice is not meant.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The revision that was read, as `ETag` gave it.",
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The `ETag` one has: if the thing still looks like that, the answer is 304 and empty.",
)
OPEN: list[Any] = [{"token": []}, {"session": []}, {}]
"""How one is let in where visitors may read."""
FIELDS = OpenApiParameter("fields", str, description="The fields one wants, separated by commas; all without it.")
AS_OF = OpenApiParameter(
    "as_of",
    str,
    description="A day or a moment (RFC 3339), not ahead: the answer is what was known then, by the log. A day means "
    "its end.",
)


_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_ETAG = {"ETag": {"schema": {"type": "string"}, "description": "The revision, for `If-Match` and `If-None-Match`."}}
_FAULTS = {
    "400": "The request cannot be read.",
    "401": "Nobody is signed in, or the token does not hold.",
    "403": "The thing can be seen, but this may not be done to it.",
    "404": "There is nothing here, or it may not be seen.",
    "405": "This cannot be done here; `Allow` says what can.",
    "406": "What `Accept` asks for is not offered; answers are JSON.",
    "422": "Something in the request needs a change; `errors` says what.",
    "429": "Too many requests; `Retry-After` says when to come back.",
}
_FAULTS_OF_WRITES = {
    "409": "The thing is in another state than this needs, or somebody was first.",
    "410": "The thing was there and is not any more.",
    "413": "More was sent than is taken.",
    "415": "What was sent is of another kind than is read here.",
}
_FAULTS_OF_CHANGES = {
    "412": "It has been changed since the revision in `If-Match`; read it again.",
    "428": "`If-Match` is missing.",
}


def only_our_api(endpoints: list[tuple[str, str, str, Any]]) -> list[tuple[str, str, str, Any]]:
    """Leave out what is not ours, such as the editors' own API."""
    return [one for one in endpoints if one[0].startswith("/api/v1/")]


def finish(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Add to every operation how it may fail, and describe the long poll, which is not a DRF view."""
    result["components"]["schemas"]["Problem"] = _problem_schema()
    result["paths"]["/api/v1/streams/{stream}/events"] = {"get": _long_poll()}
    for operations in result["paths"].values():
        for method, operation in operations.items():
            _say_how_it_may_fail(operation, method)
    return result


def _say_how_it_may_fail(operation: dict[str, Any], method: str) -> None:
    headers = {one["name"] for one in operation.get("parameters", []) if one["in"] == "header"}
    faults = dict(_FAULTS)
    if method != "get":
        faults |= _FAULTS_OF_WRITES
    if "If-Match" in headers:
        faults |= _FAULTS_OF_CHANGES
    answers = operation["responses"]
    for code, words in faults.items():
        answers.setdefault(code, {"description": words, "content": _PROBLEM})
    if "If-None-Match" in headers:
        answers["304"] = {"description": "It still looks as `If-None-Match` says.", "headers": _ETAG}
    for code in {"200", "201"} & set(answers):
        if headers & {"If-Match", "If-None-Match"}:
            answers[code].setdefault("headers", _ETAG)
    operation["responses"] = dict(sorted(answers.items()))


def _problem_schema() -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "type": "object",
        "description": "Problem details (RFC 9457).",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {**text, "description": "Stable reference of the kind of problem."},
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "errors": {"type": "object", "additionalProperties": {"type": "array", "items": text}},
        },
        "examples": [
            {
                "type": "/api/v1/problems/invalid",
                "title": "Behöver ändras",
                "status": 422,
                "detail": "Något av det du skrev behöver ändras.",
                "errors": {"text": ["Skriv något först."]},
            }
        ],
    }


def _long_poll() -> dict[str, Any]:
    def parameter(name: str, kind: str, words: str, where: str = "query") -> dict[str, Any]:
        return {"name": name, "in": where, "required": where == "path", "schema": {"type": kind}, "description": words}

    return {
        "operationId": "streams_events_retrieve",
        "tags": ["streams"],
        "description": "Events of a stream after a number: at once when there are some, else when one comes.",
        "parameters": [
            parameter("stream", "string", "Such as `room:<uuid>`.", "path"),
            parameter("after", "integer", "Number of the last event one has."),
            parameter("epoch", "string", "Life of the stream that the number belongs to."),
            parameter("wait", "number", "Seconds to wait for an event, at most 25."),
            parameter("mood", "string", "What the last answer gave; another one ends the wait."),
        ],
        "responses": {
            "200": {
                "description": "Events, or `mode: reset` when a snapshot must be loaded first.",
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "properties": {
                                "stream": {"type": "string"},
                                "epoch": {"type": "string"},
                                "head": {"type": "integer"},
                                "mode": {"type": "string", "enum": ["events", "reset"]},
                                "events": {"type": "array", "items": {"type": "object"}},
                                "views": {"type": "object"},
                                "mood": {"type": "string"},
                                "presence": {"type": "object"},
                                "typing": {"type": "object"},
                            },
                        }
                    }
                },
            }
        },
        "security": [{"token": []}, {"session": []}],
    }
