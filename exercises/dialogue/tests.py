"""A conversation: playing it step by step, going back, and what the learner sees."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.http import HttpRequest, QueryDict
from django.utils import translation

from exercises.contract import InvalidAnswer, Outcome, Response
from exercises.dialogue.kind import DialogueExercise
from exercises.registry import Exercise
from exercises.rendering import Shown

KIND = DialogueExercise()
SCRIPT = KIND.example.strip()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def exercise() -> Exercise:
    return Exercise(UUID(int=7), KIND, KIND.get_preview_value())


def play(exercise: Exercise, *submissions: str) -> Response:
    """The last response to a row of submissions; each is sent as from the page that was just shown."""
    state: dict[str, Any] = {}
    response = None
    for submission in submissions:
        step = len(state.get("path", []))
        response = exercise.respond(state=state, data=QueryDict(f"step={step}&{submission}"))
        state = response.state
    assert response is not None
    return response


def page(exercise: Exercise, state: dict[str, Any], outcome: Outcome | None = None) -> BeautifulSoup:
    html = Shown(exercise, "/x/", state=state, outcome=outcome).render(HttpRequest())
    return BeautifulSoup(html, "html.parser")


def texts(soup: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(tag.get_text(" ").split()) for tag in soup.select(selector)]


# -- Playing ---------------------------------------------------------------------------------------------------------


def test_conversation_is_done_only_at_an_ending(exercise: Exercise) -> None:
    assert play(exercise, "option=a").outcome == Outcome(completed=False)
    assert play(exercise, "option=a", "option=a").outcome == Outcome(score=0.5, passed=True)
    assert play(exercise, "option=a", "option=b").outcome == Outcome(score=0.0, passed=False)
    assert play(exercise, "option=b").outcome == Outcome(score=1.0, passed=True)


def test_answer_tells_what_was_chosen_where(exercise: Exercise) -> None:
    response = play(exercise, "option=a", "option=b")

    assert response.answer == {"node": "N2", "option": "b"}
    assert response.state == {"path": ["N1:a", "N2:b"]}


@pytest.mark.parametrize(
    ("action", "path"),
    [("back", ["N1:a"]), ("restart", []), ("goto:0", []), ("goto:1", ["N1:a"])],
)
def test_learner_goes_back_to_any_point_after_an_ending(exercise: Exercise, action: str, path: list[str]) -> None:
    response = play(exercise, "option=a", "option=b", f"action={action}")

    assert response.state == {"path": path}
    assert response.outcome == Outcome(completed=False)


@pytest.mark.parametrize("submission", ["option=c", "option=", "", "action=goto:5", "action=fly", "option=a&option=b"])
def test_what_is_not_offered_is_refused(exercise: Exercise, submission: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        play(exercise, submission)

    assert {name: str(message) for name, message in caught.value.errors.items()} == {"option": "Choose what you do."}


def test_ending_takes_no_more_choices(exercise: Exercise) -> None:
    with pytest.raises(InvalidAnswer):
        play(exercise, "option=b", "option=a")


def test_form_of_an_earlier_moment_is_refused(exercise: Exercise) -> None:
    state = play(exercise, "option=a").state

    with pytest.raises(InvalidAnswer) as caught:
        exercise.respond(state=state, data=QueryDict("step=0&option=b"))

    assert [str(message) for message in caught.value.errors.values()] == [
        "You were already further in this conversation. This is where you are now."
    ]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (["N1:a", "N9:a", "N2:b"], ["N1:a"]),
        (["N1:z"], []),
        (["N2:a"], []),
        (["N1:b", "N2:a"], ["N1:b"]),
        ("N1:a", []),
        ([None, {}], []),
        (5, []),
    ],
)
def test_path_of_an_older_script_is_cut_at_the_last_valid_point(exercise: Exercise, path: Any, kept: list[str]) -> None:
    assert KIND.view(exercise.value, {"path": path}, None)["walk"].path == kept


def test_meters_stay_within_low_and_high(exercise: Exercise) -> None:
    exercise.value["script"] = SCRIPT.replace("vertrouwen=midden", "vertrouwen=laag")

    low = KIND.view(exercise.value, {"path": ["N1:a"]}, None)["walk"].meters
    middle = KIND.view(exercise.value, {"path": ["N1:a", "N2:a"]}, None)["walk"].meters

    assert low == [{"name": "Vertrouwen", "level": "low"}]
    assert middle == [{"name": "Vertrouwen", "level": "mid"}]


# -- What the learner sees -------------------------------------------------------------------------------------------


def test_page_shows_the_scene_and_the_options_but_no_thoughts(exercise: Exercise) -> None:
    soup = page(exercise, {})

    assert texts(soup, ".dialogue__line") == ["De training is net begonnen.", "S Sem Ik heb geen zin."]
    assert texts(soup, ".choice__text") == [
        "Kom op, niet zeuren.",
        "Je gaat naast hem zitten. Wat zou het vandaag leuk maken?",
    ]
    assert texts(soup, "button") == ["Choose"]
    assert "Straks lachen ze" not in soup.get_text()
    assert "Zo hoort Sem" not in soup.get_text()


def test_page_after_a_choice_shows_feedback_and_what_happens_next(exercise: Exercise) -> None:
    response = play(exercise, "option=a")

    soup = page(exercise, response.state, response.outcome)

    assert texts(soup, ".dialogue__line--feedback") == [
        "Rather not Zo hoort Sem dat zijn gevoel er niet toe doet. Vraag liever wat er is."
    ]
    assert texts(soup, "[data-focus]") == texts(soup, ".dialogue__line--feedback")
    assert texts(soup, ".dialogue__line--scene") == ["De training is net begonnen.", "Sem kijkt weg."]
    assert texts(soup, ".meter") == ["Vertrouwen low"]
    assert texts(soup, "button") == ["Choose", "Back to the last choice"]
    assert soup.find("details") is None


def test_ending_looks_back_with_thoughts_and_stronger_words(exercise: Exercise) -> None:
    soup = page(exercise, play(exercise, "option=a", "option=b").state)

    assert texts(soup, ".feedback__title") == ["Try it once more"]
    assert texts(soup, ".choice__feedback") == [
        "Stronger: Je gaat naast hem zitten. Wat zou het vandaag leuk maken?",
        "Stronger: Sorry, dat was niet aardig. Wat is er?",
    ]
    assert texts(soup, "details") == [
        "What did Sem think? Straks lachen ze weer om mij.",
        "What did the other think? Zie je wel.",
    ]
    assert texts(soup, "button") == [
        "Again from choice 1",
        "Again from choice 2",
        "Back to the last choice",
        "Play it again",
    ]


@pytest.mark.parametrize(
    ("submissions", "title"),
    [(["option=b"], "This went well"), (["option=a", "option=a"], "It turned out well, and it can be stronger")],
)
def test_good_ending_praises_choices_only_when_all_were_strong(
    exercise: Exercise, submissions: list[str], title: str
) -> None:
    soup = page(exercise, play(exercise, *submissions).state)

    assert texts(soup, ".feedback__title") == [title]


def test_broken_script_in_the_preview_says_what_is_wrong(exercise: Exercise) -> None:
    exercise.value["script"] = "start: N1"

    soup = page(exercise, {})

    assert texts(soup, ".notice li") == ["There is no conversation yet. It needs at least one “knoop” and one “einde”."]
    assert soup.find("form") is None
    with pytest.raises(InvalidAnswer):
        exercise.respond(state={}, data=QueryDict("step=0&option=a"))


# -- What decides the result -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "rules", "wording"),
    [
        ("terug: Herstellen mag altijd.", "terug: Herstellen mag.", False, False),
        ("denkt: Zie je wel.", "denkt: Tja.", False, False),
        ("scene: Sem kijkt weg.", "scene: Sem zucht.", False, True),
        ("zeg: Kom op, niet zeuren.", "zeg: Kom op.", False, True),
        ("optie b [liever niet] -> E2", "optie b [kan] -> E2", True, False),
        ("optie b [liever niet] -> E2", "optie b [liever niet] -> E1", True, False),
        ("| vertrouwen -1", "", True, False),
        ("einde E2 [opnieuw]", "einde E2 [kan]", True, False),
    ],
)
def test_fingerprint_tells_rules_from_wording(
    exercise: Exercise, old: str, new: str, rules: bool, wording: bool
) -> None:
    changed = KIND.get_preview_value()
    changed["script"] = changed["script"].replace(old, new)

    before, after = exercise.fingerprint, KIND.fingerprint(changed)

    assert (before.rules != after.rules, before.wording != after.wording) == (rules, wording)


def test_texts_have_their_roles(exercise: Exercise) -> None:
    roles = {text.text: text.role for text in KIND.texts(exercise.value)}

    assert roles["Sem zit aan de kant"] == "title"
    assert roles["Jij bent trainer. Sem zit op zijn tas en doet niet mee."] == "intro"
    assert roles["Sem kijkt weg."] == "scene"
    assert roles["Ik heb geen zin."] == "speech"
    assert roles["Zie je wel."] == "thought"
    assert roles["Je gaat naast hem zitten."] == "option"
    assert roles["Herstellen mag altijd."] == "feedback"
