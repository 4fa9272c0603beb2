"""Addresses of certificates. /c/<number>/ is printed on paper: it stays."""

from django.urls import path

from certificates import check_views, views
from learning import converters  # noqa: F401 -- registers `place`

app_name = "certificates"
urlpatterns = [
    path("leren/<place:course_code>/klaar/", views.finish, name="finish"),
    path("mijn/bewijs/<slug:code>/", views.download, name="download"),
    path("mijn/bewijs/<slug:code>/naam/", views.show_name, name="show-name"),
    path("mijn/bewijs/geen-mails/<str:token>/", views.no_more_reminders, name="no-more-reminders"),
    path("c/", check_views.check_by_hand, name="check-by-hand"),
    path("c/bestand/", check_views.check_file, name="check-file"),
    path("c/<slug:code>/", check_views.check, name="check"),
]
