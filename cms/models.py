"""All tables of this app, where Django looks for them. They are defined by concept."""

from cms.answers import models as answers
from cms.consultation import models as consultation
from cms.editing import models as editing
from cms.library import models as library
from cms.library.models import CouncilDocument, CouncilImage, CouncilRendition
from cms.pages import models as pages
from cms.policy import models as policy
from cms.publishing import models as publishing
from cms.reach import models as reach
from cms.search import models as search

__all__ = [
    "CouncilDocument",
    "CouncilImage",
    "CouncilRendition",
    "answers",
    "consultation",
    "editing",
    "library",
    "pages",
    "policy",
    "publishing",
    "reach",
    "search",
]
