"""From what blocks report to what an exercise comes to. Pure."""

import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exercises.contract import Outcome, Response
from exercises.hosting import Event

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Graded:
    """What the blocks of an exercise are: which of them are graded, and which tell of completion themselves."""

    root: str
    graded: tuple[str, ...]  # usages whose block has a score
    custom: frozenset[str]  # usages that say themselves when they are complete

    @property
    def counted(self) -> tuple[str, ...]:
        """The usages whose grades make the score: the block's own, or else those of its children."""
        return (self.root,) if self.root in self.graded else self.graded


def judge(
    events: list[Event], state: dict[str, Any], graded: Graded, needed: int, *, only_new: bool = False
) -> Response:
    """What these events come to, on top of this state. An answer of None: nothing that counts.

    `only_new`: what was reported before, and is reported again because a page was opened, is no answer.
    """
    grades, completions = _numbers(state, "grades"), _numbers(state, "completions")
    before = dict(grades), dict(completions)
    told: list[dict[str, Any]] = []
    for event in events:
        if event.name == "grade" and (share := _share(event.data)) is not None:
            if not (event.data.get("only_if_higher") and share < grades.get(event.source, 0)):
                grades[event.source] = share
            told.append({"event": "grade", "of": event.source, "share": share})
        elif event.name == "completion" and (done := _fraction(event.data.get("completion"))) is not None:
            completions[event.source] = done
            told.append({"event": "completion", "of": event.source, "share": done})
        elif event.name == "progress":
            if event.source not in graded.custom:
                completions[event.source] = 1.0
                told.append({"event": "progress", "of": event.source, "share": 1.0})
        else:
            logger.info("xblock.event", extra={"event": event.name[:100]})
    outcome = _outcome(grades, completions, graded, needed)
    if not told or (only_new and before == (grades, completions)):
        return Response(answer=None, state=state, outcome=Outcome(completed=False))
    kept = {"grades": grades, "completions": completions, "done": bool(state.get("done")) or outcome.completed}
    return Response(answer={"events": told[-20:]}, state=state | kept, outcome=outcome)


def _outcome(grades: Mapping[str, float], completions: Mapping[str, float], graded: Graded, needed: int) -> Outcome:
    """A graded exercise is done from the share that the editor asks; another when its block says so."""
    is_complete = completions.get(graded.root, 0) >= 1
    counted = graded.counted
    if not counted:
        is_complete = is_complete or any(done >= 1 for done in completions.values())
        return Outcome(completed=is_complete)
    if not any(usage in grades for usage in counted):
        return Outcome(completed=is_complete and needed == 0)
    score = sum(grades.get(usage, 0.0) for usage in counted) / len(counted)
    passed = score * 100 >= needed - 1e-9
    return Outcome(score=score, passed=passed, completed=passed)


def _share(data: Mapping[str, Any]) -> float | None:
    """Points of the most that can be had, as 0 to 1. None for what is no grade."""
    value, most = _number(data.get("value")), _number(data.get("max_value"))
    if value is None or most is None or most <= 0:
        return None
    return min(max(value / most, 0.0), 1.0)


def _fraction(value: Any) -> float | None:
    number = _number(value)
    return None if number is None else min(max(number, 0.0), 1.0)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _numbers(state: Mapping[str, Any], name: str) -> dict[str, float]:
    """What was kept under this name, without what an older or damaged state may hold."""
    found = state.get(name)
    if not isinstance(found, dict):
        return {}
    return {str(key): share for key, value in found.items() if (share := _fraction(value)) is not None}
