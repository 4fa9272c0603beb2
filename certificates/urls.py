"""Addresses of certificates. /c/<number>/ is printed on paper: it stays."""

from django.urls import path

from certificates import views
from learning import converters  # noqa: F401 -- registers `place`

app_name = "certificates"
urlpatterns = [
    path("leren/<place:course_code>/klaar/", views.finish, name="finish"),
    path("mijn/bewijs/<slug:code>/", views.download, name="download"),
    path("mijn/bewijs/<slug:code>/naam/", views.show_name, name="show-name"),
    path("mijn/bewijs/geen-mails/<str:token>/", views.no_more_reminders, name="no-more-reminders"),
    path("c/", views.check_by_hand, name="check-by-hand"),
    path("c/<slug:code>/", views.check, name="check"),
]
