"""Swedish is complete: every text that the code marks for translation has one, and no catalogue entry is left over."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command

IGNORED = ["node_modules", ".venv", ".tools", "var", "tests"]


def _entries(folder: Path) -> dict[Any, Any]:
    with (folder / "sv" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return {entry.id: entry for entry in read_po(file) if entry.id}


@pytest.mark.once
def test_every_text_is_in_swedish(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    committed = Path(settings.LOCALE_PATHS[0])
    shutil.copytree(committed, tmp_path / "locale")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    monkeypatch.chdir(settings.BASE_DIR)
    call_command("makemessages", locale=["sv"], no_obsolete=True, ignore_patterns=IGNORED, verbosity=0)
    wanted, have = _entries(tmp_path / "locale"), _entries(committed)
    missing = [text for text in wanted if text not in have or not have[text].string or "fuzzy" in have[text].flags]
    assert missing == []
    assert [text for text in have if text not in wanted] == []


def test_swedish_has_no_exclamation_marks() -> None:
    shouting = [entry.string for entry in _entries(Path(settings.LOCALE_PATHS[0])).values() if "!" in str(entry.string)]
    assert shouting == []
