"""Addresses of the pages of shared goals."""

from network.goals.views.exchange_urls import urlpatterns as exchange
from network.goals.views.managing_urls import urlpatterns as managing
from network.goals.views.reading_urls import urlpatterns as reading
from network.goals.views.reminders_urls import urlpatterns as reminders
from network.goals.views.reporting_urls import urlpatterns as reporting

app_name = "network"
urlpatterns = [*managing, *exchange, *reminders, *reporting, *reading]
