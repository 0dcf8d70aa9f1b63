"""Who may do what on a board."""

from typing import Any

import rules

from workshops.boards.models import Group, Late, Note
from workshops.plans.models import Step
from workshops.sessions.owners import owner_of
from workshops.sessions.queries import is_open_for, participant_in
from workshops.sessions.rules import goes_on, is_in, is_over, runs
from workshops.tables.queries import sits_at

Target = Note | Group | Late


@rules.predicate
def wrote_it(actor: Any, target: Target | None) -> bool:
    """Its author, who is known by the keyed digest alone."""
    if not isinstance(target, Note | Late) or not target.owner:
        return False
    me = participant_in(actor, target.step.workshop)
    return me is not None and target.owner == owner_of(me, target.step)


@rules.predicate
def step_is_open(actor: Any, target: Target | None) -> bool:
    if target is None:
        return False
    me = participant_in(actor, target.step.workshop)
    return me is not None and is_open_for(target.step, me)


@rules.predicate
def all_may_group(actor: Any, target: Target | Step | None) -> bool:
    step = target if isinstance(target, Step) else target.step if target else None
    return step is not None and step.setting("grouping") == "everybody"


@rules.predicate
def sees_it(actor: Any, target: Target | None) -> bool:
    """Notes at a table are that table's; hidden ones their author's."""
    if target is None:
        return False
    if target.table_id is not None:
        return sits_at(actor, target.table_id)
    return not target.step.setting("hidden") or target.step.revealed


rules.add_perm("workshops.edit_note", (wrote_it & step_is_open & is_in) | (runs & ~is_over))
rules.add_perm("workshops.remove_note", (wrote_it & step_is_open & is_in) | (runs & ~is_over))
rules.add_perm("workshops.arrange", (is_in & step_is_open & ((all_may_group & sees_it) | wrote_it)) | (runs & ~is_over))
rules.add_perm("workshops.group_notes", (is_in & goes_on & all_may_group) | (runs & ~is_over))
rules.add_perm("workshops.redact", runs)
rules.add_perm("workshops.take_in", runs & ~is_over)
