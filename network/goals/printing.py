"""Pages on paper: tagged PDF (PDF/UA) with our own typefaces, made without asking the network for anything."""

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape

ROOT: Path = settings.BASE_DIR
OURS = [ROOT / "frontend" / "static", ROOT / "frontend" / "dist", ROOT / "node_modules" / "@fontsource-variable"]
"""The only folders that anything on paper comes from."""
FONTS = [
    ("Source Serif 4", "source-serif-4-latin-opsz-normal"),
    ("Source Sans 3", "source-sans-3-latin-wght-normal"),
]


class CannotPrint(Exception):
    """This machine lacks the libraries that lay out pages (Pango)."""


def pdf_of(template: str, context: dict[str, Any]) -> bytes:
    """Return a template as a tagged PDF.

    Raises:
        CannotPrint: the libraries for it are not installed.
    """
    printer = _printer()
    html = render_to_string(template, {**context, "fonts": _faces()})
    document = printer.HTML(string=html, url_fetcher=_fetcher(printer), base_url=f"{(OURS[0] / 'arenan').as_uri()}/")
    made: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return made


def _printer() -> Any:
    """Return the library that prints. It is loaded when somebody prints: it wants more of the machine than the rest."""
    try:
        import weasyprint  # type: ignore[import-untyped]
    except OSError as error:
        raise CannotPrint from error
    return weasyprint


def _fetcher(printer: Any) -> Any:
    """Return what opens files for the printer: ours, and nothing else."""

    class OnlyOurs(printer.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            path = Path(url2pathname(urlsplit(url).path)).resolve() if url.startswith("file:") else None
            if path is None or not any(path.is_relative_to(folder.resolve()) for folder in OURS):
                raise ValueError(f"Not one of our own files: {url}")
            return super().fetch(url, headers)

    return OnlyOurs(allowed_protocols=["file"], allow_redirects=False)


@cache
def _faces() -> str:
    """Return the style rules that name our typefaces, from the built pages or from where they were installed."""
    rules = []
    for name, file in FONTS:
        path = next((one for folder in OURS for one in sorted(folder.rglob(f"{file}*.woff2"))), None)
        if path is not None:
            source = escape(path.as_uri())
            rules.append(f'@font-face {{ font-family: "{name}"; src: url("{source}"); }}')
    return "\n".join(rules)
