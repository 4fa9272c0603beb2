"""Doing an exercise as somebody at the form would: read its controls, fill them in, send it. Knows no kind.

For the demo's invented people, and for the tests that every exercise can be done, well and wrongly.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from math import prod
from typing import Any

from django.http import HttpRequest, QueryDict

from exercises.contract import InvalidAnswer, Outcome
from exercises.registry import Exercise
from exercises.rendering import Shown

LONGEST = 40  # submissions until an exercise must be done
MOST_WAYS = 600  # through one exercise that are tried, all of them; with more, one is made better choice by choice
MOST_TRIES = 1500  # submissions on all these ways together
TYPED = {"text", "textarea", "number", "range"}
Picks = Mapping[str, Sequence[str]]


@dataclass(slots=True)
class Form:
    """The controls of an exercise: fixed values, for each field what can be chosen, and which take several.

    It is sent with its first button; a name of that is among the fixed values.
    """

    fixed: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)

    def filled(self, picks: Picks) -> QueryDict:
        """What a browser would send."""
        data = QueryDict(mutable=True)
        data.update(self.fixed)
        for name, values in picks.items():
            data.setlist(name, list(values))
        return data


class _FormReader(HTMLParser):
    """Gathers the controls from HTML. What a script would add is not there, as in a browser without it."""

    def __init__(self) -> None:
        super().__init__()
        self.form = Form()
        self._select = ""
        self._has_button = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        name, value, kind = at.get("name", ""), at.get("value", ""), at.get("type", tag)
        if tag == "select":
            self._select = name
        elif tag == "option" and value:
            self.form.choices.setdefault(self._select, []).append(value)
        elif tag == "button" and at.get("type", "submit") == "submit" and not self._has_button:
            self._has_button = True
            self.form.fixed |= {name: value} if name else {}
        elif tag in ("input", "textarea") and name:
            if kind == "hidden":
                self.form.fixed[name] = value
            elif kind in ("radio", "checkbox"):
                self.form.choices.setdefault(name, []).append(value)
                if kind == "checkbox":
                    self.form.several.add(name)
            elif kind in TYPED:
                self.form.choices.setdefault(name, []).append("…")


def read_form(exercise: Exercise, state: dict[str, Any]) -> Form:
    """The form as it is shown in this state."""
    reader = _FormReader()
    reader.feed(Shown(exercise, "/", state).render(HttpRequest()))
    return reader.form


def play(exercise: Exercise, state: dict[str, Any] | None = None) -> list[QueryDict]:
    """The submissions that do this exercise from here, as well as trying can find. Pure: nothing is recorded."""
    way = _follow(exercise, state or {}, [])
    while len(way.turns) > 1 and not _is_well(way.end):
        better = _better_way(exercise, way)
        if better is None:
            break
        way = better
    if len(way.turns) > 1 and _is_well(way.end):
        return way.submissions
    submissions, outcome = _play(exercise, state or {}, LONGEST)
    assert outcome.completed, exercise.id
    return submissions


def play_badly(exercise: Exercise, state: dict[str, Any] | None = None, left: int = LONGEST) -> list[QueryDict]:
    """The submissions that end, from here, in an answer that is wrong. None where no answer can be. Pure."""
    form = read_form(exercise, state or {})
    for data in [form.filled(_first_picks(form)), *_single_choices(form), *_turned(form)]:
        try:
            response = exercise.respond(state=state or {}, data=data)
        except InvalidAnswer:  # these fields may not all have the same value
            continue
        if response.outcome.passed is False:
            return [data]
        if left and response.outcome.passed is None and not response.outcome.completed:
            rest = play_badly(exercise, response.state, left - 1)
            if rest:
                return [data, *rest]
    return []


def play_best(exercise: Exercise, state: dict[str, Any] | None = None) -> list[QueryDict]:
    """The submissions that do this exercise best: by the best of all ways where it has turns. Pure."""
    ways = _every_way(exercise, state or {})
    if ways:
        return max(ways, key=lambda way: _rank(way.end)).submissions
    way = _taken(exercise, state or {}, play(exercise, state))
    while len(way.turns) > 1 and (way.end.score or 0) < 1 and (better := _better_way(exercise, way)):
        way = better
    return way.submissions


def play_worst(exercise: Exercise, state: dict[str, Any] | None = None) -> list[QueryDict]:
    """The submissions that come out worst, of somebody who does answer. Pure."""
    ways = _every_way(exercise, state or {})
    if ways:
        return min(ways, key=lambda way: _rank(way.end)).submissions
    form = read_form(exercise, state or {})
    tries = [form.filled(_first_picks(form)), *_single_choices(form), *_turned(form)]
    judged = [way for data in tries if (way := _taken(exercise, state or {}, [data])).end.completed]
    if judged:
        return min(judged, key=lambda way: _rank(way.end)).submissions
    return play_badly(exercise, state) or play(exercise, state)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way through an exercise: what was sent in which state, and how it ended."""

    turns: list[tuple[dict[str, Any], QueryDict]]
    end: Outcome

    @property
    def submissions(self) -> list[QueryDict]:
        return [data for _state, data in self.turns]


def _taken(exercise: Exercise, state: dict[str, Any], submissions: Sequence[QueryDict]) -> _Way:
    """These submissions, one after the other; up to the first that is refused."""
    turns: list[tuple[dict[str, Any], QueryDict]] = []
    outcome = Outcome(completed=False)
    for data in submissions:
        try:
            response = exercise.respond(state=state, data=data)
        except InvalidAnswer:
            break
        turns.append((state, data))
        state, outcome = response.state, response.outcome
    return _Way(turns, outcome)


def _every_way(exercise: Exercise, state: dict[str, Any]) -> list[_Way]:
    """Every way through an exercise that takes turns. None of them for one that takes a single turn, or too many."""
    if not _has_few_ways(exercise, state):
        return []
    found: list[_Way] = []
    ahead, tried = [(state, _Way([], Outcome(completed=False)))], 0
    while ahead:
        here, way = ahead.pop()
        for data in _single_choices(read_form(exercise, here)):
            tried += 1
            if tried > MOST_TRIES or len(way.turns) == LONGEST:  # some screens lead back to one another
                return []
            try:
                response = exercise.respond(state=here, data=data)
            except InvalidAnswer:
                return []
            longer = _Way([*way.turns, (here, data)], response.outcome)
            if response.outcome.completed or response.outcome.passed is not None:
                found.append(longer)
            else:
                ahead.append((response.state, longer))
    return found


def _has_few_ways(exercise: Exercise, state: dict[str, Any]) -> bool:
    """Whether it takes turns, and every way can be tried; judged by the choices on the first way."""
    first = _follow(exercise, state, [])
    count = prod(len(list(_single_choices(read_form(exercise, here)))) for here, _data in first.turns)
    return len(first.turns) > 1 and count <= MOST_WAYS


def _follow(exercise: Exercise, state: dict[str, Any], ahead: list[QueryDict]) -> _Way:
    """Send what is ahead, as long as it is taken, and then the first picks, until the exercise judges it."""
    turns: list[tuple[dict[str, Any], QueryDict]] = []
    outcome = Outcome(completed=False)
    while not outcome.completed and outcome.passed is None and len(turns) < LONGEST:
        form = read_form(exercise, state) if not ahead else None
        data = form.filled(_first_picks(form)) if form else ahead[0]
        try:
            response = exercise.respond(state=state, data=data)
        except InvalidAnswer:
            if not ahead:  # these fields may not all have the same value: another way is found for it
                break
            ahead = []
            continue
        turns.append((state, data))
        state, outcome, ahead = response.state, response.outcome, ahead[1:]
    return _Way(turns, outcome)


def _better_way(exercise: Exercise, way: _Way) -> _Way | None:
    """The first way with one other choice that ends better. For what is judged only at the end, such as a test."""
    for place, (state, _data) in enumerate(way.turns):
        before, after = way.turns[:place], [data for _state, data in way.turns[place + 1 :]]
        for other in _single_choices(read_form(exercise, state)):
            found = _follow(exercise, state, [other, *after])
            if _rank(found.end) > _rank(way.end):
                return _Way([*before, *found.turns], found.end)
    return None


def _is_well(outcome: Outcome) -> bool:
    return outcome.completed and outcome.passed is not False


def _rank(outcome: Outcome) -> tuple[bool, float]:
    return _is_well(outcome), outcome.score or 0


def _play(exercise: Exercise, state: dict[str, Any], left: int) -> tuple[list[QueryDict], Outcome]:
    """From this state to an end: at once with the best picks, or else by the first way that ends well."""
    form = read_form(exercise, state)
    data = form.filled(_best_picks(exercise, state, form))
    outcome = exercise.respond(state=state, data=data).outcome
    if _is_well(outcome):
        return [data], outcome
    found = [data], outcome
    for step in _single_choices(form) if left else []:
        response = exercise.respond(state=state, data=step)
        if response.outcome.completed:
            continue
        rest, end = _play(exercise, response.state, left - 1)
        if _is_well(end):
            return [step, *rest], end
        if end.completed and not found[1].completed:
            found = [step, *rest], end
    return found


def _first_picks(form: Form) -> dict[str, Sequence[str]]:
    return {name: values[:1] for name, values in form.choices.items()}


def _single_choices(form: Form) -> Iterator[QueryDict]:
    """Every submission in which one field is not as it is at first."""
    for name, values in form.choices.items():
        for value in values:
            yield form.filled({**_first_picks(form), name: [value]})


def _turned(form: Form) -> Iterator[QueryDict]:
    """Every field another value, and not in the order of the page: each time one further."""
    values = next(iter(form.choices.values()), [])
    for places in range(1, len(values)):
        turned = [*values[places:], *values[:places]]
        yield form.filled({name: [value] for name, value in zip(form.choices, turned, strict=False)})


def _best_picks(exercise: Exercise, state: dict[str, Any], form: Form) -> Picks:
    """The picks with the best score, found field by field."""

    def score(picks: Picks) -> float:
        try:
            return exercise.respond(state=state, data=form.filled(picks)).outcome.score or 0
        except InvalidAnswer:
            return -1

    picks = _first_picks(form)
    best = score(picks)
    if best < 0 and len(picks) > 1:  # the fields may not all have the same value
        return _best_order(form, score)
    for name, values in form.choices.items():
        for value in [*values[1:], values[0]]:
            chosen = _toggled(picks[name], value) if name in form.several else [value]
            found = score({**picks, name: chosen})
            if found > best:
                picks, best = {**picks, name: chosen}, found
    return picks


def _toggled(chosen: Sequence[str], value: str) -> list[str]:
    return [one for one in chosen if one != value] if value in chosen else [*chosen, value]


def _best_order(form: Form, score: Callable[[Picks], float]) -> Picks:
    """Every field another value: taken out and put back elsewhere, one at a time, for as long as that helps."""
    values = next(iter(form.choices.values()))

    def picks(order: list[str]) -> Picks:
        return {name: [value] for name, value in zip(order, values, strict=False)}

    order = list(form.choices)
    while True:
        moved = [_moved(order, name, place) for name in order for place in range(len(order))]
        better = max(moved, key=lambda one: score(picks(one)))
        if score(picks(better)) <= score(picks(order)):
            return picks(order)
        order = better


def _moved(order: list[str], name: str, place: int) -> list[str]:
    others = [other for other in order if other != name]
    return [*others[:place], name, *others[place:]]
