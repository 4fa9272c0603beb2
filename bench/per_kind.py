"""Every kind of exercise by itself: what drawing its example costs, and taking an answer to it. No pages."""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from bench.table import middle, slowest
from curriculum.playing import play
from exercises.base import ExerciseBlock
from exercises.registry import Exercise, kinds
from exercises.rendering import Shown

WARM_UP = 5


def measure(wanted: int) -> list[dict[str, str]]:
    """One row a kind: its example as somebody meets it, the answer to it, and what is shown then."""
    return [_row(name, block, wanted) for name, block in sorted(kinds().items())]


def _row(name: str, block: ExerciseBlock, wanted: int) -> dict[str, str]:
    value = block.to_python(block.from_source(block.parse_source(block.example)))
    exercise = Exercise(UUID(int=7), block, value)
    data = play(exercise)[0]
    state = exercise.respond(state={}, data=data).state
    render = _spent(lambda: _render(exercise, {}), wanted)
    respond = _spent(lambda: exercise.respond(state={}, data=data), wanted)
    answered = _spent(lambda: _render(exercise, state), wanted)
    return {
        "kind": name,
        "render, median": middle(render),
        "render, 95 %": slowest(render),
        "respond, median": middle(respond, digits=2),
        "respond, 95 %": slowest(respond, digits=2),
        "render answered, median": middle(answered),
        "render answered, 95 %": slowest(answered),
    }


def _render(exercise: Exercise, state: dict[str, Any]) -> str:
    return Shown(exercise, "/", state).render(HttpRequest())


def _spent(work: Callable[[], object], wanted: int) -> list[float]:
    for _ in range(WARM_UP):
        work()
    spent = []
    for _ in range(wanted):
        before = time.process_time()
        work()
        spent.append(time.process_time() - before)
    return spent
