"""Addresses of the tools. People read them aloud, so they are Dutch."""

from django.urls import path

from tools.views import card, dialogue, ecogram, first_step, offer, route, search

app_name = "tools"
urlpatterns = [
    path("zoeken/", search.search, name="search"),
    path("gereedschap/", offer.index, name="index"),
    path("gereedschap/gesprek/", dialogue.dialogues, name="dialogues"),
    path("gereedschap/gesprek/<uuid:exercise_id>/", dialogue.dialogue, name="dialogue"),
    path("gereedschap/ecogram/", ecogram.ecogram, name="ecogram"),
    path("gereedschap/bij-wie/", route.route, name="route"),
    path("gereedschap/eerste-stap/", first_step.first_step, name="first-step"),
    path("gereedschap/kijkkaart/", card.cards, name="cards"),
    path("gereedschap/kijkkaart/<slug:name>/", card.card, name="card"),
]
