"""Addresses of the pages with which organisations report and approvers review."""

from django.urls import URLPattern, path

from network.goals.views import reporting, returns, review

RETURN = "rapportera/rapport/<uuid:report>/"

urlpatterns: list[URLPattern] = [
    path("rapportera/", reporting.reporting, name="reporting"),
    path("rapportera/granska/", review.review, name="review"),
    path("rapportera/underlag/<uuid:value>/", returns.evidence, name="evidence"),
    path(RETURN, returns.one_return, name="return"),
    path(f"{RETURN}spara/", returns.save, name="save_return"),
    path(f"{RETURN}skicka/", returns.submit, name="submit_return"),
    path(f"{RETURN}inget/", returns.answer, name="answer_return"),
    path(f"{RETURN}ta-upp/", returns.reopen, name="reopen_return"),
    path(f"{RETURN}underlag/", returns.attach, name="attach_evidence"),
    path(f"{RETURN}godkann/", review.approve, name="approve_return"),
    path(f"{RETURN}aterlamna/", review.send_back, name="send_back_return"),
    path("rapportera/<slug:council>/<uuid:period>/", reporting.grid, name="grid"),
]
