"""Policies, action plans, guidelines and agreements (report p. 22, 26: three municipalities without a policy)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from accounts.models import Organisation
from cms.pages.blocks import SECTIONS
from cms.pages.models.base import CouncilPage, SectionPage, refuse_backwards


class PolicyIndexPage(SectionPage):
    """All policies, and how far each organisation has come."""

    kind = "policy_index"
    template = "cms/policy_index.html"
    parent_page_types = ["cms.StartPage"]
    subpage_types = ["cms.PolicyPage"]
    content_panels = [*SectionPage.content_panels, InlinePanel("statuses", label=_("organisation on the board"))]

    class Meta:
        verbose_name = _("policy section")


class PolicyStatus(Orderable):  # type: ignore[misc]
    """An organisation on the board of policies, and what is known when it has published none here."""

    class Known(models.TextChoices):
        NONE = "none", _("No policy")
        DRAFT = "draft", _("A policy is being drafted")

    index = ParentalKey(PolicyIndexPage, on_delete=models.CASCADE, related_name="statuses")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    known = models.CharField(_("what is known"), max_length=10, choices=Known, default=Known.NONE)
    source = models.CharField(_("source"), max_length=300, blank=True)

    panels = [FieldPanel("organisation"), FieldPanel("known"), FieldPanel("source")]


class PolicyPage(CouncilPage):
    """A policy, action plan, guideline or agreement, with numbered sections."""

    class Kind(models.TextChoices):
        POLICY = "policy", _("Policy")
        ACTION_PLAN = "action-plan", _("Action plan")
        GUIDELINE = "guideline", _("Guideline")
        AGREEMENT = "agreement", _("Agreement")

    kind = "policy"
    schema_type = "Article"
    document = models.CharField(_("kind of document"), max_length=20, choices=Kind, default=Kind.POLICY)
    adopted_by = models.CharField(
        _("adopted by"), max_length=160, blank=True, help_text=_("The body that decided, for instance the council.")
    )
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    decision = models.CharField(
        _("decision reference"),
        max_length=120,
        blank=True,
        help_text=_("Case number and paragraph, as in the minutes."),
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("replaced by")
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    sections = StreamField(SECTIONS, verbose_name=_("sections"))

    template = "cms/policy.html"
    parent_page_types = ["cms.PolicyIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *CouncilPage.content_panels,
        FieldPanel("document"),
        MultiFieldPanel(
            [FieldPanel("adopted_by"), FieldRowPanel([FieldPanel("adopted_on"), FieldPanel("decision")])],
            heading=_("Decision"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
                FieldPanel("review_on"),
                FieldPanel("replaced_by"),
            ],
            heading=_("In force"),
        ),
        FieldPanel("sections"),
        InlinePanel("commitments", label=_("commitment")),
        FieldPanel("source"),
    ]

    class Meta:
        verbose_name = _("policy")

    def clean(self) -> None:
        """Only a recorded decision makes a policy adopted: body, day and reference belong together."""
        super().clean()
        refuse_backwards(self.valid_from, self.valid_to, field="valid_to")
        parts = {"adopted_by": self.adopted_by, "adopted_on": self.adopted_on, "decision": self.decision}
        if any(parts.values()) and not all(parts.values()):
            missing = _("Say who decided, when, and the reference of the decision.")
            raise ValidationError({name: missing for name, value in parts.items() if not value})

    @property
    def is_adopted(self) -> bool:
        """Whether a decision is recorded."""
        return bool(self.adopted_on)


class Commitment(Orderable):  # type: ignore[misc]
    """Something a policy promises, in words that can be followed up; the goal or activity that does it."""

    policy = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="commitments")
    text = models.CharField(_("what is promised"), max_length=300)
    by = models.DateField(_("to be done by"), null=True, blank=True)
    goal = models.ForeignKey(
        "network.Goal", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("goal")
    )
    activity = models.ForeignKey(
        "network.Activity",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("activity"),
    )

    panels = [FieldPanel("text"), FieldPanel("by"), FieldPanel("goal"), FieldPanel("activity")]
