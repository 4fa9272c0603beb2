"""Addresses of files that blocks bring: the same for everybody."""

from django.urls import path, re_path

from exercises.xblock import views

app_name = "xblock"
urlpatterns = [
    re_path(r"^tekst/(?P<name>[0-9a-f]{64}\.(?:js|css))$", views.text, name="text"),
    path("bron/<str:family>/<str:block_type>/<path:uri>", views.resource, name="resource"),
]
