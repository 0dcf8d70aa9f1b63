"""The calendar: workshops, mini-fairs, meetings, calls and courses."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from cms.pages.blocks import BODY
from cms.pages.models.base import CouncilPage, SectionPage


class CalendarPage(SectionPage):
    """What is coming, and what has been; as iCalendar too."""

    kind = "calendar"
    template = "cms/calendar.html"
    parent_page_types = ["cms.StartPage"]
    subpage_types = ["cms.EventPage"]

    class Meta:
        verbose_name = _("calendar")


class EventPage(CouncilPage):
    """Something that happens at a time."""

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("Workshop")
        FAIR = "fair", _("Mini-fair")
        MEETING = "meeting", _("Council meeting")
        CALL = "call", _("Call for applications")
        COURSE = "course", _("Course")
        OTHER = "other", _("Other")

    kind = "event"
    schema_type = "Event"
    what = models.CharField(_("kind of event"), max_length=10, choices=Kind)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    whole_day = models.BooleanField(_("whole day"), default=False)
    place = models.CharField(_("place"), max_length=200, blank=True)
    online_url = models.URLField(_("address of the online meeting"), blank=True)
    sign_up = models.CharField(_("how to sign up"), max_length=300, blank=True)
    cancelled = models.BooleanField(_("cancelled"), default=False)
    body = StreamField(BODY, blank=True, verbose_name=_("text"))
    goal = models.ForeignKey(
        "network.Goal", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("goal")
    )
    room = models.ForeignKey(
        "council.Room", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("room")
    )

    template = "cms/event.html"
    parent_page_types = ["cms.CalendarPage"]
    subpage_types: list[str] = []
    content_panels = [
        *CouncilPage.content_panels,
        FieldPanel("what"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]), FieldPanel("whole_day")],
            heading=_("When"),
        ),
        MultiFieldPanel([FieldPanel("place"), FieldPanel("online_url"), FieldPanel("sign_up")], heading=_("Where")),
        FieldPanel("cancelled"),
        FieldPanel("picture"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("goal"), FieldPanel("room")], heading=_("Belongs with")),
    ]

    class Meta:
        verbose_name = _("event")

    def clean(self) -> None:
        """Refuse an event that ends before it starts."""
        super().clean()
        if None not in (self.starts_at, self.ends_at) and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("The end is before the start.")})
