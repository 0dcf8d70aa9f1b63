"""What somebody meant who wrote a word that nothing holds."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cms.search.models import SearchWord
from cms.search.words import folded, stems

SHORTEST_INSIDE = 5
"""Letters of a word that is looked for inside longer ones."""
MOST_INSIDE = 20


def inside(word: str) -> tuple[str, ...]:
    """Return words put together that hold `word`, or its stem, further in: `träningsplats` in `arbetsträningsplats`."""
    parts = sorted((one for one in {word} | stems(word) if len(one) >= SHORTEST_INSIDE), key=len, reverse=True)
    for part in parts:
        found = SearchWord.objects.filter(word__contains=part).order_by("-entries", "word")
        if hits := tuple(found.values_list("word", flat=True)[:MOST_INSIDE]):
            return hits
    return ()


def nearest(word: str) -> str | None:
    """Return the word of the index that is nearest to a mistyped one; None when none is near.

    Somebody without å, ä and ö on the keyboard is understood whatever the length. Otherwise one letter may be wrong,
    missing, too many or in another place, in words of eight letters and more two. Of several that are as near, the
    one that most entries hold is taken.
    """
    if any(letter.isdigit() for letter in word):
        return None  # Another number is another thing.
    edits = _edits(word)
    near = SearchWord.objects.filter(length__range=(len(word) - edits, len(word) + edits))
    known: dict[str, int] = dict(near.values_list("word", "entries"))
    plain = folded(word)
    same = [one for one in known if folded(one) == plain and one != word]
    found = [(one, 0.0) for one in same] or _within(word, known, edits)
    best = min(found, key=lambda one: (one[1], -known[one[0]], one[0]), default=None)
    return best[0] if best else None


def _within(word: str, known: dict[str, int], edits: int) -> list[tuple[str, float]]:
    if not edits:
        return []
    found = process.extract(word, list(known), scorer=OSA.distance, score_cutoff=edits, limit=None)
    return [(one, float(distance)) for one, distance, _ in found if not any(letter.isdigit() for letter in one)]


def _edits(word: str) -> int:
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2
