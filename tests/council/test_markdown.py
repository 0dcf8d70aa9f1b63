"""What people write becomes safe HTML, and never anything that runs."""

import re
import uuid
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.rooms.markdown import ATTRIBUTES, TAGS, excerpt, mentions_in, render

pytestmark = pytest.mark.once

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)//",
    "<iframe src=javascript:alert(1)>", "<a href=javascript:alert(1)>x</a>", "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))", "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)", "[x](vbscript:msgbox(1))",
    "[x](  javascript:alert(1))", "<javascript:alert(1)>", "![x](javascript:alert(1))", "![x](https://evil.example/p.gif)",
    '[x](https://example.se "onmouseover=alert(1)")', '[x](https://example.se"onclick="alert(1))', "[x][1]\n\n[1]: javascript:alert(1)",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "`<script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```", "```html onclick=alert(1)\nx\n```", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)</script>", "<scr<script>ipt>alert(1)</scr</script>ipt>", "<style>@import 'https://evil.example'</style>",
    "<form action=https://evil.example><input name=x></form>", "<base href=https://evil.example/>", "<meta http-equiv=refresh content=0>",
    "<details open ontoggle=alert(1)>", "<body onload=alert(1)>", "<object data=x>", "<embed src=x>", "<link rel=stylesheet href=x>",
    "| a |\n|---|\n| <script>alert(1)</script> |", "# <img src=x onerror=alert(1)>", "> <script>alert(1)</script>",
    "@[<img src=x onerror=alert(1)>](person:11111111-1111-1111-1111-111111111111)",
    "@[\"><script>alert(1)</script>](organisation:11111111-1111-1111-1111-111111111111)",
    "\ue0000\ue001<script>\ue0001\ue001", "https://example.se/<script>alert(1)</script>", "https://example.se/\"onmouseover=alert(1)",
    "<p class=mention style=position:fixed>x</p>", "<span class='mention' onclick=alert(1)>x</span>", "<!-- x --><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>", "<?php alert(1) ?>", "\u202e<script>alert(1)</script>", "<a href='//evil.example'>x</a>",
]  # fmt: skip


class Seen(HTMLParser):
    """What a browser would find in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]


def assert_safe(html: str) -> None:
    seen = Seen(html)
    assert seen.tags <= TAGS
    for tag, name, value in seen.attributes:
        assert name in ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set()), (tag, name)
        if name == "href":
            assert re.match(r"(https?://|mailto:|/(?!/)|#|[^:/]*($|[/?#]))", value or "", re.IGNORECASE), value
        if tag == "span":
            assert (name, value) == ("class", "mention")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_attack_comes_out_harmless(payload: str) -> None:
    assert_safe(render(payload))
    assert_safe(render(f"Hej **{payload}** då"))
    assert_safe(render(f"- {payload}\n  - {payload}"))


@given(
    st.lists(
        st.sampled_from([*PAYLOADS, "*", "_", "`", "[", "](", ")", "<", ">", "\n", "    ", "|", "@[", "#"]), max_size=8
    )
)
def test_attacks_put_together_come_out_harmless(parts: list[str]) -> None:
    assert_safe(render("".join(parts)))


@given(st.text(max_size=300))
def test_any_text_can_be_rendered_and_is_harmless(text: str) -> None:
    assert_safe(render(text))


@given(st.text(max_size=300), st.integers(10, 200))
def test_an_excerpt_is_short_and_without_markup_of_its_own(text: str, length: int) -> None:
    short = excerpt(text, length)

    assert len(short) <= length + 1
    assert "\n" not in short


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**fet** och *lutad*", "<p><strong>fet</strong> och <em>lutad</em></p>"),
        ("ett\ntvå", "<p>ett<br>\ntvå</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. c", '<ol start="3">\n<li>c</li>\n</ol>'),
        ("> sagt", "<blockquote>\n<p>sagt</p>\n</blockquote>"),
        ("~~bort~~", "<p><s>bort</s></p>"),
        ("`kod <b>`", "<p><code>kod &lt;b&gt;</code></p>"),
        ("# Stor", "<h3>Stor</h3>"),
        ("#### Liten", "<h4>Liten</h4>"),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
    ],
)
def test_markdown_becomes_html(text: str, html: str) -> None:
    assert render(text).strip() == html


def test_a_link_gives_nothing_away_about_where_one_comes_from() -> None:
    assert render("https://example.se").strip() == (
        '<p><a href="https://example.se" rel="noopener noreferrer nofollow">https://example.se</a></p>'
    )


@pytest.mark.parametrize(
    "broken", ["**fet", "[länk](", "```\nkod", "| a |\n|--", "> > > >", "*" * 500, "[" * 500, "`" * 501]
)
def test_broken_markdown_shows_as_it_was_written(broken: str) -> None:
    assert_safe(render(broken))
    assert len(render(broken)) < 60_000


def test_text_that_is_made_to_be_slow_is_not_slow() -> None:
    import time

    for text in (
        "[" * 5000,
        "*a_" * 3000,
        "<" * 10_000,
        "@[" * 5000,
        "> " * 2000 + "x",
        "`a" * 5000,
        "(" * 5000 + "http://a",
    ):
        started = time.perf_counter()
        render(text[:10_000])
        assert time.perf_counter() - started < 5


def test_images_are_not_fetched_from_anywhere() -> None:
    assert "<img" not in render("![bild](https://evil.example/spy.gif)")


def test_a_mention_is_shown_by_name() -> None:
    someone = uuid.uuid4()

    assert render(f"Hej @[Anna Åberg](person:{someone})!") == '<p>Hej <span class="mention">@Anna Åberg</span>!</p>\n'


def test_mentions_are_found_each_once() -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    text = f"@[A](person:{one}) @[A igen](person:{one}) @[B](organisation:{other}) @[C](room:{other}) @[D](person:x)"

    assert [(found.kind, found.id) for found in mentions_in(text)] == [("person", one), ("organisation", other)]
