"""The support catalogue: measures, who may use them, and what has changed (report p. 12–13, 24)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from accounts.models import Organisation
from cms.pages.blocks import BODY
from cms.pages.models.base import CouncilPage, SectionPage, refuse_backwards
from cms.pages.phases import LegalForm


class MeasureIndexPage(SectionPage):
    """All measures, by who decides on them; ended ones last."""

    kind = "measure_index"
    template = "cms/measure_index.html"
    parent_page_types = ["cms.StartPage"]
    subpage_types = ["cms.MeasurePage"]

    class Meta:
        verbose_name = _("support catalogue")


class MeasurePage(CouncilPage):
    """One measure. When it ends its page stays, with the day and what replaces it."""

    kind = "measure"
    schema_type = "Article"
    agency = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided on by"),
        help_text=_("Leave empty while it is not settled; the page then says so."),
    )
    target_group = models.CharField(_("for whom"), max_length=300)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("ended on"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("replaced by")
    )
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), blank=True)
    body = StreamField(BODY, verbose_name=_("text"))

    template = "cms/measure.html"
    parent_page_types = ["cms.MeasureIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *CouncilPage.content_panels,
        FieldPanel("agency"),
        FieldPanel("target_group"),
        InlinePanel("forms", label=_("legal form")),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]), FieldPanel("replaced_by")],
            heading=_("In force"),
        ),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("source_url")], heading=_("Source")),
        InlinePanel("changes", label=_("change")),
    ]

    class Meta:
        verbose_name = _("measure")

    def clean(self) -> None:
        """Refuse an end before the start."""
        super().clean()
        refuse_backwards(self.valid_from, self.valid_to, field="valid_to")


class MeasureForm(Orderable):  # type: ignore[misc]
    """Whether a legal form may use a measure. "Unclear" is an answer; a form without a row has not been looked at."""

    class May(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        UNCLEAR = "unclear", _("Unclear")

    measure = ParentalKey(MeasurePage, on_delete=models.CASCADE, related_name="forms")
    legal_form = models.CharField(_("legal form"), max_length=30, choices=LegalForm)
    may = models.CharField(_("may use it"), max_length=10, choices=May)
    note = models.CharField(_("note"), max_length=200, blank=True)

    panels = [FieldRowPanel([FieldPanel("legal_form"), FieldPanel("may")]), FieldPanel("note")]

    class Meta(Orderable.Meta):  # type: ignore[misc]
        unique_together: Any = [("measure", "legal_form")]


class MeasureChange(Orderable):  # type: ignore[misc]
    """What changed in a measure, and from when."""

    measure = ParentalKey(MeasurePage, on_delete=models.CASCADE, related_name="changes")
    on = models.DateField(_("from"))
    text = models.CharField(_("what changed"), max_length=400)
    source = models.CharField(_("source"), max_length=300, blank=True)

    panels = [FieldPanel("on"), FieldPanel("text"), FieldPanel("source")]

    class Meta(Orderable.Meta):  # type: ignore[misc]
        ordering = ["-on", "sort_order"]
