"""Reading what a form sent and what was saved, for kinds whose answer is a choice from a list, once or in rows.

A browser may send anything, and a saved state may be older than the code: both are read here without trust.
"""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from exercises.contract import InvalidAnswer

LONGEST_NUMBER = 4  # digits; Python itself refuses to read very long ones


def picked(data: QueryDict, name: str, allowed: range) -> int | None:
    """The number that was picked in this field, or None: nothing, more than one, or something we never offered."""
    values = data.getlist(name)
    return _number(values[0], allowed) if len(values) == 1 else None


def picked_several(data: QueryDict, name: str, allowed: range) -> list[int] | None:
    """The numbers that were ticked in this field, in order; None when something was sent that we never offered."""
    texts = data.getlist(name)
    picks = ticked_several(data, name, allowed)
    return picks if len(picks) == len(texts) else None


def ticked_several(data: QueryDict, name: str, allowed: range) -> list[int]:
    """The numbers that were ticked and can be shown again, whatever was sent beside them."""
    return sorted({pick for text in data.getlist(name) if (pick := _number(text, allowed)) is not None})


def picked_rows(data: QueryDict, name: str, allowed: range, missing: Mapping[int, Any]) -> list[int]:
    """One pick for each row, from the fields `name-0`, `name-1` and so on.

    `missing` holds for each row what to say when it has no pick, in the order of the screen. Raises InvalidAnswer.
    """
    if not missing:  # a draft in the preview
        raise InvalidAnswer(_("There is nothing to answer here yet."))
    picks = {row: picked(data, f"{name}-{row}", allowed) for row in range(len(missing))}
    errors = {f"{name}-{row}": message for row, message in missing.items() if picks[row] is None}
    if errors:
        raise InvalidAnswer(errors)
    return [pick for pick in picks.values() if pick is not None]


def saved_pick(state: dict[str, Any], allowed: range) -> int | None:
    """The pick that was saved, or None when there is none that fits this exercise."""
    answer = state.get("answer")
    return answer if _is_number(answer) and answer in allowed else None


def saved_several(state: dict[str, Any], allowed: range) -> list[int] | None:
    """The picks that were saved of a field with several, or None when they do not fit this exercise."""
    answer = state.get("answer")
    if not isinstance(answer, list) or not answer or not all(_is_number(pick) and pick in allowed for pick in answer):
        return None
    return answer if len(set(answer)) == len(answer) else None


def saved_rows(state: dict[str, Any], rows: int, allowed: range) -> list[int] | None:
    """The picks that were saved, one for each row, or None when they do not fit this exercise."""
    answer = state.get("answer")
    if not isinstance(answer, list) or len(answer) != rows:
        return None
    return answer if all(_is_number(pick) and pick in allowed for pick in answer) else None


def ticked_rows(
    state: dict[str, Any], typed: QueryDict | None, name: str, rows: int, allowed: range
) -> list[int | None]:
    """What the form shows as picked in each row: what was just refused, and otherwise what was saved."""
    if typed is not None:
        return [picked(typed, f"{name}-{row}", allowed) for row in range(rows)]
    saved = saved_rows(state, rows, allowed)
    return [saved[row] if saved else None for row in range(rows)]


def _number(text: str, allowed: range) -> int | None:
    if len(text) > LONGEST_NUMBER or not (text.isascii() and text.isdecimal()):
        return None
    return int(text) if int(text) in allowed else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
