"""Everything one can do with a consultation."""

from cms.consultation.actions.answering import (
    adopt_subject,
    give_answer,
    join_consultation,
    save_answer,
)
from cms.consultation.actions.concluding import publish_consultation, respond
from cms.consultation.actions.preparing import (
    add_party,
    change_consultation,
    prepare_consultation,
    remove_party,
    set_questions,
)
from cms.consultation.actions.rooms import tie_section_room
from cms.consultation.actions.running import (
    close_consultation,
    close_when_over,
    extend_deadline,
    note_party_reminded,
    open_consultation,
    replace_subject,
    withdraw_consultation,
)

__all__ = [
    "add_party",
    "adopt_subject",
    "change_consultation",
    "close_consultation",
    "close_when_over",
    "extend_deadline",
    "give_answer",
    "join_consultation",
    "note_party_reminded",
    "open_consultation",
    "prepare_consultation",
    "publish_consultation",
    "remove_party",
    "replace_subject",
    "respond",
    "save_answer",
    "set_questions",
    "tie_section_room",
    "withdraw_consultation",
]
