"""A test as an editor writes it: by hand, pasted, and in a source file."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation

from exercises.contract import SourceError
from exercises.final_test.kind import FinalTestExercise
from exercises.final_test.pasting import add_pasted
from exercises.final_test.tests import SOURCE, question

KIND = FinalTestExercise()
PASTED = """
module: De eerste training
vraag: Wat doe je eerst?
goed: Luisteren
terug: Klopt: eerst luisteren.
fout: Praten
terug: Luister eerst.
bron: S1

vraag: En daarna?
fout: Weggaan
terug: Dan staat het kind alleen.
goed: Samen iets doen
terug: Klopt.
"""


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


def value(**changes: Any) -> Any:
    return KIND.to_python(KIND.from_source(SOURCE | changes))


def complaints(**changes: Any) -> list[tuple[str, str, bool]]:
    return [(problem.field, str(problem.message), problem.is_error) for problem in KIND.checks(value(**changes))]


def options(*right: bool, feedback: str = "Zo.") -> list[dict[str, Any]]:
    return [{"t": f"Antwoord {number}", "r": each, "fb": feedback} for number, each in enumerate(right)]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"options": options(False, False)}, "Vraag 2 heeft geen goed antwoord."),
        ({"options": options(True, True, False)}, "Vraag 2 heeft 2 goede antwoorden. Laat er één over."),
        (
            {"options": [*options(True), {"t": "Nee", "r": False, "fb": ""}]},
            "Vraag 2, antwoord 2 heeft geen feedback.",
        ),
        ({"options": [*options(True), *options(False)]}, "Bij vraag 2 staat twee keer hetzelfde antwoord."),
        ({"q": "Wat is 1?"}, "Deze vraag staat er twee keer: Wat is 1?"),
        ({"id": "T1"}, "Twee vragen hebben het kenmerk T1."),
    ],
)
def test_editor_is_told_which_question_to_mend(changed: dict[str, Any], message: str) -> None:
    assert complaints(draw=2, questions=[question(1), question(2, **changed)]) == [("questions", message, True)]


def test_editor_is_told_that_there_are_too_few_questions() -> None:
    message = "De toets trekt 12 vragen, maar de lijst heeft er 9."
    assert complaints(draw=12) == [("draw", message, True)]

    with pytest.raises(ValidationError) as refused:
        KIND.clean(value(draw=12))
    assert refused.value.block_errors["draw"].messages == [message]  # type: ignore[attr-defined]


def test_editor_is_warned_of_modules_that_are_left_out() -> None:
    message = "De vragen gaan over 3 modules, maar een poging trekt er 2: niet elke module komt aan bod."
    assert complaints(draw=2) == [("draw", message, False)]
    assert complaints(questions=[question(number, lesson="") for number in range(4)]) == [
        ("questions", f"Vraag {number} noemt geen module om nog eens te lezen.", False) for number in range(1, 5)
    ]


# -- Pasting ---------------------------------------------------------------------------------------------------------


def typed(pasted: str, **changes: Any) -> Any:
    """What the form gives when an editor has pasted this."""
    shown = value(**changes)
    shown["pasted"] = pasted
    return add_pasted(shown)


def test_pasted_questions_move_to_the_end_of_the_list() -> None:
    shown = typed(PASTED)

    assert shown["pasted"] == ""
    assert [one["text"] for one in shown["questions"]][-3:] == ["Wat is 9?", "Wat doe je eerst?", "En daarna?"]
    first, second = list(shown["questions"])[-2:]
    assert [first["lesson"], second["lesson"]] == ["De eerste training"] * 2
    assert [first["src"], second["src"]] == ["S1", ""]
    assert [(one["text"], one["is_right"], one["feedback"]) for one in first["options"]] == [
        ("Luisteren", True, "Klopt: eerst luisteren."),
        ("Praten", False, "Luister eerst."),
    ]
    assert KIND.checks(shown) == []


def test_example_of_the_guide_for_editors_is_sound() -> None:
    guide = (settings.BASE_DIR / "docs" / "redactie" / "oefeningen.md").read_text(encoding="utf-8")
    example = "module: " + guide.split("```\nmodule: ")[1].split("```")[0]

    assert KIND.checks(typed(example)) == []
    assert len(typed(example)["questions"]) == 11


def test_pasting_in_a_new_test_takes_the_place_of_its_empty_question() -> None:
    shown = KIND.get_default()
    shown["pasted"] = PASTED

    assert [one["text"] for one in add_pasted(shown)["questions"]] == ["Wat doe je eerst?", "En daarna?"]


def test_pasting_the_same_twice_gives_the_same_ids() -> None:
    """The form is saved by itself while an editor types; the text stays in it until the page is loaded again."""
    first, again = (KIND.get_prep_value(typed(PASTED)) for _time in range(2))

    assert first == again


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("goed: Ja", "Regel 1: schrijf eerst “vraag:”."),
        ("bron: S1", "Regel 1: schrijf eerst “vraag:”."),
        ("vraag: Wat?\nterug: Zo.", "Regel 2: “terug:” hoort onder een antwoord."),
        ("vraag: Wat?\ngoed: Ja\nterug: Zo.\nterug: En zo.", "Regel 4: dit antwoord heeft al feedback."),
        ("\nvraag:", "Regel 2: achter “vraag:” staat niets."),
        (
            "1. Wat doe je?",
            "Regel 1: begin met module, vraag, goed, fout, terug of bron, en een dubbele punt.",
        ),
        (
            "vraag: Wat?\ngeod: Ja",
            "Regel 2: begin met module, vraag, goed, fout, terug of bron, en een dubbele punt.",
        ),
    ],
)
def test_text_that_is_not_sound_stays_and_its_line_is_named(text: str, fault: str) -> None:
    shown = typed(text)

    assert (shown["pasted"], len(shown["questions"])) == (text, 9)
    assert [(problem.field, str(problem.message)) for problem in KIND.checks(shown)] == [("pasted", fault)]


# -- Source files ----------------------------------------------------------------------------------------------------


def test_source_comes_back_as_it_was() -> None:
    source = SOURCE | {"minutes": 4, "tries": 3, "src": "S1", "intro": "Doe je best."}
    source["questions"] = [question(1, src="S1, L:pharos"), *SOURCE["questions"][1:]]  # type: ignore[index]

    written = KIND.to_source(KIND.to_python(KIND.from_source(source)))

    assert written == {name: item for name, item in source.items() if name != "id"} | {"kind": "test", "required": True}


@pytest.mark.parametrize("changed", [{"draw": 0}, {"draw": "10"}, {"pass_mark": 101}, {"tries": -1}, {"questions": []}])
def test_source_with_a_number_that_cannot_be_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(SourceError):
        value(**changed)


def test_release_of_before_there_was_a_limit_still_plays() -> None:
    raw = KIND.from_source(SOURCE)
    for name in ("tries", "pasted"):
        del raw[name]
    for item in raw["questions"]:
        del item["value"]["key"], item["value"]["src"], item["value"]["lesson"]

    shown = KIND.view(KIND.to_python(raw), {}, None)

    assert (shown["screen"], shown["left"]) == ("start", None)


def test_what_is_right_is_a_rule_and_the_module_is_not() -> None:
    before = KIND.fingerprint(value())

    turned = options(False, True)
    assert KIND.fingerprint(value(questions=[question(1, lesson="Anders"), *SOURCE["questions"][1:]])) == before  # type: ignore[index]
    assert KIND.fingerprint(value(pass_mark=80)).rules != before.rules
    assert KIND.fingerprint(value(draw=5)).rules != before.rules
    assert KIND.fingerprint(value(draw=1, questions=[question(1, options=turned)])).rules != (
        KIND.fingerprint(value(draw=1, questions=[question(1, options=turned[::-1])])).rules
    )
