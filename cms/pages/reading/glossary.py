"""What the glossary and its terms show."""

from typing import Any

from django.http import HttpRequest

from cms.answers.shown import shows
from cms.pages.alphabet import letter, swedish
from cms.pages.models import GlossaryPage, TermPage
from cms.pages.reading import reads
from cms.pages.reading.listing import children_shown


@reads(GlossaryPage)
def glossary(page: GlossaryPage, request: HttpRequest) -> dict[str, Any]:
    """Show the terms by letter, in Swedish order."""
    shows(request, "kind:term")
    terms = sorted(children_shown(page, TermPage), key=lambda one: swedish(one.title))
    letters: dict[str, list[TermPage]] = {}
    for one in terms:
        letters.setdefault(letter(one.title), []).append(one)
    return {
        "letters": [
            {"letter": name, "anchor": f"bokstav-{name.lower()}" if name != "#" else "bokstav-0", "terms": found}
            for name, found in letters.items()
        ],
        "total": len(terms),
    }


@reads(TermPage)
def term(page: TermPage, request: HttpRequest) -> dict[str, Any]:
    """Show a term, and those beside it in the list."""
    shows(request, "kind:term")
    section = page.get_parent()
    terms = sorted(children_shown(section, TermPage), key=lambda one: swedish(one.title))
    here = next((number for number, one in enumerate(terms) if one.pk == page.pk), None)
    return {
        "also": [form for part in page.also.split(",") if (form := part.strip())],
        "before": terms[here - 1] if here else None,
        "after": terms[here + 1] if here is not None and here + 1 < len(terms) else None,
        "glossary_url": section.get_url(request),
    }
