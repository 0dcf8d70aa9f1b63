"""Making the index anew when the rules by which it was made have changed."""

from django.core.cache import cache
from django.tasks import task

from cms.search import keeping

_ONCE = "cms.search.make_anew"
_WAIT = 600
"""Seconds until it is asked for again, if nothing came of it."""


@task
def make_anew() -> None:
    """Make the index anew, unless that has been done meanwhile."""
    if not keeping.is_current():
        keeping.rebuild()


def make_current() -> None:
    """See to it that the index is made anew, in a worker, if it was made by other rules than those of now."""
    if not keeping.is_current() and cache.add(_ONCE, True, _WAIT):
        make_anew.enqueue()
