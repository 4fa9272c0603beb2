"""What every exercise has around it, whatever its kind."""

from typing import Any

import pytest
from django.utils.translation import override

from exercises.choice.kind import ChoiceExercise
from exercises.registry import kind, kinds
from tests.exercises import html, play


def test_facts_in_an_exercise_show_where_they_come_from_and_advice_of_ours_has_no_source() -> None:
    raw = play.raw_example(kind("choice")) | {"src": "S1, O, L:pharos"}

    page = html.parse(play.show(play.exercise_from(kind("choice"), raw)))

    links = page.select(".exercise__sources a")
    assert [link["href"] for link in links] == ["/bronnen/#bron-S1", "/bronnen/#bron-L:pharos"]
    assert [html.text_of(link) for link in links] == ["bron 1 S1", "bron 2 pharos"]


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


OF_ANOTHER_EXERCISE: list[dict[str, Any]] = [
    {"answer": [99, 98]},
    {"answer": "an option that went"},
    {"path": ["Gone:a"]},
    {"used": 1, "try": {"key": "x", "at": 0, "handed_in": True, "cards": [{"question": "gone"}]}},
]


@pytest.mark.parametrize("name", sorted(kinds()))
def test_what_was_done_before_is_left_aside_with_a_word_when_it_does_not_fit_any_more(name: str) -> None:
    exercise = play.exercise_from(kind(name), play.raw_example(kind(name)))

    for state in OF_ANOTHER_EXERCISE:
        page = html.parse(play.show(exercise, state))
        notices = [html.text_of(notice) for notice in page.select(".notice")]
        assert [text for text in notices if text.startswith("Deze oefening is veranderd.")] == notices[:1] != []
        page.select(".notice")[0].decompose()
        assert html.text_of(page) == html.text_of(html.parse(play.show(exercise)))


@pytest.mark.parametrize("name", sorted(kinds()))
def test_what_was_done_before_and_fits_is_shown_without_a_word(name: str) -> None:
    exercise = play.exercise_from(kind(name), play.raw_example(kind(name)))

    for moment, page in play.moments(exercise).items():
        assert "Deze oefening is veranderd." not in html.text_of(page), moment


def test_conversation_that_was_begun_anew_is_not_called_changed() -> None:
    exercise = play.exercise_from(kind("dialogue"), play.raw_example(kind("dialogue")))
    state = play.answer(exercise).state
    again = play.answer(exercise, {"step": ["1"], "action": ["restart"]}, state).state

    assert again
    assert "Deze oefening is veranderd." not in play.show(exercise, again)
