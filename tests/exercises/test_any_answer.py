"""Whatever is sent to any kind, in whatever state: an outcome or a refusal, within bounds, and the same twice."""

import copy
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.contract import InvalidAnswer, Response
from exercises.registry import Exercise, kinds
from tests.exercises import html, play
from tests.exercises.breaking import example_of

RUBBISH = st.sampled_from(
    ["", "0", "1", "-1", "999", "٠", "next", "hand-in", "goto:0", "9" * 5000, "x\u0000"]
) | st.text(max_size=5)
STORED = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 5) | st.sampled_from(["", "N1:b", "0"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "0"]), inner, max_size=2),
    max_leaves=6,
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _offered(exercise: Exercise) -> dict[str, list[str]]:
    """The fields of its form as it is shown first and last, each with the values that a browser can send."""
    found: dict[str, list[str]] = {"action": ["back", "restart", "overview"]}
    for soup in play.moments(exercise).values():
        for tag in soup.find_all(["input", "option", "textarea", "button"]):
            name = html.attribute(tag, "name") or html.attribute(tag.find_parent("select") or tag, "name")
            if name and name != "csrfmiddlewaretoken":
                found.setdefault(name, []).append(html.attribute(tag, "value"))
    return {name: sorted(set(values)) for name, values in found.items()}


EXERCISES = {name: example_of(block) for name, block in kinds().items()}
OFFERED = {name: _offered(exercise) for name, exercise in EXERCISES.items()}
KEPT = {name: play.answer(exercise).state for name, exercise in EXERCISES.items()}


def forms(name: str) -> st.SearchStrategy[QueryDict]:
    """What a browser may send: an answer; what the form offers, with some rubbish, twice or not; rubbish alone."""
    fields = {}
    for field, values in OFFERED[name].items():
        offered = st.sampled_from([[value] for value in values])
        fields[field] = offered | offered | offered | st.lists(st.sampled_from(values) | RUBBISH, max_size=2)
    answer = st.just(EXERCISES[name].block.example_answer)
    rubbish = st.dictionaries(st.sampled_from(sorted(fields)) | st.text(max_size=5), st.lists(RUBBISH, max_size=2))
    return st.one_of(answer, st.fixed_dictionaries(fields), rubbish).map(play.form_data)


def states(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """None yet, the one of the example's answer, or a damaged or older one."""
    damaged = st.fixed_dictionaries({}, optional=dict.fromkeys([*KEPT[name], "answer"], STORED))
    return st.just({}) | st.just(KEPT[name]) | damaged


@pytest.mark.parametrize("name", sorted(EXERCISES))
@quick
@given(st.data())
def test_anything_that_is_sent_comes_to_an_outcome_or_a_refusal_and_twice_to_the_same(
    name: str, data: st.DataObject
) -> None:
    form, state = data.draw(forms(name)), data.draw(states(name))
    before = copy.deepcopy(state)

    first, second = _taken(name, state, form), _taken(name, state, form)

    assert first == second
    assert state == before
    if isinstance(first, Response):
        score = first.outcome.score
        assert score is None or 0 <= score <= 1
        assert not EXERCISES[name].is_private or first.answer == {"done": True}
    else:
        assert first


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_every_field_of_an_answer_is_among_what_is_sent(name: str) -> None:
    assert EXERCISES[name].block.example_answer.keys() - OFFERED[name].keys() == set()


def _taken(name: str, state: dict[str, Any], form: QueryDict) -> Response | dict[str, str]:
    """What comes of it: a response, or the messages of a refusal. Any other error is a fault of the kind."""
    try:
        return EXERCISES[name].respond(state=state, data=form)
    except InvalidAnswer as error:
        return {field: str(message) for field, message in error.errors.items()}
