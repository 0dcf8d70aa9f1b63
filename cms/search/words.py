"""Cutting text into words, and words down to their stems. The same for what is entered and for what is asked."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import Any

import snowballstemmer

LONGEST = 60
"""Letters of a word that count. Nobody searches for more, and indexes have their limits."""
LANGUAGES = {"sv": "swedish", "en": "english"}
_WORD = re.compile(r"[^\W_]+")

_COMMON = """
och i att en ett det som på är av för med till den har de inte om man vi ni jag du han hon hur vad var vem när kan ska
får finns från så eller men vid där här sig sin sitt sina bli blir åt ur under över än då alla detta denna dessa vilka
vilken vilket gör göra
the a an and of to in is are for on with that this it be as at by or from how what who when where can do does you we
they not will
"""
COMMON = frozenset(_COMMON.split())
"""Words that say nothing of what one looks for."""


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Return where each word of `text` begins and ends, and the word as it is looked for."""
    for found in _WORD.finditer(text):
        yield found.start(), found.end(), _plain(found[0])


def words(text: str) -> list[str]:
    """Return the words of `text` in order, in small letters. Å, ä and ö are letters of their own."""
    composed = unicodedata.normalize("NFC", text)
    return [word for _, _, word in spans(composed) if word]


@lru_cache(maxsize=65_536)
def _plain(word: str) -> str:
    # Only letters and digits are left: a sign that folding brought along would be cut elsewhere by the database.
    folded = unicodedata.normalize("NFKC", word).casefold()
    return "".join(letter for letter in folded if letter.isalnum())[:LONGEST]


_stemmers: dict[str, Any] = {language: snowballstemmer.stemmer(name) for language, name in LANGUAGES.items()}
_one_at_a_time = Lock()  # A stemmer keeps the word it works on in itself.


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """Return a word without its endings, by the rules of Swedish or English (Swedish for any other language)."""
    with _one_at_a_time:
        found: str = _stemmers.get(language, _stemmers["sv"]).stemWord(word)
    return found or word


def stems(word: str) -> frozenset[str]:
    """Return the stems a word has in each language: nobody says in which they ask."""
    return frozenset(stem(word, language) for language in LANGUAGES)


def without_common(asked: list[str]) -> list[str]:
    """Return words without those that say nothing, unless nothing else is left."""
    return [word for word in asked if word not in COMMON] or asked


def folded(word: str) -> str:
    """Return a word as somebody writes it who has no å, ä and ö on the keyboard."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
