"""The phases of an enterprise's life, from idea to growing or closing (report p. 25, the whole-life support model)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """A phase, in order."""

    IDEA = "idea", _("Idea")
    ANALYSIS = "analysis", _("Establishment analysis")
    INCUBATION = "incubation", _("Incubation")
    FOUNDING = "founding", _("Founding")
    TENDERING = "tendering", _("First assignments and tenders")
    OPERATING = "operating", _("Running the enterprise")
    SCALING = "scaling", _("Growing, changing or closing")


class LegalForm(models.TextChoices):
    """Legal forms that a work-integrating social enterprise may have."""

    ECONOMIC_ASSOCIATION = "economic-association", _("Economic association")
    NONPROFIT = "nonprofit", _("Non-profit association")
    FOUNDATION = "foundation", _("Foundation")
    LIMITED = "limited", _("Limited company")
    LIMITED_NO_PROFIT = "limited-no-profit", _("Limited company with restriction on profit distribution")
