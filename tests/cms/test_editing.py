"""Who may read and write drafts, and what a form refuses with everything kept."""

import json
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.editing.foundation import PUBLISHERS
from cms.editing.queries import Part, part_in
from cms.editing.rights import PageRights
from cms.pages.models import NewsPage, PolicyPage
from tests.cms.editors import browser, editor, form_of, texts
from tests.cms.shared import page, section, site
from tests.cms.test_policy_versions import policy
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def start(world: World) -> Any:
    return site(world)


def add_url(start: Any) -> str:
    return reverse("wagtailadmin_pages:add", args=["cms", "newspage", section(start, "nyheter").pk])


def edit_url(of: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[of.pk])


def test_an_editor_adds_a_page_below_a_section_of_the_association_and_owns_it(world: World, start: Any) -> None:
    mine = editor(world.organisations["public"])
    client = browser(mine)
    form = form_of(client, add_url(start))
    assert str(form["organisation"]) == str(mine.organisation_id)
    answer = client.post(
        add_url(start), form | {"title": "Ny mässa", "slug": "ny-massa"} | texts("body", "Kom och se.")
    )
    assert answer.status_code == 302, answer.context["form"].errors
    made = NewsPage.objects.get(slug="ny-massa")
    assert made.organisation == world.organisations["public"]
    assert not made.live


def test_a_page_without_an_owner_is_refused_beside_the_field_and_keeps_what_was_typed(world: World, start: Any) -> None:
    client = browser(editor(world.organisations["public"]))
    form = form_of(client, add_url(start)) | {"title": "Utan ägare", "slug": "utan", "organisation": ""}
    answer = client.post(add_url(start), form | texts("body", "Skrivet."))
    assert answer.status_code == 200
    assert answer.context["form"].errors["organisation"]
    assert "Utan ägare" in answer.content.decode()
    assert "Skrivet." in answer.content.decode()
    assert not NewsPage.objects.filter(title="Utan ägare").exists()


def test_nobody_gives_a_page_to_an_organisation_that_is_not_theirs(world: World, start: Any) -> None:
    client = browser(editor(world.organisations["public"]))
    form = form_of(client, add_url(start)) | {"title": "Bortgiven", "slug": "bort"} | texts("body", "Text.")
    form["organisation"] = str(world.organisations["asf"].pk)
    assert client.post(add_url(start), form).context["form"].errors["organisation"]


def test_a_draft_is_there_for_its_owner_and_for_whom_it_is_shared_with(world: World, start: Any) -> None:
    owner, friend, stranger = (editor(world.organisations[name]) for name in ("asf", "public", "business"))
    draft = page(NewsPage, section(start, "nyheter"), "Hemligt", live=False, body=[], organisation=owner.organisation)
    assert browser(owner).get(edit_url(draft)).status_code == 200
    assert browser(friend).get(edit_url(draft)).status_code == 404
    draft.shared_with.set([friend.organisation])
    draft.save_revision(user=owner.person)
    assert part_in(friend.person, draft.pk) is Part.SHARES
    assert browser(friend).get(edit_url(draft)).status_code == 200
    assert browser(stranger).get(edit_url(draft)).status_code == 404


def test_sharing_ends_when_the_draft_says_so(world: World, start: Any) -> None:
    owner, friend = (editor(world.organisations[name]) for name in ("asf", "public"))
    draft = page(NewsPage, section(start, "nyheter"), "Delat", body=[], organisation=owner.organisation)
    draft.shared_with.set([friend.organisation])
    draft.save_revision()
    assert browser(friend).get(edit_url(draft)).status_code == 200
    draft.shared_with.set([])
    draft.save_revision()
    assert browser(friend).get(edit_url(draft)).status_code == 404


def test_the_right_goes_with_the_membership_the_same_second(world: World, start: Any) -> None:
    from accounts.actions import end_membership
    from tests.world import SYSTEM

    owner = editor(world.organisations["asf"])
    draft = page(NewsPage, section(start, "nyheter"), "Eget", live=False, body=[], organisation=owner.organisation)
    client = browser(owner)
    assert client.get(edit_url(draft)).status_code == 200
    assert owner.membership
    end_membership(actor=SYSTEM, membership=owner.membership)
    assert client.get(edit_url(draft)).status_code == 404


def test_a_live_page_of_others_is_seen_as_it_is_and_not_edited(world: World, start: Any) -> None:
    other = editor(world.organisations["public"])
    live = page(NewsPage, section(start, "nyheter"), "Känt", body=[], organisation=world.organisations["asf"])
    live.title = "Okänt ännu"
    live.save_revision()
    client = browser(other)
    listing = client.get(reverse("wagtailadmin_explore", args=[section(start, "nyheter").pk])).content.decode()
    assert "Känt" in listing
    assert "Okänt ännu" not in listing
    assert client.get(edit_url(live)).status_code == 404
    rights = PageRights(other.person, live)
    assert not any(
        [rights.can_edit(), rights.can_publish(), rights.can_unpublish(), rights.can_delete(), rights.can_copy()]
    )


def test_a_policy_that_was_published_is_taken_down_and_never_deleted(world: World, start: Any) -> None:
    who = editor(world.organisations["public"], "Editors – website", PUBLISHERS)
    known = policy(world)
    rights, client = PageRights(who.person, known), browser(who)
    assert rights.can_unpublish()
    assert not rights.can_delete()
    client.post(reverse("wagtailadmin_pages:delete", args=[known.pk]), follow=True)
    assert PolicyPage.objects.filter(pk=known.pk, live=True).exists()


def test_the_menu_of_the_editors_rooms_tells_no_news_of_wagtail(world: World, start: Any) -> None:
    answer = browser(editor(world.organisations["public"])).get(reverse("wagtailadmin_home"))
    assert answer.status_code == 200
    assert "whats-new-in-wagtail" not in answer.content.decode()


def test_publishing_a_new_title_shows_it_in_lists(world: World, start: Any) -> None:
    live = page(NewsPage, section(start, "nyheter"), "Först", body=[])
    live.title = "Sedan"
    live.save_revision().publish()
    assert Page.objects.get(pk=live.pk).draft_title == "Sedan"


def test_a_personal_number_is_refused_with_everything_kept(world: World, start: Any) -> None:
    client = browser(editor(world.organisations["public"]))
    form = form_of(client, add_url(start)) | {"title": "Möte", "slug": "mote"}
    answer = client.post(add_url(start), form | texts("body", "Ring Anna, 811218-9876, i morgon."))
    assert answer.status_code == 200
    assert answer.context["form"].errors["body"]
    assert "Ring Anna" in answer.content.decode()
    assert not NewsPage.objects.filter(title="Möte").exists()


def test_the_second_of_two_editors_is_told_and_loses_nothing(world: World, start: Any) -> None:
    first, second = editor(world.organisations["asf"]), editor(world.organisations["asf"])
    draft = page(NewsPage, section(start, "nyheter"), "Gemensamt", live=False, body=[], organisation=first.organisation)
    forms = [(client := browser(who), form_of(client, edit_url(draft))) for who in (first, second)]
    one, other = forms
    assert one[0].post(edit_url(draft), one[1] | {"title": "Försts ord"} | texts("body", "A")).status_code == 302
    typed = other[1] | {"title": "Andras ord"} | texts("body", "B")
    answer = other[0].post(edit_url(draft), typed)
    assert answer.status_code == 409
    words = answer.content.decode()
    assert "Andras ord" in words
    assert "save_anyway" in words
    assert _newest(draft).title == "Försts ord"
    newest = draft.revisions.latest("id").pk
    saved = other[0].post(edit_url(draft), typed | {"save_anyway": str(newest)})
    assert saved.status_code == 302
    assert _newest(draft).title == "Andras ord"


def _newest(of: Any) -> Any:
    return NewsPage.objects.get(pk=of.pk).get_latest_revision_as_object()


def test_saving_again_without_saying_so_is_refused_again(world: World, start: Any) -> None:
    first, second = editor(world.organisations["asf"]), editor(world.organisations["asf"])
    draft = page(NewsPage, section(start, "nyheter"), "Gemensamt", live=False, body=[], organisation=first.organisation)
    client = browser(second)
    typed = form_of(client, edit_url(draft)) | {"title": "Mina ord"} | texts("body", "B")
    draft.save_revision(user=first.person)
    answer = client.post(edit_url(draft), typed)
    typed["loaded_revision_id"] = str(answer.context["page"].latest_revision_id)
    typed["loaded_revision_created_at"] = answer.context["loaded_revision_created_at"]
    assert client.post(edit_url(draft), typed).status_code == 409


def test_word_markup_leaves_plain_text(world: World, start: Any) -> None:
    client = browser(editor(world.organisations["public"]))
    block = {"key": "a", "text": "Upphandling", "type": "unstyled", "depth": 0, "data": {"style": "mso-margin:0"}}
    word = {
        "blocks": [
            {
                **block,
                "inlineStyleRanges": [{"offset": 0, "length": 3, "style": "MSO-COLOR"}],
                "entityRanges": [],
            },
            {**block, "text": "<o:p>Rad</o:p>", "inlineStyleRanges": [], "entityRanges": []},
        ],
        "entityMap": {},
    }
    form = form_of(client, add_url(start)) | {"title": "Inklistrat", "slug": "inklistrat"} | texts("body", "")
    answer = client.post(add_url(start), form | {"body-0-value": json.dumps(word)})
    assert answer.status_code == 302, answer.context["form"].errors
    kept = str(NewsPage.objects.get(slug="inklistrat").get_latest_revision_as_object().body[0].value.source)
    assert "Upphandling" in kept
    for trace in ("mso", "MSO", "style", "<o:p>"):
        assert trace not in kept


def test_a_link_to_a_page_that_went_away_reads_as_text(world: World, start: Any) -> None:
    from wagtail.rich_text import expand_db_html

    target = page(NewsPage, section(start, "nyheter"), "Målet", body=[])
    html = f'<p>Läs <a linktype="page" id="{target.pk}">mer</a></p>'
    assert f'href="{target.url}"' in expand_db_html(html)
    target.unpublish()
    assert "href" not in expand_db_html(html)
    target.delete()
    assert "href" not in expand_db_html(html)
    assert "mer" in expand_db_html(html)


def test_a_page_points_at_nothing_that_its_editor_may_not_see(world: World, start: Any) -> None:
    from tests.cms.editors import picture

    client = browser(editor(world.organisations["public"]))
    hidden = picture(world.organisations["asf"], "Hemlig bild", "hemlig.png")
    form = form_of(client, add_url(start)) | {"title": "Lånad", "slug": "lanad", "picture": str(hidden.pk)}
    answer = client.post(add_url(start), form | texts("body", "Text."))
    assert answer.status_code == 200
    assert answer.context["form"].errors["picture"]
    assert "Hemlig bild" not in answer.content.decode()
    assert "hemlig" not in answer.content.decode().replace("hemlighet", "")
