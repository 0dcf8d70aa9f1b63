"""What the table of rights speaks of in drafting and in the library."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cms.editing import actions
from cms.library.models import CouncilDocument
from cms.pages.models import NewsPage
from cms.publishing.models import Standing
from tests.cms.shared import page, section, site
from tests.world import World


def things(here: World) -> dict[str, Any]:
    """Put a draft of the social enterprise's in the workflow, and two files: one on a public page, one in the draft."""
    start, owner = site(here), here.organisations["asf"]
    files = {name: _file(here, name) for name in ("public", "secret")}

    def text(name: str) -> list[tuple[str, str]]:
        return [("text", f'<p><a linktype="document" id="{files[name].pk}">fil</a></p>')]

    news = section(start, "nyheter")
    page(NewsPage, news, "Med fil", body=text("public"), organisation=owner)
    draft = page(NewsPage, news, "Utkast med fil", live=False, body=text("secret"), organisation=owner)
    draft.get_workflow().start(draft, None)
    return {"waiting_page": Standing.objects.get(page=draft)}


def _file(here: World, name: str) -> CouncilDocument:
    file = SimpleUploadedFile(f"{name}-stage.txt", b"Hej")
    made: CouncilDocument = CouncilDocument.objects.create(
        title=name, organisation=here.organisations["asf"], file=file
    )
    return made


def names() -> dict[str, str]:
    """Return what stands for names that are no ids of things: where the two files lie."""
    return {
        f"{one.title}_media": one.file.name for one in CouncilDocument.objects.filter(title__in=["public", "secret"])
    }


def deeds(found: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    standing = found["waiting_page"]
    draft = standing.page.specific
    state = draft.current_workflow_task_state
    return {
        "cms.note_draft": lambda who: actions.note_draft(actor=who, standing=standing, draft=draft),
        "cms.record_step": lambda who: actions.record_step(
            actor=who, standing=standing, happened="approved", state=state
        ),
    }
