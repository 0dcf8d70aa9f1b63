"""The frames of `arenan.v1` that a client may send, and the codes with which the server hangs up."""

import json
from enum import IntEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

SUBPROTOCOL = "arenan.v1"
FRAME_LIMIT = 64 * 1024
SUBSCRIPTIONS = 64


class Close(IntEnum):
    """Why the server hangs up. 40xx: do not come back; 41xx: come back later; 42xx: come back now."""

    SIGNED_OUT = 4001
    PROTOCOL = 4002
    HAT_ENDED = 4003
    TOO_FAST = 4101
    FULL = 4102
    DRAIN = 4200
    LAGGING = 4201
    IDENTITY = 4202


class _Frame(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hello(_Frame):
    """First frame: who the tab is, and the hat it was opened with."""

    t: Literal["hello"]
    client: str = Field(max_length=64)
    acting_for: str = Field(default="", max_length=64)


class Subscribe(_Frame):
    """Read a stream from after a position."""

    t: Literal["sub"]
    id: int = Field(ge=0, le=2**53)
    stream: str = Field(max_length=100)
    epoch: str = Field(default="", max_length=16)
    after: int = Field(default=0, ge=0, le=2**53)


class Unsubscribe(_Frame):
    """Stop reading a stream."""

    t: Literal["unsub"]
    stream: str = Field(max_length=100)


class Ack(_Frame):
    """Number of events received on this connection so far."""

    t: Literal["ack"]
    n: int = Field(ge=0, le=2**53)


class Typing(_Frame):
    """The person is typing in a room, or has stopped."""

    t: Literal["typing"]
    stream: str = Field(max_length=100)
    on: bool


class Ping(_Frame):
    """Asks for a pong with the same number."""

    t: Literal["ping"]
    c: int = Field(ge=0, le=2**53)


Frame = Hello | Subscribe | Unsubscribe | Ack | Typing | Ping
_frames: TypeAdapter[Frame] = TypeAdapter(Annotated[Frame, Field(discriminator="t")])


class BadFrame(ValueError):
    """The client sent something that is not a frame of this protocol."""


def parse(text: str | None) -> Frame:
    """Return the frame in `text`.

    Raises:
        BadFrame: not text, too long, not JSON, too deep, an unknown type, or a field that does not fit.
    """
    if text is None or len(text) > FRAME_LIMIT:
        raise BadFrame("a frame is JSON text of at most 64 KiB")
    try:
        return _frames.validate_python(json.loads(text))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise BadFrame(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    except (ValueError, RecursionError):  # Not JSON, too deep, or a number with thousands of digits.
        raise BadFrame("not JSON") from None


def server_frames() -> dict[str, str]:
    """Return the frames the server sends, with what they mean, for the AsyncAPI document."""
    return {
        "welcome": "The connection stands: its id, the heartbeat in milliseconds, and limits.",
        "subd": "Answer to `sub`: live from the given position, or reset: load a snapshot first.",
        "ev": "Consecutive events of one stream, and the current views of what they point to.",
        "hb": "Heads of all subscribed streams, so that a silent loss is found.",
        "presence": "Who is in the room; the latest frame holds.",
        "typing": "Who is typing; the latest frame holds.",
        "note": "Something for one person's other devices; not numbered, may be lost.",
        "gone": "The right to read a stream has ended.",
        "drain": "The server is going down; come back after so many milliseconds.",
        "pong": "Answer to `ping`.",
        "error": "What was wrong with a frame.",
    }
