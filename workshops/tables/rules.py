"""Who may do what at a table."""

from typing import Any

import rules

from workshops.boards.rules import step_is_open
from workshops.sessions.rules import goes_on, is_in, is_over, runs
from workshops.tables.models import Line, Table
from workshops.tables.queries import sits_at


@rules.predicate
def sits_there(actor: Any, target: Table | Line | None) -> bool:
    """Whoever has a place at the table."""
    if target is None:
        return False
    return sits_at(actor, target.table_id if isinstance(target, Line) else target.pk)


rules.add_perm("workshops.write_line", (sits_there & is_in & goes_on) | (runs & ~is_over))
rules.add_perm("workshops.edit_line", (sits_there & is_in & step_is_open) | (runs & ~is_over))
