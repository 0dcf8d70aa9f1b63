"""The search index: what is found, the words it is found by, and by which rules the index was made."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation


class SearchEntry(models.Model):
    """Something that can be found, with its words as they stood when it was entered.

    The words as they are looked for lie beside it: on SQLite in the FTS5 table `cms_searchentry_fts` (its row number
    is this one's), on PostgreSQL in the column `terms`, which Django does not know of.
    """

    class Kind(models.TextChoices):
        """What a reader would call it; several kinds of pages may be one of these."""

        NEWS = "news", _("News")
        POLICY = "policy", _("Policy")
        GUIDE = "guide", _("Toolbox")
        MEASURE = "measure", _("Support")
        RESPONSIBILITY = "responsibility", _("Who does what")
        KNOWLEDGE = "knowledge", _("Knowledge")
        EVENT = "event", _("Calendar")
        TERM = "term", _("Glossary")
        CONTACT = "contact", _("Local contacts")
        PAGE = "page", _("Pages")
        GOAL = "goal", _("Goals")
        ORGANISATION = "organisation", _("Organisations")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    object = models.UUIDField(default=uuid.uuid4, unique=True)
    """Where a page stands (`Standing`), a goal, or an organisation."""
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=300)
    names = models.CharField(max_length=500, blank=True)
    """Other names of it, which weigh as much as the title: abbreviations, inflected forms."""
    summary = models.TextField(_("summary"), blank=True)
    body = models.TextField(_("text"), blank=True)
    url = models.TextField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    """Who answers for it; an organisation has none itself."""
    date = models.DateField(_("date"), null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    """The last day on which it holds or goes on. What is over comes after what is not."""
    facets = models.JSONField(default=dict)
    """What else is told of a hit: `what`, the kind of page, event or organisation in words of the code."""
    boost = models.SmallIntegerField(default=0)
    """Weighs only between hits that fit equally well; more is better."""

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "search entries"
        indexes = [models.Index(fields=["kind", "language"], name="cms_searche_kind_language_idx")]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that some entries hold, and how many. From these a mistyped word is set right."""

    word = models.CharField(max_length=60, unique=True)
    length = models.PositiveSmallIntegerField()
    entries = models.IntegerField(default=0)

    class Meta:
        ordering = ["word"]
        indexes = [models.Index(fields=["length"], name="cms_searchw_length_idx")]

    def __str__(self) -> str:
        return self.word


class SearchState(models.Model):
    """The one row that says by which version of the rules the index was made. Whoever writes in the index locks it."""

    format = models.PositiveSmallIntegerField(default=0)
    built_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"format {self.format}"
