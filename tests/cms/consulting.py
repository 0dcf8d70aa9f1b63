"""A consultation for tests: a policy draft of the municipality, sent out to four organisations."""

import json
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import Permission

from accounts.actor import PersonActor
from accounts.models import Organisation
from cms.consultation.actions import (
    add_party,
    open_consultation,
    prepare_consultation,
    save_answer,
    set_questions,
)
from cms.consultation.actions.answering import Said, Words
from cms.consultation.actions.preparing import Asked
from cms.consultation.models import Answer, Consultation, Party
from cms.pages.models import PolicyPage
from events import clock
from events.workdays import working_days_after
from tests.cms.shared import page, section, site
from tests.world import World

SECTIONS = [
    {"type": "section", "value": {"heading": "Syfte", "text": "<p>Kommunen vill köpa av sociala företag.</p>"}},
    {"type": "section", "value": {"heading": "Ansvar", "text": "<p>Näringslivskontoret leder arbetet.</p>"}},
]


@dataclass
class Consulting:
    """What a test of a consultation needs."""

    world: World
    policy: PolicyPage
    consultation: Consultation

    @property
    def drafter(self) -> PersonActor:
        """Works in the editors' rooms for the municipality, whose policy it is."""
        return self.world.officer

    def party(self, role: str) -> Party:
        """Return an organisation of the cast as a party."""
        return self.consultation.parties.get(organisation=self.world.organisations[role])

    def words(self, stance: str = "approve", **more: Any) -> Words:
        """Return a whole answer."""
        positions = {question.pk: Said(stance, "Bra.") for question in self.consultation.questions.all()}
        told = {"summary": "Vi är för.", "decided_by": "Styrelsen", "decided_on": clock.today()}
        return Words(**(told | {"positions": positions} | more))

    def written(self, actor: PersonActor, role: str, **more: Any) -> Answer:
        """Write an answer for an organisation, not given yet."""
        return save_answer(actor=actor, party=self.party(role), words=self.words(**more))

    def fresh(self) -> Consultation:
        """Return the consultation as it stands now."""
        self.consultation.refresh_from_db()
        return self.consultation


def make_editor(actor: PersonActor) -> None:
    """Let somebody into the editors' rooms."""
    actor.person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for kept in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        actor.person.__dict__.pop(kept, None)


def draft_policy(world: World, organisation: Organisation | None = None) -> PolicyPage:
    """Write a policy of the municipality that nobody has published."""
    return page(  # type: ignore[no-any-return]
        PolicyPage,
        section(site(world), "policy"),
        "Policy för sociala företag",
        live=False,
        organisation=organisation or world.organisations["public"],
        sections=json.dumps(SECTIONS),
    )


def closing(days: int = 20) -> date:
    """Return a deadline so many working days ahead."""
    return working_days_after(clock.today(), days)


def prepared(world: World, *, participation: str = "closed") -> Consulting:
    """Prepare a consultation with two questions; ask the enterprise, the advisers, the company and the association."""
    make_editor(world.officer)
    policy = draft_policy(world)
    made = prepare_consultation(
        actor=world.officer,
        policy=policy,
        title="Policy på remiss",
        need="Vi vill veta om texten går att följa.",
        closes_on=closing(),
        participation=participation,
    )
    here = Consulting(world, policy, made)
    second = policy.get_latest_revision_as_object().sections[1].id
    asked = [Asked("Delar ni syftet?"), Asked("Är ansvaret rätt fördelat?", uuid.UUID(second))]
    set_questions(actor=world.officer, consultation=made, version=here.fresh().version, questions=asked)
    for role in ("asf", "adviser", "business", "association"):
        add_party(actor=world.officer, consultation=made, organisation=world.organisations[role])
    here.fresh()
    return here


def sent(world: World, *, participation: str = "closed") -> Consulting:
    """Send it out."""
    here = prepared(world, participation=participation)
    open_consultation(actor=world.officer, consultation=here.consultation, version=here.consultation.version)
    here.fresh()
    return here


def changed(here: Consulting, words: str) -> None:
    """Write new words in the policy's first section."""
    policy = here.policy.get_latest_revision_as_object()
    policy.sections[0].value["text"] = type(policy.sections[0].value["text"])(f"<p>{words}</p>")
    policy.save_revision()
