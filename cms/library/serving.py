"""Giving out pictures and files: public ones to everybody, others to who may see the draft they are in."""

from collections.abc import Iterator
from mimetypes import guess_type
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from cms.library.models import CouncilDocument, CouncilImage, CouncilRendition, Owned
from cms.library.rights import may_see

PUBLIC = "public, max-age=31536000, immutable"
"""A file that is replaced gets another name."""
PRIVATE = "private, no-store"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For what comes from editors: even a drawing that is opened by itself does nothing."""


@require_safe
def media(request: HttpRequest, name: str) -> FileResponse:
    """Give a picture or a file by the name it is stored under, or say that there is nothing here."""
    thing = next(_called(name), None)
    if thing is None or not (thing.public or may_see(request.user, thing)):
        raise Http404
    try:
        file = default_storage.open(name, "rb")
    except (FileNotFoundError, OSError, ValueError) as error:
        raise Http404 from error
    document = isinstance(thing, CouncilDocument)
    kind = guess_type(name)[0] or "application/octet-stream"
    shown_as: Any = thing.filename if isinstance(thing, CouncilDocument) else name.rsplit("/", 1)[-1]
    answer = FileResponse(file, as_attachment=document, filename=shown_as, content_type=kind)
    answer["Content-Security-Policy"] = POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = PUBLIC if thing.public else PRIVATE
    if not thing.public:
        patch_vary_headers(answer, ["Cookie"])
    return answer


def _called(name: str) -> Iterator[Owned]:
    yield from CouncilImage.objects.filter(file=name)
    for rendition in CouncilRendition.objects.filter(file=name).select_related("image"):
        yield rendition.image
    yield from CouncilDocument.objects.filter(file=name)
