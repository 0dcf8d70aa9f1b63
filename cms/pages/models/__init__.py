"""Every kind of page."""

from cms.pages.models.accessibility import AccessibilityPage, KnownFault
from cms.pages.models.base import CouncilPage, SectionPage
from cms.pages.models.calendar import CalendarPage, EventPage
from cms.pages.models.contacts import ContactIndexPage, ContactPage
from cms.pages.models.glossary import GlossaryPage, TermPage
from cms.pages.models.guide import GuidePage, GuideStepPage, Obstacle, StepPart
from cms.pages.models.knowledge import KnowledgeIndexPage, KnowledgePage
from cms.pages.models.measures import MeasureChange, MeasureForm, MeasureIndexPage, MeasurePage
from cms.pages.models.news import NewsIndexPage, NewsPage
from cms.pages.models.policy import Commitment, PolicyIndexPage, PolicyPage, PolicyStatus
from cms.pages.models.responsibilities import Responsibility, ResponsibilityIndexPage, ResponsibilityPage
from cms.pages.models.standard import StandardPage
from cms.pages.models.start import Pick, StartPage

PAGES: tuple[type[CouncilPage], ...] = (
    StartPage,
    NewsIndexPage,
    NewsPage,
    PolicyIndexPage,
    PolicyPage,
    GuidePage,
    GuideStepPage,
    MeasureIndexPage,
    MeasurePage,
    ResponsibilityIndexPage,
    ResponsibilityPage,
    KnowledgeIndexPage,
    KnowledgePage,
    CalendarPage,
    EventPage,
    GlossaryPage,
    TermPage,
    ContactIndexPage,
    ContactPage,
    AccessibilityPage,
    StandardPage,
)

__all__ = [
    "PAGES",
    "AccessibilityPage",
    "CalendarPage",
    "Commitment",
    "ContactIndexPage",
    "ContactPage",
    "CouncilPage",
    "EventPage",
    "GlossaryPage",
    "GuidePage",
    "GuideStepPage",
    "KnowledgeIndexPage",
    "KnowledgePage",
    "KnownFault",
    "MeasureChange",
    "MeasureForm",
    "MeasureIndexPage",
    "MeasurePage",
    "NewsIndexPage",
    "NewsPage",
    "Obstacle",
    "Pick",
    "PolicyIndexPage",
    "PolicyPage",
    "PolicyStatus",
    "Responsibility",
    "ResponsibilityIndexPage",
    "ResponsibilityPage",
    "SectionPage",
    "StandardPage",
    "StartPage",
    "StepPart",
    "TermPage",
]
