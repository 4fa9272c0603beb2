"""The contract of every kind of exercise. It plays the example of each installed kind; a new kind adds nothing here."""

import copy
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import wagtail.admin
from bs4 import BeautifulSoup, Tag
from wagtail import blocks

from exercises.contract import InvalidAnswer, SourceError
from exercises.registry import Exercise, kinds
from tests.exercises import html, play

HUGE = "9" * 5000
LARGE = "x" * 100_000
RUBBISH: dict[str, Any] = {
    "missing": lambda values: [],
    "empty": lambda values: [""],
    "unknown": lambda values: ["zzz"],
    "negative": lambda values: ["-1"],
    "too high": lambda values: ["999"],
    "huge number": lambda values: [HUGE],
    "100 kB of text": lambda values: [LARGE],
    "several at once": lambda values: [*values, *values],
    "unicode": lambda values: ["💥\u0000\u202e"],
    "digits of another script": lambda values: ["٠"],
}
RUBBISH_IN_TEXT = {"100 kB of text", "several at once"}  # the rest may be somebody's own words
ODD_STATES: list[dict[str, Any]] = [
    {"answer": "x" * 10},
    {"answer": [999]},
    {"answer": [None]},
    {"answer": -1},
    {"answer": True},
    {"answer": 1.5},
    {"answer": {"a": 1}},
    {"answer": None},
    {"other": 1},
]

PRIVATE = sorted(
    name for name, block in kinds().items() if play.exercise_from(block, play.raw_example(block)).is_private
)


@pytest.fixture(params=sorted(kinds()))
def exercise(request: pytest.FixtureRequest) -> Exercise:
    """The example of each kind."""
    block = kinds()[request.param]
    return play.exercise_from(block, play.raw_example(block))


@pytest.fixture
def raw(exercise: Exercise) -> play.Raw:
    """The same example as a StreamField stores it."""
    return play.raw_example(exercise.block)


# -- What an editor and a source file see ----------------------------------------------------------------------------


def test_kind_introduces_itself_to_editors(exercise: Exercise) -> None:
    block = exercise.block
    icon = Path(wagtail.admin.__file__).parent / "templates" / "wagtailadmin" / "icons" / f"{block.meta.icon}.svg"

    assert block.kind
    assert str(block.meta.label)
    assert str(block.meta.description)
    assert icon.is_file(), f"Wagtail has no icon “{block.meta.icon}”."
    assert block.get_prep_value(block.get_preview_value()) == block.get_prep_value(exercise.value)


def test_example_is_as_an_editor_should_write_it(exercise: Exercise) -> None:
    block = exercise.block

    assert block.checks(exercise.value) == []
    assert block.get_prep_value(block.clean(exercise.value)) == block.get_prep_value(exercise.value)


def test_source_comes_back_the_same_with_its_ids(exercise: Exercise, raw: play.Raw) -> None:
    written = exercise.block.to_source(exercise.value)
    again = exercise.block.from_source({"id": "example", **json.loads(json.dumps(written))})

    assert again == raw
    assert exercise.block.get_prep_value(exercise.value) == raw


def test_source_with_a_name_too_many_is_refused(exercise: Exercise) -> None:
    data = exercise.block.parse_source(exercise.block.example)

    with pytest.raises(SourceError, match="colour"):
        exercise.block.from_source({**data, "colour": "red"})


@pytest.mark.parametrize("junk", [None, 5, "x", [], {}, [5], [{}], {"a": 1}, True], ids=repr)
def test_source_with_junk_in_it_is_read_or_refused(exercise: Exercise, junk: Any) -> None:
    data = exercise.block.parse_source(exercise.block.example)

    for path, _item in play.leaves(data):
        for end in range(1, len(path) + 1):
            broken = play.with_value(data, path[:end], junk)
            try:
                value = exercise.block.to_python(exercise.block.from_source(broken))
            except SourceError:
                continue
            assert all(isinstance(text.text, str) for text in exercise.block.texts(value)), path[:end]


def test_every_text_is_told(exercise: Exercise, raw: play.Raw) -> None:
    told = {html.words(text.text) for text in exercise.block.texts(exercise.value)}

    for path, text in play.reading_texts(exercise.block, raw):
        lines = {html.words(line) for line in text.splitlines() if line.strip()}
        assert html.words(text) in told or lines <= told, path
    for moment, soup in play.moments(exercise).items():
        for shown in play.shown_of(exercise.block, raw, soup):
            assert any(shown in text for text in told), (moment, shown)


def test_words_to_say_are_its_own(exercise: Exercise) -> None:
    told = " ".join(html.words(text.text) for text in exercise.block.texts(exercise.value))

    assert all(words and html.words(words) in told for words in exercise.block.to_say(exercise.value))


def test_unfinished_draft_can_be_previewed(exercise: Exercise, raw: play.Raw) -> None:
    state = play.answer(exercise).state
    fields = play.fields_of(exercise.block, raw)
    drafts = [{**raw, name: []} for name, item in raw.items() if isinstance(item, list)]
    drafts += [play.with_value(raw, path, "" if isinstance(item, str) else None) for path, _, item in fields]

    for draft in (play.exercise_from(exercise.block, each) for each in drafts):
        play.show(draft)
        play.show(draft, state)
        draft.block.checks(draft.value)
        draft.block.texts(draft.value)
        draft.block.to_say(draft.value)
        play.refusal(draft, draft.block.example_answer)
        assert draft.fingerprint


# -- What a learner meets --------------------------------------------------------------------------------------------


def test_renders_without_script(exercise: Exercise) -> None:
    for moment, soup in play.moments(exercise).items():
        assert html.scripted(soup) == [], moment


def test_is_one_plain_form(exercise: Exercise) -> None:
    for moment, soup in play.moments(exercise).items():
        forms = soup.find_all("form")
        assert [html.attribute(form, "method") for form in forms] == ["post"], moment
        assert html.shown_values(forms[0], "csrfmiddlewaretoken") == ["token"]
        assert html.shown_values(forms[0], "exercise") == [str(play.EXERCISE_ID)]
        assert html.shown_values(forms[0], "submission") == [str(play.SUBMISSION_ID)]
        assert [html.text_of(button) for button in forms[0].find_all("button", type="submit") if html.text_of(button)]


def test_every_control_has_a_label(exercise: Exercise) -> None:
    for moment, soup in play.moments(exercise).items():
        for control in html.controls(soup):
            assert html.accessible_name(soup, control), (moment, str(control))
            if html.attribute(control, "type") in ("radio", "checkbox"):
                assert html.group_name(control), (moment, str(control))
        assert all(html.text_of(button) or html.attribute(button, "aria-label") for button in soup.find_all("button"))


def test_ids_are_unique_on_a_page_with_more_exercises(exercise: Exercise) -> None:
    for moment, soup in play.moments(exercise).items():
        ids = html.ids(soup)
        assert len(ids) == len(set(ids)), moment
        assert [key for key in ids if not key.startswith(exercise.dom_id)] == [], moment
        assert html.broken_references(soup) == [], moment


def test_works_with_the_keyboard_alone(exercise: Exercise) -> None:
    for moment, soup in play.moments(exercise).items():
        assert html.keyboard_traps(soup) == [], moment


def test_texts_of_editors_are_never_markup(exercise: Exercise, raw: play.Raw) -> None:
    for path, text in play.reading_texts(exercise.block, raw):
        raw = play.with_value(raw, path, text + "<img src=x>")
    for own in exercise.block.own_texts(exercise.value):
        raw = play.replace_text(raw, own.text, own.text + "<img src=x>") if own.text else raw  # those within a script
    marked = play.exercise_from(exercise.block, raw)

    for soup in (html.parse(play.show(marked)), html.parse(play.show(marked, play.answer(exercise).state))):
        assert soup.find("img") is None


@pytest.mark.parametrize("exercise", PRIVATE, indirect=True)
def test_private_kind_has_nothing_to_send(exercise: Exercise) -> None:
    for moment, soup in play.moments(exercise).items():
        assert [str(control) for control in html.controls(soup) if control.has_attr("name")] == [], moment


# -- Answering -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rejects_rubbish_with_a_message_at_the_field(exercise: Exercise, rubbish: str) -> None:
    good, fresh = exercise.block.example_answer, html.parse(play.show(exercise))
    if exercise.is_private:
        assert play.answer(exercise, {"answer": RUBBISH[rubbish](["0"])}).answer == {"done": True}
        return

    for name, values in good.items():
        how = html.kind_of_field(fresh, name)
        if (how == "text" and rubbish not in RUBBISH_IN_TEXT) or (how == "many" and rubbish in ("missing", "empty")):
            continue
        sent = {**good, name: RUBBISH[rubbish](values)}
        error = play.refusal(exercise, sent)
        assert error is not None, f"“{name}” took {rubbish}."
        soup = html.parse(play.show(exercise, refused=(error, play.form_data(sent))))
        assert_messages_are_at_their_fields(soup, exercise, error, hidden=how == "hidden")
        if how == "hidden":
            continue  # it says which question was answered: under another one, the old answer must not come back
        for other in good.keys() - {name}:
            assert html.shown_values(soup, other) == good[other], f"“{other}” was lost."
        if how == "text":
            assert html.shown_values(soup, name) == sent[name][:1], f"What was typed in “{name}” was lost."


def test_rejects_an_empty_form(exercise: Exercise) -> None:
    error = play.refusal(exercise, {})

    if exercise.is_private:
        assert error is None
    else:
        assert error is not None
        assert all(str(message) for message in error.errors.values())


def assert_messages_are_at_their_fields(
    soup: BeautifulSoup, exercise: Exercise, error: InvalidAnswer, *, hidden: bool
) -> None:
    """Each message is in the summary, and at a field that says so; only what nobody can see has none of its own."""
    summary = soup.find(class_="error-summary")
    assert isinstance(summary, Tag)
    assert error.errors
    for name, message in error.errors.items():
        read = html.words(str(message))
        assert read
        assert read in html.text_of(summary)
        if not name:
            assert hidden, "A message without a field, where the learner filled one in."
            continue
        field, place = f"{exercise.dom_id}-{name}", f"{exercise.dom_id}-{name}-error"
        assert summary.find("a", href=f"#{field}"), name
        target, shown = soup.find(id=field), soup.find(id=place)
        assert isinstance(target, Tag), f"No field with id {field}."
        assert isinstance(shown, Tag), f"No message with id {place}."
        assert html.text_of(shown) == read
        assert shown.parent is target or shown.parent is target.parent, "The message stands elsewhere."
        assert place in html.attribute(target, "aria-describedby").split(), f"{field} does not tell its message."


def test_answer_and_state_survive_json(exercise: Exercise) -> None:
    response = play.answer(exercise)

    stored = json.loads(json.dumps(response.state))

    assert stored == response.state
    assert json.loads(json.dumps(response.answer)) == response.answer
    assert play.show(exercise, stored) == play.show(exercise, response.state)
    assert play.show(exercise, stored) != play.show(exercise)


def test_same_answer_gives_the_same_outcome_twice(exercise: Exercise) -> None:
    before = exercise.block.get_prep_value(exercise.value)
    state: dict[str, Any] = {}

    first, second = play.answer(exercise, state=state), play.answer(exercise, state=state)

    assert first == second
    assert state == {}
    assert exercise.block.get_prep_value(exercise.value) == before
    assert play.show(exercise) == play.show(exercise)


def test_outcome_keeps_within_its_bounds(exercise: Exercise) -> None:
    outcome = play.answer(exercise).outcome

    assert outcome.score is None or 0 <= outcome.score <= 1
    assert outcome.passed in (None, True, False)
    assert outcome.completed in (True, False)


def test_odd_or_older_state_never_breaks_the_page(exercise: Exercise) -> None:
    kept = play.answer(exercise).state
    junk: list[Any] = [None, 999, -1, "x", [], {}]
    odd = [play.with_value(kept, path, each) for path, _ in play.leaves(kept) for each in junk]

    for state in [*ODD_STATES, *odd]:
        before = copy.deepcopy(state)
        play.show(exercise, state)
        with suppress(InvalidAnswer):
            play.answer(exercise, state=state)
        assert state == before


def test_feedback_is_shown_after_answering_and_takes_the_focus(exercise: Exercise) -> None:
    feedback = [html.words(text.text) for text in exercise.block.own_texts(exercise.value) if text.role == "feedback"]
    pages = play.moments(exercise)
    places = {moment: soup.find(role="status") for moment, soup in pages.items()}
    assert all(places.values()), "No place for the result."
    results = {moment: html.text_of(place) for moment, place in places.items()}
    focused = {moment: len(soup.find_all(attrs={"data-focus": True})) for moment, soup in pages.items()}

    assert results["before"] == ""
    assert results["answered"]
    assert not feedback or any(text in html.text_of(pages.get("done", pages["answered"])) for text in feedback if text)
    assert focused == {moment: int(moment in ("answered", "refused", "done")) for moment in pages}


# -- What decides the result -----------------------------------------------------------------------------------------


def test_fingerprint_does_not_see_feedback(exercise: Exercise, raw: play.Raw) -> None:
    for text in exercise.block.own_texts(exercise.value):
        if text.role == "feedback" and text.text:
            corrected = play.exercise_from(exercise.block, play.replace_text(raw, text.text, text.text + " Echt."))
            assert corrected.value != exercise.value
            assert corrected.fingerprint == exercise.fingerprint, text


def test_fingerprint_sees_another_question_or_option_as_wording_only(exercise: Exercise, raw: play.Raw) -> None:
    for text in exercise.block.own_texts(exercise.value):
        if text.role in ("question", "option") and text.text:
            changed = play.exercise_from(exercise.block, play.replace_text(raw, text.text, text.text + " echt"))
            assert changed.fingerprint.rules == exercise.fingerprint.rules, text
            assert changed.fingerprint.wording != exercise.fingerprint.wording, text


def test_fingerprint_sees_whether_it_is_required_as_a_rule(exercise: Exercise, raw: play.Raw) -> None:
    changed = play.exercise_from(exercise.block, {**raw, "is_required": not raw["is_required"]})

    assert changed.fingerprint.rules != exercise.fingerprint.rules
    assert changed.fingerprint.wording == exercise.fingerprint.wording


def test_fingerprint_sees_every_key_as_a_rule(exercise: Exercise, raw: play.Raw) -> None:
    for path, field, item in play.fields_of(exercise.block, raw):
        if isinstance(field, blocks.ChoiceBlock):
            for other in {str(key) for key, _label in field.field.choices if key} - {item}:
                changed = play.exercise_from(exercise.block, play.with_value(raw, path, other))
                assert changed.fingerprint.rules != exercise.fingerprint.rules, (path, other)
                assert changed.fingerprint.wording == exercise.fingerprint.wording, (path, other)


def test_fingerprint_sees_another_order_as_a_rule(exercise: Exercise, raw: play.Raw) -> None:
    """Also when the items that change places have the same key: answers refer to places."""
    wording = set(exercise.block.wording(exercise.value))

    lists = {name: items for name, items in raw.items() if isinstance(items, list) and len(items) > 1}
    for name, items in lists.items():
        if wording & {item for _path, item in play.leaves(items) if isinstance(item, str)}:
            turned = items[::-1]
            other_ids = [{**item, "id": other["id"]} for item, other in zip(items, turned, strict=True)]
            for changed in (turned, other_ids):
                moved = play.exercise_from(exercise.block, {**raw, name: changed})
                assert moved.fingerprint.rules != exercise.fingerprint.rules, name
