"""Everything an organisation can keep to itself in the editors' rooms, each with the same secret word in it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import Comment, CommentReply, Page, Revision, TaskState, UploadedFile, WorkflowState

from accounts.actor import PersonActor
from cms.library.models import CouncilDocument, CouncilImage
from cms.pages.models import (
    ContactPage,
    CouncilPage,
    EventPage,
    GuideStepPage,
    KnowledgePage,
    MeasurePage,
    NewsPage,
    PolicyPage,
    ResponsibilityPage,
    StandardPage,
    TermPage,
)
from cms.publishing.models import Standing
from tests.cms.editors import document, picture, png
from tests.cms.shared import page, section
from tests.world import World

WORD = "kvartsglimmer"
COLOUR = "#ab12cd"
TEXT = [("text", f"<p>Ett {WORD} i texten.</p>")]


@dataclass
class Secrets:
    """What is kept."""

    owner: PersonActor
    drafts: list[Any] = field(default_factory=list)
    changed: Any = None
    """A public page with unpublished changes, comments and a locked draft."""
    waiting: Any = None
    """A page in a running workflow."""
    scheduled: Any = None
    """A draft that publishes itself tomorrow."""
    gone: int = 0
    """The id of a draft that was deleted."""
    image: CouncilImage | None = None
    file: CouncilDocument | None = None
    upload: UploadedFile | None = None

    @property
    def pages(self) -> list[Any]:
        """Every page that has something secret in it."""
        return [*self.drafts, self.changed, self.waiting, self.scheduled]

    def state(self) -> dict[str, Any]:
        """Return all that is stored of it, to see later that nothing has changed."""
        ids = [one.pk for one in self.pages]
        texts = [str(pk) for pk in ids]
        assert self.image
        assert self.file
        assert self.upload
        return {
            "pages": list(Page.objects.filter(pk__in=ids).order_by("pk").values()),
            "words": [sorted(map(str, type(one).objects.filter(pk=one.pk).values_list()[0])) for one in self.pages],
            "revisions": list(Revision.objects.filter(object_id__in=texts).order_by("pk").values()),
            "workflows": list(WorkflowState.objects.filter(object_id__in=texts).order_by("pk").values()),
            "steps": list(TaskState.objects.filter(revision__object_id__in=texts).order_by("pk").values()),
            "comments": list(Comment.objects.filter(page__in=ids).order_by("pk").values()),
            "standing": list(Standing.objects.filter(page__in=ids).order_by("pk").values()),
            "restrictions": list(Page.objects.filter(pk__in=ids).values("view_restrictions")),
            "images": list(CouncilImage.objects.filter(pk=self.image.pk).values()),
            "files": list(CouncilDocument.objects.filter(pk=self.file.pk).values()),
            "upload": list(UploadedFile.objects.filter(pk=self.upload.pk).values()),
            "bytes": [self.image.file.storage.size(self.image.file.name), self.file.file.size],
        }


def keep_secrets(world: World, start: Any, owner: PersonActor) -> Secrets:
    """Make one of everything, all of `owner`'s organisation."""
    of = owner.organisation
    assert of
    made = Secrets(owner)
    made.image = picture(of, f"Bild {WORD}", f"{WORD}.png", colour=COLOUR, uploaded_by_user=owner.person)
    made.image.get_rendition("max-165x165")
    made.file = document(of, f"Fil {WORD}", f"{WORD}.txt", f"Innehåll {WORD}")
    made.upload = UploadedFile.objects.create(
        file=SimpleUploadedFile(f"{WORD}-upp.png", png(COLOUR)), uploaded_by_user=owner.person
    )
    made.drafts = [_draft(start, owner, *kind) for kind in _kinds(world, made)]
    made.changed = _changed(start, made)
    made.waiting = _waiting(start, made)
    made.scheduled = _draft(start, owner, NewsPage, "nyheter", {"body": TEXT})
    made.scheduled.go_live_at = timezone.now() + timedelta(days=1)
    made.scheduled.save_revision(user=owner.person).publish(user=owner.person)
    gone = _draft(start, owner, NewsPage, "nyheter", {"body": TEXT})
    made.gone = gone.pk
    NewsPage.objects.get(pk=gone.pk).delete()
    return made


def _kinds(world: World, made: Secrets) -> list[tuple[type[CouncilPage], str, dict[str, Any]]]:
    linked = f'<p>{WORD} <a linktype="document" id="{made.file.pk}">fil</a></p>' if made.file else ""
    shown = [("picture", {"image": made.image, "alt": WORD, "decorative": False, "caption": WORD})]
    return [
        (NewsPage, "nyheter", {"body": [("text", linked), *shown], "picture": made.image}),
        (PolicyPage, "policy", {"sections": [("section", {"heading": WORD, "text": linked})]}),
        (GuideStepPage, "verktygslada", {"phase": "idea", "body": TEXT}),
        (MeasurePage, "stod", {"body": TEXT, "target_group": WORD, "source": WORD}),
        (ResponsibilityPage, "vem-gor-vad", {"authority": world.organisations["public"]}),
        (KnowledgePage, "kunskap", {"what": "practice", "body": TEXT}),
        (EventPage, "kalender", {"what": "other", "starts_at": timezone.now(), "ends_at": timezone.now()}),
        (TermPage, "ordlista", {"definition": linked}),
        (
            ContactPage,
            "kontakt",
            {"municipality": world.organisations["public"], "function": WORD, "email": "lokal@example.se"},
        ),
        (StandardPage, "om", {"body": TEXT}),
    ]


def _draft(start: Any, owner: PersonActor, model: type[CouncilPage], slug: str, more: dict[str, Any]) -> Any:
    parent = section(start, slug)
    title = f"{WORD} {model.kind} {parent.numchild}"
    fields: dict[str, Any] = {
        "organisation": owner.organisation,
        "owner": owner.person,
        "summary": f"Om {WORD}",
        **more,
    }
    return page(model, parent, title, live=False, **fields)


def _changed(start: Any, made: Secrets) -> Any:
    fields: dict[str, Any] = {
        "organisation": made.owner.organisation,
        "owner": made.owner.person,
        "summary": "Känt för alla",
    }
    live = page(NewsPage, section(start, "nyheter"), "Känd nyhet", body=[], **fields)
    live.title, live.slug, live.summary, live.body = f"{WORD} på gång", f"{WORD}-pa-gang", f"Snart {WORD}", TEXT
    live.picture = made.image
    comment = Comment(page=live, user=made.owner.person, text=f"Säg {WORD}", contentpath="title", position="")
    live.wagtail_admin_comments = [comment]
    live.save_revision(user=made.owner.person)
    saved = Comment.objects.get(page=live)
    CommentReply.objects.create(comment=saved, user=made.owner.person, text=f"Ja, {WORD}")
    NewsPage.objects.filter(pk=live.pk).update(locked=True, locked_by=made.owner.person, locked_at=timezone.now())
    return NewsPage.objects.get(pk=live.pk)


def _waiting(start: Any, made: Secrets) -> Any:
    draft = _draft(start, made.owner, NewsPage, "nyheter", {"body": TEXT})
    person = made.owner.person
    workflow = draft.get_workflow()
    workflow.start(draft, person)
    state = NewsPage.objects.get(pk=draft.pk).current_workflow_task_state
    TaskState.objects.filter(pk=state.pk).update(comment=f"Tänk på {WORD}")
    return NewsPage.objects.get(pk=draft.pk)
