"""What every exercise has around it, whatever its kind."""

from django.utils.translation import override

from exercises.choice.kind import ChoiceExercise
from exercises.registry import kind
from tests.exercises import html, play


def test_facts_in_an_exercise_show_where_they_come_from_and_advice_of_ours_has_no_source() -> None:
    raw = play.raw_example(kind("choice")) | {"src": "S1, O, L:pharos"}

    page = html.parse(play.show(play.exercise_from(kind("choice"), raw)))

    links = page.select(".exercise__sources a")
    assert [link["href"] for link in links] == ["/bronnen/#bron-S1", "/bronnen/#bron-L:pharos"]
    assert [html.text_of(link) for link in links] == ["bron S1", "bron pharos"]


def test_exercise_without_sources_speaks_of_none() -> None:
    raw = play.raw_example(kind("choice")) | {"src": "O"}

    assert html.parse(play.show(play.exercise_from(kind("choice"), raw))).select(".exercise__sources") == []


def test_a_retired_kind_stands_apart_in_the_picker() -> None:
    class OldChoice(ChoiceExercise):
        retired = True

    with override("en"):
        assert str(OldChoice().meta.group) == "No longer in use: choose another kind"
        assert str(ChoiceExercise().meta.group) == "Exercises"
