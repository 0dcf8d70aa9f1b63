"""Where a page stands: who answers for it, until when it is confirmed, and whether the public is shown it."""

import uuid
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import Membership, Organisation
from events import clock

GRACE = timedelta(days=30)
"""How long a page that nobody has confirmed stays in lists, marked."""
SOON = timedelta(days=30)


class StandingQuerySet(models.QuerySet["Standing"]):
    """Narrowing by where pages stand."""

    def shown(self) -> "StandingQuerySet":
        """Return those in lists, search and feeds: public, and not lapsed."""
        return self.filter(public=True, lapsed_at__isnull=True)

    def lapsed(self) -> "StandingQuerySet":
        """Return those that nobody confirmed in time."""
        return self.filter(lapsed_at__isnull=False)


class Standing(models.Model):
    """One row beside every page, whatever its kind, so that all pages can be asked at once.

    The page holds what an editor writes, drafts included; this holds what is true of it now. It is the page's name
    in the log too: a page's own id is a number, and an event names things by UUID.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="standing", verbose_name=_("page"))
    kind = models.CharField(_("kind"), max_length=30)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("owner organisation")
    )
    public = models.BooleanField(_("public"), default=False)
    confirm_by = models.DateField(_("to be confirmed by"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reminded = models.PositiveSmallIntegerField(
        default=0, help_text="For how many days ahead the owner was last reminded: 30 or 7; 0 if not yet."
    )
    was_overdue = models.BooleanField(default=False)
    """Whether the log has said that the day of confirmation passed."""
    lapsed_at = models.DateTimeField(_("lapsed"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    """How many times what the public is shown has changed."""

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ["confirm_by"]
        indexes = [models.Index(fields=["kind", "public", "lapsed_at"]), models.Index(fields=["confirm_by"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.page_id}"

    @property
    def is_overdue(self) -> bool:
        """Whether the day of confirmation has passed."""
        return self.confirm_by < clock.today()

    def is_due_for_reminder(self, days: int) -> bool:
        """Whether the owner is to be reminded now, so many days ahead, and has not been since the last confirmation."""
        today = clock.today()
        ahead = today <= self.confirm_by <= today + timedelta(days=days)
        return self.is_shown and ahead and (not self.reminded or self.reminded > days)

    @property
    def lapses_on(self) -> date:
        """The day from which the page is in no list, if nobody confirms it."""
        return self.confirm_by + GRACE

    @property
    def is_shown(self) -> bool:
        """Whether it is in lists, search and feeds."""
        return self.public and self.lapsed_at is None
