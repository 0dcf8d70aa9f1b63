"""What every page has: an organisation that answers for it, a day by which that is confirmed, and a summary."""

from datetime import date
from typing import Any, ClassVar
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from accounts.models import Organisation
from cms.pages.fields import CleanText


class Interval(models.IntegerChoices):
    """How often the owner confirms that a page is still true, in months."""

    QUARTER = 3, _("Every three months")
    HALF = 6, _("Every six months")
    YEAR = 12, _("Every year")


class CouncilPage(Page):  # type: ignore[misc]
    """Base of every page.

    The organisation answers for what the page says and confirms it as often as `confirm_every` says; publishing
    confirms. A page that nobody has confirmed in time is marked; thirty days later it lapses, and is then in no
    list, search or feed. Where a page stands is in `cms.publishing.models.Standing`.
    """

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("owner organisation"),
        help_text=_("Answers for what the page says, and is reminded to confirm it."),
    )
    shared_with = ParentalManyToManyField(
        Organisation,
        blank=True,
        related_name="+",
        verbose_name=_("drafted together with"),
        help_text=_("Editors of these organisations see the draft and write in it."),
    )
    confirm_every = models.PositiveSmallIntegerField(
        _("is confirmed"),
        choices=Interval,
        default=Interval.YEAR,
        help_text=_("The owner is reminded 30 and 7 days before. Without an answer the page lapses 30 days after."),
    )
    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two plain sentences, shown at the top, in lists and in search."),
    )
    picture = models.ForeignKey(
        "cms.CouncilImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )

    kind: ClassVar[str] = ""
    """What the kind of page is called in events, addresses of the cache and the search."""
    lapses: ClassVar[bool] = True
    """Whether the page goes out of lists when nobody confirms it. Sections stay: they hold the others up."""
    in_search: ClassVar[bool] = True
    schema_type: ClassVar[str] = "WebPage"
    """The type of the page at schema.org."""

    class Meta:
        abstract = True

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]
    promote_panels: ClassVar[list[Any]] = [*Page.promote_panels]
    settings_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("organisation"), FieldPanel("shared_with"), FieldPanel("confirm_every")],
            heading=_("Who answers for the page"),
        ),
        *Page.settings_panels,
    ]

    def clean(self) -> None:
        """Refuse a personal number in any text, and a picture without words for who does not see it."""
        super().clean()
        CleanText().check(self)
        if self.picture and not self.picture.description.strip():
            raise ValidationError({"picture": _("Say in the library what the picture shows.")})

    # Wagtail publishes step by step. What follows from it (the log, the index, the version) belongs to the same
    # transaction, so that none of it can be missing.
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep a draft, and with it who may see it and what it shows."""
        from cms.editing.saving import draft_saved

        with transaction.atomic():
            revision = super().save_revision(*args, **kwargs)
            draft_saved(self)
        return revision

    def permissions_for_user(self, user: Any) -> Any:
        """Return what a person may do with the page in the editors' rooms."""
        from cms.editing.rights import PageRights

        return PageRights(user, self)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return site, its address and the path, as Wagtail does. There is one site; the path says the language."""
        roots = self._get_relevant_site_root_paths(request)
        if not roots:
            return None
        prefix = "" if roots[0].language_code == settings.LANGUAGE_CODE else f"{roots[0].language_code}/"
        path = quote(f"{get_script_prefix()}{prefix}{self.url_path.removeprefix(roots[0].root_path)}")
        return roots[0].site_id, roots[0].root_url, path

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the template needs; each kind of page adds its own in `cms.pages.reading`."""
        from cms.pages.reading import context_of

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | context_of(self, request)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer in the page's own language."""
        from cms.pages.serving import served

        return served(self, request, super().serve, *args, **kwargs)


class SectionPage(CouncilPage):
    """Base of a page that holds others of a kind together."""

    lapses = False

    class Meta:
        abstract = True


def refuse_backwards(start: date | None, end: date | None, *, field: str) -> None:
    """Refuse a time that ends before it begins.

    Raises:
        ValidationError: keyed by `field`, the end.
    """
    if start and end and end < start:
        raise ValidationError({field: _("The end is before the start.")})
