"""The Swedish order of letters: Å, Ä and Ö are letters of their own and come last; other marks do not count."""

import unicodedata

LAST = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}
"""What sorts after z, in order."""


def letter(word: str) -> str:
    """Return the letter that a word stands under in a list, in capitals; `#` for what begins with none."""
    first = _plain(word)[:1]
    return first.upper() if first.isalpha() else "#"


def swedish(word: str) -> tuple[str, str]:
    """Return the key by which words sort in Swedish."""
    return "".join(LAST.get(one, one) for one in _plain(word)), word


def _plain(word: str) -> str:
    small = unicodedata.normalize("NFC", word.strip().casefold().replace("ø", "ö").replace("æ", "ä"))
    return "".join(one if one in LAST else unicodedata.normalize("NFD", one)[:1] for one in small)
