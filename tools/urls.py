"""Addresses of the tools. People read them aloud, so they are Dutch."""

from django.urls import path

from tools.views import dialogue, offer

app_name = "tools"
urlpatterns = [
    path("gereedschap/", offer.index, name="index"),
    path("gereedschap/gesprek/", dialogue.dialogues, name="dialogues"),
    path("gereedschap/gesprek/<uuid:exercise_id>/", dialogue.dialogue, name="dialogue"),
]
