"""Laying tables, moving people between them, and bringing everybody and everything together again."""

from datetime import timedelta
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.text import clean_text
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid
from events.recording import record
from workshops.boards.actions import show_all
from workshops.plans.models import Step
from workshops.sessions.actions import give_notice
from workshops.sessions.arrivals import when_joined, when_removed
from workshops.sessions.models import Participant
from workshops.sessions.opening import when_opened
from workshops.tables import events
from workshops.tables.lines import show_lines
from workshops.tables.mixing import LATE, MOVED, mix, place_for
from workshops.tables.models import Sitting, Table
from workshops.tables.queries import sat_together, somebody, to_seat

SMALLEST, LARGEST = 2, 20
MOST_SECONDS = 1800


# --- Who sits where ----------------------------------------------------------------------------------------------


@action("workshops.run", on="step")
def lay_tables(*, actor: Actor, step: Step, size: int | None = None) -> list[Table]:
    """Seat everybody by the rule in `workshops.tables.mixing`, also anew. What a table wrote stays there.

    Args:
        size: people at a table at most; as the plan says when None.

    Raises:
        Conflict: there are no tables in this step, or what they wrote has been collected.
        Invalid: a size that is not between 2 and 20.
    """
    _has_tables(step)
    size = step.settings["size"] if size is None else size
    if not SMALLEST <= size <= LARGEST:
        raise Invalid(fields={"size": [_("Choose between 2 and 20 people at a table.")]})
    if step.tables.filter(collected=True).exists():
        raise Conflict(_("What the tables wrote has been collected. Lay tables in another step instead."))
    return _lay(step, size)


def _has_tables(step: Step) -> None:
    if step.type != Step.Type.TABLES:
        raise Conflict(_("There are no tables in this step."))


def _lay(step: Step, size: int) -> list[Table]:
    seats = mix([somebody(one) for one in to_seat(step)], size, sat_together(step), seed=str(step.pk))
    there = list(step.tables.order_by("number"))
    first = there[-1].number + 1 if there else 1
    tables = there + [Table.objects.create(step=step, number=first + place) for place in range(len(seats) - len(there))]
    step.sittings.all().delete()
    Sitting.objects.bulk_create(
        Sitting(table=table, step=step, participant_id=UUID(seat.id), reason=seat.reason)
        for table, sitting in zip(tables, seats, strict=False)
        for seat in sitting
    )
    for table in tables:
        _laid(table, "laid")
    return tables


def _laid(table: Table, what: str) -> None:
    _touch(table)
    record(events.TableLaid(workshop=table.step.workshop_id, table=table.pk, what=what))


def _changed(table: Table, what: str) -> None:
    _touch(table)
    record(events.TableChanged(workshop=table.step.workshop_id, table=table.pk, what=what))


def _touch(table: Table) -> None:
    Table.objects.filter(pk=table.pk).update(version=F("version") + 1)


@when_opened(Step.Type.TABLES)
def lay_when_opened(step: Step) -> None:
    """Lay the tables when the step begins; where the hosts have done so before, seat who has come since."""
    if not step.tables.exists():
        _lay(step, step.settings["size"])
        return
    seated = set(step.sittings.values_list("participant", flat=True))
    for one in to_seat(step):
        if one.pk not in seated:
            _seat_late(step, one)


@when_joined
def seat_who_comes_late(participant: Participant) -> None:
    """Give somebody a table who comes while people are at work at theirs."""
    if participant.role != Participant.Role.PARTICIPANT:
        return
    open_now = Step.objects.select_for_update(no_key=True).filter(
        workshop=participant.workshop_id, type=Step.Type.TABLES, state=Step.State.OPEN
    )
    step = open_now.first()
    if step and not step.sittings.filter(participant=participant).exists():
        _seat_late(step, participant)


def _seat_late(step: Step, participant: Participant) -> None:
    sittings: dict[UUID, list[str]] = {}
    for sitting in step.sittings.select_related("participant"):
        sittings.setdefault(sitting.table_id, []).append(somebody(sitting.participant).organisation)
    # A table at which nobody sits was laid for more people than there are; nobody is put there alone.
    tables = [table for table in step.tables.order_by("number") if table.pk in sittings or not sittings]
    if not tables:
        return
    place = place_for(somebody(participant).organisation, [sittings.get(table.pk, []) for table in tables])
    Sitting.objects.create(table=tables[place], step=step, participant=participant, reason=LATE)
    _changed(tables[place], "seated")


@when_removed
def clear_the_place(participant: Participant) -> None:
    """Take somebody who was shown out from the table; where they sat in steps that are over stays known."""
    for sitting in participant.sittings.exclude(step__state=Step.State.CLOSED).select_related("table__step"):
        sitting.delete()
        _laid(sitting.table, "left")


@action("workshops.run", on="participant")
def move_to_table(*, actor: Actor, participant: Participant, table: UUID) -> Table:
    """Let somebody sit at another table of the same step. What they wrote stays where it was written.

    Raises:
        Invalid: there is no such table in this workshop, or whoever it is does not sit at tables.
    """
    wanted = Table.objects.filter(pk=table, step__workshop=participant.workshop_id).select_related("step").first()
    if wanted is None:
        raise Invalid(fields={"table": [_("There is no such table in this workshop.")]})
    if participant.role != Participant.Role.PARTICIPANT or participant.state != Participant.State.IN:
        raise Invalid(fields={"participant": [_("Only those who take part sit at tables.")]})
    sitting = wanted.step.sittings.filter(participant=participant).select_related("table__step").first()
    if sitting and sitting.table_id == wanted.pk:
        return wanted
    if sitting:
        sitting.delete()
        _laid(sitting.table, "moved")
    Sitting.objects.create(table=wanted, step=wanted.step, participant=participant, reason=MOVED)
    _laid(wanted, "moved")
    return wanted


@action("workshops.run", on="table")
def name_table(*, actor: Actor, table: Table, name: str) -> Table:
    """Give a table a name; without one it goes by its number."""
    table.name = clean_text(name, field="name", limit=80, required=False, one_line=True)
    table.save(update_fields=["name"])
    _changed(table, "named")
    return table


# --- Together again ----------------------------------------------------------------------------------------------


@action("workshops.run", on="step")
def collect(*, actor: Actor, step: Step) -> Step:
    """Show the whole room what every table wrote: notes, groups and lines.

    Raises:
        Conflict: no tables have been laid in this step.
    """
    _has_tables(step)
    if not step.tables.exists():
        raise Conflict(_("No tables have been laid in this step."))
    waiting = list(step.tables.filter(collected=False))
    if waiting:
        step.tables.update(collected=True)
        for table in waiting:
            _changed(table, "collected")
        show_all(step)
        show_lines(step)
    return step


@action("workshops.run_step", on="step")
def call_back(*, actor: Actor, step: Step, seconds: int) -> Step:
    """Call everybody back from the tables: the step ends in so many seconds, and all screens say so.

    Raises:
        Conflict: the step is not open, or has no tables.
        Invalid: not between 0 and 1800 seconds.
    """
    _has_tables(step)
    if step.state != Step.State.OPEN:
        raise Conflict(_("This step is not open."))
    if not 0 <= seconds <= MOST_SECONDS:
        raise Invalid(fields={"seconds": [_("Choose between 0 and 1800 seconds.")]})
    step.ends_at = clock.now() + timedelta(seconds=seconds)
    step.version += 1
    step.save()
    record(events.TablesCalledBack(workshop=step.workshop_id, step=step.pk))
    words = _("Finish what you are doing at your tables and come back to the whole group. The clock shows when.")
    give_notice(actor=actor, workshop=step.workshop, text=words)
    return step
