"""Your local contact, by municipality: a function, never a person."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from accounts.models import Organisation, Person
from cms.pages.blocks import BODY
from cms.pages.models.base import CouncilPage, SectionPage


class ContactIndexPage(SectionPage):
    """Choose a municipality and see whom to turn to."""

    kind = "contact_index"
    template = "cms/contact_index.html"
    parent_page_types = ["cms.StartPage"]
    subpage_types = ["cms.ContactPage"]

    class Meta:
        verbose_name = _("local contacts")


class ContactPage(CouncilPage):
    """Whom to turn to in one municipality."""

    kind = "contact"
    schema_type = "ContactPage"
    municipality = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": Organisation.Kind.MUNICIPALITY},
        verbose_name=_("municipality"),
    )
    function = models.CharField(
        _("function"), max_length=120, help_text=_("The desk or task, not a person: those change.")
    )
    email = models.EmailField(_("e-mail address"), help_text=_("A shared mailbox."))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    hours = models.CharField(_("when one answers"), max_length=160, blank=True)
    address = models.CharField(_("visiting address"), max_length=200, blank=True)
    body = StreamField(BODY, blank=True, verbose_name=_("text"))

    template = "cms/contact.html"
    parent_page_types = ["cms.ContactIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *CouncilPage.content_panels,
        FieldPanel("municipality"),
        FieldPanel("function"),
        FieldPanel("email"),
        FieldPanel("phone"),
        FieldPanel("hours"),
        FieldPanel("address"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("local contact")

    def clean(self) -> None:
        """Refuse the address of a person who signs in here."""
        super().clean()
        if self.email and Person.objects.filter(email__iexact=self.email).exists():
            raise ValidationError({"email": _("This is a person's own address. Give a mailbox that stays.")})
