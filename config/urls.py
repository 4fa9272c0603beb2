"""Every address of the site. Paths for learners are Dutch: people read them aloud."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from config import installing, views
from config.media import serve_image
from exercises.registry import kinds

handler500 = "config.views.server_error"

urlpatterns = [
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("sw.js", installing.worker, name="worker"),
    re_path(r"^media/(?P<path>images/.*)$", serve_image),
    path("documenten/", include(wagtaildocs_urls)),
    path("", include("accounts.urls")),  # before the admin, whose own sign-in asks for passwords
    path("admin/", include(wagtailadmin_urls)),
    path("", include("certificates.urls")),
    path("", include("privacy.urls")),
    *(path(f"oefening/{kind.kind}/", include(kind.urls)) for kind in kinds().values() if kind.urls),
    path("", include("learning.urls")),
    path("", include("tools.urls")),
    path("", include("courses.urls")),
    path("", include("cms.urls")),
    path("", include(wagtail_urls)),
]
