"""Addresses of the courses app."""

from django.urls import path

from courses import views

app_name = "courses"
urlpatterns = [
    path("cursussen/", views.catalogue, name="catalogue"),
    path("proef/oefening/", views.exercise_try, name="exercise-try"),
    path("proef/oefening/<slug:word>/<path:call_path>", views.try_call, name="try-call"),
]
