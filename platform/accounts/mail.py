"""Mail about accounts, sent by the worker in reaction to events."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.events import InvitationSent
from accounts.models import Invitation
from accounts.queries import invitation_secret
from events.models import Event
from events.reactions import reacts_to


@reacts_to(InvitationSent)
def send_invitation(happened: InvitationSent, _event: Event) -> None:
    """Send the link, unless the invitation has been used or taken back meanwhile."""
    invitation = Invitation.objects.select_related("organisation", "invited_by").get(pk=happened.invitation)
    if not invitation.is_open:
        return
    link = settings.BASE_URL + reverse("accounts:invitation", args=[invitation_secret(invitation)])
    with translation.override(settings.LANGUAGE_CODE):
        context = {"invitation": invitation, "link": link}
        send_mail(
            subject=_("Invitation to Arenan from %(organisation)s") % {"organisation": invitation.organisation},
            message=render_to_string("mail/invitation.txt", context),
            html_message=render_to_string("mail/invitation.html", context),
            from_email=None,
            recipient_list=[invitation.email],
        )
