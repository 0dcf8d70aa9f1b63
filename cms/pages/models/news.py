"""News."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from cms.pages.blocks import BODY
from cms.pages.models.base import CouncilPage, SectionPage


class NewsIndexPage(SectionPage):
    """All news, newest first, with an Atom feed."""

    kind = "news_index"
    template = "cms/news_index.html"
    parent_page_types = ["cms.StartPage"]
    subpage_types = ["cms.NewsPage"]

    class Meta:
        verbose_name = _("news section")


class NewsPage(CouncilPage):
    """One piece of news."""

    class Category(models.TextChoices):
        COUNCIL = "council", _("The council")
        POLICY = "policy", _("Policy")
        SUPPORT = "support", _("Support and rules")
        ENTERPRISES = "enterprises", _("Enterprises")
        LEARNING = "learning", _("Learning and training")
        FOLLOW_UP = "follow-up", _("Follow-up")

    kind = "news"
    schema_type = "NewsArticle"
    date = models.DateField(_("date"), default=timezone.localdate)
    category = models.CharField(_("category"), max_length=20, choices=Category, default=Category.COUNCIL)
    body = StreamField(BODY, verbose_name=_("text"))
    goal = models.ForeignKey(
        "network.Goal", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("goal")
    )
    room = models.ForeignKey(
        "council.Room", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("room")
    )

    template = "cms/news.html"
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *CouncilPage.content_panels,
        FieldPanel("date"),
        FieldPanel("category"),
        FieldPanel("picture"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("goal"), FieldPanel("room")], heading=_("Belongs with")),
    ]

    class Meta:
        verbose_name = _("news article")

    def get_category_display(self) -> str:
        """Return the name of the category. Django's own makes a dictionary of all names each time, for every row."""
        return str(self.Category(self.category).label)
