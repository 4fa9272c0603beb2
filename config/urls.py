"""Every address of the site. Paths for learners are Dutch: people read them aloud."""

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from config import views

handler500 = "config.views.server_error"

urlpatterns = [
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("documenten/", include(wagtaildocs_urls)),
    path("", include("accounts.urls")),  # before the admin, whose own sign-in asks for passwords
    path("admin/", include(wagtailadmin_urls)),
    path("", include("certificates.urls")),
    path("", include("learning.urls")),
    path("", include("courses.urls")),
    path("", include("cms.urls")),
    path("", include(wagtail_urls)),
]
if not settings.STORAGES["default"]["BACKEND"].endswith("S3Storage"):
    from django.urls import re_path

    from config.media import serve_image

    urlpatterns.insert(0, re_path(r"^media/(?P<path>images/.*)$", serve_image))
