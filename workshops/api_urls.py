"""Addresses of the API of workshops."""

from django.urls import path

from workshops.ballots import api as ballots
from workshops.boards import api as boards
from workshops.sessions.api import plans, running

urlpatterns = [
    path("workshops", plans.Workshops.as_view()),
    path("workshops/<uuid:workshop>", plans.OneWorkshop.as_view()),
    path("workshops/<uuid:workshop>/announce", plans.Announce.as_view()),
    path("workshops/<uuid:workshop>/call-off", plans.CallOff.as_view()),
    path("workshops/<uuid:workshop>/steps", plans.Steps.as_view()),
    path("workshops/<uuid:workshop>/hosts", plans.Hosts.as_view()),
    path("workshop-hosts/<uuid:host>", plans.OneHost.as_view()),
    path("workshop-steps/<uuid:step>", plans.OneStep.as_view()),
    path("workshop-steps/<uuid:step>/place", plans.StepPlace.as_view()),
    path("workshops/<uuid:workshop>/start", running.Start.as_view()),
    path("workshops/<uuid:workshop>/pause", running.Pause.as_view()),
    path("workshops/<uuid:workshop>/resume", running.Resume.as_view()),
    path("workshops/<uuid:workshop>/end", running.End.as_view()),
    path("workshops/<uuid:workshop>/lock", running.Lock.as_view()),
    path("workshops/<uuid:workshop>/unlock", running.Unlock.as_view()),
    path("workshops/<uuid:workshop>/wheel", running.TakeWheel.as_view()),
    path("workshops/<uuid:workshop>/notice", running.Notice.as_view()),
    path("workshops/<uuid:workshop>/step", running.CurrentStep.as_view()),
    path("workshops/<uuid:workshop>/snapshot", running.Snapshot.as_view()),
    path("workshops/<uuid:workshop>/mine", running.Mine.as_view()),
    path("workshop-steps/<uuid:step>/close", running.Close.as_view()),
    path("workshop-steps/<uuid:step>/reveal", running.Reveal.as_view()),
    path("workshop-steps/<uuid:step>/hide-authors", running.HideAuthors.as_view()),
    path("workshop-steps/<uuid:step>/time", running.MoreTime.as_view()),
    path("workshop-joins", running.Join.as_view()),
    path("workshop-participants/<uuid:participant>", running.OneParticipant.as_view()),
    path("workshop-participants/<uuid:participant>/extra-time", running.ExtraTime.as_view()),
    path("workshop-steps/<uuid:step>/notes/<uuid:note>", boards.NewNote.as_view()),
    path("workshop-steps/<uuid:step>/groups/<uuid:group>", boards.NewGroup.as_view()),
    path("workshop-notes/<uuid:note>", boards.OneNote.as_view()),
    path("workshop-notes/<uuid:note>/place", boards.NotePlace.as_view()),
    path("workshop-notes/<uuid:note>/redact", boards.Redact.as_view()),
    path("workshop-groups/<uuid:group>", boards.OneGroup.as_view()),
    path("workshop-groups/<uuid:group>/place", boards.GroupPlace.as_view()),
    path("workshop-late/<uuid:late>/take-in", boards.TakeIn.as_view()),
    path("workshop-late/<uuid:late>/leave-out", boards.LeaveOut.as_view()),
    path("workshop-steps/<uuid:step>/dots", ballots.Dots.as_view()),
    path("workshop-steps/<uuid:step>/answers", ballots.Answers.as_view()),
    path("workshop-steps/<uuid:step>/answers/redact", ballots.RedactAnswer.as_view()),
]
