"""Forms from another device, from before another step, or from nobody's page; and states of an older test."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.contract import InvalidAnswer
from exercises.final_test.tests import KIND, RIGHT, WRONG, Taker, exercise_from


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def taker() -> Taker:
    return Taker(exercise_from())


HERE = "This is where you are now."


def test_late_answer_to_the_open_try_is_taken_for_its_own_question(taker: Taker) -> None:
    """Two devices: one is at question 3 already, the other answers question 1."""
    taker.send()
    late = taker.fields()
    taker.pick(RIGHT)
    taker.pick(RIGHT)

    taker.send(**late, option="0")

    picks = [card["pick"] for card in taker.state["try"]["cards"]]
    assert [pick is not None for pick in picks] == [True, True, False, False]
    assert picks[0] == taker.state["try"]["cards"][0]["order"][0]
    assert picks[1] == 1


def test_answer_to_a_try_that_was_handed_in_is_refused_with_a_word(taker: Taker) -> None:
    taker.send()
    late = taker.fields()
    for _number in range(4):
        taker.pick(RIGHT)
    taker.send(action="hand-in")

    message = "You handed in this try already, perhaps on another device. This is your result."
    assert taker.refusal(**late, option="0") == {"": message}


def test_answer_to_an_earlier_try_is_refused_with_a_word(taker: Taker) -> None:
    taker.send()
    late = taker.fields()
    for _number in range(4):
        taker.pick(WRONG)
    taker.send(action="hand-in")
    taker.send()

    message = f"That screen belongs to another try. What you did is kept. {HERE}"
    assert taker.refusal(**late, option="0") == {"": message}


def test_beginning_on_a_second_device_does_not_draw_anew(taker: Taker) -> None:
    late = taker.fields()
    taker.send()

    message = f"You began this test already, perhaps on another device. {HERE}"
    assert taker.refusal(**late) == {"": message}


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"option": "3"}, "option"),
        ({"option": "-1"}, "option"),
        ({"option": "x"}, "option"),
        ({"screen": "5"}, ""),
        ({"screen": "0"}, ""),
        ({"screen": "result"}, ""),
        ({"screen": "start"}, ""),
        ({"screen": "overview", "action": "goto-9"}, ""),
        ({"screen": "overview", "action": "start"}, ""),
        ({"action": "hand-in"}, ""),
        ({"action": "goto-2"}, ""),
        ({"try": "another"}, ""),
        ({"try": ""}, ""),
    ],
    ids=str,
)
def test_forged_form_is_refused(taker: Taker, fields: dict[str, str], where: str) -> None:
    taker.send()

    assert list(taker.refusal(**fields)) == [where]


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: kept["cards"][0].update(question="gone"),
        lambda kept: kept["cards"][0].update(order=[0, 1]),
        lambda kept: kept["cards"][0].update(order=[0, 1, 1]),
        lambda kept: kept["cards"][0].update(pick=3),
        lambda kept: kept["cards"][0].update(pick=True),
        lambda kept: kept["cards"].append(kept["cards"][0]),
        lambda kept: kept.update(cards=[]),
        lambda kept: kept.update(at="2"),
    ],
)
def test_try_of_an_older_test_is_left_aside_and_not_counted(taker: Taker, change: Any) -> None:
    taker.take(4)
    taker.send()
    change(taker.state["try"])

    assert taker.fields() == {"try": "new", "screen": "start"}
    taker.send()
    assert (taker.state["used"], taker.state["best"]["right"]) == (2, 4)


def test_draw_that_is_stored_is_repeated_exactly() -> None:
    for number in range(5):
        taker = Taker(exercise_from())
        taker.submissions = number  # another draw
        taker.send()
        drawn = cards_of(taker)
        for _question in range(4):
            taker.state = json.loads(json.dumps(taker.state))
            assert cards_of(taker) == drawn
            taker.pick(WRONG)


def cards_of(taker: Taker) -> list[tuple[str, tuple[int, ...]]]:
    """The questions of the try, each with the order of its options."""
    current = KIND.view(taker.exercise.value, taker.state, None)["current"]
    return [(card.question.key, tuple(card.order)) for card in current.cards]


# -- Any learner at all ----------------------------------------------------------------------------------------------

MOVES = st.lists(
    st.tuples(
        st.sampled_from(["next", "back", "overview", "hand-in", "goto-1", "goto-4", ""]),
        st.sampled_from(["", "0", "1", "2", "3"]),
        st.sampled_from(["here", "1", "3", "overview", "result", "start"]),
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=50)  # other work on the machine makes it slow, not the test itself
@given(MOVES)
def test_whatever_is_sent_gives_the_same_twice_and_a_score_within_bounds(moves: list[tuple[str, str, str]]) -> None:
    exercise = exercise_from()
    state: dict[str, Any] = {}
    for number, (action, option, screen) in enumerate(moves):
        record = KIND.view(exercise.value, state, None)
        here = str(record.get("number", record["screen"]))
        data = QueryDict(mutable=True)
        data.update({"try": record["record"].key, "screen": here if screen == "here" else screen})
        data.update({"submission": str(number), "action": action, "option": option})
        try:
            response = exercise.respond(state=state, data=data)
        except InvalidAnswer:
            continue
        assert exercise.respond(state=state, data=data) == response
        outcome = response.outcome
        assert outcome.completed == bool(outcome.passed)
        assert (outcome.score is None) == (response.answer is None)
        assert outcome.score is None or 0 <= outcome.score <= 1
        state = response.state
