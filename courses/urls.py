"""Addresses of the courses app."""

from django.urls import path

from courses import views

app_name = "courses"
urlpatterns = [
    path("cursussen/", views.catalogue, name="catalogue"),
    path("proef/oefening/", views.exercise_try, name="exercise-try"),
]
