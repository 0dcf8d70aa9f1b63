"""The parts of kept answers that need no database: what may be kept, how it is coded, and what is given up first."""

import gzip
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.answers import coding
from cms.answers.asked import Asked, Key
from cms.answers.kept import Answer, Kept

pytestmark = pytest.mark.once


def scope(path: str = "/", query: bytes = b"", method: str = "GET", **headers: str) -> dict[str, Any]:
    named = {"host": "127.0.0.1", **{name.replace("_", "-"): value for name, value in headers.items()}}
    pairs = [(name.encode(), value.encode()) for name, value in named.items()]
    return {"path": path, "query_string": query, "method": method, "scheme": "http", "headers": pairs}


def asked(*arguments: Any, **headers: str) -> Asked:
    found = Asked.of(scope(*arguments, **headers))
    assert found is not None
    return found


def answer(body: bytes = b"x", **more: Any) -> Answer:
    return Answer([], body, frozenset(), 1, float("inf"), **more)


def test_a_visitor_who_reads_a_page_is_recognised() -> None:
    reading = asked("/nyheter/", accept_encoding="gzip", cookie="django_language=en")
    assert reading.key == Key("http", "127.0.0.1", "/nyheter/", "")
    assert (reading.accepts, reading.head) == (b"gzip", False)


@pytest.mark.parametrize(
    "one",
    [
        scope(cookie="arenan=abc"),
        scope(cookie="a=b; arenan=abc"),
        scope(cookie="messages=abc"),
        scope(authorization="Bearer abc"),
        scope(content_length="3"),
        scope(range="bytes=0-3"),
        scope(method="POST"),
        scope("/api/v1/goals"),
        scope("/static/arenan/favicon.svg"),
        scope("/media/images/a.jpg"),
        scope("/redaktion/"),
        scope("/readyz"),
        scope(query=b"q=" + b"x" * 300),
    ],
)
def test_nothing_personal_and_nothing_but_a_page_is_answered_from_what_is_kept(one: dict[str, Any]) -> None:
    assert Asked.of(one) is None


def test_the_order_of_the_query_does_not_matter_but_its_words_do() -> None:
    one, same, other = (asked("/a/", query) for query in (b"b=2&a=1", b"a=1&b=2", b"a=1&b=3"))
    assert one.key == same.key != other.key
    assert one.query == {"a", "b"}


def test_a_question_mark_in_a_path_is_not_taken_for_a_query() -> None:
    assert asked("/a?b=1").key != asked("/a", b"b=1").key


def test_hosts_and_schemes_do_not_share_answers() -> None:
    keys = {
        Asked.of({**scope(host=host), "scheme": scheme}).key  # type: ignore[union-attr]
        for host in ("a.example", "b.example")
        for scheme in ("http", "https")
    }
    assert len(keys) == 4


def test_behind_a_proxy_the_scheme_is_what_django_goes_by(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert asked(x_forwarded_proto="https").key != asked().key


@pytest.mark.parametrize(
    ("header", "coded"),
    [
        (b"", ""),
        (b"gzip", "gzip"),
        (b"gzip, deflate, br, zstd", "br"),
        (b"br;q=0, gzip;q=0.5", "gzip"),
        (b"GZIP;Q=0", ""),
        (b"identity", ""),
    ],
)
def test_the_smallest_coding_that_is_welcome_is_sent(header: bytes, coded: str) -> None:
    assert coding.chosen(header) == coded


@given(st.binary(max_size=2000))
def test_what_is_compressed_comes_out_as_it_was(body: bytes) -> None:
    assert gzip.decompress(coding.compressed(body, "gzip")) == body
    assert brotli.decompress(coding.compressed(body, "br")) == body


def test_each_coding_has_a_tag_of_its_own() -> None:
    tags = {coding.etag("abc", coded) for coded in ("", "gzip", "br")}
    assert len(tags) == 3
    assert all(tag.startswith(b'"') for tag in tags), "strong tags"


@pytest.mark.parametrize("header", [b'"a"', b'W/"a"', b'"b", "a"', b"*"])
def test_a_tag_is_found_among_those_a_browser_names(header: bytes) -> None:
    assert coding.matches(header, b'"a"')
    assert not coding.matches(b'"b", "ab"', b'"a"')


def test_answers_that_nobody_asks_for_are_given_up_first() -> None:
    keys = [Key("http", "host", f"/{number}", "") for number in range(4)]
    kept = Kept(3 * answer().size)
    for key in keys[:3]:
        kept.keep(key, answer())
    kept.get(keys[0])
    kept.keep(keys[3], answer())
    assert [kept.get(key) is not None for key in keys] == [True, False, True, True]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9000)), max_size=60))
def test_what_is_kept_never_takes_more_than_it_may(steps: list[tuple[int, int]]) -> None:
    kept = Kept(40_000)
    for number, size in steps:
        key = Key("http", "host", f"/{number}", "")
        kept.keep(key, answer(b"x" * size))
        assert kept.size <= kept.limit
        assert kept.get(key) is not None
    kept.clear()
    assert (kept.size, len(kept)) == (0, 0)


def test_with_no_room_nothing_is_kept() -> None:
    kept = Kept(0)
    kept.keep(Key("http", "host", "/", ""), answer())
    assert len(kept) == 0
