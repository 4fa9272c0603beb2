"""Addresses of the cms app."""

from django.urls import path

from cms import views

app_name = "cms"
urlpatterns = [
    path("bronnen/", views.sources, name="sources"),
    path("illustraties/<slug:key>.svg", views.illustration, name="illustration"),
]
