"""Asking a rule. Pages, API, sockets and actions all ask here."""

import rules

from events.actor import Actor


def may(actor: Actor, rule: str, target: object = None) -> bool:
    """Say whether `actor` may do what `rule` stands for, to `target`.

    Args:
        rule: name of a permission from some app's `rules.py`, such as `council.post_message`.
    """
    return bool(rules.has_perm(rule, actor, target))  # type: ignore[no-untyped-call]


def is_rule(name: str) -> bool:
    """Say whether there is a rule of that name."""
    return bool(rules.perm_exists(name))  # type: ignore[no-untyped-call]
