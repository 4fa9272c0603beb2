"""What is particular to `poll`; what every kind must do is in tests/exercises/test_contract.py."""

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from exercises.contract import InvalidAnswer, Outcome, SourceError
from exercises.poll.kind import PollExercise
from exercises.registry import Exercise
from exercises.rendering import Shown
from tests.exercises import html, play

BLOCK = PollExercise()
VALUE = BLOCK.get_preview_value()
DRUKTE, RUZIE, TIJD = [child.id for child in VALUE["options"].bound_blocks]
EXERCISE = Exercise(play.EXERCISE_ID, BLOCK, VALUE)


def source(**changes: Any) -> dict[str, Any]:
    return {**BLOCK.parse_source(BLOCK.example), **changes}


def page(answer: str, totals: dict[str, int] | None) -> str:
    shown = Shown(EXERCISE, "/x/", {"answer": answer}, Outcome(), totals=totals)
    return html.text_of(html.parse(shown.render(play.HttpRequest())))


# -- One learner -----------------------------------------------------------------------------------------------------


@given(st.integers(0, 2))
def test_nothing_is_right_or_wrong_and_one_answer_is_enough(option: int) -> None:
    response = BLOCK.respond(VALUE, {}, QueryDict(f"option={option}"))

    assert response.outcome == Outcome(score=None, passed=None, completed=True)
    assert response.state == {"answer": [DRUKTE, RUZIE, TIJD][option]}


@given(st.text(max_size=9))
def test_what_is_no_option_is_refused(typed: str) -> None:
    data = QueryDict(mutable=True)
    data["option"] = typed
    if typed in ("0", "1", "2"):
        return

    with pytest.raises(InvalidAnswer, match=r"Kies een van de antwoorden\."):
        BLOCK.parse_answer(VALUE, data)


def test_learner_reads_what_goes_with_the_answer_and_the_word_afterwards() -> None:
    read = page(RUZIE, None)

    assert "In de les over pesten oefen je wat je zegt." in read
    assert "De les over structuur" not in read
    assert "Bijna iedereen vindt wel iets lastig." in read


def test_answer_that_the_poll_no_longer_has_is_no_answer() -> None:
    shown = BLOCK.view(VALUE, {"answer": "an option that is gone"}, None)

    assert (shown["chosen"], shown["ticked"]) == (None, None)


# -- The totals ------------------------------------------------------------------------------------------------------


def test_nineteen_answers_are_not_shown() -> None:
    read = page(RUZIE, {DRUKTE: 10, RUZIE: 9})

    assert "Vanaf 20 antwoorden zie je hier wat iedereen zegt." in read
    assert "%" not in read


def test_twenty_answers_are_shown_in_numbers_shares_and_words() -> None:
    read = page(RUZIE, {DRUKTE: 11, RUZIE: 9})

    assert "Tot nu toe 20 antwoorden." in read
    assert "Drukte in de groep 11 van 20 · 55%" in read
    assert "Ruzie of pesten (jouw antwoord) 9 van 20 · 45%" in read
    assert "Te weinig tijd 0 van 20 · 0%" in read


def test_answers_that_this_poll_does_not_offer_do_not_count_towards_twenty() -> None:
    assert BLOCK.view_totals(VALUE, {DRUKTE: 19, "an option that is gone": 50})["totals"] == []


@given(st.dictionaries(st.sampled_from([DRUKTE, RUZIE, TIJD, "gone"]), st.integers(0, 10_000)))
def test_totals_are_all_or_nothing_and_shares_stay_within_a_hundred(totals: dict[str, int]) -> None:
    rows = BLOCK.view_totals(VALUE, totals)["totals"]

    known = sum(count for key, count in totals.items() if key != "gone")
    assert [row["count"] for row in rows] == ([totals.get(k, 0) for k in (DRUKTE, RUZIE, TIJD)] if known >= 20 else [])
    assert all(0 <= row["percent"] <= 100 for row in rows)


# -- A group ---------------------------------------------------------------------------------------------------------


def test_hands_of_a_group_are_counted() -> None:
    response = BLOCK.respond_in_group(VALUE, {}, QueryDict("hands-0=6&hands-1=3&hands-2="))

    rows = BLOCK.view(VALUE, response.state, None)["hands_rows"]
    assert response.state == {"hands": [6, 3, 0]}
    assert [(row["count"], row["percent"]) for row in rows] == [(6, 67), (3, 33), (0, 0)]


def test_group_that_counts_nothing_sees_what_goes_with_every_answer() -> None:
    response = BLOCK.respond_in_group(VALUE, {}, QueryDict(""))

    shown = Shown(EXERCISE, "/x/", response.state, response.outcome, is_group=True).render(play.HttpRequest())
    read = html.text_of(html.parse(shown))
    assert "Om over te praten" in read
    assert [option["lesson"] in read for option in VALUE["options"]] == [True, True, True]
    assert "%" not in read


@pytest.mark.parametrize("typed", ["vijf", "-1", "1.5", "99999", "٣", " 4 5 "])
def test_hands_that_are_no_number_are_refused_and_kept(typed: str) -> None:
    data = QueryDict(mutable=True)
    data.update({"hands-0": "6", "hands-1": typed})

    with pytest.raises(InvalidAnswer) as refused:
        BLOCK.respond_in_group(VALUE, {}, data)

    assert refused.value.errors == {"hands-1": "“Ruzie of pesten”: typ een heel getal, zoals 4."}
    assert [field["typed"] for field in BLOCK.view(VALUE, {}, data)["hands"]] == ["6", typed, ""]


@pytest.mark.parametrize("hands", [None, [], [1, 2], [1, 2, "3"], [1, 2, -3], [1, 2, True], "123"])
def test_hands_of_an_older_poll_are_forgotten(hands: Any) -> None:
    assert BLOCK.view(VALUE, {"hands": hands}, None)["hands_rows"] == []


# -- The editor ------------------------------------------------------------------------------------------------------


def test_editor_is_told_which_answer_says_nothing_and_which_are_the_same() -> None:
    options = [{"t": "Drukte", "lesson": "Les B2."}, {"t": "Ruzie", "lesson": "Les B5."}, {"t": "drukte "}]

    problems = BLOCK.checks(BLOCK.to_python(BLOCK.from_source(source(options=options))))

    assert [(problem.field, str(problem.message), problem.is_error) for problem in problems] == [
        ("options", "Antwoord 1 en antwoord 3 zijn gelijk. Geef elk eigen woorden.", True),
        ("options", "Antwoord 3 zegt achteraf niets. Schrijf welke les of tip erbij past.", True),
    ]


def test_number_from_which_totals_are_shown_is_the_same_for_every_poll() -> None:
    assert BLOCK.from_source(source(show_totals_from=20)) == BLOCK.from_source(source())

    with pytest.raises(SourceError, match="20 voor elke peiling"):
        BLOCK.from_source(source(show_totals_from=5))


def test_poll_without_a_word_afterwards_comes_back_the_same() -> None:
    data = source()
    del data["after"]

    assert "after" not in BLOCK.to_source(BLOCK.to_python(BLOCK.from_source(data)))
