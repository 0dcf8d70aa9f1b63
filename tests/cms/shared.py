"""A small public site for tests: the foundation, and a page of a kind when one is asked for."""

from typing import Any

from wagtail.models import Collection

from cms.foundation import lay_foundation
from cms.pages.models import CouncilPage, StartPage
from tests.world import SYSTEM, World


def site(world: World) -> StartPage:
    """Lay the site; the association owns its sections."""
    library_root()
    return lay_foundation(actor=SYSTEM, owner=world.organisations["association"])


def page(model: type[CouncilPage], parent: Any, title: str, *, live: bool = True, **fields: Any) -> Any:
    """Add a page below `parent` and publish it, or leave it a draft."""
    made = model(
        title=title, organisation=fields.pop("organisation", parent.specific.organisation), live=False, **fields
    )
    parent.add_child(instance=made)
    revision = made.save_revision()
    if live:
        revision.publish()
    made.refresh_from_db()
    return made


def section(start: StartPage, slug: str) -> Any:
    """Return a section of the site by its slug."""
    return start.get_children().get(slug=slug).specific


def library_root() -> None:
    """Lay what the library stands on, as Wagtail's migrations do: a test that commits has emptied the tables after them."""
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
