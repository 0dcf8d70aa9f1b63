"""The form of every page: whose it is, and what it may point at."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from accounts.actor import NOBODY, PersonActor
from accounts.models import Organisation
from accounts.queries import hats_of
from cms.editing.pointing import may_point_at
from cms.editing.queries import organisations_of
from cms.publishing.models import Standing
from council.rooms.models import Room
from council.rooms.queries import rooms_visible_to
from network.goals.models import Activity, Goal
from network.goals.queries import goals_visible_to

OWNER_MISSING = _("Choose the organisation that answers for the page.")
NOT_SEEN = _("This points at something that you may not see, or that is no longer there. Choose something else.")


class PageForm(WagtailAdminPageForm):  # type: ignore[misc]
    """Keeps the owner to the editor's own organisations, and choices to what the editor may see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields.get("organisation")
        if owner is not None and self.for_user is not None:
            self._offer_owners(owner)
        friends = self.fields.get("shared_with")
        if friends is not None:  # A list to hold a key down in is for few people and no phone.
            friends.widget = forms.CheckboxSelectMultiple(choices=friends.choices)
        for form in self._all_forms():
            _narrow(form, self.for_user)

    def _offer_owners(self, owner: forms.Field) -> None:
        # A page in hand may claim an owner that it only has in an unpublished draft.
        standing = Standing.objects.filter(page_id=self.instance.pk or 0).first()
        current = standing.organisation_id if standing else None
        mine = organisations_of(self.for_user)
        if self.for_user.is_superuser:
            offered = Organisation.objects.all()
        elif current and not mine.filter(pk=current).exists():
            offered = Organisation.objects.filter(pk=current)  # Who drafts it together with others keeps the owner.
        else:
            offered = mine
        owner.queryset = offered  # type: ignore[attr-defined]
        owner.error_messages["required"] = OWNER_MISSING
        owner.error_messages["invalid_choice"] = OWNER_MISSING
        if not self.instance.pk and not self.instance.organisation_id:
            first = mine.first()
            self.initial["organisation"] = first.pk if first else None

    def _all_forms(self) -> Iterator[Any]:
        yield self
        for formset in self.formsets.values():
            yield from formset.forms
            yield formset.empty_form

    def is_valid(self) -> bool:
        """Say whether everything can be saved; what points at something unseen is marked at its field."""
        valid = super().is_valid()
        for form in (self, *(form for formset in self.formsets.values() for form in formset.forms)):
            for name in _pointing_too_far(form, self.for_user):
                form.add_error(name, NOT_SEEN)
                valid = False
        return bool(valid)


def _narrow(form: forms.BaseForm, person: Any) -> None:
    """Offer only those goals, activities and rooms that everybody, or the editor, may read."""
    for field in form.fields.values():
        if not isinstance(field, forms.ModelChoiceField) or person is None:
            continue
        model = field.queryset.model if field.queryset is not None else None
        if model is Goal:
            field.queryset = goals_visible_to(NOBODY).select_related("council")
        elif model is Activity:
            field.queryset = Activity.objects.filter(goal__in=goals_visible_to(NOBODY))
        elif model is Room:
            readable = Room.objects.none()
            for hat in hats_of(person):
                readable = readable | rooms_visible_to(PersonActor(person, hat))
            field.queryset = readable.distinct()


def _pointing_too_far(form: Any, person: Any) -> list[str]:
    """Return the fields that point at a page, picture or file the editor may not see."""
    if person is None or not getattr(form, "cleaned_data", None):
        return []
    found = []
    for name, value in form.cleaned_data.items():
        if name in form.fields and any(
            not may_point_at(person, model, pk) for model, pk in _targets(form, name, value)
        ):
            found.append(name)
    return found


def _targets(form: Any, name: str, value: Any) -> Iterator[tuple[type[models.Model], Any]]:
    if isinstance(value, models.Model):
        yield type(value), value.pk
        return
    try:
        field = form._meta.model._meta.get_field(name)
    except (AttributeError, FieldDoesNotExist):
        return
    if hasattr(field, "extract_references") and value:
        for target, pk, *_rest in field.extract_references(value):
            model = target if isinstance(target, type) else ContentType.objects.get_for_id(target).model_class()
            if model is not None:
                yield model, pk
