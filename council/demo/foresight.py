"""Plays what lies beside the demo's own figures: benchmarks, impact calls and scenarios."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from events.rights import may
from network.goals import actions
from network.goals.actions.foresight import Assumed, SaidValue
from network.goals.models import ImpactCall

if TYPE_CHECKING:
    from council.demo.goals import Row, Story


def enter(story: "Story") -> None:
    """Lay out everything that is foreseen or compared."""
    for row in story.rows["benchmark"]:
        story.then(row["at"], _benchmark(story, row))
    for row in story.rows["impact_call"]:
        _call(story, row)
    for row in story.rows["scenario"]:
        story.then(row["at"], _scenario(story, row))


def _benchmark(story: "Story", row: "Row") -> Callable[[], None]:
    def do() -> None:
        said = SaidValue(
            years=row["years"],
            number=Decimal(str(row["number"])),
            source=row["figures_from"],
            operator=row.get("operator", "exact"),
            as_said=row.get("as_said", ""),
            source_page=str(row["page"]),
        )
        actions.publish_benchmark(
            actor=story.leader,
            council=story.council,
            area=row["area"],
            name=row["name"],
            unit=row["unit"],
            start_year=row["start_year"],
            values=[said],
            indicator=story.indicators[row["beside"]] if "beside" in row else None,
            note=row.get("note", ""),
        )

    return do


def _call(story: "Story", row: "Row") -> None:
    opened: list[ImpactCall] = []

    def open_call() -> None:
        opened.append(
            actions.open_impact_call(
                actor=story.leader,
                council=story.council,
                title=row["title"],
                description=row["description"],
                source=row["source"],
                takes_effect_on=story.day(row["takes_effect_on"]) if "takes_effect_on" in row else None,
                due=story.day(row["due"]),
            )
        )

    def answer(one: "Row") -> Callable[[], None]:
        def do() -> None:
            actor = story.somebody(one)
            if not may(actor, "network.answer_impact_call", opened[0]):
                return  # An older demo, whose county council has fewer enterprises.
            actions.answer_impact_call(
                actor=actor,
                call=opened[0],
                places=one["places"],
                income_share=Decimal(str(one["income_share"])),
                comment=one["comment"],
            )

        return do

    story.then(row["at"], open_call)
    for one in row["answer"]:
        story.then(one["at"], answer(one))


def _scenario(story: "Story", row: "Row") -> Callable[[], None]:
    def do() -> None:
        assumed = [
            Assumed(
                key=one["key"],
                number=Decimal(str(one["number"])),
                low=Decimal(str(one["low"])),
                high=Decimal(str(one["high"])),
                source=one["source"],
            )
            for one in row["assumption"]
        ]
        scenario = actions.save_scenario(
            actor=story.somebody(row["by"]),
            council=story.council,
            title=row["title"],
            description=row["description"],
            assumptions=assumed,
        )
        actions.publish_scenario(actor=story.leader, scenario=scenario, visibility=row["visibility"])

    return do
