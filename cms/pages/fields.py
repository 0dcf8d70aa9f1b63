"""What every text that an editor writes has to pass."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from accounts.text import has_personal_number


class CleanText:
    """Looks through all texts of a page or an entry for personal numbers."""

    def check(self, instance: models.Model) -> None:
        """Raise `ValidationError`, keyed by field, when a text holds a personal number."""
        found = {
            field.name: _("This looks like a personal number. Arenan holds no data about individuals; take it out.")
            for field, text in texts_of(instance)
            if has_personal_number(text)
        }
        if found:
            raise ValidationError(found)


def texts_of(instance: models.Model) -> Iterator[tuple[models.Field[Any, Any], str]]:
    """Return each text field of its own class that has something in it, with its words."""
    for field in instance._meta.get_fields():
        if not isinstance(field, models.Field) or field.is_relation:
            continue
        value = field.value_from_object(instance)
        if isinstance(field, StreamField) and value:
            yield field, strip_tags(" ".join(value.stream_block.get_searchable_content(value)))
        elif isinstance(field, models.CharField | models.TextField) and isinstance(value, str) and value:
            yield field, strip_tags(value)
