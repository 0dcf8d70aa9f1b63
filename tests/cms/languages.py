"""Pages in more than one language, for tests."""

from typing import Any

from wagtail.models import Locale, Page

from cms.pages.models import CouncilPage


def locale(code: str) -> Locale:
    """Return a language that pages may be in."""
    return Locale.objects.get_or_create(language_code=code)[0]


def translated(page: Page, code: str, *, live: bool = True, **fields: Any) -> Any:
    """Translate a page, and those above it that are not yet; give it its own words; publish it, or leave it a draft."""
    for above in page.get_ancestors().filter(depth__gt=1).specific():
        if not above.has_translation(locale(code)):
            _copied(above, code, True, {})
    found = page.get_translations().filter(locale=locale(code)).first()
    return found.specific if found else _copied(page, code, live, fields)


def _copied(page: Page, code: str, live: bool, fields: dict[str, Any]) -> CouncilPage:
    made: CouncilPage = page.specific.copy_for_translation(locale(code))
    for name, value in fields.items():
        setattr(made, name, value)
    revision = made.save_revision()
    if live:
        revision.publish()
    made.refresh_from_db()
    return made
