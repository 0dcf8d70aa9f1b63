"""Frozen versions of policies: when they are made, and what they hold."""

from datetime import date
from typing import Any

import pytest

from cms.pages.models import Commitment, PolicyPage
from cms.policy.actions import freeze_version
from cms.policy.models import PolicyVersion
from events.errors import Forbidden
from events.models import Event
from tests.cms.shared import page, section, site
from tests.world import SYSTEM, World

SECTIONS = [
    ("section", {"heading": "Syfte", "text": "<p>Kommunen vill <b>köpa</b> av sociala företag.</p>"}),
    ("section", {"heading": "Ansvar", "text": "<ul><li>Nämnden köper.</li><li>Förvaltningen följer upp.</li></ul>"}),
]


def policy(world: World, title: str = "Policy för ASF", **fields: Any) -> PolicyPage:
    """Add a policy of the municipality."""
    index = section(site(world), "policy")
    made: PolicyPage = page(
        PolicyPage, index, title, **{"sections": SECTIONS, "organisation": world.organisations["public"]} | fields
    )
    return made


@pytest.mark.django_db
def test_publishing_keeps_what_the_public_was_shown(world: World) -> None:
    made = policy(world, adopted_by="Kommunfullmäktige", adopted_on=date(2017, 5, 2), decision="KS 2017/12 § 40")
    version = made.versions.get()
    assert (version.number, version.reason) == (1, "published")
    assert [one["heading"] for one in version.sections] == ["Syfte", "Ansvar"]
    assert version.sections[1]["text"] == "– Nämnden köper.\n– Förvaltningen följer upp."
    assert version.facts["adopted_on"] == "2017-05-02"
    told = Event.objects.get(type="cms.policy_version_frozen")
    assert told.data["policy_version"] == str(version.pk)
    assert told.stream.name.startswith("site:")


@pytest.mark.django_db
def test_publishing_the_same_words_again_makes_no_second_version(world: World) -> None:
    made = policy(world)
    made.save_revision().publish()
    assert made.versions.count() == 1


@pytest.mark.django_db
def test_a_version_of_a_draft_holds_the_drafts_words_and_is_not_told_to_the_public(world: World) -> None:
    made = policy(world)
    draft = made.get_latest_revision_as_object()
    draft.sections[0].value["heading"] = "Vad vi vill"
    draft.commitments = [Commitment(text="Tio platser", by=date(2018, 12, 31))]
    draft.save_revision()
    version = freeze_version(actor=SYSTEM, policy=made.get_latest_revision_as_object(), reason="consultation")
    assert version.number == 2
    assert version.sections[0]["heading"] == "Vad vi vill"
    assert version.sections[0]["id"] == made.versions.get(number=1).sections[0]["id"]
    assert version.facts["commitments"] == "Tio platser (2018-12-31)"
    assert Event.objects.filter(type="cms.policy_version_frozen").count() == 1
    made.refresh_from_db()
    assert made.sections[0].value["heading"] == "Syfte"


@pytest.mark.django_db
def test_what_was_sent_out_is_not_frozen_twice_but_is_again_when_published(world: World) -> None:
    draft = policy(world, live=False)
    first = freeze_version(actor=SYSTEM, policy=draft, reason="consultation")
    assert freeze_version(actor=SYSTEM, policy=draft, reason="consultation") == first
    draft.get_latest_revision().publish()
    published = draft.versions.get(reason="published")
    assert (published.number, published.digest) == (2, first.digest)
    assert freeze_version(actor=SYSTEM, policy=draft, reason="consultation") == published


@pytest.mark.django_db
def test_moving_a_section_keeps_its_id(world: World) -> None:
    made = policy(world)
    before = {one["heading"]: one["id"] for one in made.versions.get().sections}
    raw = list(made.sections.raw_data)
    made.sections = made.sections.stream_block.to_python([raw[1], raw[0]])
    made.save_revision().publish()
    after = made.versions.get(number=2).sections
    assert [one["number"] for one in after] == [1, 2]
    assert {one["heading"]: one["id"] for one in after} == before


@pytest.mark.django_db
def test_only_those_who_draft_it_freeze_a_version(world: World) -> None:
    draft = policy(world, live=False)
    assert freeze_version(actor=world.officer, policy=draft, reason="consultation").made_by == world.officer.membership
    for stranger in (world.outsider, world.representative, world.hatless):
        with pytest.raises(Forbidden):
            freeze_version(actor=stranger, policy=draft, reason="consultation")
    draft.shared_with = [world.organisations["asf"]]
    draft.save()
    freeze_version(actor=world.representative, policy=draft, reason="consultation")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p onclick='x()'>Text<script>alert(1)</script></p>", "<p>Text</p>"),
        ('<p><a href="javascript:alert(1)">här</a></p>', "<p><a>här</a></p>"),
        ('<p><a linktype="page" id="999999">borta</a></p>', "<p><a>borta</a></p>"),
    ],
)
def test_markup_that_is_not_ours_is_taken_out(world: World, written: str, shown: str) -> None:
    made = policy(world, sections=[("section", {"heading": "Syfte", "text": written})])
    assert made.versions.get().sections[0]["html"] == shown


@pytest.mark.django_db
def test_a_link_to_a_page_is_kept_as_its_address(world: World) -> None:
    index = section(site(world), "policy")
    text = f'<p>Se <a linktype="page" id="{index.pk}">policyer</a>.</p>'
    made = policy(world, sections=[("section", {"heading": "Syfte", "text": text})])
    assert made.versions.get().sections[0]["html"] == '<p>Se <a href="/policy/">policyer</a>.</p>'


def test_a_version_is_named_by_title_and_number() -> None:
    assert str(PolicyVersion(title="Policy", number=3)) == "Policy (3)"
