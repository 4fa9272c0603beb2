"""Doing an exercise as somebody at the form would, whatever its kind."""

from typing import Any

import pytest

from curriculum.playing import play
from exercises.contract import Outcome
from exercises.registry import Exercise, kinds
from tests.exercises.play import exercise_from, raw_example


def played(exercise: Exercise) -> Outcome:
    """The outcome at the end."""
    state: dict[str, Any] = {}
    outcome = Outcome()
    for data in play(exercise):
        response = exercise.respond(state=state, data=data)
        state, outcome = response.state, response.outcome
    return outcome


@pytest.mark.parametrize("kind", sorted(name for name, block in kinds().items() if block.judged))
def test_the_example_of_every_judged_kind_is_done_as_well_as_can_be(kind: str) -> None:
    outcome = played(exercise_from(kinds()[kind], raw_example(kinds()[kind])))

    assert (outcome.passed, outcome.completed) == (True, True)


def test_the_first_box_stays_open_when_it_should() -> None:
    raw = raw_example(kinds()["multi"])
    raw["options"].reverse()

    assert played(exercise_from(kinds()["multi"], raw)).passed is True
