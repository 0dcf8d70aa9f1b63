"""Editors of two organisations, with browsers of their own, for tests of the editors' rooms."""

import io
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import gettext, override
from PIL import Image

from accounts.actor import PersonActor
from accounts.models import Organisation, Person
from cms.editing import foundation
from cms.library.models import CouncilDocument, CouncilImage
from tests.world import member, person


def grant(who: Person, *groups: str) -> Person:
    """Put somebody in groups of editors, by the names of `cms.editing.foundation`."""
    with override("sv"):
        names = [gettext(name) for name in groups]
    found = Group.objects.filter(name__in=names)
    assert len(found) == len(names)
    who.groups.add(*found)
    return Person.objects.get(pk=who.pk)


def editor(of: Organisation, *groups: str, name: str = "") -> PersonActor:
    """Make an editor of an organisation, in groups of editors; in all of those who write when none is named."""
    actor = member(of, person(name))
    return PersonActor(grant(actor.person, *(groups or foundation.EDITORS)), actor.membership)


def browser(of: PersonActor | Person) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(of if isinstance(of, Person) else of.person, "django.contrib.auth.backends.ModelBackend")
    return client


def png(colour: str = "green", size: tuple[int, int] = (40, 30)) -> bytes:
    """Return the bytes of a small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def picture(of: Organisation, title: str, name: str = "bild.png", **more: Any) -> CouncilImage:
    """Put a picture in the library."""
    file = SimpleUploadedFile(name, png(more.pop("colour", "green")), "image/png")
    made: CouncilImage = CouncilImage.objects.create(
        title=title, description=more.pop("description", "En bild"), organisation=of, file=file, **more
    )
    return made


def document(of: Organisation, title: str, name: str = "fil.txt", text: str = "Hej") -> CouncilDocument:
    """Put a file in the library."""
    file = SimpleUploadedFile(name, text.encode(), "text/plain")
    made: CouncilDocument = CouncilDocument.objects.create(title=title, organisation=of, file=file)
    return made


@dataclass
class Draftail:
    """What the browser's text field sends for a text."""

    text: str

    def __str__(self) -> str:
        import json

        block = {"key": "aaaaa", "text": self.text, "type": "unstyled", "depth": 0}
        return json.dumps({"blocks": [{**block, "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}})


def form_of(client: Client, url: str) -> dict[str, Any]:
    """Return what a browser would send of the page's form, unchanged."""
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    form = answer.context["form"]
    data = _values(form)
    for formset in form.formsets.values():
        data |= {f"{formset.prefix}-{name}": value for name, value in formset.management_form.initial.items()}
        for one in formset.forms:
            data |= _values(one)
    page = answer.context.get("page")
    if page is not None and page.latest_revision_id:
        data["loaded_revision_id"] = str(page.latest_revision_id)
        data["loaded_revision_created_at"] = answer.context["loaded_revision_created_at"]
    return data


def _values(form: Any) -> dict[str, Any]:
    from wagtail.blocks import BlockField

    data: dict[str, Any] = {}
    for name, field in form.fields.items():
        bound = form[name]
        if isinstance(field, BlockField):
            data |= stream(bound.html_name, bound.value())
            continue
        value = field.widget.format_value(bound.value()) if hasattr(field.widget, "format_value") else bound.value()
        if isinstance(value, list) and not getattr(field.widget, "allow_multiple_selected", False):
            value = value[0] if value else ""
        if value not in (None, "", [], False):
            data[bound.html_name] = value
    return data


def stream(name: str, value: Any) -> dict[str, Any]:
    """Return a stream of texts as a browser sends it."""
    data: dict[str, Any] = {f"{name}-count": len(value)}
    for place, child in enumerate(value):
        at = f"{name}-{place}"
        data |= {f"{at}-deleted": "", f"{at}-order": place, f"{at}-type": child.block_type, f"{at}-id": child.id or ""}
        if child.block_type == "text":
            data[f"{at}-value"] = str(Draftail(str(child.value.source)))
    return data


def texts(name: str, *paragraphs: str) -> dict[str, Any]:
    """Return a stream of new texts as a browser sends it."""
    data: dict[str, Any] = {f"{name}-count": len(paragraphs)}
    for place, words in enumerate(paragraphs):
        at = f"{name}-{place}"
        data |= {f"{at}-deleted": "", f"{at}-order": place, f"{at}-type": "text", f"{at}-id": ""}
        data[f"{at}-value"] = str(Draftail(words))
    return data
