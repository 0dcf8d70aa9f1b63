"""`@action`: the only door through which anything is written."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.db import models, transaction

from events import idempotency, recording
from events.actor import Actor, System
from events.errors import Forbidden, NotVisible
from events.rights import may


@dataclass(frozen=True)
class ActionInfo:
    """What the house knows of an action: its name, its rule, and the argument the rule looks at."""

    name: str
    rule: str
    on: str
    function: Callable[..., Any]


actions: dict[str, ActionInfo] = {}
cause: ContextVar[int | None] = ContextVar("cause", default=None)
"""The event that what runs now is a reaction to."""


def action[F: Callable[..., Any]](rule: str, *, on: str = "") -> Callable[[F], F]:
    """Make a function an action.

    It then runs in one transaction: the key is claimed, the object named by `on` is read afresh and locked,
    the rule is asked, the body runs, and the recorded events are written last. An action called by another
    joins its transaction and its events.

    Args:
        rule: name of a permission in some app's `rules.py`; there is no action without one.
        on: name of the keyword argument that the rule is asked about; empty when there is no object yet.

    Raises (from the action):
        NotVisible: the object is gone.
        Forbidden: the rule says no.
        KeyReused: the idempotency key belongs to another request.
    """

    def decorate(function: F) -> F:
        app = function.__module__.split(".")[0]
        info = ActionInfo(f"{app}.{function.__name__}", rule, on, function)
        actions[info.name] = info

        @wraps(function)
        def run(*, actor: Actor, **arguments: Any) -> Any:
            key = idempotency.take_key()
            outer = recording.current.get()
            if outer is not None:
                return _nested(info, outer, actor, arguments)
            return _outermost(info, key, actor, arguments)

        return cast(F, run)

    return decorate


def _outermost(info: ActionInfo, key: str, actor: Actor, arguments: dict[str, Any]) -> Any:
    recorder = recording.Recorder(actor, caused_by=cause.get())
    token = recording.current.set(recorder)
    try:
        with transaction.atomic():
            answer = None
            if key:
                # The same words for another organisation are another request.
                print_ = idempotency.fingerprint(f"{info.name} {actor.acting_for_ref}", arguments)
                answer, new = idempotency.claim(actor, key, print_)
                if not new:
                    return idempotency.recall(answer)
            result = _guarded(info, actor, arguments)
            if answer:
                idempotency.keep(answer, result)
            recording.flush(recorder)
            return result
    finally:
        recording.current.reset(token)


def _nested(info: ActionInfo, outer: recording.Recorder, actor: Actor, arguments: dict[str, Any]) -> Any:
    mark = len(outer.entries)
    try:
        with transaction.atomic():
            return _guarded(info, actor, arguments)
    except BaseException:
        del outer.entries[mark:]
        raise


def _guarded(info: ActionInfo, actor: Actor, arguments: dict[str, Any]) -> Any:
    target = None
    if info.on:
        target = arguments[info.on] = _fresh(arguments[info.on])
    if not isinstance(actor, System) and not may(actor, info.rule, target):
        raise Forbidden
    return info.function(actor=actor, **arguments)


def _fresh(target: models.Model) -> models.Model:
    # The caller read the object outside this transaction; the rule must judge what is true now.
    manager = type(target)._default_manager
    found = manager.select_for_update(no_key=True).filter(pk=target.pk).first()
    if found is None:
        raise NotVisible
    return found
