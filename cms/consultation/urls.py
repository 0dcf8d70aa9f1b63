"""Addresses of the pages of consultations."""

from django.urls import path, re_path

from cms.consultation.views import answering, managing, reading, rooms

urlpatterns = [
    path("remisser/", reading.consultations, name="consultations"),
    path("remisser/ny/<int:policy>/", managing.prepare, name="prepare_consultation"),
    path("remisser/<uuid:consultation>/", reading.consultation, name="consultation"),
    path("remisser/<uuid:consultation>/sammanstallning/", reading.answers, name="answers"),
    path("remisser/<uuid:consultation>/svar/<uuid:answer>/", reading.answer, name="answer"),
    path("remisser/<uuid:consultation>/delta/", answering.join, name="join_consultation"),
    path("remisser/<uuid:consultation>/svara/", answering.write, name="write_answer"),
    path("remisser/<uuid:consultation>/svara/ny-text/", answering.adopt, name="adopt_subject"),
    path("remisser/<uuid:consultation>/andra/", managing.change, name="change_consultation"),
    path("remisser/<uuid:consultation>/fragor/", managing.questions, name="set_questions"),
    path("remisser/<uuid:consultation>/instanser/", managing.parties, name="set_parties"),
    path("remisser/<uuid:consultation>/instanser/<uuid:party>/ta-bort/", managing.remove_party, name="remove_party"),
    path("remisser/<uuid:consultation>/mer-tid/", managing.extend, name="extend_deadline"),
    path("remisser/<uuid:consultation>/dra-tillbaka/", managing.withdraw, name="withdraw_consultation"),
    path("remisser/<uuid:consultation>/rum/<uuid:section>/", rooms.tie, name="tie_room"),
    re_path(
        r"^remisser/(?P<consultation>[0-9a-f-]{36})/(?P<step>oppna|ny-text|stang|publicera)/$",
        managing.step,
        name="step_consultation",
    ),
    re_path(
        r"^remisser/(?P<consultation>[0-9a-f-]{36})/bemotande/(?P<kind>standpunkt|synpunkt)/(?P<point>[0-9a-f-]{36})/$",
        managing.respond,
        name="respond",
    ),
]
