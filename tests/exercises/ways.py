"""Ways to break a kind: another value of an attribute, another result of a method, other HTML, or an error."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from exercises.base import ExerciseBlock
from exercises.contract import Response
from exercises.registry import Exercise
from tests.exercises import play
from tests.exercises.breaking import Break, Broken


def meta(name: str, value: Any) -> Break:
    """Something else stands in the kind's `Meta`."""
    return lambda patch, block: patch.setattr(block.meta, name, value)


def attribute(name: str, value: Any) -> Break:
    """The kind says something else of itself."""
    return lambda patch, block: patch.setattr(block, name, value)


def result(name: str, change: Callable[..., Any]) -> Break:
    """A method returns something else: `change` is given the block, what it returned and its arguments."""

    def apply(patch: pytest.MonkeyPatch, block: ExerciseBlock) -> None:
        honest = getattr(block, name)
        patch.setattr(block, name, lambda *given, **named: change(block, honest(*given, **named), *given))

    return apply


def instead(name: str, method: Callable[..., Any]) -> Break:
    """Another method in its place: it is given the honest one and the arguments."""

    def apply(patch: pytest.MonkeyPatch, block: ExerciseBlock) -> None:
        honest = getattr(block, name)
        patch.setattr(block, name, lambda *given, **named: method(honest, *given, **named))

    return apply


def crash(name: str, when: Callable[..., bool]) -> Break:
    """A method that cannot bear some arguments."""

    def method(honest: Callable[..., Any], *given: Any) -> Any:
        if when(*given):
            raise Broken(name)
        return honest(*given)

    return instead(name, method)


def response(change: Callable[[Response], Response]) -> Break:
    """A submission comes to something else."""
    return result("respond", lambda block, honest, *given: change(honest))


def html(change: Callable[[str, Exercise], str]) -> Break:
    """The template makes something else of it. What it honestly makes is kept: it is the same for every such way."""

    def apply(patch: pytest.MonkeyPatch, block: ExerciseBlock) -> None:
        def changed(exercise: Exercise, *given: Any, **named: Any) -> str:
            key = repr((block.kind, block.get_prep_value(exercise.value), given, named))
            if key not in _honest:
                _honest[key] = show(exercise, *given, **named)
            return change(_honest[key], exercise)

        show = play.show
        patch.setattr(play, "show", changed)
        patch.setattr(play, "play_to_the_end", _played)

    return apply


_honest: dict[str, str] = {}
_to_the_end: dict[str, Response] = {}
_play_to_the_end = play.play_to_the_end


def _played(exercise: Exercise) -> Response:
    if exercise.block.kind not in _to_the_end:
        _to_the_end[exercise.block.kind] = _play_to_the_end(exercise)
    return _to_the_end[exercise.block.kind]


def replaced(pattern: str, by: str) -> Break:
    """Every such piece of HTML reads differently."""
    return html(lambda text, exercise: re.sub(pattern, by, text))


def added(more: str) -> Break:
    """Something more stands in the form. `ID` in it becomes the id of the exercise's section."""
    return html(lambda text, exercise: text.replace("</form>", more.replace("ID", exercise.dom_id) + "</form>"))
