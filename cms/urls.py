"""Addresses of the cms app."""

from django.urls import path

from cms import views

app_name = "cms"
urlpatterns = [
    path("bronnen/", views.sources, name="sources"),
    path("woordenlijst/", views.glossary, name="glossary"),
    path("weergave/", views.display, name="display"),
    path("demo/thema/", views.demo_theme, name="demo-theme"),
    path("stijl/", views.style_page, name="style"),
    path("thema/<slug:digest>.css", views.theme_sheet, name="theme-sheet"),
    path("illustraties/<slug:key>.svg", views.illustration, name="illustration"),
]
