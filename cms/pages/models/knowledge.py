"""Shared knowledge: practices, methods and contract clauses (report p. 10, 18, 23)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.pages.blocks import BODY
from cms.pages.models.base import CouncilPage, SectionPage


class KnowledgeIndexPage(SectionPage):
    """All practices, methods and clauses."""

    kind = "knowledge_index"
    template = "cms/knowledge_index.html"
    parent_page_types = ["cms.StartPage"]
    subpage_types = ["cms.KnowledgePage"]

    class Meta:
        verbose_name = _("knowledge section")


class KnowledgePage(CouncilPage):
    """A practice, a method or a clause that others can use."""

    class Kind(models.TextChoices):
        PRACTICE = "practice", _("Practice")
        METHOD = "method", _("Method")
        CLAUSE = "clause", _("Contract clause")

    kind = "knowledge"
    schema_type = "Article"
    what = models.CharField(_("kind of knowledge"), max_length=10, choices=Kind)
    body = StreamField(BODY, verbose_name=_("text"))
    outcome = models.TextField(_("what came of it"), max_length=1000, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    template = "cms/knowledge.html"
    parent_page_types = ["cms.KnowledgeIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *CouncilPage.content_panels,
        FieldPanel("what"),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("outcome"),
        FieldPanel("source"),
    ]

    class Meta:
        verbose_name = _("practice, method or clause")
