"""The first page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from cms.pages.blocks import BODY
from cms.pages.models.base import SectionPage


class StartPage(SectionPage):
    """What the council is, what is new, and where to go next."""

    kind = "start"
    lead = models.CharField(_("lead"), max_length=400, blank=True, help_text=_("What this site is, in two sentences."))
    body = StreamField(BODY, blank=True, verbose_name=_("text"))

    template = "cms/start.html"
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        *SectionPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("picture"),
        InlinePanel("picks", label=_("way in"), max_num=6),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("start page")


class Pick(Orderable):  # type: ignore[misc]
    """A way in that the editors point out on the start page."""

    start = ParentalKey(StartPage, on_delete=models.CASCADE, related_name="picks")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    why = models.CharField(_("what one finds there"), max_length=200, blank=True)

    panels = [PageChooserPanel("page"), FieldPanel("why")]
