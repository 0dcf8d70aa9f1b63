"""Who may see, choose and change what is in the library."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from accounts.models import Person
from cms.editing.models import DraftUse
from cms.editing.queries import organisations_of, pages_drafted_by, pages_reviewed_by
from cms.library.models import CouncilDocument, CouncilImage, Owned


def own(person: Person) -> Q:
    """Return the condition on things of the organisations a person acts for."""
    return Q() if person.is_superuser else Q(organisation__in=organisations_of(person))


def seen(person: Person, model: type[Owned]) -> Q:
    """Return the condition on what a person sees: public things, own ones, and those in drafts they may read."""
    if person.is_superuser:
        return Q()
    readable = Q(standing__page__in=pages_drafted_by(person)) | Q(standing__page__in=pages_reviewed_by(person))
    kind = ContentType.objects.get_for_model(model)
    drafted = DraftUse.objects.filter(readable, content_type=kind).values("object_id")
    return Q(public=True) | own(person) | Q(pk__in=drafted)


def may_see(person: Person | AnonymousUser, thing: Owned) -> bool:
    """Say whether somebody may be given a picture or file."""
    if thing.public:
        return True
    if not isinstance(person, Person) or not person.has_perm("wagtailadmin.access_admin"):
        return False
    model = type(thing)
    return model._default_manager.filter(seen(person, model), pk=thing.pk).exists()


class LibraryPolicy(CollectionOwnershipPermissionPolicy):  # type: ignore[misc]
    """What groups allow in the library, narrowed to what is the person's own or shown to them."""

    def _narrowed(self, user: Any, actions: Iterable[str]) -> Q:
        return seen(user, self.model) if "choose" in set(actions) else own(user)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        asked = list(actions)
        if not super().user_has_any_permission_for_instance(user, asked, instance):
            return False
        return bool(self.model._default_manager.filter(self._narrowed(user, asked), pk=instance.pk).exists())

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        asked = list(actions)
        found: QuerySet[Any] = super().instances_user_has_any_permission_for(user, asked)
        return found.filter(self._narrowed(user, asked)) if user.is_authenticated else found


picture_policy = LibraryPolicy(CouncilImage, auth_model=Image, owner_field_name="uploaded_by_user")
document_policy = LibraryPolicy(CouncilDocument, auth_model=Document, owner_field_name="uploaded_by_user")
