"""Fills a page from its sheet: the facts by the names of the model's own fields, the words as its body."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from accounts.actor import NOBODY
from accounts.models import Organisation
from cms.demo.files import Sheet
from cms.demo.prose import parts, rich, sections, typeset
from cms.library.models import CouncilDocument, CouncilImage
from cms.pages.models import CouncilPage
from council.demo.world import World
from council.rooms.models import Room
from network.goals.models import Goal
from network.goals.queries import goals_visible_to

ABOUT_THE_SHEET = {"published", "draft", "translates", "editor", "submitted", "of_the_story"}
"""Facts that say how a page is loaded, not what it says."""
OF_THE_STORY = {
    *("date", "starts_at", "ends_at", "by", "verified_on", "mended_by", "assessed_on", "updated_on", "review_on"),
}
"""Days that move with the story. Others are as they were in truth, unless the sheet names them in `of_the_story`."""


class Filler:
    """What the sheets name, and the world they lie in."""

    def __init__(
        self,
        world: World,
        shift: timedelta,
        images: dict[str, CouncilImage],
        documents: dict[str, CouncilDocument],
    ) -> None:
        self.world, self.shift, self.images, self.documents = world, shift, images, documents
        self.pages: dict[str, CouncilPage] = {}
        """Every page made so far, by the name of its sheet."""
        self.language = "sv"
        self._goals = {goal.title: goal for goal in goals_visible_to(NOBODY)}
        self._rooms = {room.slug: room for room in Room.objects.all()}

    # --- What words and facts name -------------------------------------------------------------------------------

    def page(self, path: str) -> CouncilPage:
        """Return the page at a place: in the sheet's language, or else in Swedish; `sv/…` is always the Swedish one."""
        return self.pages.get(f"{self.language}/{path}") or self.pages.get(f"sv/{path}") or self.pages[path]

    def document(self, key: str) -> CouncilDocument:
        """Return a file of the library."""
        return self.documents[key]

    def image(self, key: str) -> CouncilImage:
        """Return a picture of the library."""
        return self.images[key]

    def goal(self, title: str) -> Goal:
        """Return a public goal by its title."""
        return self._goals[title]

    # --- Filling -------------------------------------------------------------------------------------------------

    def outline(self, page: CouncilPage, sheet: Sheet) -> None:
        """Set what a page has to have before others can refer to it: everything but words, rows and other pages."""
        self.language = sheet.language
        for name, written in self._facts(sheet):
            field = page._meta.get_field(name)
            if not _refers(field) and not isinstance(field, RichTextField):
                setattr(page, name, self._value(field, written, sheet))

    def fill(self, page: CouncilPage, sheet: Sheet) -> None:
        """Set everything that the sheet says."""
        self.outline(page, sheet)
        for name, written in self._facts(sheet):
            field = page._meta.get_field(name)
            if isinstance(field, models.ManyToOneRel):
                setattr(page, name, [self._row(field.related_model, row, sheet) for row in written])
            elif _refers(field) or isinstance(field, RichTextField):
                setattr(page, name, self._value(field, written, sheet))
        if sheet.words:
            self._body(page, sheet)

    def _facts(self, sheet: Sheet) -> list[tuple[str, Any]]:
        return [(name, value) for name, value in sheet.facts.items() if name not in ABOUT_THE_SHEET]

    def _body(self, page: CouncilPage, sheet: Sheet) -> None:
        field = next(one for one in page._meta.get_fields() if isinstance(one, StreamField))
        make = sections if field.name == "sections" else parts
        setattr(page, field.name, json.dumps(make(sheet.words, self, sheet.name)))

    def _row(self, model: Any, row: dict[str, Any], sheet: Sheet) -> models.Model:
        made: models.Model = model(
            **{name: self._value(model._meta.get_field(name), value, sheet) for name, value in row.items()}
        )
        return made

    def _value(self, field: Any, written: Any, sheet: Sheet) -> Any:
        if isinstance(field, ParentalManyToManyField):
            return [self._thing(field.related_model, one) for one in written]
        if isinstance(field, models.ForeignKey):
            return self._thing(field.related_model, written)
        if isinstance(field, models.DateField):
            return self._moment(field, written, sheet)
        if isinstance(field, RichTextField):
            return rich(written, self)
        return typeset(written) if isinstance(written, str) else written

    def _thing(self, model: Any, written: str) -> Any:
        if issubclass(model, Page):
            page = self.page(written)
            return page.page_ptr if model is Page else page
        if model is Organisation:
            return self.world.organisations[written]
        known: dict[Any, dict[str, Any]] = {Goal: self._goals, Room: self._rooms, CouncilImage: self.images}
        return known[model][written]

    def _moment(self, field: Any, written: Any, sheet: Sheet) -> date | datetime:
        moves = field.name in OF_THE_STORY or field.name in sheet.facts.get("of_the_story", ())
        moved: Any = written + self.shift if moves else written
        return timezone.make_aware(moved) if isinstance(moved, datetime) else moved


def _refers(field: Any) -> bool:
    """Say whether a field holds other pages, or rows of its own."""
    if isinstance(field, models.ManyToOneRel | ParentalManyToManyField | ParentalKey):
        return True
    return isinstance(field, models.ForeignKey) and issubclass(field.related_model, Page)
