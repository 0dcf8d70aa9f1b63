"""Who does what: authorities by phase (report p. 24, 26). Each authority writes its own column."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from accounts.models import Organisation
from cms.pages.models.base import CouncilPage, SectionPage
from cms.pages.phases import Phase


class ResponsibilityIndexPage(SectionPage):
    """The table of authorities and phases; what nobody does is shown as a gap and counted."""

    kind = "responsibility_index"
    template = "cms/responsibility_index.html"
    parent_page_types = ["cms.StartPage"]
    subpage_types = ["cms.ResponsibilityPage"]

    class Meta:
        verbose_name = _("who does what")


class ResponsibilityPage(CouncilPage):
    """What one authority does in each phase, in its own words."""

    kind = "responsibility"
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("authority"))

    template = "cms/responsibility.html"
    parent_page_types = ["cms.ResponsibilityIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *CouncilPage.content_panels,
        FieldPanel("authority"),
        InlinePanel("cells", label=_("phase")),
    ]

    class Meta:
        verbose_name = _("an authority's part")


class Responsibility(Orderable):  # type: ignore[misc]
    """What the authority does, and does not do, in one phase."""

    part = ParentalKey(ResponsibilityPage, on_delete=models.CASCADE, related_name="cells")
    phase = models.CharField(_("phase"), max_length=20, choices=Phase)
    does = models.TextField(_("does"), max_length=600, blank=True)
    does_not = models.TextField(_("does not"), max_length=600, blank=True)
    verified_on = models.DateField(_("checked by the authority on"), null=True, blank=True)

    panels = [FieldPanel("phase"), FieldPanel("does"), FieldPanel("does_not"), FieldPanel("verified_on")]

    class Meta(Orderable.Meta):  # type: ignore[misc]
        unique_together: Any = [("part", "phase")]
