"""All tables of this app, where Django looks for them. They are defined by concept."""

from cms.consultation import models as consultation
from cms.library import models as library
from cms.library.models import CouncilDocument, CouncilImage, CouncilRendition
from cms.pages import models as pages
from cms.policy import models as policy
from cms.publishing import models as publishing

__all__ = [
    "CouncilDocument",
    "CouncilImage",
    "CouncilRendition",
    "consultation",
    "library",
    "pages",
    "policy",
    "publishing",
]
