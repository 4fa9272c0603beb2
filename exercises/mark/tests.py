"""What is particular to `mark`; what every kind must do is in tests/exercises/test_contract.py."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.contract import InvalidAnswer, Outcome, SourceError
from exercises.mark.kind import MarkExercise
from tests.exercises import html, play

BLOCK = MarkExercise()
SENTENCES = [
    {"t": "Ze had geen drinken bij zich.", "label": "feit", "fb": "Dit kun je tellen.", "src": "S1"},
    {"t": "Haar ouders letten niet op.", "label": "mening", "fb": "Dat weet je niet."},
    {"t": "Ze zei: ‘Ze schreeuwen.’", "label": "feit", "fb": "Dat ze dit zei, is een feit."},
]
SOURCE = {
    "id": "B7.2",
    "kind": "mark",
    "title": "Feit of mening?",
    "labels": ["feit", "mening"],
    "sentences": SENTENCES,
}
WRITTEN = list(yaml.safe_load_all(Path(__file__).with_name("written.yaml").read_text(encoding="utf-8")))


def value(**changes: Any) -> Any:
    return BLOCK.to_python(BLOCK.from_source({**SOURCE, **changes}))


def written_by_editor(field: str, *texts: str) -> Any:
    """The exercise with one field of its sentences as an editor may type it, right or wrong."""
    raw = BLOCK.from_source(SOURCE)
    for sentence, text in zip(raw["sentences"], texts, strict=True):
        sentence["value"][field] = text
    return BLOCK.to_python(raw)


def problems(exercise: Any) -> list[tuple[str, str, bool]]:
    with override("nl"):
        return [(problem.field, str(problem.message), problem.is_error) for problem in BLOCK.checks(exercise)]


# -- Grading ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("sentence-0=0&sentence-1=1&sentence-2=0", Outcome(score=1.0, passed=True)),
        ("sentence-0=0&sentence-1=1&sentence-2=1", Outcome(score=2 / 3, passed=False)),
        ("sentence-0=1&sentence-1=0&sentence-2=1", Outcome(score=0.0, passed=False)),
    ],
)
def test_score_is_the_share_of_sentences_with_the_right_label(answer: str, outcome: Outcome) -> None:
    assert BLOCK.respond(value(), {}, QueryDict(answer)).outcome == outcome


@settings(deadline=None)
@given(rights=st.lists(st.integers(0, 2), min_size=1, max_size=12), data=st.data())
def test_every_answer_has_one_score_within_its_bounds(rights: list[int], data: st.DataObject) -> None:
    labels = ["feit", "mening", "gevoel"]
    sentences = [{"t": f"Zin {row}.", "label": labels[right], "fb": "Zo."} for row, right in enumerate(rights)]
    answer = data.draw(st.lists(st.integers(0, 2), min_size=len(rights), max_size=len(rights)))
    exercise = value(labels=labels, sentences=sentences)

    outcome = BLOCK.grade(exercise, list(answer))

    assert outcome.score is not None
    assert 0 <= outcome.score <= 1
    assert outcome.passed == (outcome.score == 1) == (answer == rights)
    assert BLOCK.grade(exercise, list(answer)) == outcome


# -- Answering -------------------------------------------------------------------------------------------------------


def test_sentence_without_a_label_is_named_and_the_other_labels_stay() -> None:
    typed = QueryDict("sentence-1=1")
    with override("nl"), pytest.raises(InvalidAnswer) as refused:
        BLOCK.parse_answer(value(), typed)

    assert refused.value.errors == {
        "sentence-0": "Kies een label bij: “Ze had geen drinken bij zich.”",
        "sentence-2": "Kies een label bij: “Ze zei: ‘Ze schreeuwen.’”",
    }
    assert [row["ticked"] for row in BLOCK.view(value(), {}, typed)["rows"]] == [None, 1, None]


def test_sentences_keep_the_order_of_the_text() -> None:
    assert [row["text"] for row in BLOCK.view(value(), {}, None)["rows"]] == [each["t"] for each in SENTENCES]


def test_every_sentence_says_in_words_which_label_fits_and_why() -> None:
    exercise = play.exercise_from(BLOCK, BLOCK.from_source(SOURCE))

    with override("nl"):
        page = html.parse(play.show(exercise, {"answer": [0, 0, 0]}))

    assert [html.text_of(result) for result in page.select(".labelled-result")] == [
        "Ze had geen drinken bij zich. Goed · Gekozen: feit Dit kun je tellen. Gebaseerd op bron S1",
        "Haar ouders letten niet op. Nog niet · Gekozen: feit · Het is: mening Dat weet je niet.",
        "Ze zei: ‘Ze schreeuwen.’ Goed · Gekozen: feit Dat ze dit zei, is een feit.",
    ]
    assert len(page.select(".labelled-result .icon")) == 3
    assert html.text_of(page.select_one(".feedback__title")) == "2 van de 3 zinnen goed"


@pytest.mark.parametrize("answer", [0, [], [0, 1], [0, 1, 2], [0, 1, True], [0, 1, None], {"0": 1}])
def test_state_of_another_shape_begins_anew(answer: Any) -> None:
    shown = BLOCK.view(value(), {"answer": answer}, None)

    assert shown["results"] == []
    assert [row["ticked"] for row in shown["rows"]] == [None, None, None]


def test_exercise_frozen_without_newer_fields_still_plays() -> None:
    raw = BLOCK.from_source(SOURCE)
    for sentence in raw["sentences"]:
        del sentence["value"]["src"], sentence["value"]["feedback"]
    answer = QueryDict("sentence-0=0&sentence-1=1&sentence-2=0")

    assert BLOCK.respond(BLOCK.to_python(raw), {}, answer).outcome == Outcome(score=1.0, passed=True)


# -- Writing ---------------------------------------------------------------------------------------------------------


def test_editor_is_told_of_a_label_that_is_not_there_or_not_yet_chosen() -> None:
    assert problems(written_by_editor("label", "feitt", " mening ", "")) == [
        ("sentences", "Zin 1: er is geen label “feitt”. Deze zijn er: feit, mening.", True),
        ("sentences", "Zin 3 heeft nog geen label. Deze zijn er: feit, mening.", True),
        ("labels", "Geen zin heeft het label “feit”. Is dat de bedoeling?", False),
    ]


def test_editor_is_told_which_sentence_has_no_feedback() -> None:
    assert problems(written_by_editor("feedback", "Zo.", "", "Zo.")) == [
        ("sentences", "Zin 2 heeft geen feedback.", True)
    ]


def test_editor_is_told_of_two_labels_with_one_name() -> None:
    assert problems(value(labels=["feit", "mening", "Feit"])) == [
        ("labels", "Twee labels heten hetzelfde. Geef elk label een eigen naam.", True),
        ("labels", "Geen zin heeft het label “Feit”. Is dat de bedoeling?", False),
    ]


def test_another_right_label_makes_it_another_exercise() -> None:
    changed = value(sentences=[{**SENTENCES[0], "label": "mening"}, *SENTENCES[1:]])

    assert BLOCK.fingerprint(changed).rules != BLOCK.fingerprint(value()).rules
    assert BLOCK.fingerprint(changed).wording == BLOCK.fingerprint(value()).wording


def test_label_that_is_not_there_is_refused_in_a_source() -> None:
    with pytest.raises(SourceError, match="gevoel"):
        value(sentences=[{**SENTENCES[0], "label": "gevoel"}])


@pytest.mark.parametrize("source", WRITTEN, ids=lambda source: source["id"])
def test_exercise_as_authors_wrote_it_is_read_and_written_back(source: dict[str, Any]) -> None:
    exercise = BLOCK.to_python(BLOCK.from_source(source))

    assert BLOCK.checks(exercise) == []
    assert {"id": source["id"], **BLOCK.to_source(exercise)} == source
    right = [source["labels"].index(sentence["label"]) for sentence in source["sentences"]]
    assert BLOCK.grade(exercise, list(right)) == Outcome(score=1.0, passed=True)
