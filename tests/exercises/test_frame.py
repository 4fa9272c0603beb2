"""What every exercise has around it, whatever its kind."""

from django.utils.translation import override

from exercises.choice.kind import ChoiceExercise
from exercises.registry import kind, kinds
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


def test_a_fact_in_an_item_of_any_kind_shows_where_it_comes_from() -> None:
    """Of an option, a pair, an outcome and so on: wherever an editor can fill in sources."""
    silent = []
    for name, block in kinds().items():
        raw = play.raw_example(block) | {"src": ""}
        items = [path for path, _field, _text in play.fields_of(block, raw) if path[-1] == "src" and len(path) > 1]
        for path in items:
            raw = play.with_value(raw, path, "S7, O")
        exercise = play.exercise_from(block, raw)
        response = play.play_to_the_end(exercise) if block.is_test else play.answer(exercise)
        if items and not html.parse(play.show(exercise, response.state)).select("a[href='/bronnen/#bron-S7']"):
            silent.append(name)

    assert silent == []
