"""Mail about accounts, sent by the worker in reaction to events."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

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
        shown = {
            "organisation": invitation.organisation,
            "title": invitation.title,
            "by": invitation.invited_by.name,
            "expires_at": invitation.expires_at,
        }
        context = {"invitation": shown, "url": link, "base_url": settings.BASE_URL}
        send_mail(
            subject=render_to_string("mail/invitation_subject.txt", context).strip(),
            message=render_to_string("mail/invitation.txt", context),
            html_message=render_to_string("mail/invitation.html", context),
            from_email=None,
            recipient_list=[invitation.email],
        )
