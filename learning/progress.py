"""How far somebody is: computed from rows, never stored. Pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from courses.frozen import FrozenModule, Step
from exercises.contract import Outcome
from exercises.registry import Exercise

Done = Mapping[str, Mapping[str, Any]]  # exercise id -> the best result so far


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, for the ring and for words."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all of it."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def is_full(self) -> bool:
        return self.done >= self.total > 0


def best_of(earlier: Mapping[str, Any] | None, outcome: Outcome) -> dict[str, Any]:
    """The better of an earlier result and a new outcome. What was done stays done; a worse try lowers nothing."""
    new = {"score": outcome.score, "passed": outcome.passed, "done": outcome.completed}
    if earlier is None:
        return new
    scores = [score for score in (earlier.get("score"), outcome.score) if score is not None]
    verdicts = [passed for passed in (earlier.get("passed"), outcome.passed) if passed is not None]
    return {
        "score": max(scores, default=None),
        "passed": any(verdicts) if verdicts else None,
        "done": bool(earlier.get("done")) or outcome.completed,
    }


def better(first: Done, second: Done) -> dict[str, Any]:
    """Two sets of results united: for every exercise the better one counts."""
    united: dict[str, Any] = {key: dict(result) for key, result in first.items()}
    for key, result in second.items():
        outcome = Outcome(result.get("score"), result.get("passed"), bool(result.get("done")))
        united[key] = best_of(united.get(key), outcome)
    return united


def steps_left(module: FrozenModule, steps_seen: Iterable[str]) -> list[Step]:
    """The steps that were not seen yet."""
    seen = set(steps_seen)
    return [step for step in module.steps if str(step.id) not in seen]


def exercises_left(module: FrozenModule, done: Done) -> list[tuple[Step, Exercise]]:
    """The required exercises that do not count as done yet, with their step."""
    return [
        (step, exercise)
        for step in module.steps
        for exercise in step.exercises
        if exercise.is_required and not done.get(str(exercise.id), {}).get("done")
    ]


def what_is_left(module: FrozenModule, steps_seen: Iterable[str], done: Done) -> list[tuple[Step, Exercise | None]]:
    """What keeps a module from being complete, in its order: required exercises, and steps to see that have none."""
    exercises: list[tuple[Step, Exercise | None]] = [*exercises_left(module, done)]
    listed = {step.number for step, _exercise in exercises}
    unseen = [(step, None) for step in steps_left(module, steps_seen) if step.number not in listed]
    return sorted([*exercises, *unseen], key=lambda left: left[0].number)


def is_complete(module: FrozenModule, steps_seen: Iterable[str], done: Done) -> bool:
    """A module is complete when every step was seen and every required exercise done."""
    return not steps_left(module, steps_seen) and not exercises_left(module, done)


def next_step(module: FrozenModule, steps_seen: Iterable[str], done: Done) -> Step:
    """Where to go on: the first step not seen, else the first with an exercise to do, else the first of all."""
    left = steps_left(module, steps_seen) or [step for step, _exercise in exercises_left(module, done)]
    return left[0] if left else module.steps[0]


def target(module_uuid: UUID, exercise_id: UUID) -> str:
    """The key of an exercise's state."""
    return f"{module_uuid}:{exercise_id}"
