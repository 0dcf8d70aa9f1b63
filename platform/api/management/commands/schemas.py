"""`manage.py schemas`: write the OpenAPI and AsyncAPI documents, or check that those committed are true."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from api.documents import asyncapi_document, openapi_document

FOLDER = Path(__file__).resolve().parents[2] / "schemas"


class Command(BaseCommand):
    """Write both documents to `platform/api/schemas/`; with `--check` only compare."""

    help = "Write the API documents; --check fails when the committed ones differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        FOLDER.mkdir(exist_ok=True)
        for name, document in (("openapi", openapi_document()), ("asyncapi", asyncapi_document())):
            path = FOLDER / f"{name}.json"
            text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
            if not options["check"]:
                path.write_text(text)
            elif not path.exists() or path.read_text() != text:
                raise CommandError(f"{path.name} is not what the code says; run `manage.py schemas` and commit.")
        self.stdout.write("The API documents are up to date." if options["check"] else f"Written to {FOLDER}.")
