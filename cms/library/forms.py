"""The forms of the library: whose a picture or file is, what it shows, and what may be uploaded at all."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from accounts.files import clean_name, type_of
from accounts.models import Organisation, Person
from accounts.text import has_personal_number
from cms.editing.foundation import publishes
from cms.editing.queries import organisations_of
from cms.library.svg import fault_in
from events.errors import Invalid

PERSONAL_NUMBER = _("This looks like a personal number. Arenan holds no data about individuals; take it out.")


class _OwnedForm(forms.ModelForm[Any]):
    """Something in the library belongs to an organisation that the editor acts for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person: Person | None = kwargs.get("user")
        owner = cast("forms.ModelChoiceField[Organisation] | None", self.fields.get("organisation"))
        if owner is None:
            return
        mine = organisations_of(self.person) if self.person else Organisation.objects.none()
        everybody = self.person is not None and self.person.is_superuser
        owner.queryset = Organisation.objects.all() if everybody else mine
        owner.required = False  # Whoever sends several files at once says it afterwards; until then it is their own.
        if not self.instance.organisation_id:
            first = mine.first()
            self.initial["organisation"] = first.pk if first else None

    def clean_title(self) -> str:
        return self._without_personal_number(self.cleaned_data["title"])

    def _without_personal_number(self, text: str) -> str:
        if has_personal_number(text):
            raise ValidationError(PERSONAL_NUMBER)
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "organisation" in self.fields and not cleaned.get("organisation") and "organisation" not in self.errors:
            owner = self.instance.organisation or (organisations_of(self.person).first() if self.person else None)
            if owner is None:
                self.add_error("organisation", _("Choose the organisation that this belongs to."))
            cleaned["organisation"] = owner
        return cleaned

    def _clean_file_name(self, file: Any) -> None:
        try:
            file.name = clean_name(file.name)
        except Invalid as error:
            raise ValidationError([str(word) for word in error.fields["file"]]) from error


class PictureForm(_OwnedForm, BaseImageForm):  # type: ignore[misc]
    """A picture, with words for who does not see it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = self.fields.get("description")
        if words is not None:
            words.label = _("What the picture shows")
            words.required = True
            words.help_text = _("Read aloud to who does not see it. Where it only decorates, say so when you use it.")
            words.error_messages["required"] = _("Say in a few words what the picture shows.")

    def clean_description(self) -> str:
        return self._without_personal_number(self.cleaned_data["description"])

    def clean_file(self) -> Any:
        """Refuse a drawing that could do more than draw, and any drawing from who may not publish."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file:
            return file
        self._clean_file_name(file)
        if file.name.lower().endswith(".svg"):
            if self.person is None or not publishes(self.person):
                raise ValidationError(_("Drawings (SVG) are put in by publishers. Save it as PNG, or ask one of them."))
            fault = fault_in(file)
            if fault:
                raise ValidationError(fault)
        return file


class FileForm(_OwnedForm, BaseDocumentForm):  # type: ignore[misc]
    """A file."""

    def clean_file(self) -> Any:
        """Refuse a file whose content is not what its name says."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file:
            return file
        self._clean_file_name(file)
        try:
            type_of(file)
        except Invalid as error:
            raise ValidationError(str(error.message)) from error
        file.seek(0)
        return file
