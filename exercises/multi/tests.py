"""What is particular to `multi`; what every kind must do is in tests/exercises/test_contract.py."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.contract import InvalidAnswer, Outcome, SourceError
from exercises.multi.kind import MultiExercise
from tests.exercises import html, play

BLOCK = MultiExercise()
OPTIONS = [
    {"t": "Ik maak de teams.", "r": True, "fb": "Niemand blijft over.", "src": "S1"},
    {"t": "Ik laat het rusten.", "r": False, "fb": "Pesten komt vaak stil terug."},
    {"t": "Ik vraag hoe het gaat.", "r": True, "fb": "Doe het vaker."},
    {"t": "Ik stuur iemand weg.", "r": False, "fb": "Dan sluit jij ook iemand buiten."},
]
SOURCE = {"id": "B5.3", "kind": "multi", "title": "De weken erna", "question": "Wat doe je?", "options": OPTIONS}
WRITTEN = list(yaml.safe_load_all(Path(__file__).with_name("written.yaml").read_text(encoding="utf-8")))


def value(**changes: Any) -> Any:
    return BLOCK.to_python(BLOCK.from_source({**SOURCE, **changes}))


def problems(**changes: Any) -> list[tuple[str, bool]]:
    with override("nl"):
        return [(str(problem.message), problem.is_error) for problem in BLOCK.checks(value(**changes))]


# -- Grading ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("option=0&option=2", Outcome(score=1.0, passed=True)),
        ("option=2&option=0", Outcome(score=1.0, passed=True)),
        ("option=0", Outcome(score=0.75, passed=False)),
        ("option=0&option=1&option=2", Outcome(score=0.75, passed=False)),
        ("option=0&option=1&option=2&option=3", Outcome(score=0.5, passed=False)),
        ("option=1&option=3", Outcome(score=0.0, passed=False)),
    ],
)
def test_ticking_what_is_wrong_costs_as_much_as_leaving_open_what_is_right(answer: str, outcome: Outcome) -> None:
    assert BLOCK.respond(value(), {}, QueryDict(answer)).outcome == outcome


@settings(deadline=None)
@given(belongs=st.lists(st.booleans(), min_size=1, max_size=10), data=st.data())
def test_every_answer_has_one_score_within_its_bounds(belongs: list[bool], data: st.DataObject) -> None:
    options = [{"t": f"Antwoord {place}", "r": right, "fb": "Daarom."} for place, right in enumerate(belongs)]
    exercise = value(options=options)
    ticked = data.draw(st.lists(st.sampled_from(range(len(belongs))), unique=True, min_size=1))

    outcome = BLOCK.grade(exercise, ticked)

    assert outcome.score is not None
    assert 0 <= outcome.score <= 1
    assert (
        outcome.passed
        == (outcome.score == 1)
        == ({place for place, right in enumerate(belongs) if right} == set(ticked))
    )
    assert BLOCK.grade(exercise, sorted(ticked)) == outcome


# -- Answering -------------------------------------------------------------------------------------------------------


def test_nothing_ticked_is_refused_at_the_question() -> None:
    with override("nl"), pytest.raises(InvalidAnswer, match=r"^Kruis minstens één antwoord aan\.$") as refused:
        BLOCK.parse_answer(value(), QueryDict(""))

    assert list(refused.value.errors) == ["option"]


def test_ticks_that_can_be_kept_stay_when_the_rest_is_refused() -> None:
    with pytest.raises(InvalidAnswer):
        BLOCK.parse_answer(value(), QueryDict("option=2&option=9"))

    assert BLOCK.view(value(), {"answer": [0]}, QueryDict("option=2&option=9"))["ticked"] == [2]


def test_every_option_says_in_words_whether_it_was_judged_well_and_why() -> None:
    exercise = play.exercise_from(BLOCK, BLOCK.from_source(SOURCE))

    with override("nl"):
        page = html.parse(play.show(exercise, {"answer": [0, 1]}))

    assert [html.text_of(result) for result in page.select(".multi-result")] == [
        "Ik maak de teams. Goed · aangekruist, en dat klopt. Niemand blijft over. Gebaseerd op bron S1",
        "Ik laat het rusten. Nog niet · aangekruist, maar dit hoort er niet bij. Pesten komt vaak stil terug.",
        "Ik vraag hoe het gaat. Nog niet · niet aangekruist, maar dit hoort er wel bij. Doe het vaker.",
        "Ik stuur iemand weg. Goed · niet aangekruist, en dat klopt. Dan sluit jij ook iemand buiten.",
    ]
    assert len(page.select(".multi-result .icon")) == 4
    assert html.text_of(page.select_one(".feedback__title")) == "2 van de 4 goed"


@pytest.mark.parametrize("answer", [2, [], [0, 0], [4], [-1], [True], ["0"], {"0": True}, None])
def test_state_of_another_shape_begins_anew(answer: Any) -> None:
    shown = BLOCK.view(value(), {"answer": answer}, None)

    assert (shown["ticked"], shown["results"]) == ([], [])


def test_exercise_frozen_without_newer_fields_still_plays() -> None:
    raw = BLOCK.from_source(SOURCE)
    for option in raw["options"]:
        del option["value"]["src"]
    for option in raw["options"][1::2]:
        del option["value"]["is_right"]

    assert BLOCK.respond(BLOCK.to_python(raw), {}, QueryDict("option=0&option=2")).outcome == Outcome(1.0, True)


# -- Writing ---------------------------------------------------------------------------------------------------------


def test_editor_is_told_which_option_lacks_what() -> None:
    assert problems(
        options=[{"t": "Ja", "r": False}, {"t": "Nee", "r": False, "fb": "Zo."}, {"t": "Ja ", "r": False}]
    ) == [
        ("Antwoord 1 heeft geen feedback.", True),
        ("Antwoord 3 heeft geen feedback.", True),
        ("Antwoord 1 en antwoord 3 zijn hetzelfde. Verander er één.", True),
        ("Geen van de antwoorden is goed. Zet “Dit moet je aankruisen” aan bij wat klopt.", True),
    ]


def test_editor_is_warned_when_there_is_nothing_to_choose_or_only_one_is_right() -> None:
    assert problems(options=OPTIONS[::2]) == [
        ("Alle antwoorden zijn goed, dus er valt niets te kiezen. Is dat de bedoeling?", False)
    ]
    assert problems(options=OPTIONS[:2]) == [("Maar één antwoord is goed. Past een “Keuzevraag” dan beter?", False)]


@pytest.mark.parametrize("right", [None, "ja", 1, "true"])
def test_source_says_of_every_option_whether_it_is_right(right: Any) -> None:
    with pytest.raises(SourceError, match="“r”"):
        value(options=[{**OPTIONS[0], "r": right}])


@pytest.mark.parametrize("source", WRITTEN, ids=lambda source: source["id"])
def test_exercise_as_authors_wrote_it_is_read_and_written_back(source: dict[str, Any]) -> None:
    exercise = BLOCK.to_python(BLOCK.from_source(source))

    assert BLOCK.checks(exercise) == []
    assert {"id": source["id"], **BLOCK.to_source(exercise)} == source
    right = [place for place, option in enumerate(source["options"]) if option["r"]]
    assert BLOCK.grade(exercise, right) == Outcome(score=1.0, passed=True)
