"""Groups of editors and the workflow, laid once. What an administrator has changed since stays."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext, gettext_noop
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from accounts.models import Person
from cms.editing.models import ReviewByAnother
from cms.pages.models import StartPage

EDITORS: dict[str, tuple[str, ...]] = {
    gettext_noop("Editors – news"): ("nyheter",),
    gettext_noop("Editors – policy"): ("policy",),
    gettext_noop("Editors – guidance"): ("verktygslada", "stod", "vem-gor-vad"),
    gettext_noop("Editors – knowledge"): ("kunskap",),
    gettext_noop("Editors – calendar"): ("kalender",),
    gettext_noop("Editors – glossary and contacts"): ("ordlista", "kontakt"),
    gettext_noop("Editors – website"): ("",),
}
"""Groups, and the sections (by address; empty means the whole site) in which their members write."""
REVIEWERS, PUBLISHERS = gettext_noop("Reviewers"), gettext_noop("Publishers")
REVIEW, PUBLICATION = gettext_noop("Review"), gettext_noop("Publication")
WORKFLOW = gettext_noop("Review and publication")


def lay_editing(start: StartPage) -> None:
    """Make the groups and the workflow that are missing. Called in Swedish, since groups have one name."""
    for name, slugs in EDITORS.items():
        group, new = Group.objects.get_or_create(name=gettext(name))
        if new:
            _let_in(group)
            _open_library(group)
            for page in _sections(start, slugs):
                _allow(group, page, "add_page", "change_page")
    for name, rights in ((REVIEWERS, ("lock_page",)), (PUBLISHERS, ("publish_page", "lock_page"))):
        group, new = Group.objects.get_or_create(name=gettext(name))
        if new:
            _let_in(group)
            _allow(group, start, *rights)
    _lay_workflow(start)


def publishes(person: Person) -> bool:
    """Say whether a person is in a group that publishes somewhere, or runs the installation."""
    publishing = GroupPagePermission.objects.filter(permission__codename="publish_page", group__user=person)
    return person.is_superuser or publishing.exists()


def _sections(start: StartPage, slugs: tuple[str, ...]) -> list[Page]:
    return [start] if slugs == ("",) else list(start.get_children().filter(slug__in=slugs))


def _let_in(group: Group) -> None:
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))


def _allow(group: Group, page: Page, *codenames: str) -> None:
    page_type = ContentType.objects.get_for_model(Page)
    for permission in Permission.objects.filter(content_type=page_type, codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _open_library(group: Group) -> None:
    root = Collection.get_first_root_node()
    for model in (Image, Document):  # Wagtail's own permissions stand for our models too.
        kind = ContentType.objects.get_for_model(model)
        name = model._meta.model_name
        wanted = [f"{right}_{name}" for right in ("add", "change", "choose")]
        for permission in Permission.objects.filter(content_type=kind, codename__in=wanted):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _lay_workflow(start: StartPage) -> None:
    # Wagtail's first migrations lay a workflow of their own on the root; ours takes its place.
    top = start.get_parent()
    if WorkflowPage.objects.filter(page=top, workflow__workflow_tasks__task__in=ReviewByAnother.objects.all()).exists():
        return
    workflow = Workflow.objects.create(name=gettext(WORKFLOW))
    for place, (name, group) in enumerate(((REVIEW, REVIEWERS), (PUBLICATION, PUBLISHERS))):
        task = ReviewByAnother.objects.create(name=gettext(name))
        task.groups.set(Group.objects.filter(name=gettext(group)))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=place)
    WorkflowPage.objects.update_or_create(page=top, defaults={"workflow": workflow})
