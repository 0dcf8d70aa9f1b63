"""The glossary: one entry per term, linked where the term is first used."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from cms.pages.blocks import PLAIN
from cms.pages.models.base import CouncilPage, SectionPage


class GlossaryPage(SectionPage):
    """All terms, by letter."""

    kind = "glossary"
    template = "cms/glossary.html"
    parent_page_types = ["cms.StartPage"]
    subpage_types = ["cms.TermPage"]

    class Meta:
        verbose_name = _("glossary")


class TermPage(CouncilPage):
    """One term; the title is the word."""

    kind = "term"
    schema_type = "DefinedTerm"
    also = models.CharField(
        _("other forms"),
        max_length=300,
        blank=True,
        help_text=_("Other words and inflected forms that mean this, with commas between. They are linked too."),
    )
    abbreviation = models.CharField(_("abbreviation"), max_length=20, blank=True)
    definition = RichTextField(_("what it means"), features=PLAIN)
    source = models.CharField(_("source"), max_length=300, blank=True)

    template = "cms/term.html"
    parent_page_types = ["cms.GlossaryPage"]
    subpage_types: list[str] = []
    content_panels = [
        *CouncilPage.content_panels,
        FieldPanel("abbreviation"),
        FieldPanel("also"),
        FieldPanel("definition"),
        FieldPanel("source"),
    ]

    class Meta:
        verbose_name = _("term")
