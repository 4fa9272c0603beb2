"""Addresses of the cms app."""

from django.urls import path

from cms import views

app_name = "cms"
urlpatterns = [
    path("bronnen/", views.sources, name="sources"),
    path("demo/thema/", views.demo_theme, name="demo-theme"),
    path("thema/<slug:digest>.css", views.theme_sheet, name="theme-sheet"),
    path("illustraties/<slug:key>.svg", views.illustration, name="illustration"),
]
