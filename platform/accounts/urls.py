"""Addresses of people's pages."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("min-sida/", views.my_page, name="my_page"),
    path("min-sida/agera-for/", views.act_for, name="act_for"),
    path("min-sida/session/<int:session>/", views.end_session, name="end_session"),
    path("min-sida/bjud-in/", views.invite, name="invite"),
    path("min-sida/inbjudan/<uuid:invitation>/ta-tillbaka/", views.withdraw_invitation, name="withdraw_invitation"),
    path("min-sida/nycklar/", views.create_token, name="create_token"),
    path("min-sida/nycklar/<uuid:token>/aterkalla/", views.revoke_token, name="revoke_token"),
    path("inbjudan/<str:secret>/", views.invitation, name="invitation"),
    path("demo/logga-in/", views.demo_sign_in, name="demo_sign_in"),
    path("demo/post/", views.demo_mail, name="demo_mail"),
    path("demo/post/<str:mail>/", views.demo_mail, name="demo_mail_one"),
]
