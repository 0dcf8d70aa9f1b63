"""Facts of policies as people read them."""

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.pages.models import PolicyPage

_FIELDS = ("document", "adopted_by", "adopted_on", "decision", "valid_from", "valid_to", "review_on")


def fact_label(name: str) -> str:
    """Return what a kept fact is called."""
    if name in _FIELDS:
        return str(PolicyPage._meta.get_field(name).verbose_name)
    return _("what is promised")


def fact_words(name: str, value: str) -> str:
    """Return a kept fact as it is read: days and kinds in the reader's language."""
    if name == "document" and value in PolicyPage.Kind.values:
        return str(PolicyPage.Kind(value).label)
    day = parse_date(value) if name.endswith(("_on", "_from", "_to")) else None
    return date_format(day, "j F Y") if day else value
