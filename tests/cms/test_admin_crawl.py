"""No editor comes upon what another organisation keeps to itself, whichever address they try.

Two organisations have editors in the same groups. One of them keeps a secret word in everything that can be kept in the
editors' rooms. The other tries every address of those rooms, filled with the numbers of the first one's things, and
follows every link that is offered.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponseNotFound
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision, Task, Workflow

from cms.editing.foundation import EDITORS, PUBLISHERS
from cms.editing.gate import CLOSED, FOR_ADMINISTRATORS, PARAMETERS
from cms.library.models import CouncilRendition
from cms.pages.models import NewsPage
from tests.cms.crawling import Address, addresses, crawl, fillings, text_of
from tests.cms.editors import browser, editor, picture, png
from tests.cms.kept_secret import COLOUR, WORD, Secrets, keep_secrets
from tests.cms.shared import page, section, site
from tests.world import World

# The house decides who is refused, not the database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
BYTES = png(COLOUR)
SENT = {"action-publish": "1", "title": "x", "new_title": "x", "new_slug": "x", "q": "kvart", "comment": "x"}


@pytest.fixture(autouse=True)
def short_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say briefly that there is nothing here: the site's own page for that is the same for all, and long to make."""
    monkeypatch.setattr("config.urls.handler404", lambda request, exception: HttpResponseNotFound(), raising=False)


@pytest.fixture
def kept(world: World, settings: Any, tmp_path: Any) -> Secrets:
    settings.MEDIA_ROOT = tmp_path
    start = site(world)
    owner = editor(world.organisations["asf"], *EDITORS, PUBLISHERS, name="hemlig")
    return keep_secrets(world, start, owner)


@pytest.fixture
def stranger(world: World, kept: Secrets) -> Client:
    who = editor(world.organisations["public"], *EDITORS, PUBLISHERS, name="frammande")
    start = kept.changed.get_parent().get_parent().specific
    mine = page(NewsPage, section(start, "nyheter"), "Min egen", live=False, body=[], organisation=who.organisation)
    mine.save_revision(user=who.person)
    picture(world.organisations["public"], "Min bild", "min.png")
    return browser(who)


def values_of(kept: Secrets) -> Any:
    """Return what to put in the parts of addresses; a part that nobody has thought about is an error."""
    some = [kept.drafts[0], kept.changed, kept.waiting, kept.scheduled]
    pages = [one.pk for one in some]
    revisions = [one.latest_revision_id for one in some]
    state = kept.waiting.current_workflow_task_state
    assert kept.image
    assert kept.file
    assert kept.upload
    known: dict[str, list[Any]] = {
        **dict.fromkeys(["page_id", "parent_page_id", "page_to_move_id", "page_pk"], pages),
        "destination_id": [kept.drafts[0].pk, kept.changed.get_parent().pk],
        "revision_id": revisions,
        "revision_id_a": ["live", "earliest", revisions[1]],
        "revision_id_b": ["latest", revisions[1]],
        "task_state_id": [state.pk],
        "workflow_state_id": [state.workflow_state_id],
        "task_id": [state.task_id],
        "workflow_pk": list(Workflow.objects.values_list("pk", flat=True)),
        **{key: [kept.image.pk] for key in ["image_id"]},
        **{key: [kept.file.pk] for key in ["document_id", "doc_id"]},
        "uploaded_file_id": [kept.upload.pk],
        "object_id": [*pages, kept.image.pk, kept.file.pk],
        "session_id": [1],
        **{key: ["cms", "wagtailcore"] for key in ["content_type_app_name", "app_label", "app_name"]},
        "content_type_model_name": ["newspage", "policypage"],
        "model_name": ["newspage", "page", "councilimage", "councildocument", "reviewbyanother"],
        "action": ["delete", "move", "publish", "unpublish", "add_tags", "add_to_collection"],
        "action_name": ["approve", "reject", "copy", "publish", "unpublish", "delete", "move", "create_alias"],
        "filter_spec": ["width-40"],
        **{key: [1] for key in ["redirect_id", "query_id", "collection_id"]},
        **{key: ["x"] for key in ["uidb64", "token"]},
    }
    by_namespace: dict[str, list[Any]] = {
        "wagtailadmin_pages": pages,
        "wagtailadmin_api:pages": [*pages, kept.gone],
        **{key: [kept.image.pk] for key in ["wagtailimages", "wagtailimages_chooser", "wagtailadmin_api:images"]},
        **{key: [kept.file.pk] for key in ["wagtaildocs", "wagtaildocs_chooser", "wagtailadmin_api:documents"]},
        "wagtailusers_users": [kept.owner.person.pk],
        "wagtailadmin_workflows": [
            *Workflow.objects.values_list("pk", flat=True),
            *Task.objects.values_list("pk", flat=True),
        ],
        "simple_translation": [pages[0]],
    }

    def values(address: Address, name: str) -> list[Any]:
        return by_namespace.get(address.namespace, [1]) if name == "pk" else known[name]

    return values


def says_nothing(url: str, answer: Any, kept: Secrets) -> None:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert BYTES not in body, url
    if answer.streaming:
        return
    assert WORD not in text_of(answer).lower(), url


def every_address(kept: Secrets) -> Iterator[tuple[Address, str]]:
    values = values_of(kept)
    for address in addresses():
        if "logout" in address.name:
            continue
        for filling in fillings(address, values):
            yield address, address.filled(filling)


def test_the_gate_knows_every_part_of_every_address() -> None:
    for address in addresses():
        known = PARAMETERS.get(address.namespace)
        assert known is not None, f"{address.route}: the gate does not know {address.namespace}"
        unknown = set(address.parameters) - set(known)
        assert not unknown, f"{address.route}: the gate does not know {unknown}"
    names = {address.name for address in addresses()}
    assert names >= CLOSED.keys() | FOR_ADMINISTRATORS.keys()


def test_every_address_tells_a_stranger_nothing_and_changes_nothing(kept: Secrets, stranger: Client) -> None:
    before = kept.state()
    stranger.raise_request_exception = False
    tried = 0
    for address, url in every_address(kept):
        for query in ("", "?q=kvart&p=1", "?export=xlsx", "?export=csv") if not address.parameters else ("",):
            answer = stranger.get(url + query)
            says_nothing(url + query, answer, kept)
            assert answer.status_code < 500, url
        says_nothing(url, stranger.post(url, SENT), kept)
        tried += 1
    assert tried > 300
    assert kept.state() == before


def test_numbers_in_queries_and_forms_tell_a_stranger_nothing(world: World, kept: Secrets, stranger: Client) -> None:
    before = kept.state()
    stranger.raise_request_exception = False
    mine = NewsPage.objects.get(title="Min egen")
    assert kept.image
    assert kept.file
    for one in kept.pages:
        for url in (
            f"/redaktion/choose-page/chosen-multiple/?id={one.pk}",
            f"/redaktion/choose-page/?page_type=wagtailcore.page&selected={one.pk}",
            f"/redaktion/bulk/wagtailcore/page/delete/?id={one.pk}&id={mine.pk}",
            f"/redaktion/bulk/wagtailcore/page/publish/?id=all&childOf={one.get_parent().pk}",
            f"/redaktion/api/main/pages/?child_of={one.pk}&for_explorer=1",
            f"/redaktion/api/main/pages/?descendant_of={one.pk}",
            f"/redaktion/api/main/pages/?id={one.pk}&fields=*",
            f"/redaktion/api/main/pages/find/?id={one.pk}",
        ):
            says_nothing(url, stranger.get(url), kept)
            says_nothing(url, stranger.post(url), kept)
        copy = reverse("wagtailadmin_pages:copy", args=[mine.pk])
        form = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": one.pk}
        says_nothing(copy, stranger.post(copy, form), kept)
        move = reverse("wagtailadmin_pages:move", args=[mine.pk])
        says_nothing(move, stranger.post(move, {"new_parent_page": one.pk}), kept)
    for url in (
        f"/redaktion/images/chooser/chosen-multiple/?id={kept.image.pk}",
        f"/redaktion/documents/chooser/chosen-multiple/?id={kept.file.pk}",
        "/redaktion/images/chooser/results/?q=kvart",
        "/redaktion/documents/chooser/results/?q=kvart",
        "/redaktion/choose-page/search/?q=kvart",
        "/redaktion/api/main/images/?search=kvart",
        "/redaktion/api/main/documents/?search=kvart",
        "/redaktion/api/main/pages/?search=kvart",
        f"/redaktion/bulk/cms/councilimage/delete/?id={kept.image.pk}",
        f"/redaktion/bulk/cms/councildocument/delete/?id={kept.file.pk}",
        "/redaktion/tag-autocomplete/?term=kvart",
    ):
        says_nothing(url, stranger.get(url), kept)
        says_nothing(url, stranger.post(url), kept)
    assert kept.state() == before


def test_the_editors_own_lists_hold_what_an_editor_sees(kept: Secrets, stranger: Client) -> None:
    """Else nothing would be found there only because nothing is given at all."""
    news = kept.changed.get_parent()
    found = stranger.get(f"/redaktion/api/main/pages/?child_of={news.pk}&for_explorer=1").json()
    assert {one["title"] for one in found["items"]} == {"Känd nyhet", "Min egen"}
    assert [one["title"] for one in stranger.get("/redaktion/api/main/images/").json()["items"]] == ["Min bild"]
    assert stranger.get("/redaktion/api/main/documents/").json()["items"] == []
    assert stranger.get(f"/redaktion/api/main/pages/{kept.changed.pk}/").json()["title"] == "Känd nyhet"


def test_files_are_not_given_whatever_name_is_tried(kept: Secrets, stranger: Client) -> None:
    assert kept.image
    assert kept.file
    names = [kept.image.file.name, kept.file.file.name, kept.upload.file.name if kept.upload else ""]
    names += CouncilRendition.objects.filter(image=kept.image).values_list("file", flat=True)
    for client in (stranger, Client()):
        for name in names:
            assert client.get(f"/media/{name}").status_code == 404


def test_no_link_leads_a_stranger_to_a_secret(kept: Secrets, stranger: Client) -> None:
    stranger.raise_request_exception = False
    before = kept.state()
    seen = crawl(stranger, "/redaktion/", lambda url, answer: says_nothing(url, answer, kept))
    assert seen > 60
    assert kept.state() == before


def test_the_secrets_are_where_their_owner_works(kept: Secrets) -> None:
    """Else the tests above would prove nothing."""
    found = 0
    client = browser(kept.owner)

    def count(url: str, answer: Any) -> None:
        nonlocal found
        found += WORD in text_of(answer).lower()

    crawl(client, "/redaktion/", count, most=120)
    assert found > 30
    assert Revision.objects.filter(content__icontains=WORD).count() > 10
