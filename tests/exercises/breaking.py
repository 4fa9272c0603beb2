"""Breaking a kind on purpose, to see that the contract test notices. What is broken is in `breakages.py`."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest

from exercises.base import ExerciseBlock
from exercises.registry import Exercise, kinds
from tests.exercises import play

Break = Callable[[pytest.MonkeyPatch, ExerciseBlock], None]


class Broken(Exception):
    """What a method that was broken raises: no other error can be taken for it."""


#: How a test fails: an assertion, `pytest.raises` that saw nothing, or the error of the broken method itself.
FAILURES = (AssertionError, pytest.fail.Exception, Broken)


def every(exercise: Exercise) -> bool:
    """Most rules speak of every kind."""
    return True


@dataclass(frozen=True, slots=True)
class Breakage:
    """One rule of the contract, a way to break it in any kind, and the test that must then fail."""

    rule: str
    how: str
    test: Callable[..., None]
    apply: Break
    has_rule: Callable[[Exercise], bool] = every  # some rules say nothing of some kinds
    arguments: dict[str, Any] = field(default_factory=dict)  # of a test with parameters


def example_of(block: ExerciseBlock) -> Exercise:
    """The exercise that the contract test plays."""
    return play.exercise_from(block, play.raw_example(block))


@cache
def speaks_of(has_rule: Callable[[Exercise], bool], name: str) -> bool:
    """Whether a rule says something of this kind."""
    return has_rule(example_of(kinds()[name]))


def bound_kinds(breakage: Breakage) -> list[str]:
    """The kinds of which the rule says something."""
    return [name for name in sorted(kinds()) if speaks_of(breakage.has_rule, name)]


def fails(breakage: Breakage, name: str) -> bool:
    """Whether the test fails for this kind while it is broken. An error that says something else is let through."""
    block = kinds()[name]
    given = {"exercise": example_of(block), "raw": play.raw_example(block)} | breakage.arguments
    wanted = {name: given[name] for name in inspect.signature(breakage.test).parameters}
    with pytest.MonkeyPatch.context() as patch:
        breakage.apply(patch, block)
        try:
            breakage.test(**wanted)
        except FAILURES:
            return True
    return False


def table(breakages: list[Breakage]) -> Iterator[str]:
    """Every rule as a row of Markdown: how it is broken, which test fails, and for how many kinds, or which."""
    yield "| rule | how it is broken | test that fails | kinds |"
    yield "|---|---|---|---|"
    for breakage in breakages:
        bound = bound_kinds(breakage)
        missed = [name for name in bound if not fails(breakage, name)]
        told = "all" if len(bound) == len(kinds()) else ", ".join(bound)
        told = f"{len(bound)}: {told}" + (f" — **not noticed for {', '.join(missed)}**" if missed else "")
        yield f"| {breakage.rule} | {breakage.how} | `{breakage.test.__name__}` | {told} |"
