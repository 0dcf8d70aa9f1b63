"""Addresses of the API of consultations."""

from django.urls import path

from cms.consultation.api import views

_ONE = "consultations/<uuid:consultation>"
urlpatterns = [
    path("consultations", views.Consultations.as_view()),
    path(_ONE, views.OneConsultation.as_view()),
    path(f"{_ONE}/questions", views.Questions.as_view()),
    path(f"{_ONE}/parties", views.Parties.as_view()),
    path(f"{_ONE}/parties/<uuid:party>", views.OneParty.as_view()),
    path(f"{_ONE}/open", views.Open.as_view()),
    path(f"{_ONE}/subject", views.Subject.as_view()),
    path(f"{_ONE}/deadline", views.Deadline.as_view()),
    path(f"{_ONE}/close", views.Close.as_view()),
    path(f"{_ONE}/withdraw", views.Withdraw.as_view()),
    path(f"{_ONE}/publish", views.Publish.as_view()),
    path(f"{_ONE}/join", views.Join.as_view()),
    path(f"{_ONE}/answers", views.Answers.as_view()),
    path(f"{_ONE}/answer", views.OwnAnswer.as_view()),
    path(f"{_ONE}/answer/give", views.GiveAnswer.as_view()),
    path(f"{_ONE}/answer/subject", views.AdoptSubject.as_view()),
    path(f"{_ONE}/positions/<uuid:position>/response", views.OnPosition.as_view()),
    path(f"{_ONE}/remarks/<uuid:remark>/response", views.OnRemark.as_view()),
]
