"""Building a sentence: parts and example without script, and nothing to send."""

from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.http import HttpRequest, QueryDict

from exercises.build.kind import BuildExercise
from exercises.contract import SourceError
from exercises.registry import Exercise
from exercises.rendering import Shown

KIND = BuildExercise()
EXERCISE = Exercise(UUID(int=7), KIND, KIND.get_preview_value())
SLOT = {"label": "Wie", "parts": ["De buurvrouw", "De oom"], "own": True}


def page(exercise: Exercise, state: dict[str, Any]) -> BeautifulSoup:
    return BeautifulSoup(Shown(exercise, "/x/", state=state).render(HttpRequest()), "html.parser")


def read(**changes: Any) -> dict[str, Any]:
    return KIND.read_source({"slots": [SLOT], "example": "De buurvrouw past op."} | changes, key="x")


def test_parts_and_example_are_read_without_script() -> None:
    soup = page(EXERCISE, {})

    assert [item.get_text() for item in soup.select("[data-slot] li")] == [
        "bleef proberen",
        "iemand hielp",
        "goed luisterde",
        "zo leer je het",
        "zo hoort iedereen erbij",
    ]
    assert EXERCISE.value["model"] in soup.get_text()
    assert soup.select("input:not([type=hidden]), textarea, select") == []


def test_only_done_is_kept() -> None:
    assert EXERCISE.respond(state={}, data=QueryDict("0=geheim")).answer == {"done": True}


def test_afterword_is_shown_only_when_done() -> None:
    assert EXERCISE.value["feedback"] not in page(EXERCISE, {}).get_text()
    assert EXERCISE.value["feedback"] in page(EXERCISE, {"done": True}).get_text()


@pytest.mark.parametrize(
    ("label", "example", "is_spoken"),
    [
        ("Ik zag dat je", "Ik zag dat je bleef proberen.", True),
        ("en dat helpt, want", "Goed, en dat helpt, want zo leer je het.", True),
        ("Wie", "De buurvrouw past op.", False),
        ("op", "De buurvrouw koopt brood.", False),
        ("We kijken samen terug", "Over vier weken kijken ze samen terug.", True),
        ("en terug, als dat past", "De buurvrouw past op. De moeder brengt de fiets terug.", False),
        ("?", "Wie helpt er?", False),
    ],
)
def test_example_in_the_source_tells_whether_a_label_is_spoken(label: str, example: str, is_spoken: bool) -> None:
    slots = read(slots=[SLOT | {"label": label}], example=example)["slots"]

    assert [slot["value"]["label_is_spoken"] for slot in slots] == [is_spoken]


def test_source_may_say_whether_a_label_is_spoken() -> None:
    assert read(slots=[SLOT | {"spoken": True}])["slots"][0]["value"]["label_is_spoken"] is True


@pytest.mark.parametrize(
    "changes", [{"output": "hologram"}, {"slots": []}, {"slots": [SLOT | {"own": "ja"}]}, {"example": ""}]
)
def test_source_that_makes_no_sense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(SourceError):
        read(**changes)


@pytest.mark.parametrize(("output", "sheets"), [("sentence", 0), ("poster", 1), ("agreement_sheet", 1)])
def test_sheet_to_print_is_ready_for_script(output: str, sheets: int) -> None:
    value = KIND.get_preview_value()
    value["output"] = output

    soup = page(Exercise(UUID(int=7), KIND, value), {})

    assert len(soup.select("template[data-build-sheet]")) == sheets
    assert len(soup.select("[data-build-print]")) == sheets
