"""The accessibility statement, with every part the law asks for (act 2018:1937; regulation MDFFS 2019:2)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from cms.pages.models.base import SectionPage


class AccessibilityPage(SectionPage):
    """How accessible the service is, what does not work yet, and where to say so."""

    class Conformance(models.TextChoices):
        FULL = "full", _("Fully compliant")
        PARTIAL = "partial", _("Partly compliant")
        NONE = "none", _("Not compliant")

    kind = "accessibility"
    actor = models.CharField(_("who is responsible"), max_length=160)
    service = models.CharField(_("name of the service"), max_length=160)
    conformance = models.CharField(_("how well the law is met"), max_length=10, choices=Conformance)
    standard = models.CharField(_("assessed against"), max_length=120, default="WCAG 2.2 AA, EN 301 549 V3.2.1")
    method = models.TextField(_("how it was tested"), max_length=2000)
    assessed_on = models.DateField(_("last assessed on"), default=timezone.localdate)
    updated_on = models.DateField(_("statement last changed on"), default=timezone.localdate)
    disproportionate = models.TextField(_("disproportionate burden"), max_length=2000, blank=True)
    exempt = models.TextField(_("content outside the law"), max_length=2000, blank=True)

    template = "cms/accessibility.html"
    parent_page_types = ["cms.StartPage"]
    subpage_types: list[str] = []
    content_panels = [
        *SectionPage.content_panels,
        MultiFieldPanel([FieldPanel("actor"), FieldPanel("service")], heading=_("The service")),
        FieldPanel("conformance"),
        FieldPanel("standard"),
        InlinePanel("faults", label=_("known fault")),
        FieldPanel("method"),
        FieldRowPanel([FieldPanel("assessed_on"), FieldPanel("updated_on")]),
        FieldPanel("disproportionate"),
        FieldPanel("exempt"),
    ]

    class Meta:
        verbose_name = _("accessibility statement")


class KnownFault(Orderable):  # type: ignore[misc]
    """Something that does not work for somebody, told by the situation in which it is met."""

    class Situation(models.TextChoices):
        SIGHT = "sight", _("Without sight, or with low vision")
        HEARING = "hearing", _("Without hearing, or hard of hearing")
        MOVEMENT = "movement", _("With limited movement")
        COGNITION = "cognition", _("With difficulty reading, remembering or concentrating")
        SPEECH = "speech", _("Without speech")
        ALL = "all", _("For everybody")

    class Reason(models.TextChoices):
        TO_MEND = "to-mend", _("Does not meet the law yet")
        BURDEN = "burden", _("Disproportionate burden")
        EXEMPT = "exempt", _("Outside the law")

    statement = ParentalKey(AccessibilityPage, on_delete=models.CASCADE, related_name="faults")
    situation = models.CharField(_("situation"), max_length=12, choices=Situation)
    fault = models.CharField(_("what does not work"), max_length=400)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, default=Reason.TO_MEND)
    mended_by = models.DateField(_("to be mended by"), null=True, blank=True)
    meanwhile = models.CharField(_("how to do it meanwhile"), max_length=300, blank=True)

    panels = [
        FieldPanel("situation"),
        FieldPanel("fault"),
        FieldPanel("reason"),
        FieldPanel("mended_by"),
        FieldPanel("meanwhile"),
    ]
