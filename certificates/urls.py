"""Addresses of certificates. /c/<number>/ is printed on paper: it stays."""

from django.urls import path

from certificates import check_views, holder_views, machine, organisation_views, views
from learning import converters  # noqa: F401 -- registers `place`

app_name = "certificates"
urlpatterns = [
    path("leren/<place:course_code>/klaar/", views.finish, name="finish"),
    path("mijn/bewijzen/", holder_views.my_certificates, name="mine"),
    path("mijn/bewijzen/<slug:code>/", holder_views.my_certificate, name="my-certificate"),
    path("mijn/bewijzen/<slug:code>/keuze/", holder_views.choose, name="choose"),
    path("mijn/bewijzen/<slug:code>/andere-naam/", holder_views.wish_name, name="wish-name"),
    path("mijn/bewijzen/<slug:code>/registernummer/", holder_views.add_number, name="add-number"),
    path("mijn/bewijs/<slug:code>/", holder_views.download, name="download"),
    path("mijn/bewijs/geen-mails/<str:token>/", holder_views.no_more_reminders, name="no-more-reminders"),
    path("organisatie/<uuid:uuid>/bewijzen/", organisation_views.shared_certificates, name="shared"),
    path(".well-known/did.json", machine.did_document, name="did-document"),
    path("status/<int:number>", machine.status_list, name="status-list"),  # in every credential: it stays
    path("c/", check_views.check_by_hand, name="check-by-hand"),
    path("c/bestand/", check_views.check_file, name="check-file"),
    path("c/<slug:code>/", check_views.check, name="check"),
]
