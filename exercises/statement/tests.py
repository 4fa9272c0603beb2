"""What is particular to `statement`; what every kind must do is in tests/exercises/test_contract.py."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from exercises.contract import InvalidAnswer, Outcome, SourceError
from exercises.statement.kind import StatementExercise

BLOCK = StatementExercise()
STATEMENTS = [
    {"t": "Je betaalt schoenen.", "best": "liever niet", "agree": "Lief, maar.", "disagree": "Klopt.", "src": "S1"},
    {"t": "Je helpt bij een koprol.", "best": "prima", "agree": "Je vraagt het eerst.", "disagree": "Helpen mag."},
]
SOURCE = {
    "id": "B7.1",
    "kind": "statement",
    "title": "Mag dit?",
    "answers": ["prima", "liever niet"],
    "statements": STATEMENTS,
}


def value(**changes: Any) -> Any:
    return BLOCK.to_python(BLOCK.from_source({**SOURCE, **changes}))


@pytest.mark.parametrize(
    ("answer", "score"), [("statement-0=1&statement-1=0", 1.0), ("statement-0=0&statement-1=0", 0.5)]
)
def test_score_is_the_share_that_agrees_with_us_and_nobody_passes_or_fails(answer: str, score: float) -> None:
    assert BLOCK.respond(value(), {}, QueryDict(answer)).outcome == Outcome(score=score, passed=None)


def test_each_answer_gets_its_own_nuance_and_what_we_would_choose() -> None:
    results = BLOCK.view(value(), {"answer": [0, 0]}, None)["results"]

    assert [(result["chosen"], result["best"], result["is_best"], result["feedback"]) for result in results] == [
        ("prima", "liever niet", False, "Lief, maar."),
        ("prima", "prima", True, "Je vraagt het eerst."),
    ]


def test_statement_left_open_is_told_and_the_other_is_kept() -> None:
    data = QueryDict("statement-1=1")

    with pytest.raises(InvalidAnswer) as refused:
        BLOCK.parse_answer(value(), data)

    assert list(refused.value.errors) == ["statement-0"]
    assert [row["ticked"] for row in BLOCK.view(value(), {"answer": [0, 0]}, data)["rows"]] == [None, 1]


def test_answers_are_eens_and_oneens_when_the_source_names_none() -> None:
    exercise = value(answers=["eens", "oneens"], statements=[{**STATEMENTS[0], "best": "eens"}])

    assert "answers" not in BLOCK.to_source(exercise)
    assert BLOCK.view(exercise, {}, None)["labels"] == ["eens", "oneens"]


def test_best_that_is_no_answer_is_refused() -> None:
    with pytest.raises(SourceError, match="prima, liever niet"):
        value(statements=[{**STATEMENTS[0], "best": "misschien"}])


def test_editor_is_told_of_a_missing_nuance_and_of_equal_answers() -> None:
    problems = BLOCK.checks(value(answers=["ja", "ja "], statements=[{"t": "Ja?", "best": "ja", "agree": "Ja."}]))

    assert [problem.field for problem in problems] == ["second_answer", "statements"]
    assert "1" in str(problems[1].message)


def test_editor_may_save_a_draft_with_equal_answers_but_not_publish_it() -> None:
    unfinished = value(answers=["ja", "ja "], statements=[{**STATEMENTS[0], "best": "ja"}])

    assert BLOCK.clean_deferred(unfinished)["second_answer"] == "ja"
    with pytest.raises(ValidationError):
        BLOCK.clean(unfinished)
