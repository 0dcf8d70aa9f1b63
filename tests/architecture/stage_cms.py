"""What the table of rights speaks of on the public site, and a way to do each of its actions."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from cms import foundation
from cms.consultation import actions
from cms.consultation.actions.preparing import Asked
from cms.pages.models import NewsPage
from cms.publishing import actions as publishing
from cms.publishing.models import Standing
from tests.cms.consulting import Consulting, changed, closing, prepared, sent
from tests.cms.shared import page, section, site
from tests.world import World

Deed = Callable[[Any], object]


def things(here: World) -> dict[str, Any]:
    """Put a site there, with news, a consultation that was sent out and one that is being prepared."""
    news = page(NewsPage, section(site(here), "nyheter"), "Rådet möts", body=[])
    out, ready = sent(here), prepared(here)
    written = out.written(here.representative, "asf")
    given = out.written(here.facilitator, "adviser")
    actions.give_answer(actor=here.facilitator, answer=given, version=given.version)
    assert out.consultation.subject is not None
    remarked = out.words(remarks={UUID(out.consultation.subject.sections[0]["id"]): "Skriv tydligare."})
    chairs = actions.save_answer(actor=here.chair, party=out.party("association"), words=remarked)
    actions.give_answer(actor=here.chair, answer=chairs, version=chairs.version)
    return {
        "standing": Standing.objects.get(page=news),
        "consultation": out.fresh(),
        "prepared": ready.consultation,
        "party": ready.party("business"),
        "own_answer": written,
        "given_answer": given,
        "given_position": given.positions.all()[0],
        "given_remark": chairs.remarks.get(),
        "policy": Standing.objects.get(page=out.policy),
    }


def names(found: dict[str, Any]) -> dict[str, str]:
    """Return what stands for names that are no ids of things."""
    consultation = found["consultation"]
    return {"policy_number": str(consultation.policy_id), "text_section": consultation.subject.sections[0]["id"]}


def bodies(here: World, found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address."""
    out, ready = found["consultation"], found["prepared"]
    words = {
        "title": "På remiss",
        "need": "Vi vill veta.",
        "closes_on": closing().isoformat(),
        "participation": "closed",
        "influence": "dialogue",
    }
    asked = {"questions": [{"text": "Håller ni med?"}]}
    answer = {"summary": "Vi är för.", "decided_by": "", "reference": ""}
    more = {"to": closing(40).isoformat(), "reason": "Sommar."}
    response = {"verdict": "followed", "why": "Det är rätt."}
    outside = {"organisation": str(here.organisations["outside"].pk)}
    revision, ready_revision = {"revision": str(out.version)}, {"revision": str(ready.version)}
    own = {"revision": str(found["own_answer"].version)}
    return {
        "POST /remisser/ny/{policy_number}/": words,
        "POST /remisser/{prepared}/andra/": words | ready_revision,
        "POST /remisser/{prepared}/fragor/": {"text-0": "Håller ni med?", "section-0": ""} | ready_revision,
        "POST /remisser/{prepared}/instanser/": outside,
        "POST /remisser/{prepared}/oppna/": ready_revision,
        "POST /remisser/{consultation}/stang/": revision,
        "POST /remisser/{consultation}/mer-tid/": more,
        "POST /remisser/{consultation}/dra-tillbaka/": {"reason": "Vi börjar om."},
        "POST /remisser/{consultation}/svara/": answer | own | {"save": "1"},
        "POST /remisser/{consultation}/svara/ny-text/": own,
        "POST /remisser/{consultation}/bemotande/standpunkt/{given_position}/": response,
        "POST /remisser/{consultation}/bemotande/synpunkt/{given_remark}/": response,
        "POST /remisser/{consultation}/rum/{text_section}/": {"room": str(here.open_room.pk)},
        "POST /api/v1/consultations": words | {"policy": str(found["policy"].pk)},
        "PUT /api/v1/consultations/{prepared}": words,
        "PUT /api/v1/consultations/{prepared}/questions": asked,
        "POST /api/v1/consultations/{prepared}/parties": outside,
        "POST /api/v1/consultations/{consultation}/deadline": more,
        "POST /api/v1/consultations/{consultation}/withdraw": {"reason": "Vi börjar om."},
        "PUT /api/v1/consultations/{consultation}/answer": answer | {"positions": [], "remarks": []},
        "PUT /api/v1/consultations/{consultation}/positions/{given_position}/response": response,
        "PUT /api/v1/consultations/{consultation}/remarks/{given_remark}/response": response,
    }


def deeds(here: World, found: dict[str, Any]) -> dict[str, Deed]:
    """Return how to do each thing."""
    return {**_with_pages(here, found), **_prepares(here, found), **_runs(here, found), **_answers(here, found)}


def _with_pages(here: World, found: dict[str, Any]) -> dict[str, Deed]:
    standing = found["standing"]
    return {
        "cms.lay_foundation": lambda who: foundation.lay_foundation(actor=who, owner=here.organisations["association"]),
        "cms.record_published": lambda who: publishing.record_published(actor=who, standing=standing, first=False),
        "cms.record_unpublished": lambda who: publishing.record_unpublished(actor=who, standing=standing),
        "cms.record_moved": lambda who: publishing.record_moved(actor=who, standing=standing),
        "cms.record_deleted": lambda who: publishing.record_deleted(actor=who, standing=standing),
        "cms.confirm_page the association's": lambda who: publishing.confirm_page(actor=who, standing=standing),
        "cms.mark_overdue": lambda who: publishing.mark_overdue(actor=who, standing=standing),
        "cms.lapse": lambda who: publishing.lapse(actor=who, standing=standing),
        "cms.note_reminded": lambda who: publishing.note_reminded(actor=who, standing=standing, days=30),
    }


def _prepares(here: World, found: dict[str, Any]) -> dict[str, Deed]:
    ready = found["prepared"]
    words: dict[str, Any] = {
        "title": "På remiss",
        "need": "Vi vill veta.",
        "closes_on": closing(),
        "participation": "closed",
        "influence": "dialogue",
    }
    return {
        "cms.prepare_consultation on the municipality's": lambda who: actions.prepare_consultation(
            actor=who, policy=found["consultation"].policy, **words
        ),
        "cms.change_consultation": lambda who: actions.change_consultation(
            actor=who, consultation=ready, version=ready.version, **words
        ),
        "cms.set_questions": lambda who: actions.set_questions(
            actor=who, consultation=ready, version=ready.version, questions=[Asked("Håller ni med?")]
        ),
        "cms.add_party": lambda who: actions.add_party(
            actor=who, consultation=ready, organisation=here.organisations["outside"]
        ),
        "cms.remove_party": lambda who: actions.remove_party(actor=who, consultation=ready, party=found["party"]),
        "cms.open_consultation": lambda who: actions.open_consultation(
            actor=who, consultation=ready, version=ready.version
        ),
    }


def _runs(here: World, found: dict[str, Any]) -> dict[str, Deed]:
    out = found["consultation"]
    sections = out.subject.sections

    def replace(who: Any) -> object:
        changed(Consulting(here, out.policy, out), "Helt nya ord.")
        return actions.replace_subject(actor=who, consultation=out, version=out.version)

    def close(who: Any) -> object:
        out.parties.filter(answer__given_at__isnull=True).delete()
        return actions.close_consultation(actor=who, consultation=out, version=out.version)

    def publish(who: Any) -> object:
        type(out).objects.filter(pk=out.pk).update(state="closed")
        return actions.publish_consultation(actor=who, consultation=out, version=out.version)

    return {
        "cms.replace_subject": replace,
        "cms.extend_deadline": lambda who: actions.extend_deadline(
            actor=who, consultation=out, to=closing(40), reason="Sommar."
        ),
        "cms.close_consultation": close,
        "cms.close_when_over": lambda who: actions.close_when_over(actor=who, consultation=out),
        "cms.withdraw_consultation": lambda who: actions.withdraw_consultation(
            actor=who, consultation=out, reason="Vi börjar om."
        ),
        "cms.respond": lambda who: actions.respond(
            actor=who, consultation=out, position=found["given_position"], verdict="followed", why="Det är rätt."
        ),
        "cms.publish_consultation": publish,
        "cms.tie_section_room": lambda who: actions.tie_section_room(
            actor=who, consultation=out, section=UUID(sections[0]["id"]), room=here.open_room
        ),
        "cms.note_party_reminded": lambda who: actions.note_party_reminded(actor=who, party=found["party"], days=10),
    }


def _answers(here: World, found: dict[str, Any]) -> dict[str, Deed]:
    out, own = found["consultation"], found["own_answer"]
    consulting = Consulting(here, out.policy, out)

    def join(who: Any) -> object:
        type(out).objects.filter(pk=out.pk).update(participation="open")
        return actions.join_consultation(actor=who, consultation=out)

    return {
        "cms.save_answer for the asf": lambda who: actions.save_answer(
            actor=who, party=own.party, words=consulting.words(), version=own.version
        ),
        "cms.adopt_subject of the asf's": lambda who: actions.adopt_subject(actor=who, answer=own, version=own.version),
        "cms.give_answer the asf's": lambda who: actions.give_answer(actor=who, answer=own, version=own.version),
        "cms.join_consultation open to all": join,
    }
