"""Addresses of what somebody may ask about themselves. A guest may ask it as well."""

from django.urls import path

from privacy import views

app_name = "privacy"
urlpatterns = [
    path("mijn/gegevens/", views.my_data, name="my-data"),
    path("mijn/gegevens/bestand/", views.my_data_file, name="my-data-file"),
    path("mijn/gegevens/wissen/", views.erase_me, name="erase"),
    path("mijn/gegevens/gewist/", views.erased, name="erased"),
    path("mijn/toestemming/", views.consents, name="consents"),
]
