"""Taking a test: a draw for every try, going to and fro, handing in, and what a learner sees of it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.http import HttpRequest, QueryDict
from django.utils import translation

from exercises.contract import InvalidAnswer, Outcome, Response
from exercises.final_test.kind import FinalTestExercise
from exercises.registry import Exercise
from exercises.rendering import Shown

KIND = FinalTestExercise()
RIGHT, WRONG = "Het goede antwoord", "Een fout antwoord"


def question(number: int, **changes: Any) -> dict[str, Any]:
    options = [
        {"t": f"{WRONG} bij {number}.", "r": False, "fb": f"Dit klopt niet bij {number}."},
        {"t": f"{RIGHT} bij {number}.", "r": True, "fb": f"Klopt bij {number}."},
        {"t": f"Ook fout bij {number}.", "r": False, "fb": f"Ook dit klopt niet bij {number}."},
    ]
    return {"id": f"T{number}", "lesson": f"Les {number % 3}", "q": f"Wat is {number}?", "options": options} | changes


SOURCE = {
    "id": "X-T",
    "title": "Eindtoets",
    "draw": 4,
    "pass_mark": 70,
    "questions": [question(number) for number in range(1, 10)],
}


def exercise_from(**changes: Any) -> Exercise:
    return Exercise(UUID(int=7), KIND, KIND.to_python(KIND.from_source(SOURCE | changes)))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def exercise() -> Exercise:
    return exercise_from()


class Taker:
    """Somebody who takes the test, on a page that may be older than what was done elsewhere."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise, self.submissions = exercise, 0
        self.state: dict[str, Any] = {}
        self.outcome: Outcome | None = None

    def page(self, outcome: Outcome | None = None) -> BeautifulSoup:
        return BeautifulSoup(
            Shown(self.exercise, "/x/", state=self.state, outcome=outcome).render(HttpRequest()), "html.parser"
        )

    def fields(self) -> dict[str, str]:
        """What the form says of itself."""
        names = ("try", "screen")
        return {name: str(self.page().select_one(f"input[name={name}]")["value"]) for name in names}

    def send(self, **fields: str) -> Response:
        self.submissions += 1
        data = QueryDict(mutable=True)
        data.update({"submission": f"submission {self.submissions}", **self.fields(), **fields})
        response = self.exercise.respond(state=self.state, data=data)
        self.state, self.outcome = response.state, response.outcome
        return response

    def pick(self, start: str) -> Response:
        """Choose the answer that begins so, and go on."""
        labels = self.page().select("label.choice")
        label = next(label for label in labels if label.get_text(" ", strip=True).startswith(start))
        return self.send(option=str(label.input["value"]))

    def take(self, right: int, of: int = 4) -> Response:
        """A whole try, with so many right."""
        self.send()
        for number in range(of):
            self.pick(RIGHT if number < right else WRONG)
        return self.send(action="hand-in")

    def refusal(self, **fields: str) -> dict[str, str]:
        before = self.state
        with pytest.raises(InvalidAnswer) as refused:
            self.send(**fields)
        assert self.state == before
        return {name: str(message) for name, message in refused.value.errors.items()}


@pytest.fixture
def taker(exercise: Exercise) -> Taker:
    return Taker(exercise)


def words(soup: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(tag.get_text(" ").split()) for tag in soup.select(selector)]


# -- The way through -------------------------------------------------------------------------------------------------


def test_try_that_is_handed_in_is_the_answer_and_nothing_before_it(taker: Taker) -> None:
    steps = [taker.send(), *(taker.pick(RIGHT) for _ in range(3)), taker.pick(WRONG)]

    handed_in = taker.send(action="hand-in")

    assert {(step.answer, step.outcome) for step in steps} == {(None, Outcome(completed=False))}
    assert handed_in.outcome == Outcome(score=0.75, passed=True)
    assert isinstance(handed_in.answer, dict)
    assert [one["option"] for one in handed_in.answer["answers"]].count(1) == 3


@pytest.mark.parametrize(
    ("right", "outcome"),
    [
        (4, Outcome(score=1.0, passed=True)),
        (3, Outcome(score=0.75, passed=True)),
        (2, Outcome(score=0.5, passed=False, completed=False)),
        (0, Outcome(score=0.0, passed=False, completed=False)),
    ],
)
def test_test_is_done_only_when_enough_is_right(taker: Taker, right: int, outcome: Outcome) -> None:
    assert taker.take(right).outcome == outcome


@pytest.mark.parametrize(("draw", "mark", "needed"), [(10, 70, 7), (8, 70, 6), (3, 67, 3), (3, 66, 2), (4, 1, 1)])
def test_pass_mark_is_counted_in_whole_questions(draw: int, mark: int, needed: int) -> None:
    questions = [question(number) for number in range(draw)]
    taker = Taker(exercise_from(draw=draw, pass_mark=mark, questions=questions))

    assert taker.take(needed - 1, of=draw).outcome.passed is False
    assert taker.take(needed, of=draw).outcome.passed is True


def test_answers_can_be_changed_until_the_test_is_handed_in(taker: Taker) -> None:
    taker.send()
    for _number in range(4):
        taker.pick(WRONG)
    taker.send(action="goto-2")
    assert taker.fields()["screen"] == "2"
    taker.pick(RIGHT)
    taker.send(action="back")
    assert taker.fields()["screen"] == "2"
    taker.send(action="overview")

    assert taker.send(action="hand-in").outcome.score == 0.25


def test_test_goes_on_where_it_was_left(taker: Taker) -> None:
    taker.send()
    taker.pick(RIGHT)
    later = Taker(taker.exercise)
    later.state = taker.state

    assert words(later.page(), ".test-place__words") == ["Question 2 of 4"]
    later.send(action="back")
    assert later.page().select_one("input[checked]") is not None


def test_open_question_is_named_and_the_test_is_not_handed_in(taker: Taker) -> None:
    taker.send()
    taker.pick(RIGHT)
    taker.send()
    taker.pick(RIGHT)
    taker.send()

    assert words(taker.page(), ".test-list__state") == ["answered", "still open", "answered", "still open"]
    assert words(taker.page(), "button.button") == ["To question 2"]
    assert taker.refusal(action="hand-in") == {
        "goto-2": "Question 2 is still open.",
        "goto-4": "Question 4 is still open.",
    }


# -- The draw --------------------------------------------------------------------------------------------------------


def test_same_submission_draws_the_same_and_another_draws_anew(exercise: Exercise) -> None:
    begin = "try=new&screen=start&submission="
    first, again, other = (exercise.respond(state={}, data=QueryDict(begin + seed)).state for seed in ("a", "a", "b"))

    assert first == again
    assert first["try"]["cards"] != other["try"]["cards"]


def test_begin_that_is_sent_twice_begins_once(taker: Taker) -> None:
    taker.send(submission="a")
    begun = taker.state

    response = taker.send(submission="a", **{"try": "new", "screen": "start"})

    assert (response.state, response.outcome) == (begun, Outcome(completed=False))


def test_next_try_draws_anew_and_begins_with_nothing_picked(taker: Taker) -> None:
    taker.take(2)
    first = taker.state["try"]["cards"]

    taker.send()

    cards = taker.state["try"]["cards"]
    assert [card["pick"] for card in cards] == [None] * 4
    assert [card["question"] for card in cards] != [card["question"] for card in first]


# -- The best result and the number of tries -------------------------------------------------------------------------


def test_worse_try_takes_nothing_away(taker: Taker) -> None:
    taker.take(4)
    taker.take(1)

    assert taker.state["best"] == {"right": 4, "total": 4, "passed": True}
    assert words(taker.page(), ".exercise__result .feedback p") == [
        "1 of 4 right, you need 3.",
        "You passed this test before, with 4 of 4 right. That stays.",
    ]


def test_tries_are_counted_and_said_before_beginning() -> None:
    taker = Taker(exercise_from(tries=2))
    assert "You have 2 tries. Your best result counts." in words(taker.page(), ".facts dd")

    taker.take(0)
    assert words(taker.page(), ".exercise__actions .meta") == ["You have 1 more try."]
    taker.take(0)

    assert words(taker.page(), ".notice__title") == ["This was your last try"]
    assert taker.page().select("button") == []
    assert taker.state["used"] == 2
    key = taker.state["try"]["key"]
    with pytest.raises(InvalidAnswer, match="no tries left"):
        taker.exercise.respond(state=taker.state, data=QueryDict(f"try={key}&screen=result"))


def test_more_tries_are_a_correction_that_helps_who_has_none_left() -> None:
    before, after = exercise_from(tries=1), exercise_from(tries=3)
    taker = Taker(before)
    taker.take(0)

    taker.exercise = after

    assert after.fingerprint == before.fingerprint
    assert words(taker.page(), ".exercise__actions .meta") == ["You have 2 more tries."]


# -- What the learner sees -------------------------------------------------------------------------------------------


def test_nothing_on_the_page_tells_what_is_right_before_handing_in(taker: Taker) -> None:
    """Every answer looks the same: apart from its words and its place, nothing differs between them."""
    pages = [taker.page()]
    taker.send()
    for _number in range(4):
        pages.append(taker.page())
        labels = [str(label) for label in pages[-1].select("label.choice")]
        for place, text in enumerate(words(pages[-1], ".choice__text")):
            labels[place] = labels[place].replace(text, "").replace(f'value="{place}"', "")
        assert len(set(labels)) == 1
        taker.pick(WRONG)
    pages.append(taker.page())

    assert taker.fields()["screen"] == "overview"
    assert [page for page in pages if "lopt" in str(page)] == []


def test_result_tells_in_words_and_looks_at_every_question(taker: Taker) -> None:
    response = taker.take(2)
    soup = taker.page(response.outcome)

    assert words(soup, ".feedback__title") == ["Not passed yet"]
    assert words(soup, ".test-score") == ["2 of 4 right, you need 3."]
    assert words(soup, ".test-review__verdict") == [
        *["Your answer is right"] * 2,
        *["Your answer is not right", "The right answer"] * 2,
    ]
    wrong = taker.state["try"]["cards"][2]["question"]
    items = taker.exercise.value["questions"].bound_blocks
    number = next(item.value["key"][1:] for item in items if item.id == wrong)
    third = words(soup, ".test-review > li:nth-of-type(3)")[0]
    assert f"{WRONG} bij {number}. Dit klopt niet bij {number}." in third
    assert f"{RIGHT} bij {number}. Klopt bij {number}." in third
    assert f"Read again: Les {int(number) % 3}" in third
    assert f"Ook fout bij {number}. Ook dit klopt niet bij {number}." in third


def test_source_without_minutes_takes_a_minute_for_each_question(exercise: Exercise) -> None:
    assert exercise.value["minutes"] == 4
