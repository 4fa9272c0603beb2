"""Playing the example of a kind: the moments a learner can see, and ways to change the example."""

import copy
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from bs4 import BeautifulSoup
from django.http import HttpRequest, QueryDict
from wagtail import blocks

from curriculum.playing import play
from exercises.base import ExerciseBlock
from exercises.contract import InvalidAnswer, Outcome, Response
from exercises.registry import Exercise, raw_exercise
from exercises.rendering import Shown
from tests.exercises.html import parse, words

EXERCISE_ID = UUID("0b9f6a0e-1d3c-4f53-8a8e-2f6f7d1c9a11")
SUBMISSION_ID = UUID("5a0d3c1e-77aa-4b0e-9d0b-0c2f64a1e222")
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*')
Raw = dict[str, Any]
Fields = dict[str, list[str]]
Path = tuple[Any, ...]


def raw_example(block: ExerciseBlock) -> Raw:
    return block.from_source(block.parse_source(block.example))


def exercise_from(block: ExerciseBlock, raw: Raw) -> Exercise:
    return raw_exercise(block.kind, EXERCISE_ID, copy.deepcopy(raw))


def form_data(fields: Fields) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def show(
    exercise: Exercise,
    state: dict[str, Any] | None = None,
    outcome: Outcome | None = None,
    refused: tuple[InvalidAnswer, QueryDict] | None = None,
) -> str:
    """The exercise as HTML, always with the same submission and security token, so that two can be compared."""
    request = HttpRequest()
    request.META["CSRF_COOKIE"] = "x" * 32
    errors, typed = (refused[0].errors, refused[1]) if refused else ({}, None)
    shown = Shown(exercise, "/x/", state or {}, outcome, errors=errors, typed=typed, submission_id=SUBMISSION_ID)
    return TOKEN.sub(r"\1token", shown.render(request))


def answer(exercise: Exercise, fields: Fields | None = None, state: dict[str, Any] | None = None) -> Response:
    """Send these fields, or else the example's own answer. Raises InvalidAnswer."""
    data = form_data(exercise.block.example_answer if fields is None else fields)
    return exercise.respond(state={} if state is None else state, data=data)


def refusal(exercise: Exercise, fields: Fields) -> InvalidAnswer | None:
    try:
        answer(exercise, fields)
    except InvalidAnswer as error:
        return error
    return None


def moments(exercise: Exercise) -> dict[str, BeautifulSoup]:
    """What a learner can see: before answering, after it, another day, after an empty form, and when all is done."""
    response = answer(exercise)
    pages = {
        "before": show(exercise),
        "answered": show(exercise, response.state, response.outcome),
        "another day": show(exercise, response.state),
    }
    if error := refusal(exercise, {}):
        pages["refused"] = show(exercise, refused=(error, form_data({})))
    if not response.outcome.completed:
        done = play_to_the_end(exercise)
        pages["done"] = show(exercise, done.state, done.outcome)
    return {name: parse(html) for name, html in pages.items()}


def play_to_the_end(exercise: Exercise) -> Response:
    """What comes of an exercise that takes more than one turn."""
    state: dict[str, Any] = {}
    for data in play(exercise):
        response = exercise.respond(state=state, data=data)
        state = response.state
    return response


# -- Changing an example ---------------------------------------------------------------------------------------------


def leaves(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value in JSON that holds no others, with the way to it."""
    if isinstance(data, dict | list) and data:
        for key, item in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(item, (*path, key))
    else:
        yield path, data


def with_value(data: Any, path: Path, value: Any) -> Any:
    """A copy of JSON with one value changed."""
    if not path:
        return value
    changed = copy.deepcopy(data)
    place = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return changed


def fields_of(block: blocks.Block, raw: Any, path: Path = ()) -> Iterator[tuple[Path, blocks.Block, Any]]:
    """Every field that an editor fills in: the way to it, its block and what it holds."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from fields_of(child, raw.get(name), (*path, name))
    elif isinstance(block, blocks.ListBlock):
        for place, item in enumerate(raw or []):
            yield from fields_of(block.child_block, item["value"], (*path, place, "value"))
    else:
        yield path, block, raw


def replace_text(data: Any, old: str, new: str) -> Any:
    """JSON in which a text reads differently: wherever it is a line of its own, or else wherever it stands."""
    texts = [(path, item) for path, item in leaves(data) if isinstance(item, str)]
    own_line = any(old in item.split("\n") for _path, item in texts)
    for path, item in texts:
        if own_line:
            data = with_value(data, path, "\n".join(new if line == old else line for line in item.split("\n")))
        else:
            data = with_value(data, path, item.replace(old, new))
    return data


def reading_texts(block: ExerciseBlock, raw: Raw) -> Iterator[tuple[Path, str]]:
    """The texts an editor typed that a learner reads; keys, choices and scripts are left out."""
    for path, field, item in fields_of(block, raw):
        is_text = isinstance(field, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock)
        if is_text and not block.codes & {part for part in path if isinstance(part, str)}:
            yield path, item or ""


def shown_of(block: ExerciseBlock, raw: Raw, soup: BeautifulSoup) -> Iterator[str]:
    """What the page shows of what the editor typed: pieces of three words or more. No keys, but scripts too."""
    fields = [
        item
        for path, field, item in fields_of(block, raw)
        if isinstance(field, blocks.TextBlock) or not block.codes & {part for part in path if isinstance(part, str)}
    ]
    typed = " ".join(words(item) for item in fields if isinstance(item, str))
    for piece in soup.find_all(string=True):
        if len(piece.split()) > 2 and words(piece) in typed:
            yield words(piece)
