"""Plays the demo's consultations: a text sent out and changed on the way, answers, and what came of them."""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from cms.consultation import actions
from cms.consultation.actions.answering import Said, Words
from cms.consultation.actions.preparing import Asked
from cms.consultation.models import Answer, Consultation, Party
from cms.demo.files import Sheet, read_rows
from cms.demo.filling import Filler
from cms.demo.prose import section_id
from cms.pages.models import CouncilPage
from events.workdays import working_day_from

Row = dict[str, Any]
Step = tuple[datetime, Callable[[], None]]


def steps_of_consultations(filler: Filler, sheets: list[Sheet]) -> list[Step]:
    """Return what is to happen, and when in the story, in the consultations that are not there yet."""
    known = set(Consultation.objects.values_list("policy", flat=True))
    by_path = {sheet.path: sheet for sheet in sheets}
    return [
        step
        for row in read_rows("consultations.toml", "consultation")
        if filler.page(row["policy"]).pk not in known
        for step in _Story(filler, by_path[row["policy"]], row).steps()
    ]


class _Story:
    """One consultation, from the first draft on."""

    def __init__(self, filler: Filler, sheet: Sheet, row: Row) -> None:
        self.filler, self.sheet, self.row = filler, sheet, row
        self.actor = filler.world.actor(row["person"], row["organisation"])
        self.made: Consultation = Consultation()

    def steps(self) -> Iterator[Step]:
        """Return every step with its moment."""
        row = self.row
        yield row["prepared"], self._prepare
        yield row["opened"], self._open
        for one in row.get("extended", []):
            yield one["at"], partial(self._extend, one)
        if "changed" in row:
            yield row["changed"], self._change
        for one in row["answer"]:
            yield one["at"], partial(self._answer, one)
        if "closed" in row:
            yield row["closed"], self._close
        for one in row.get("response", []):
            yield one["at"], partial(self._respond, one)
        if "public" in row:
            yield row["public"], self._make_public

    # --- The one who asks ----------------------------------------------------------------------------------------

    def _draft(self, sheet: Sheet) -> CouncilPage:
        page: CouncilPage = self.filler.page(self.row["policy"]).specific
        self.filler.fill(page, sheet)
        page.save_revision(user=self.actor.person)
        return page

    def _prepare(self) -> None:
        words = self.sheet.words
        for one in self.row.get("before", []):
            assert one["now"] in words, one["now"]
            words = words.replace(one["now"], one["was"])
        page = self._draft(dataclasses.replace(self.sheet, words=words))
        self.made = actions.prepare_consultation(
            actor=self.actor,
            policy=page,
            title=self.row["title"],
            need=self.row["need"],
            closes_on=working_day_from(self.row["closes_on"] + self.filler.shift),
            participation=self.row["participation"],
            influence=self.row["influence"],
        )
        asked = [Asked(one["text"], self._section(one.get("section"))) for one in self.row["question"]]
        actions.set_questions(actor=self.actor, consultation=self.made, version=self._version(), questions=asked)
        for organisation in self.row["parties"]:
            actions.add_party(
                actor=self.actor, consultation=self.made, organisation=self.filler.world.organisations[organisation]
            )

    def _open(self) -> None:
        actions.open_consultation(actor=self.actor, consultation=self.made, version=self._version())

    def _extend(self, row: Row) -> None:
        to = working_day_from(row["to"] + self.filler.shift)
        party = self._party(row["organisation"])
        actions.extend_deadline(actor=self.actor, consultation=self.made, to=to, reason=row["reason"], party=party)

    def _change(self) -> None:
        self._draft(self.sheet)
        actions.replace_subject(actor=self.actor, consultation=self.made, version=self._version())

    def _close(self) -> None:
        actions.close_consultation(actor=self.actor, consultation=self.made, version=self._version())

    def _make_public(self) -> None:
        actions.publish_consultation(actor=self.actor, consultation=self.made, version=self._version())

    def _respond(self, row: Row) -> None:
        answer = Answer.objects.get(party=self._party(row["organisation"]))
        section = self._section(row.get("section"))
        point: Row = (
            {"remark": answer.remarks.get(section=section)}
            if section
            else {"position": answer.positions.get(question__place=row["question"])}
        )
        actions.respond(actor=self.actor, consultation=self.made, verdict=row["verdict"], why=row["why"], **point)

    # --- Those who answer ----------------------------------------------------------------------------------------

    def _answer(self, row: Row) -> None:
        actor = self.filler.world.actor(row["person"], row["organisation"])
        party = self._party(row["organisation"])
        if party is None:
            party = actions.join_consultation(actor=actor, consultation=self.made)
        questions = list(self.made.questions.order_by("place"))
        said = [Said(one.get("stance", ""), one.get("text", "")) for one in row["position"]]
        decided = row.get("decided_on")
        words = Words(
            summary=row["summary"],
            decided_by=row.get("decided_by", ""),
            decided_on=decided + self.filler.shift if decided else None,
            positions={question.pk: one for question, one in zip(questions, said, strict=False)},
            remarks={UUID(section_id(self.sheet.name, key)): text for key, text in row.get("remark", {}).items()},
        )
        answer = actions.save_answer(actor=actor, party=party, words=words)
        if row.get("given", True):
            actions.give_answer(actor=actor, answer=answer, version=answer.version)

    # --- By name -------------------------------------------------------------------------------------------------

    def _party(self, organisation: str) -> Party | None:
        return self.made.parties.filter(organisation=self.filler.world.organisations[organisation]).first()

    def _section(self, key: str | None) -> UUID | None:
        return UUID(section_id(self.sheet.name, key)) if key else None

    def _version(self) -> int:
        self.made.refresh_from_db(fields=["version"])
        return self.made.version
