"""Links the terms of the glossary where a page first uses them.

The page's HTML is read with a parser and only its text is looked at: never what is inside a link, a heading, a control
or a list of links. A process keeps the terms until the site changes (`cms.pages.keeping`), and the answers given.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import cast

from django.http import HttpRequest

from cms.pages.keeping import Kept, Remembered
from cms.pages.models import TermPage
from cms.publishing.queries import pages_shown

APART = frozenset(
    {"a", "abbr", "button", "code", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "label", "legend", "nav"}
    | {"option", "pre", "script", "select", "style", "summary", "svg", "textarea", "th", "time", "title"}
)
"""Elements whose words are left as they are."""
APART_CLASSES = frozenset({"eyebrow", "no-terms", "rows", "ways"})
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)


@dataclass(frozen=True)
class Term:
    """A term, and where it is explained."""

    pk: int
    url: str


@dataclass
class Vocabulary:
    """The terms of one language, by each of their forms."""

    words: dict[str, Term] = field(default_factory=dict)
    """By form in small letters."""
    signs: dict[str, Term] = field(default_factory=dict)
    """Abbreviations, by how they are written: `ASF` is a term, `asf` is not."""
    pattern: re.Pattern[str] | None = None
    key: object = field(default_factory=object)
    """Tells this reading of the terms from every other."""

    def add(self, page: TermPage) -> None:
        """Enter a term with its other forms and abbreviation."""
        term = Term(page.pk, page.url or "")
        for form in (page.title, *page.also.split(",")):
            if word := " ".join(form.split()).lower():
                self.words.setdefault(word, term)
        if sign := page.abbreviation.strip():
            self.signs.setdefault(sign, term)

    def close(self) -> "Vocabulary":
        """Make ready for searching: the longest form wins."""
        forms = sorted({*self.words, *self.signs}, key=lambda form: (-len(form), form))
        if forms:
            any_form = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
            self.pattern = re.compile(rf"(?<![\w-])(?:{any_form})(?![\w-])", re.IGNORECASE)
        return self

    def find(self, text: str) -> Term | None:
        """Return the term that `text` is a form of."""
        form = " ".join(text.split())
        return self.signs.get(form) or self.words.get(form.lower())


class _Linker(HTMLParser):
    """Writes the HTML again as it was, with links around the first use of each term."""

    def __init__(self, vocabulary: Vocabulary, own: int | None) -> None:
        super().__init__(convert_charrefs=False)
        self.vocabulary = vocabulary
        self.done = {own}
        self.out: list[str] = []
        self.apart: list[str] = []
        """The open elements, from the outermost that is left as it is."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(self.get_starttag_text() or "")
        if tag in VOID:
            return
        if self.apart or tag in APART or APART_CLASSES & set((dict(attrs).get("class") or "").split()):
            self.apart.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")
        if tag in self.apart:
            # An end tag also closes what was left open inside, such as a list item without its own.
            del self.apart[len(self.apart) - 1 - self.apart[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        pattern = self.vocabulary.pattern
        self.out.append(data if self.apart or pattern is None else pattern.sub(self._link, data))

    def _link(self, match: re.Match[str]) -> str:
        term = self.vocabulary.find(match[0])
        if term is None or term.pk in self.done:
            return match[0]
        self.done.add(term.pk)
        return f'<a class="term" href="{escape(term.url)}">{match[0]}</a>'

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")


def vocabulary(language: str, request: HttpRequest | None = None) -> Vocabulary:
    """Return the terms that pages in a language are linked to."""
    return _vocabularies.get(request).get(language) or _EMPTY


def linked(html: str, language: str, *, own: int | None = None, request: HttpRequest | None = None) -> str:
    """Return `html` with the first use of each term linked to its page; `own` is the page that is being read."""
    known = vocabulary(language, request)
    if known.pattern is None or not known.pattern.search(html):
        return html
    return _answers.get((known.key, own, html), lambda: _link(html, known, own))


def _link(html: str, known: Vocabulary, own: int | None) -> str:
    linker = _Linker(known, own)
    linker.feed(html)
    linker.close()
    return "".join(linker.out)


def _read() -> dict[str, Vocabulary]:
    found: dict[str, Vocabulary] = defaultdict(Vocabulary)
    shown = TermPage.objects.filter(standing__in=pages_shown("term")).select_related("locale").order_by("title")
    for page in shown:
        found[cast(str, page.locale.language_code)].add(page)
    return {language: words.close() for language, words in found.items()}


_EMPTY = Vocabulary()
_answers = Remembered(500)
_vocabularies: Kept[dict[str, Vocabulary]] = Kept(_read)
