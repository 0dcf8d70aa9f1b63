"""Who is an editor: installation administrators give and take groups here; people themselves come by invitation."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.views.users import EditView, IndexView, UserViewSet

from accounts.models import Person


class PeoplePolicy(ModelPermissionPolicy):  # type: ignore[misc]
    """Administrators change groups. Nobody adds or removes people here: they come by invitation, and stay."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_active and user.is_superuser and action not in {"add", "delete"})


class PersonForm(forms.ModelForm[Person]):
    """What an administrator sets for a person: the groups, and whether the account is open."""

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if editing_self:  # Nobody locks themselves out.
            del self.fields["is_active"]

    class Meta:
        model = Person
        fields = ["groups", "is_active"]
        widgets = {"groups": forms.CheckboxSelectMultiple}
        labels = {"is_active": _("May sign in")}
        help_texts = {"groups": _("A change takes effect at once."), "is_active": ""}


class PeopleIndex(IndexView):  # type: ignore[misc]
    """Everybody with an account, by name."""

    @cached_property
    def search_fields(self) -> set[str]:
        return {"name", "email"}

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by("-name" if self.ordering == "-name" else "name")


class EditPerson(EditView):  # type: ignore[misc]
    """Groups of one person."""

    template_name = "cms/editing/person.html"


class PersonViewSet(UserViewSet):  # type: ignore[misc]
    """People in the editors' rooms."""

    index_view_class = PeopleIndex
    edit_view_class = EditPerson
    ordering = "name"
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> Any:
        return PersonForm
