"""Makes the demo site of its files: once, and again for a file that has changed.

What has been loaded is noted in the page's own history, with the file's digest and by how many weeks the story had been
moved; so a second run reads one table and is done, and a file that changes later stays in the same story.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogContext, log
from wagtail.models import Locale, Page, PageLogEntry
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.demo.consulting import Step, steps_of_consultations
from cms.demo.editors import load_editors
from cms.demo.files import Sheet, read_sheets
from cms.demo.filling import Filler
from cms.demo.indexing import index, indexed_later
from cms.demo.library import load_documents, load_images
from cms.foundation import lay_foundation
from cms.pages import models as kinds
from cms.pages.models import CouncilPage
from cms.publishing.actions import lapse, mark_overdue
from cms.publishing.models import Standing
from council.demo.more import loads_demo
from council.demo.world import DEMO, World
from events import clock

OWNER = "samordningsforbundet-hbs"
LOADED = "arenan.demo"
LAID = datetime.fromisoformat("2017-07-03T08:00")
"""When, in the story, the site was laid."""
PUBLISHED = datetime.fromisoformat("2017-09-18T09:00")
"""When a page was published whose file does not say."""
BELOW: dict[str, type[CouncilPage]] = {
    "nyheter": kinds.NewsPage,
    "policy": kinds.PolicyPage,
    "verktygslada": kinds.GuideStepPage,
    "stod": kinds.MeasurePage,
    "vem-gor-vad": kinds.ResponsibilityPage,
    "kunskap": kinds.KnowledgePage,
    "kalender": kinds.EventPage,
    "ordlista": kinds.TermPage,
    "kontakt": kinds.ContactPage,
    "om": kinds.StandardPage,
}
"""What kind of page lies in each section."""


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def _name_in_history(registry: LogActionRegistry) -> None:
    registry.register_action(LOADED, _("Demo"), _("Loaded from the files of the demo world"))


@loads_demo
@transaction.atomic
def load_site(world: World) -> list[str]:
    """Load the pages that are missing or whose files have changed; return a line that counts them."""
    notes = _notes()
    shift = timedelta(weeks=next(iter(notes.values()))["weeks"]) if notes else world.shift
    owner = world.organisations[OWNER]
    with clock.at(_moment(LAID, shift)):
        start = lay_foundation(actor=DEMO, owner=owner)
    editors = load_editors(world)
    sheets = read_sheets()
    there = _pages_there(start, sheets, notes)
    waiting = [one for one in sheets if one.name not in there or notes.get(one.name, {}).get("digest") != one.digest]
    if not waiting:
        return [editors] if editors else []
    with indexed_later():
        filler = Filler(world, shift, load_images(owner), load_documents(owner))
        filler.pages = there
        missing = _make_missing(filler, waiting)
        for at, do in sorted(_steps(filler, sheets, waiting, notes), key=lambda step: step[0]):
            with clock.at(_moment(at, shift)):
                do()
        _let_time_pass()
    index([*(filler.pages[sheet.name] for sheet in waiting), *filler.images.values(), *filler.documents.values()])
    return [line for line in (editors, f"{len(waiting)} pages of the site, {missing} of them new") if line]


def _make_missing(filler: Filler, waiting: list[Sheet]) -> int:
    """Make the pages that are not there yet; return how many."""
    missing = [sheet for sheet in waiting if sheet.name not in filler.pages]
    with disable_reference_index_auto_update():  # Nothing refers to anything yet.
        for sheet in missing:
            filler.pages[sheet.name] = _make(filler, sheet)
    filler.pages |= _read_again(filler.pages, missing)
    return len(missing)


def _steps(filler: Filler, sheets: list[Sheet], waiting: list[Sheet], notes: dict[str, dict[str, Any]]) -> list[Step]:
    """Return all that is to be done, each with its moment in the story. What has changed since is written last."""
    steps: list[Step] = steps_of_consultations(filler, sheets)
    for sheet in waiting:
        loaded_before = sheet.name in notes
        at = _now_in_story(filler.shift) if loaded_before else _published(sheet)
        steps.append((at, partial(_write, filler, sheet)))
    return steps


def _notes() -> dict[str, dict[str, Any]]:
    """Return what was last noted of each sheet that has been loaded."""
    entries = PageLogEntry.objects.filter(action=LOADED).order_by("timestamp", "pk")
    return {entry.data["sheet"]: {**entry.data, "page": entry.page_id} for entry in entries}


def _pages_there(start: CouncilPage, sheets: list[Sheet], notes: dict[str, dict[str, Any]]) -> dict[str, CouncilPage]:
    """Return the pages of sheets that have been loaded, and the sections of the foundation, by name."""
    found: dict[str, CouncilPage] = {"sv/start": start}
    found |= {f"sv/{one.slug}": one for one in start.get_children().specific()}
    ids = {notes[sheet.name]["page"]: sheet.name for sheet in sheets if sheet.name in notes}
    found |= {ids[one.pk]: one for one in Page.objects.filter(pk__in=ids).specific()}
    return found


def _make(filler: Filler, sheet: Sheet) -> CouncilPage:
    """Make a page as a draft, so that others can refer to it."""
    moment = _moment(_published(sheet), filler.shift)
    page: CouncilPage
    with clock.at(moment):
        if sheet.language != "sv":
            return _translated(filler, sheet)
        parent = filler.pages[f"sv/{sheet.section}"]
        page = BELOW[sheet.section.partition("/")[0]](slug=sheet.slug, live=False, organisation=parent.organisation)
        page.locale, page.first_published_at = parent.locale, None if sheet.facts.get("draft") else moment
        filler.outline(page, sheet)
        parent.add_child(instance=page)
    return page


def _translated(filler: Filler, sheet: Sheet) -> CouncilPage:
    locale, _new = Locale.objects.get_or_create(language_code=sheet.language)
    source = filler.pages[f"sv/{sheet.facts['translates']}"]
    page: CouncilPage = source.copy_for_translation(locale)
    return page


def _read_again(pages: dict[str, CouncilPage], made: list[Sheet]) -> dict[str, CouncilPage]:
    """Return the pages that were made, with what has become of them since: how many pages lie below is in each."""
    names = {pages[sheet.name].pk: sheet.name for sheet in made}
    return {names[page.pk]: page for page in Page.objects.filter(pk__in=names).specific()}


def _write(filler: Filler, sheet: Sheet) -> None:
    """Give a page its words and publish it, unless it is to stay a draft."""
    page, draft = filler.pages[sheet.name], bool(sheet.facts.get("draft"))
    editor = filler.world.people[sheet.facts["editor"]] if "editor" in sheet.facts else None
    with LogContext(user=editor):
        if sheet.language != "sv" and sheet.path != "start":
            page.slug = sheet.slug
        filler.fill(page, sheet)
        revision = page.save_revision(clean=draft, user=editor)  # Publishing looks through it anyway.
        if not draft:
            revision.publish(log_action=False)
            Page.objects.filter(pk=page.pk).update(last_published_at=clock.now())
        if sheet.facts.get("submitted") and not page.workflow_in_progress:
            page.get_workflow().start(page, editor)
        data = {"sheet": sheet.name, "digest": sheet.digest, "weeks": filler.shift.days // 7}
        log(instance=page, action=LOADED, data=data)


def _let_time_pass() -> None:
    """Mark what nobody has confirmed since, as each night does."""
    for standing in Standing.objects.shown().filter(confirm_by__lt=clock.today()):
        mark_overdue(actor=DEMO, standing=standing)
        lapse(actor=DEMO, standing=standing)


def _published(sheet: Sheet) -> datetime:
    """Return when, in the story, a page was published."""
    usual: datetime = PUBLISHED if sheet.section else LAID
    said = sheet.facts.get("published") or sheet.facts.get("date") or usual
    return said if isinstance(said, datetime) else datetime.combine(said, PUBLISHED.time())


def _now_in_story(shift: timedelta) -> datetime:
    return timezone.localtime().replace(tzinfo=None) - shift


def _moment(told: datetime, shift: timedelta) -> datetime:
    return timezone.make_aware(told + shift)
