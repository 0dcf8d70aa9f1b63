"""Swedish is complete: every text that the code marks for translation has one, and no catalogue entry is left over.

Other languages are added by their catalogue alone. They cover the frame of the public site and the toolbox; what they
leave out is shown in Swedish.
"""

import io
import re
from pathlib import Path
from typing import Any

import django.conf
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

LOCALE = Path(settings.LOCALE_PATHS[0])
CATALOGUE = LOCALE / "sv" / "LC_MESSAGES" / "django.po"
BORROWED = sorted(Path(settings.LOCALE_PATHS[1]).rglob("*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}|<[^>]+>")
ADDED = sorted(one for one in LOCALE.glob("*/LC_MESSAGES/django.po") if one != CATALOGUE)
FRAME = (
    "frontend/templates/layouts/base.html",
    "frontend/templates/components/header.html",
    "frontend/templates/components/header_visitor.html",
    "frontend/templates/components/footer.html",
    "frontend/templates/components/crumbs.html",
    "frontend/templates/components/demo_strip.html",
    "frontend/templates/cms/base.html",
    "frontend/templates/cms/parts/foot.html",
    "frontend/templates/cms/parts/freshness.html",
    "frontend/templates/cms/parts/in_swedish.html",
    "frontend/templates/cms/parts/translation.html",
    "frontend/templates/cms/start.html",
    "frontend/templates/cms/guide.html",
    "frontend/templates/cms/guide_step.html",
    "frontend/templates/cms/kinds/step_parts.html",
    "frontend/templates/404.html",
    "cms/pages/phases.py",
    "network/goals/reckoning/status.py",
)
"""Where the texts stand that a language has to have for its start page and its toolbox."""
IGNORED = ["node_modules", ".venv", ".tools", "var", "tests"]


def _entries(content: bytes) -> dict[Any, Any]:
    return {entry.id: entry for entry in read_po(io.BytesIO(content)) if entry.id}


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> dict[Any, Any]:
    """What the code asks for. The extractor writes in place, so the catalogue is put back afterwards."""
    monkeypatch.chdir(settings.BASE_DIR)
    committed = CATALOGUE.read_bytes()
    try:
        call_command("makemessages", locale=["sv"], no_obsolete=True, ignore_patterns=IGNORED, verbosity=0)
        return _entries(CATALOGUE.read_bytes())
    finally:
        CATALOGUE.write_bytes(committed)


@pytest.mark.once
def test_every_text_is_in_swedish(extracted: dict[Any, Any]) -> None:
    have = _entries(CATALOGUE.read_bytes())
    assert [text for text in extracted if text not in have or not have[text].string or have[text].fuzzy] == []
    assert [text for text in have if text not in extracted] == []


@pytest.mark.once
@pytest.mark.parametrize("catalogue", ADDED, ids=lambda one: one.parents[1].name)
def test_an_added_language_has_the_frame_of_the_public_site_and_nothing_that_is_not_asked_for(
    extracted: dict[Any, Any], catalogue: Path
) -> None:
    have = _entries(catalogue.read_bytes())
    frame = [text for text, one in extracted.items() if {place for place, _line in one.locations} & set(FRAME)]
    assert frame
    assert [text for text in frame if text not in have or not have[text].string or have[text].fuzzy] == []
    assert [text for text in have if text not in extracted] == []


@pytest.mark.once
def test_each_catalogue_is_a_language_that_pages_may_be_in() -> None:
    assert {one.parents[1].name for one in ADDED} | {"sv", "en"} == set(dict(settings.LANGUAGES))
    assert set(settings.INTERFACE_LANGUAGES) == {"sv", "en"}


@pytest.mark.once
def test_swedish_does_not_shout() -> None:
    assert [str(one.string) for one in _entries(CATALOGUE.read_bytes()).values() if "!" in str(one.string)] == []


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text or ""] if isinstance(text, str | None) else list(text)


def _of_packages(language: str, name: str) -> list[Message]:
    folders = [Path(django.conf.__file__).parent, *(Path(app.path) for app in apps.get_app_configs())]
    files = [folder / "locale" / language / "LC_MESSAGES" / name for folder in folders]
    return [entry for one in files if one.exists() for entry in read_po(io.BytesIO(one.read_bytes())) if entry.id]


@pytest.mark.once
@pytest.mark.parametrize("catalogue", BORROWED, ids=lambda one: one.name)
def test_a_borrowed_text_is_still_asked_for_and_still_lacks_swedish_where_it_comes_from(catalogue: Path) -> None:
    have = {(one.context, one.id): one for one in read_po(io.BytesIO(catalogue.read_bytes())) if one.id}
    asked = {(one.context, one.id) for one in _of_packages("en", catalogue.name)}
    swedish = _of_packages("sv", catalogue.name)
    complete = {(one.context, one.id) for one in swedish if all(_forms(one.string)) and not one.fuzzy}

    assert have
    assert sorted(map(str, set(have) - asked)) == []
    assert sorted(map(str, set(have) & complete)) == []
    assert [key for key, one in have.items() if one.fuzzy or not all(_forms(one.string))] == []
    pairs = [pair for one in have.values() for pair in zip(_forms(one.id), _forms(one.string), strict=True)]
    assert [a for a, b in pairs if sorted(PLACEHOLDER.findall(a)) != sorted(PLACEHOLDER.findall(b))] == []
    assert [b for _, b in pairs if "!" in b] == []
