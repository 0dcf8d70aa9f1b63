"""The toolbox: a step-by-step guide to starting and running an ASF (report p. 26)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from accounts.models import Organisation
from cms.pages.blocks import BODY
from cms.pages.models.base import CouncilPage, SectionPage
from cms.pages.phases import Phase


class GuidePage(SectionPage):
    """The whole guide, by phase; printable as one document."""

    kind = "guide"
    body = StreamField(BODY, blank=True, verbose_name=_("text"))
    template = "cms/guide.html"
    parent_page_types = ["cms.StartPage"]
    subpage_types = ["cms.GuideStepPage"]
    content_panels = [*SectionPage.content_panels, FieldPanel("picture"), FieldPanel("body")]

    class Meta:
        verbose_name = _("toolbox")


class GuideStepPage(CouncilPage):
    """One step: what to do, who does what, which documents, and what usually gets in the way."""

    kind = "step"
    schema_type = "Article"
    phase = models.CharField(_("phase"), max_length=20, choices=Phase)
    body = StreamField(BODY, verbose_name=_("text"))
    measures = ParentalManyToManyField(
        "cms.MeasurePage", blank=True, related_name="+", verbose_name=_("support that fits here")
    )

    template = "cms/guide_step.html"
    parent_page_types = ["cms.GuidePage"]
    subpage_types: list[str] = []
    content_panels = [
        *CouncilPage.content_panels,
        FieldPanel("phase"),
        FieldPanel("body"),
        InlinePanel("parts", label=_("who does what")),
        InlinePanel("obstacles", label=_("common obstacle")),
        FieldPanel("measures"),
    ]

    class Meta:
        verbose_name = _("step of the toolbox")


class StepPart(Orderable):  # type: ignore[misc]
    """What one party does in a step."""

    step = ParentalKey(GuideStepPage, on_delete=models.CASCADE, related_name="parts")
    who = models.CharField(
        _("who"), max_length=120, help_text=_("For instance: you, the municipality, the tax agency.")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    does = models.TextField(_("does"), max_length=600)

    panels = [FieldPanel("who"), FieldPanel("organisation"), FieldPanel("does")]


class Obstacle(Orderable):  # type: ignore[misc]
    """What usually gets in the way, and the way round it."""

    step = ParentalKey(GuideStepPage, on_delete=models.CASCADE, related_name="obstacles")
    obstacle = models.CharField(_("obstacle"), max_length=300)
    way_out = models.TextField(_("what to do"), max_length=600, blank=True)

    panels = [FieldPanel("obstacle"), FieldPanel("way_out")]
