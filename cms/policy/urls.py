"""Addresses of policies besides their pages."""

from django.urls import path

from cms.policy import views
from cms.policy.following import follow

urlpatterns = [
    path("policyversion/<uuid:version>/", views.policy_version, name="policy_version"),
    path("policyversion/<uuid:old>/jamfor/<uuid:new>/", views.compare_versions, name="compare_versions"),
    path("policylofte/<int:commitment>/", follow, name="follow_commitment"),
]
