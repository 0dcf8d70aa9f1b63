"""How the sign-in library is bent to this house: nobody signs up, people are invited."""

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from accounts.models import Person


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """E-mail is the name; accounts come from invitations."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def validation_error(self, code: str, *args: Any) -> Exception:
        """Answer 429 where the library would only put a fault beside the field."""
        if code == "too_many_login_attempts":
            return cast(Exception, ImmediateHttpResponse(respond_429(context.request)))
        return cast(Exception, super().validation_error(code, *args))

    def populate_username(self, request: HttpRequest, user: Person) -> None:
        """There is no user name to make up."""


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An agency's sign-in lets known people in; it makes no accounts."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
