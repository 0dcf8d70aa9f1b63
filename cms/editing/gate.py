"""The gate of the editors' rooms: no address there names a thing that the editor may not see.

Wagtail asks for rights in each view, and `cms.editing.rights` answers. This stands before all of them: whatever an
address, a query or a form names by number (a page, a revision, a picture, a step of a workflow) has to be one that the
editor may come across, else there is nothing here. What the gate does not know is refused, so a new address of a newer
Wagtail is closed until somebody has thought about it; `tests/cms/test_admin_crawl.py` says which.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch, reverse
from wagtail.models import Page, Revision, TaskState, WorkflowState

from accounts.models import Person
from cms.editing.pointing import at_work, may_point_at
from cms.library.models import CouncilDocument, CouncilImage

Check = Callable[[Person, Any, Mapping[str, Any]], bool]


def free(person: Person, value: Any, named: Mapping[str, Any]) -> bool:
    """Names nothing: a kind of page, the name of a step."""
    return True


def administers(person: Person, value: Any, named: Mapping[str, Any]) -> bool:
    return person.is_superuser


def sees_page(person: Person, value: Any, named: Mapping[str, Any]) -> bool:
    return may_point_at(person, Page, value)


def works_on_page(person: Person, value: Any, named: Mapping[str, Any]) -> bool:
    page = Page.objects.filter(pk=value).first()
    return page is None or bool(page.permissions_for_user(person).can_edit())


def sees_picture(person: Person, value: Any, named: Mapping[str, Any]) -> bool:
    return may_point_at(person, CouncilImage, value)


def sees_document(person: Person, value: Any, named: Mapping[str, Any]) -> bool:
    return may_point_at(person, CouncilDocument, value)


def _page_of(named: Mapping[str, Any]) -> str:
    return str(named.get("page_id") or named.get("pk"))


def revision_of_page(person: Person, value: Any, named: Mapping[str, Any]) -> bool:
    if not str(value).isdigit():
        return True  # "live", "earliest", "latest"
    return bool(Revision.page_revisions.filter(pk=value, object_id=_page_of(named)).exists())


def step_of_page(person: Person, value: Any, named: Mapping[str, Any]) -> bool:
    return bool(TaskState.objects.filter(pk=value, workflow_state__object_id=_page_of(named)).exists())


def workflow_of_page(person: Person, value: Any, named: Mapping[str, Any]) -> bool:
    return bool(WorkflowState.objects.filter(pk=value, object_id=_page_of(named)).exists())


KINDS: dict[str, Check] = {"page": sees_page, "councilimage": sees_picture, "councildocument": sees_document}


def by_kind(person: Person, value: Any, named: Mapping[str, Any]) -> bool:
    """Names a thing by kind and number."""
    return KINDS.get(str(named.get("model_name", "")).lower(), administers)(person, value, named)


WORDS: dict[str, Check] = dict.fromkeys(
    [
        *("content_type_app_name", "content_type_model_name", "app_label", "model_name", "app_name"),
        *("action", "action_name", "filter_spec", "session_id", "uidb64", "token"),
    ],
    free,
)
"""Parts of addresses that name nothing of anybody's. Sessions are looked up among the editor's own."""
PAGE = {**WORDS, "page_id": works_on_page, "pk": works_on_page, "task_id": free, "revision_id": revision_of_page}
PAGE |= {"revision_id_a": revision_of_page, "revision_id_b": revision_of_page}
PAGE |= {"task_state_id": step_of_page, "workflow_state_id": workflow_of_page}
PAGE |= {"page_to_move_id": works_on_page, "destination_id": sees_page, "parent_page_id": sees_page}
PICTURE: dict[str, Check] = {**WORDS, "image_id": sees_picture, "pk": sees_picture, "uploaded_file_id": free}
FILE: dict[str, Check] = {**WORDS, "document_id": sees_document, "doc_id": sees_document, "pk": sees_document}
FILE |= {"uploaded_file_id": free}
ADMIN: dict[str, Check] = {
    **WORDS,
    **dict.fromkeys(
        ["pk", "page_pk", "workflow_pk", "task_id", "redirect_id", "query_id", "collection_id"], administers
    ),
}
PARAMETERS: dict[str, dict[str, Check]] = {
    "": {**WORDS, "parent_page_id": sees_page},
    "wagtailadmin_pages": PAGE,
    "wagtailadmin_editing_sessions": {**WORDS, "object_id": by_kind},
    "simple_translation": {**WORDS, "page_id": works_on_page, "pk": administers},
    "wagtailimages": PICTURE,
    "wagtailimages_chooser": PICTURE,
    "wagtaildocs": FILE,
    "wagtaildocs_chooser": FILE,
    "wagtailadmin_api:pages": {**WORDS, "pk": sees_page},
    "wagtailadmin_api:images": {**WORDS, "pk": sees_picture},
    "wagtailadmin_api:documents": {**WORDS, "pk": sees_document},
    **dict.fromkeys(
        [
            *("wagtailadmin_collections", "wagtailadmin_workflows", "wagtailadmin_reports", "wagtailredirects"),
            *("wagtailsearchpromotions", "wagtaillocales", "wagtailsites", "wagtailusers_users"),
            *("wagtailusers_groups", "wagtailembeds", "wagtailsnippets"),
        ],
        ADMIN,
    ),
}
"""By namespace: what each part of an address names. A user's upload is looked up among their own by Wagtail."""

CLOSED = {
    "wagtailadmin_pages:set_privacy": "What is published is for everybody.",
    "wagtailadmin_collections:set_privacy": "The same for files.",
    "wagtailadmin_error_test": "Only makes an error.",
}
"""For nobody, and why."""
FOR_ADMINISTRATORS = {
    "wagtailadmin_reports:site_history": "Names everything that ever was, drafts and pictures too.",
    "wagtailadmin_reports:site_history_results": "",
    "wagtailadmin_reports:page_types_usage": "Names the page of each kind that was last edited, whoever's it is.",
    "wagtailadmin_reports:page_types_usage_results": "",
    "wagtailadmin_tag_autocomplete": "Tags are words of whoever wrote them.",
    "wagtailadmin_tag_model_autocomplete": "",
}
IN_QUERY: dict[str, tuple[str, Check]] = {
    "wagtail_bulk_action": ("id", by_kind),
    "wagtailadmin_choose_page_chosen_multiple": ("id", sees_page),
    "wagtailimages_chooser:chosen_multiple": ("id", sees_picture),
    "wagtaildocs_chooser:chosen_multiple": ("id", sees_document),
}
IN_FORM: dict[str, Check] = {"new_parent_page": sees_page, "parent_page": sees_page, "chooser": sees_page}
"""Fields of forms about pages whose refusal would name the page."""


def named_in(match: ResolverMatch) -> dict[str, Any]:
    """Return the parts of an address, by name."""
    return dict(match.kwargs or {})


def refused(person: Person, request: HttpRequest, match: ResolverMatch) -> bool:
    """Say whether the address, the query or the form names something that is not for this person."""
    if match.view_name in CLOSED:
        return True
    if match.view_name in FOR_ADMINISTRATORS and not person.is_superuser:
        return True
    named = named_in(match)
    known = PARAMETERS.get(match.namespace)
    for name, value in named.items():
        check = (known or {}).get(name)
        if check is None or not check(person, value, named):
            return True
    return known is None or _in_query(person, request, match, named) or _in_form(person, request)


def _in_query(person: Person, request: HttpRequest, match: ResolverMatch, named: Mapping[str, Any]) -> bool:
    name, check = IN_QUERY.get(match.view_name, ("", free))
    values = request.GET.getlist(name) if name else []
    if "all" in values and not person.is_superuser:
        return True  # "All" would take the pages of others in, and name them.
    return any(not check(person, value, named) for value in values if value != "all")


def _in_form(person: Person, request: HttpRequest) -> bool:
    if request.method != "POST" or request.content_type == "application/json":
        return False
    return any(not check(person, request.POST[name], {}) for name, check in IN_FORM.items() if request.POST.get(name))


def _is_inside(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


class GateMiddleware:
    """Stands before every view of the editors' rooms."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_inside(request):
            return self.get_response(request)
        with at_work(request):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Answer that there is nothing here, or let the request through."""
        if request.resolver_match is None or not _is_inside(request):
            return
        person = request.user
        if not isinstance(person, Person) or not person.has_perm("wagtailadmin.access_admin"):
            return  # Wagtail asks them to sign in.
        if refused(person, request, request.resolver_match):
            raise Http404
