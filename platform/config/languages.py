"""Which languages there are: one for every catalogue in a folder, beside those that are always there."""

from pathlib import Path

from django.conf.locale import LANG_INFO
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COMPLETE = (("sv", _("Swedish")), ("en", _("English")))
"""Languages of the whole house. English needs no catalogue: the texts in the code are English."""


def languages_in(folder: Path) -> list[tuple[str, str | Promise]]:
    """Return code and name of each language that pages may be in: the complete ones, then one for each catalogue.

    A language is added by putting its catalogue into the folder. It then has pages, and is offered for the rest of the
    house only when it is named in `COMPLETE`.
    """
    have = dict(COMPLETE)
    codes = sorted(one.parents[1].name for one in folder.glob("*/LC_MESSAGES/django.po"))
    more = [(code, _(LANG_INFO[code]["name"])) for code in codes if code in LANG_INFO and code not in have]
    return [*COMPLETE, *more]
