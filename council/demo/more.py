"""Where a higher floor enters what it adds to the demo world: the site's pages, and what comes later."""

from collections.abc import Callable, Iterable

from council.demo.world import World

Loader = Callable[[World], Iterable[str]]
_loaders: list[Loader] = []


def loads_demo(loader: Loader) -> Loader:
    """Enter a function that loads its part of the demo world.

    It is given what has been loaded so far, does what is missing, and returns a line for each thing that it did. It
    is called after all of this floor's own parts, each time the demo world is loaded.
    """
    _loaders.append(loader)
    return loader


def load_more(world: World) -> list[str]:
    """Load what higher floors have entered, in the order in which they did."""
    return [line for loader in _loaders for line in loader(world)]
