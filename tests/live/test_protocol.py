"""Whatever a client sends is a frame of the protocol or a `BadFrame`, never anything else."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from live.feed import encode
from live.protocol import FRAME_LIMIT, Ack, BadFrame, Close, Frame, Hello, Ping, Subscribe, Typing, Unsubscribe, parse

pytestmark = pytest.mark.once

STREAM = "room:11111111-1111-4111-8111-111111111111"
GOOD: list[dict[str, object]] = [
    {"t": "hello", "client": "c"},
    {"t": "hello", "client": "c", "acting_for": "m"},
    {"t": "sub", "id": 1, "stream": STREAM, "epoch": "abc", "after": 7},
    {"t": "sub", "id": 0, "stream": STREAM},
    {"t": "unsub", "stream": STREAM},
    {"t": "ack", "n": 32},
    {"t": "typing", "stream": STREAM, "on": True},
    {"t": "ping", "c": 1},
]
KINDS = [Hello, Hello, Subscribe, Subscribe, Unsubscribe, Ack, Typing, Ping]

FIELDS = st.sampled_from(["t", "id", "stream", "epoch", "after", "n", "on", "c", "x"])
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=[])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def refused(text: str | None) -> str:
    """Return why a frame was refused; the reason must itself be fit to send."""
    with pytest.raises(BadFrame) as caught:
        parse(text)
    reason = str(caught.value)
    encode("error", code="bad-frame", detail=reason[:300]).encode()
    return reason


def parse_or_refuse(text: str | None) -> Frame | None:
    """Parse; anything but a frame or a fit refusal fails the test."""
    try:
        return parse(text)
    except BadFrame as error:
        encode("error", code="bad-frame", detail=str(error)[:300]).encode()
        return None


@pytest.mark.parametrize(("frame", "kind"), list(zip(GOOD, KINDS, strict=True)), ids=lambda one: str(one)[:40])
def test_every_frame_of_the_protocol_is_understood(frame, kind):
    assert isinstance(parse(json.dumps(frame)), kind)


class TestRefused:
    def test_bytes(self):
        assert "JSON text" in refused(None)

    @pytest.mark.parametrize(
        "text",
        ["", " ", "{", "null", "true", "1", '""', "[]", "{}", "NaN", "Infinity", "\x00", "\ufeff{}", "'t'", "{t:1}",
         '{"t":"ping","c":1}{"t":"ping","c":1}'],
    )  # fmt: skip
    def test_what_is_no_frame(self, text):
        refused(text)

    @pytest.mark.parametrize("kind", ["", "PING", "cmd", "ev", "welcome", 1, None, [], {}, "\ud800", "x" * 5000])
    def test_an_unknown_type(self, kind):
        refused(json.dumps({"t": kind, "c": 1}))

    def test_a_frame_over_the_limit(self):
        fits = '{"t":"hello","client":"c"}'
        assert isinstance(parse(fits.ljust(FRAME_LIMIT)), Hello)
        assert "64 KiB" in refused(fits.ljust(FRAME_LIMIT + 1))

    @pytest.mark.parametrize("opening", ["[", '{"t":', '{"t":[', '[{"a":'])
    def test_a_deep_frame(self, opening):
        refused(opening * (FRAME_LIMIT // len(opening)))

    @pytest.mark.parametrize("opening", ["[", '{"a":'])
    def test_a_deep_frame_that_is_whole(self, opening):
        depth = 5000
        closing = {"[": "]", '{"a":': "}"}[opening]
        refused('{"t":"ping","c":' + opening * depth + "1" + closing * depth + "}")

    @pytest.mark.parametrize("number", ["9" * 20, "9" * 4000, "9" * 4301, "9" * 60_000, "-1", "1e400", "1.5", "-0.5"])
    def test_a_number_that_is_no_position(self, number):
        refused(f'{{"t":"ping","c":{number}}}')

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "null", '"x"', "[1]", "{}"])
    def test_what_is_no_number(self, number):
        refused(f'{{"t":"ack","n":{number}}}')

    @pytest.mark.parametrize("frame", GOOD, ids=lambda one: str(one["t"]))
    def test_an_unknown_field(self, frame):
        refused(json.dumps(frame | {"more": 1}))
        refused(json.dumps(frame | {"\ud800": 1}))

    @pytest.mark.parametrize(
        "frame",
        [
            {"t": "unsub", "stream": "x" * 101},
            {"t": "hello", "client": "x" * 65},
            {"t": "sub", "id": 1, "stream": "\ud800"},
            {"t": "sub", "id": 1, "stream": STREAM, "epoch": "x" * 17},
            {"t": "sub", "id": 1, "stream": STREAM, "after": -1},
            {"t": "sub", "id": 1, "stream": STREAM, "after": 2**53 + 1},
            {"t": "typing", "stream": STREAM, "on": "perhaps"},
        ],
        ids=str,
    )
    def test_a_field_that_does_not_fit(self, frame):
        refused(json.dumps(frame))


@given(st.text(st.characters(exclude_categories=[]), max_size=200))
def test_no_text_is_anything_else(text):
    parse_or_refuse(text)


@given(st.binary(max_size=200))
def test_no_bytes_read_as_text_are_anything_else(data):
    parse_or_refuse(data.decode("latin-1"))
    parse_or_refuse(data.decode("utf-8", "surrogateescape"))


@given(anything)
def test_no_json_is_anything_else(value):
    parse_or_refuse(json.dumps(value))


@given(
    st.sampled_from(GOOD),
    st.dictionaries(
        st.sampled_from(["t", "id", "stream", "epoch", "after", "n", "on", "c", "x"]), anything, max_size=3
    ),
)
@example(GOOD[2], {"stream": "\ud800"})
@example(GOOD[2], {"t": "\ud800"})
def test_no_frame_with_some_fields_exchanged_is_anything_else(frame, changes):
    found = parse_or_refuse(json.dumps(frame | changes))
    if isinstance(found, Subscribe):
        assert len(found.stream) <= 100
        assert 0 <= found.after <= 2**53


def test_the_codes_say_whether_to_come_back():
    families = {code.name: code // 100 for code in Close}
    assert families == {
        "SIGNED_OUT": 40,
        "PROTOCOL": 40,
        "HAT_ENDED": 40,
        "TOO_FAST": 41,
        "FULL": 41,
        "DRAIN": 42,
        "LAGGING": 42,
        "IDENTITY": 42,
    }
