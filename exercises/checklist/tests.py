"""A list to tick off or to count with: usable without script, and nothing to send."""

from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.checklist.kind import ChecklistExercise
from exercises.contract import Outcome, Response, SourceError
from exercises.registry import Exercise
from exercises.rendering import Shown
from exercises.source import source_items

KIND = ChecklistExercise()
EXERCISE = Exercise(UUID(int=7), KIND, KIND.get_preview_value())
SOURCE = {"id": "x", "title": "Tellen", "mode": "counter", "items": ["kind 1", "kind 2"]}


def value(**changes: Any) -> Any:
    return KIND.to_python(KIND.from_source({**SOURCE, **changes}))


def page(exercise: Exercise, state: dict[str, Any]) -> BeautifulSoup:
    with override("nl"):
        return BeautifulSoup(Shown(exercise, "/x/", state=state).render(HttpRequest()), "html.parser")


def test_ticks_work_without_script() -> None:
    boxes = page(EXERCISE, {}).select("input[type=checkbox]")

    assert [box.find_parent("label").get_text(strip=True) for box in boxes] == list(EXERCISE.value["items"])
    assert [box for box in boxes if box.find_parent(hidden=True) or box.find_parent("form") or box.get("name")] == []


def test_counters_are_number_fields_without_script_and_get_buttons_with_it() -> None:
    soup = page(Exercise(UUID(int=7), KIND, value()), {})
    fields, buttons = soup.select("input[type=number]"), soup.select("[data-count]")

    assert [(field["value"], field["min"], field["max"]) for field in fields] == [("0", "0", "999")] * 2
    assert [field for field in fields if field.find_parent("form") or field.get("name")] == []
    assert [button["aria-label"] for button in buttons[:2]] == ["Eén minder: kind 1", "Eén meer: kind 1"]
    assert [button.has_attr("hidden") for button in buttons] == [True] * 4


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=9), st.text(max_size=9)))
def test_only_done_is_kept_whatever_is_sent(sent: dict[str, str]) -> None:
    data = QueryDict(mutable=True)
    data.update(sent)

    response = EXERCISE.respond(state={}, data=data)

    assert response == Response(answer={"done": True}, state={"done": True}, outcome=Outcome())


def test_afterword_is_shown_only_when_done() -> None:
    after = EXERCISE.value["after"]

    assert after not in page(EXERCISE, {}).get_text()
    assert after in page(EXERCISE, {"done": True}).get_text()
    assert after not in page(EXERCISE, {"answer": [3, 4]}).get_text()


def test_a_list_from_before_counting_is_one_to_tick() -> None:
    raw = KIND.get_prep_value(value())
    del raw["mode"]

    assert len(page(Exercise(UUID(int=7), KIND, KIND.to_python(raw)), {}).select("input[type=checkbox]")) == 2


def test_counting_in_place_of_ticking_is_another_exercise() -> None:
    ticking, counting = KIND.fingerprint(value(mode="tick")), KIND.fingerprint(value())

    assert ticking.rules != counting.rules
    assert ticking.wording == counting.wording


@pytest.mark.parametrize(
    ("items", "message"),
    [(["kind 1", " "], "Regel 2 is leeg."), (["a", "kind 1", "Kind 1 "], "Regel 3 is hetzelfde als regel 2.")],
)
def test_editor_hears_which_line_to_mend(items: list[str], message: str) -> None:
    draft = value()
    draft["items"] = KIND.child_blocks["items"].to_python(source_items("x", "items", list(items)))

    with override("nl"):
        assert [str(problem.message) for problem in KIND.checks(draft)] == [message]
    with pytest.raises(ValidationError):
        KIND.clean(draft)


def test_source_comes_back_the_same() -> None:
    assert KIND.write_source(value(after="Goed zo.")) == {
        "mode": "counter",
        "items": ["kind 1", "kind 2"],
        "after": "Goed zo.",
    }
    assert KIND.write_source(value())["mode"] == "counter"


@pytest.mark.parametrize("changes", [{"mode": "shout"}, {"mode": True}, {"items": []}, {"items": "kind 1"}])
def test_source_that_makes_no_sense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(SourceError):
        value(**changes)
