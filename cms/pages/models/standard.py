"""A page of text."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.pages.blocks import STANDARD
from cms.pages.models.base import CouncilPage


class StandardPage(CouncilPage):
    """A page of text: about the council, privacy, cookies, open data."""

    kind = "standard"
    body = StreamField(STANDARD, verbose_name=_("text"))
    template = "cms/standard.html"
    parent_page_types = ["cms.StartPage", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage"]
    content_panels = [*CouncilPage.content_panels, FieldPanel("picture"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page of text")
