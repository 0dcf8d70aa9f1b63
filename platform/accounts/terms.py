"""Things that hold from one day to another, and may be ended on the spot."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from events import clock


class TermQuerySet[M: models.Model](models.QuerySet[M]):
    """Queries over terms."""

    def current(self) -> Self:
        """Keep what holds at this moment."""
        today = clock.today()
        return self.filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=today), starts_on__lte=today, ended_at__isnull=True
        )


class Term(models.Model):
    """First and last day that something holds. `ended_at` ends it the same second, whatever the days say."""

    starts_on = models.DateField(_("from"), default=clock.today)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="%(app_label)s_%(class)s_days_in_order",
            )
        ]

    def is_current(self, today: date | None = None) -> bool:
        """Say whether this holds now (or held on `today`, as far as the days tell)."""
        day = today or clock.today()
        return self.ended_at is None and self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)
