"""Who of the demo's people works in the editors' rooms, and as what."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext, override

from cms.demo.files import read_rows
from council.demo.world import World


def load_editors(world: World) -> str:
    """Give people their groups; return a line that counts those who are new."""
    new = 0
    with override("sv"):  # A group has one name, and it was given in Swedish.
        for row in read_rows("editors.toml", "editor"):
            person = world.people[row["person"]]
            wanted = Group.objects.filter(name__in=[gettext(name) for name in row["groups"]])
            missing = wanted.exclude(pk__in=person.groups.all())
            if missing.exists():
                person.groups.add(*missing)
                new += 1
    return f"{new} editors" if new else ""
