"""What a council's list of what has happened says of workshops."""

from django.utils.translation import gettext_lazy as _

from council.rooms.activity import tells

tells(
    {
        "workshops.programme_planned": _("planned a programme of workshops"),
        "workshops.programme_changed": _("changed a programme of workshops"),
        "workshops.workshop_announced": _("announced a workshop"),
        "workshops.workshop_started": _("began a workshop"),
        "workshops.workshop_ended": _("ended a workshop"),
        "workshops.workshop_cancelled": _("called off a workshop"),
    }
)
