"""Every rule of the contract about answers, states and outcomes, broken on purpose."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from exercises.base import ExerciseBlock
from exercises.contract import InvalidAnswer, Outcome, Response
from exercises.registry import Exercise
from tests.exercises import html as page
from tests.exercises import play, ways
from tests.exercises import test_contract as contract
from tests.exercises.breakages import is_private
from tests.exercises.breaking import Break, Breakage

RUBBISH, EMPTY = contract.test_rejects_rubbish_with_a_message_at_the_field, contract.test_rejects_an_empty_form
SURVIVES, TWICE = contract.test_answer_and_state_survive_json, contract.test_same_answer_gives_the_same_outcome_twice
BOUNDS, ODD = contract.test_outcome_keeps_within_its_bounds, contract.test_odd_or_older_state_never_breaks_the_page
FEEDBACK = contract.test_feedback_is_shown_after_answering_and_takes_the_focus
MISSING = {"rubbish": "missing"}


# -- Which kinds a rule speaks of ------------------------------------------------------------------------------------


def is_sent(exercise: Exercise) -> bool:
    """Whether what is filled in is sent."""
    return not exercise.is_private


def _fields(exercise: Exercise) -> dict[str, str]:
    """How each field of the example's answer is filled in."""
    soup = page.parse(play.show(exercise))
    return {name: page.kind_of_field(soup, name) for name in exercise.block.example_answer}


def refuses(rubbish: str) -> Callable[[Exercise], bool]:
    """Whether this is rubbish to any of its fields: a learner's own words may be nearly anything."""

    def has_rule(exercise: Exercise) -> bool:
        taken = {"text"} if rubbish not in contract.RUBBISH_IN_TEXT else set()
        taken |= {"many"} if rubbish in ("missing", "empty") else set()
        return is_sent(exercise) and bool(set(_fields(exercise).values()) - taken)

    return has_rule


def _fills_in(exercise: Exercise) -> bool:
    return is_sent(exercise) and "one" in _fields(exercise).values()


def _fills_in_more(exercise: Exercise) -> bool:
    return is_sent(exercise) and list(_fields(exercise).values()).count("one") > 1


def gives_feedback(exercise: Exercise) -> bool:
    """Whether it has feedback."""
    return bool(_feedback(exercise.block, exercise.value))


def _feedback(block: ExerciseBlock, value: Any) -> list[str]:
    return [text.text for text in block.own_texts(value) if text.role == "feedback" and text.text]


# -- Ways of their own -----------------------------------------------------------------------------------------------


def _refusing(change: Callable[[InvalidAnswer], Any]) -> Break:
    """What comes of a submission that the kind refuses: a response, or another refusal."""

    def method(honest: Any, *given: Any) -> Any:
        try:
            return honest(*given)
        except InvalidAnswer as error:
            return change(error)

    return ways.instead("respond", method)


def _raise(errors: Any) -> Any:
    raise InvalidAnswer(errors)


def _outcome(**facts: Any) -> Break:
    """An outcome that its class would refuse."""

    def change(honest: Response) -> Response:
        outcome = replace(honest.outcome)
        for name, value in facts.items():
            object.__setattr__(outcome, name, value)
        return replace(honest, outcome=outcome)

    return ways.response(change)


def _by_chance(patch: pytest.MonkeyPatch, block: ExerciseBlock) -> None:
    turns = count(1)
    ways.response(lambda honest: replace(honest, outcome=Outcome(score=1 / next(turns))))(patch, block)


def _shown_by_chance(patch: pytest.MonkeyPatch, block: ExerciseBlock) -> None:
    turns = count()
    ways.html(lambda text, exercise: f"{text}<p>{next(turns)}</p>")(patch, block)


def _keeps_notes_in_state(honest: Any, value: Any, state: dict[str, Any], data: Any) -> Response:
    response: Response = honest(value, state, data)
    state["note"] = 1
    return response


def _changes_the_exercise(honest: Any, value: Any, *given: Any) -> Response:
    response: Response = honest(value, *given)
    value["title"] += "!"
    return response


def _without_feedback(text: str, exercise: Exercise) -> str:
    read = page.parse(text)
    for node in read.find_all(string=True):
        for told in _feedback(exercise.block, exercise.value):
            if told and page.words(told) in page.words(node):
                node.replace_with("…")
                break
    return str(read)


def _forgets_state(patch: pytest.MonkeyPatch, block: ExerciseBlock) -> None:
    show = play.show
    patch.setattr(play, "show", lambda exercise, state=None: show(exercise))


def _in_status(text: str) -> Break:
    return ways.html(lambda markup, exercise: re.sub(r'(role="status">)', rf"\1{text}", markup))


# -- Answering -------------------------------------------------------------------------------------------------------

TAKEN = Response(answer=1, state={"answer": 1}, outcome=Outcome())

ANSWERING = [
    *(
        Breakage(
            f"Rubbish is refused: {rubbish}",
            "`respond` takes what it refuses",
            RUBBISH,
            _refusing(lambda error: TAKEN),
            refuses(rubbish),
            {"rubbish": rubbish},
        )
        for rubbish in contract.RUBBISH
    ),
    Breakage(
        "A refusal is summed up",
        "the summary has another class",
        RUBBISH,
        ways.replaced('class="error-summary"', 'class="x"'),
        refuses("missing"),
        MISSING,
    ),
    Breakage(
        "A refusal says something",
        "the message is empty",
        RUBBISH,
        _refusing(lambda error: _raise(dict.fromkeys(error.errors, ""))),
        refuses("missing"),
        MISSING,
    ),
    Breakage(
        "A message is about a field",
        "it is about the exercise as a whole",
        RUBBISH,
        _refusing(lambda error: _raise("Zo kan het niet.")),
        _fills_in,
        MISSING,
    ),
    Breakage(
        "The summary leads to the field",
        "its links have no address",
        RUBBISH,
        ways.replaced(r'<li><a href="[^"]+"', "<li><a"),
        _fills_in,
        MISSING,
    ),
    Breakage(
        "The field can be found",
        "its id is another",
        RUBBISH,
        _refusing(lambda error: _raise({f"{name}x": message for name, message in error.errors.items()})),
        _fills_in,
        MISSING,
    ),
    Breakage(
        "The message stands at the field",
        "it is not there",
        RUBBISH,
        ways.replaced(r'<p class="field__error"[^>]*>[^<]*</p>', ""),
        _fills_in,
        MISSING,
    ),
    Breakage(
        "The field tells its message",
        "no `aria-describedby`",
        RUBBISH,
        ways.replaced("aria-describedby=", "data-x="),
        _fills_in,
        MISSING,
    ),
    Breakage(
        "What else was filled in stays",
        "the form is drawn anew",
        RUBBISH,
        ways.instead("view", lambda honest, value, state, typed: honest(value, state, None)),
        _fills_in_more,
        MISSING,
    ),
    Breakage(
        "What is private is not kept",
        "`respond` keeps it",
        RUBBISH,
        ways.response(lambda honest: replace(honest, answer={"words": "x"})),
        is_private,
        MISSING,
    ),
    Breakage("An empty form is refused", "`respond` takes it", EMPTY, _refusing(lambda error: TAKEN), is_sent),
    Breakage(
        "Refusing an empty form says something",
        "the message is empty",
        EMPTY,
        _refusing(lambda error: _raise({"": ""})),
        is_sent,
    ),
    Breakage(
        "What is private takes an empty form",
        "`respond` refuses it",
        EMPTY,
        ways.instead("respond", lambda honest, *given: _raise("Leeg.")),
        is_private,
    ),
    Breakage(
        "The state is JSON",
        "a tuple in it",
        SURVIVES,
        ways.response(lambda honest: replace(honest, state=honest.state | {"x": (1,)})),
    ),
    Breakage(
        "The answer is JSON", "a tuple in it", SURVIVES, ways.response(lambda honest: replace(honest, answer=(1, 2)))
    ),
    Breakage("What was answered shows again", "the state is not looked at", SURVIVES, _forgets_state),
    Breakage("The outcome is no chance", "another score every time", TWICE, _by_chance),
    Breakage(
        "Answering leaves the old state alone",
        "`respond` writes in it",
        TWICE,
        ways.instead("respond", _keeps_notes_in_state),
    ),
    Breakage(
        "Answering leaves the exercise alone",
        "`respond` changes its title",
        TWICE,
        ways.instead("respond", _changes_the_exercise),
    ),
    Breakage("The same page comes twice", "it counts", TWICE, _shown_by_chance),
    Breakage("A score is at most 1", "a score of 1.5", BOUNDS, _outcome(score=1.5)),
    Breakage("A score is at least 0", "a score of -0.1", BOUNDS, _outcome(score=-0.1)),
    Breakage("Passed is yes, no or neither", "`passed` is 2", BOUNDS, _outcome(passed=2)),
    Breakage("Completed is yes or no", "`completed` is None", BOUNDS, _outcome(completed=None)),
    Breakage(
        "An older state can be shown",
        "`view` cannot bear its shape",
        ODD,
        ways.crash("view", lambda value, state, typed: "other" in state),
    ),
    Breakage(
        "An older state can be answered",
        "`respond` cannot bear its shape",
        ODD,
        ways.crash("respond", lambda value, state, data: "other" in state),
    ),
    Breakage(
        "A damaged state can be shown",
        "`view` counts on a number or a list",
        ODD,
        ways.crash("view", lambda value, state, typed: state.get("answer") == "x" * 10),
    ),
    Breakage(
        "Showing leaves the state alone",
        "`view` writes in it",
        ODD,
        ways.instead(
            "view", lambda honest, value, state, typed: honest(value, state, typed) | {"x": state.update(note=1)}
        ),
    ),
    Breakage("No result before answering", "one is shown", FEEDBACK, _in_status("Goed zo!")),
    Breakage(
        "A result after answering", "its place is another", FEEDBACK, ways.replaced('role="status"', 'role="note"')
    ),
    Breakage("Feedback is shown", "it is left out", FEEDBACK, ways.html(_without_feedback), gives_feedback),
    Breakage("The result takes the focus", "nothing does", FEEDBACK, ways.replaced("data-focus", "data-x")),
    Breakage("Nothing else takes the focus", "a paragraph does", FEEDBACK, ways.added("<p data-focus>x</p>")),
]
