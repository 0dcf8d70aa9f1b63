"""Everything a person can do in rooms, by what it concerns."""

from council.rooms.actions.messages import (
    attach_file,
    delete_message,
    edit_message,
    hide_message,
    lock_thread,
    post_message,
    react,
    show_message,
    take_back_reaction,
    unlock_thread,
)
from council.rooms.actions.own import mark_read, save_draft
from council.rooms.actions.questions import answer_question, ask_question, withdraw_question
from council.rooms.actions.rooms import (
    archive_room,
    change_room,
    dispose,
    edit_summary,
    invite_member,
    open_room,
    remove_member,
)
from council.rooms.actions.ties import make_activity, tell_of_activity, tell_of_goal, tie_room

__all__ = [
    "answer_question",
    "archive_room",
    "ask_question",
    "attach_file",
    "change_room",
    "delete_message",
    "dispose",
    "edit_message",
    "edit_summary",
    "hide_message",
    "invite_member",
    "lock_thread",
    "make_activity",
    "mark_read",
    "open_room",
    "post_message",
    "react",
    "remove_member",
    "save_draft",
    "show_message",
    "take_back_reaction",
    "tell_of_activity",
    "tell_of_goal",
    "tie_room",
    "unlock_thread",
    "withdraw_question",
]
