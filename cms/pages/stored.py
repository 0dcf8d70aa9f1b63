"""What the site stores in a browser, and why. Nothing of it needs consent: all of it does what the visitor asked for
(act 2022:482, chapter 9, section 28)."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Stored:
    """One thing that is stored."""

    name: str
    where: str | Promise
    why: str | Promise
    how_long: str | Promise


STORED = (
    Stored(settings.SESSION_COOKIE_NAME, _("cookie"), _("Keeps you signed in."), _("14 days, or until you sign out")),
    Stored(
        "csrftoken",
        _("cookie"),
        _("Proves that a form you send comes from this site. Set when you sign in."),
        _("one year"),
    ),
    Stored(
        "messages", _("cookie"), _("Carries one line such as “Saved” to the next page."), _("until it has been shown")
    ),
    Stored(
        settings.LANGUAGE_COOKIE_NAME,
        _("cookie"),
        _("Remembers the language you chose."),
        _("until you close the browser"),
    ),
    Stored(
        "arenan",
        _("storage in the browser"),
        _("Keeps what you have written but not sent yet, when you are signed in."),
        _("until it is sent, or you sign out"),
    ),
)
