"""Every rule of the contract, broken on purpose: what an editor, a source file and a learner must be able to rely on.

The rules of answering, and of what decides the result, are in the files beside this one.
"""

import uuid
from html import escape
from typing import Any

from exercises.base import ExerciseBlock
from exercises.contract import Problem, SourceError
from exercises.registry import Exercise
from tests.exercises import html as page
from tests.exercises import play, ways
from tests.exercises import test_contract as contract
from tests.exercises.breaking import Break, Breakage, Broken


def has_list(exercise: Exercise) -> bool:
    """Whether an editor fills in a list."""
    return any(isinstance(item, list) for item in play.raw_example(exercise.block).values())


def has_controls(exercise: Exercise) -> bool:
    """Whether a learner fills in anything, now or later."""
    return any(page.controls(soup) for soup in play.moments(exercise).values())


def has_choices(exercise: Exercise) -> bool:
    """Whether a learner ticks anything, now or later."""
    return any(soup.find("input", type=["radio", "checkbox"]) for soup in play.moments(exercise).values())


def is_private(exercise: Exercise) -> bool:
    """Whether what is typed stays in the browser."""
    return exercise.is_private


# -- Ways of their own -----------------------------------------------------------------------------------------------


def _chance_ids(block: ExerciseBlock, stored: dict[str, Any], *given: Any) -> dict[str, Any]:
    lists = {name: items for name, items in stored.items() if isinstance(items, list)}
    return stored | {name: [one | {"id": str(uuid.uuid4())} for one in items] for name, items in lists.items()}


def _retitled(block: ExerciseBlock, value: Any, *given: Any) -> Any:
    return block.to_python(block.get_prep_value(value) | {"title": "Anders"})


def _forgives_colour(honest: Any, data: dict[str, Any], key: str) -> Any:
    return honest({name: item for name, item in data.items() if name != "colour"}, key)


def _stumbles(honest: Any, data: dict[str, Any]) -> Any:
    try:
        return honest(data)
    except SourceError as error:
        raise Broken from error


def _takes_any_title(honest: Any, data: dict[str, Any]) -> Any:
    return honest(data | {"title": "Titel"}) | {"title": data.get("title")}


def _title_as_markup(text: str, exercise: Exercise) -> str:
    return text.replace(escape(exercise.value["title"]), exercise.value["title"])


def _own_texts_as_markup(text: str, exercise: Exercise) -> str:
    for told in exercise.block.own_texts(exercise.value):
        text = text.replace(escape(told.text), told.text)
    return text


def _empty_title(value: Any, *given: Any) -> bool:
    return not value["title"]


def _empty_list(value: Any, *given: Any) -> bool:
    return any(item == [] for item in value.block.get_prep_value(value).values())


def _loses(*names: str) -> Break:
    return ways.result("get_prep_value", lambda block, stored, *given: stored | dict.fromkeys(names, ""))


# -- What an editor and a source file see ----------------------------------------------------------------------------

INTRODUCED, WELL_WRITTEN = (
    contract.test_kind_introduces_itself_to_editors,
    contract.test_example_is_as_an_editor_should_write_it,
)
COMES_BACK, JUNK = (
    contract.test_source_comes_back_the_same_with_its_ids,
    contract.test_source_with_junk_in_it_is_read_or_refused,
)
TOLD, DRAFT = contract.test_every_text_is_told, contract.test_unfinished_draft_can_be_previewed
WARNING = Problem("title", "Kan dit korter?", is_error=False)

FOR_EDITORS = [
    Breakage("A kind has a name", "`kind` is empty", INTRODUCED, ways.attribute("kind", "")),
    Breakage("A kind has a label", "`Meta.label` is empty", INTRODUCED, ways.meta("label", "")),
    Breakage("A kind has a description", "`Meta.description` is empty", INTRODUCED, ways.meta("description", "")),
    Breakage("Its icon exists", "`Meta.icon` is one that Wagtail lacks", INTRODUCED, ways.meta("icon", "unicorn")),
    Breakage(
        "The picker shows the example",
        "the preview shows another title",
        INTRODUCED,
        ways.result("get_preview_value", _retitled),
    ),
    Breakage(
        "Checks find nothing in the example",
        "`checks` warns",
        WELL_WRITTEN,
        ways.result("checks", lambda *given: [WARNING]),
    ),
    Breakage(
        "Saving changes nothing in the example",
        "`clean` changes the title",
        WELL_WRITTEN,
        ways.result("clean", _retitled),
    ),
    Breakage(
        "A source comes back the same",
        "`to_source` tells a minute more",
        COMES_BACK,
        ways.result("to_source", lambda block, source, *given: source | {"minutes": source["minutes"] + 1}),
    ),
    Breakage(
        "Items keep their ids",
        "`read_source` gives ids by chance",
        COMES_BACK,
        ways.result("read_source", _chance_ids),
        has_list,
    ),
    Breakage("Every field is stored", "the title is not stored", COMES_BACK, _loses("title")),
    Breakage(
        "An unknown name is refused",
        "`read_source` passes over it",
        contract.test_source_with_a_name_too_many_is_refused,
        ways.instead("read_source", _forgives_colour),
    ),
    Breakage(
        "Junk in a source is refused in words",
        "another error than SourceError",
        JUNK,
        ways.instead("from_source", _stumbles),
        arguments={"junk": None},
    ),
    Breakage(
        "What is read as a text is one",
        "the title may be anything",
        JUNK,
        ways.instead("from_source", _takes_any_title),
        arguments={"junk": 5},
    ),
    Breakage(
        "Title and introduction are told",
        "`texts` leaves them out",
        TOLD,
        ways.instead("texts", lambda honest, value: value.block.own_texts(value)),
    ),
    Breakage(
        "Every text of its own is told",
        "`own_texts` leaves the first out",
        TOLD,
        ways.result("own_texts", lambda block, texts, *given: texts[1:]),
    ),
    Breakage(
        "Words to say are its own",
        "`to_say` makes some up",
        contract.test_words_to_say_are_its_own,
        ways.result("to_say", lambda block, words, *given: [*words, "Dit zei niemand ooit in deze oefening."]),
    ),
    *(
        Breakage("A half-written draft is borne", f"`{name}` needs a title", DRAFT, ways.crash(name, _empty_title))
        for name in ("view", "checks", "texts", "to_say", "respond", "fingerprint")
    ),
    Breakage(
        "A list may be empty in a draft",
        "`view` needs an item in every list",
        DRAFT,
        ways.crash("view", _empty_list),
        has_list,
    ),
]

# -- What a learner meets --------------------------------------------------------------------------------------------

NO_SCRIPT, ONE_FORM = contract.test_renders_without_script, contract.test_is_one_plain_form
LABELS, IDS = contract.test_every_control_has_a_label, contract.test_ids_are_unique_on_a_page_with_more_exercises
KEYBOARD, NO_MARKUP = contract.test_works_with_the_keyboard_alone, contract.test_texts_of_editors_are_never_markup

FOR_LEARNERS = [
    Breakage("No script in the page", "a `<script>`", NO_SCRIPT, ways.added("<script>go()</script>")),
    Breakage("No script in an attribute", "an `onclick`", NO_SCRIPT, ways.added('<p onclick="go()">x</p>')),
    Breakage("No style in an attribute", "a `style`", NO_SCRIPT, ways.added('<p style="color: red">x</p>')),
    Breakage(
        "No script in a link", "a `javascript:` address", NO_SCRIPT, ways.added('<a href="javascript:go()">x</a>')
    ),
    Breakage("The form is posted", "`method` is get", ONE_FORM, ways.replaced('method="post"', 'method="get"')),
    Breakage("There is one form", "a second form", ONE_FORM, ways.added('</form><form method="post">')),
    Breakage(
        "The form has a security token",
        "its field has another name",
        ONE_FORM,
        ways.replaced('name="csrfmiddlewaretoken"', 'name="token"'),
    ),
    Breakage(
        "The form says which exercise",
        "its field has another name",
        ONE_FORM,
        ways.replaced('name="exercise"', 'name="x"'),
    ),
    Breakage(
        "The form says which submission",
        "its field has another name",
        ONE_FORM,
        ways.replaced('name="submission"', 'name="x"'),
    ),
    Breakage(
        "A button with words sends it", "no button sends", ONE_FORM, ways.replaced('type="submit"', 'type="button"')
    ),
    Breakage(
        "Every control has a name",
        "labels are spans",
        LABELS,
        ways.replaced("<(/?)label|aria-label(ledby)?=", r"<\1span data-x="),
        has_controls,
    ),
    Breakage(
        "Choices stand under a legend",
        "legends are paragraphs",
        LABELS,
        ways.replaced("<(/?)legend", r"<\1p"),
        has_choices,
    ),
    Breakage("Every button has words", "a button without", LABELS, ways.added('<button type="button"></button>')),
    Breakage("An id stands there once", "an id twice", IDS, ways.added('<p id="ID-x"></p><p id="ID-x"></p>')),
    Breakage("Ids begin with that of the exercise", "an id that does not", IDS, ways.added('<p id="x"></p>')),
    Breakage("References lead somewhere", "a link to nowhere", IDS, ways.added('<a href="#ID-nowhere">x</a>')),
    Breakage(
        "The tab order is that of the page",
        "a `tabindex` of 5",
        KEYBOARD,
        ways.added('<button tabindex="5">x</button>'),
    ),
    Breakage(
        "Controls are the browser's own", "`role=button` on a paragraph", KEYBOARD, ways.added('<p role="button">x</p>')
    ),
    Breakage("Only controls are in the tab order", "a paragraph is", KEYBOARD, ways.added('<p tabindex="0">x</p>')),
    Breakage("Nothing must be dragged", "dragging without a button", KEYBOARD, ways.added('<p draggable="true">x</p>')),
    Breakage("Links can be reached", "a link without address", KEYBOARD, ways.added("<a>x</a>")),
    Breakage("The title is never markup", "it is not escaped", NO_MARKUP, ways.html(_title_as_markup)),
    Breakage("Texts of its own are never markup", "they are not escaped", NO_MARKUP, ways.html(_own_texts_as_markup)),
    Breakage(
        "What is private has no field that is sent",
        "a field with a name",
        contract.test_private_kind_has_nothing_to_send,
        ways.added('<input name="words" aria-label="x">'),
        is_private,
    ),
]
