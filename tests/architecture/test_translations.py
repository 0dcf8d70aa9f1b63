"""Swedish is complete: every text that the code marks for translation has one, and no catalogue entry is left over."""

import io
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command

CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "sv" / "LC_MESSAGES" / "django.po"
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
def test_swedish_does_not_shout() -> None:
    assert [str(one.string) for one in _entries(CATALOGUE.read_bytes()).values() if "!" in str(one.string)] == []
