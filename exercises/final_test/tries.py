"""A learner's tries at a test: what is kept of them, and what one move does to that. Pure.

A state may come from an older version of the test. A try that no longer fits is left aside and not counted; the best
result stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Self, TypeGuard

from exercises.final_test.drawing import draw_questions, mixed_places

NO_TRY = "new"  # how a form says that it was made before the first try


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question."""

    text: str
    is_right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the pool. Its key is the id of its place in the editor's list."""

    key: str
    text: str
    lesson: str
    src: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides a test: its pool, how many are drawn, how many of those must be right, how often one may try."""

    pool: Mapping[str, Question]
    draw: int
    pass_mark: int  # percent
    tries: int  # 0: as often as one likes

    @property
    def needed(self) -> int:
        """How many must be right."""
        return self.needed_of(self.draw)

    def needed_of(self, total: int) -> int:
        """How many must be right of so many. In whole numbers: 7 of 10 is 70 %."""
        return -(-total * self.pass_mark // 100)


@dataclass(frozen=True, slots=True)
class Card:
    """A question that was drawn: in which order its options stand, and which one was picked (a place in the pool)."""

    question: Question
    order: tuple[int, ...]
    pick: int | None = None

    @property
    def picked(self) -> Option | None:
        return None if self.pick is None else self.question.options[self.pick]

    @property
    def is_right(self) -> bool:
        return self.picked is not None and self.picked.is_right

    @property
    def right(self) -> Option | None:
        """The right answer; a pool that was made wrongly has none."""
        return next((option for option in self.question.options if option.is_right), None)

    @property
    def others(self) -> list[Option]:
        """The wrong answers that were not picked, as they stood on screen."""
        options = [self.question.options[place] for place in self.order if place != self.pick]
        return [option for option in options if not option.is_right]

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The options as the form offers them. Their numbers are places on screen: those tell nothing of the pool."""
        return [
            {"value": number, "text": self.question.options[place].text, "is_picked": place == self.pick}
            for number, place in enumerate(self.order)
        ]


@dataclass(frozen=True, slots=True)
class Try:
    """One time through the test."""

    key: str  # stands in its forms, so that a form of another try is known
    cards: tuple[Card, ...]
    at: int = 0  # the place of the card on screen; behind the last one is the overview
    is_handed_in: bool = False

    @property
    def open_numbers(self) -> list[int]:
        """The numbers, from 1, of the questions without an answer."""
        return [number for number, card in enumerate(self.cards, start=1) if card.pick is None]

    @property
    def right(self) -> int:
        return sum(card.is_right for card in self.cards)

    @property
    def total(self) -> int:
        return len(self.cards)

    @property
    def screen(self) -> str:
        """What there is to see: the number of a question, the overview or the result."""
        if self.is_handed_in:
            return "result"
        return "overview" if self.at >= len(self.cards) else str(self.at + 1)

    def with_pick(self, place: int, pick: int) -> Self:
        cards = list(self.cards)
        cards[place] = replace(cards[place], pick=pick)
        return replace(self, cards=tuple(cards))


@dataclass(frozen=True, slots=True)
class Result:
    """What a try that was handed in came to."""

    right: int
    total: int
    is_passed: bool


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that is kept of one learner."""

    used: int = 0  # tries begun
    current: Try | None = None
    best: Result | None = None

    @property
    def key(self) -> str:
        return self.current.key if self.current else NO_TRY

    def left(self, rules: Rules) -> int | None:
        """How many more tries there are; None when there is no limit."""
        return max(rules.tries - self.used, 0) if rules.tries else None

    def state(self) -> dict[str, Any]:
        """As JSON."""
        state: dict[str, Any] = {"used": self.used}
        if self.current:
            cards = [{"question": c.question.key, "order": list(c.order), "pick": c.pick} for c in self.current.cards]
            current = {"key": self.current.key, "at": self.current.at, "handed_in": self.current.is_handed_in}
            state["try"] = current | {"cards": cards}
        if self.best:
            state["best"] = {"right": self.best.right, "total": self.best.total, "passed": self.best.is_passed}
        return state


def try_key(submission: str) -> str:
    """How the forms of a try are known that was begun by this submission."""
    return sha256(submission.encode()).hexdigest()[:12]


def begin_try(record: Record, rules: Rules, submission: str) -> Record:
    """Draw anew. The same submission draws the same."""
    lessons = {key: question.lesson for key, question in rules.pool.items()}
    drawn = [rules.pool[key] for key in draw_questions(lessons, rules.draw, submission)]
    cards = (Card(one, tuple(mixed_places(len(one.options), f"{submission}/{one.key}"))) for one in drawn)
    return replace(record, used=record.used + 1, current=Try(try_key(submission), tuple(cards)))


def hand_in(record: Record, rules: Rules) -> Record:
    """Close the try. The best result stays the best."""
    assert record.current
    closed = replace(record.current, is_handed_in=True)
    result = result_of(closed, rules)
    best = max((result, *([record.best] if record.best else [])), key=_rank)
    return replace(record, current=closed, best=best)


def result_of(one: Try, rules: Rules) -> Result:
    """What a try comes to."""
    return Result(one.right, one.total, one.right >= rules.needed_of(one.total))


def _rank(result: Result) -> tuple[bool, float]:
    return result.is_passed, result.right / result.total


# -- Reading what was kept -------------------------------------------------------------------------------------------


def read_record(state: dict[str, Any], rules: Rules) -> Record:
    """What a state says, as far as it fits this test."""
    kept = state.get("used")
    used = kept if _is_count(kept) else 0
    current = _read_try(state.get("try"), rules)
    if current is None and state.get("try") is not None:
        used = max(used - 1, 0)
    return Record(used, current, _read_best(state.get("best")))


def _read_try(kept: Any, rules: Rules) -> Try | None:
    if not isinstance(kept, dict) or not isinstance(kept.get("cards"), list):
        return None
    cards = [card for each in kept["cards"] if (card := _read_card(each, rules))]
    is_whole = 0 < len(cards) == len(kept["cards"]) == len({card.question.key for card in cards})
    key, at, handed_in = kept.get("key"), kept.get("at"), kept.get("handed_in")
    if not is_whole or not isinstance(key, str) or not _is_count(at) or not isinstance(handed_in, bool):
        return None
    return Try(key, tuple(cards), min(at, len(cards)), handed_in)


def _read_card(kept: Any, rules: Rules) -> Card | None:
    if not isinstance(kept, dict) or not isinstance(kept.get("question"), str):
        return None
    question, order, pick = rules.pool.get(kept["question"]), kept.get("order"), kept.get("pick")
    if question is None or not isinstance(order, list) or not all(_is_count(place) for place in order):
        return None
    places = list(range(len(question.options)))
    if sorted(order) != places or not (pick is None or (_is_count(pick) and pick in places)):
        return None
    return Card(question, tuple(order), pick)


def _read_best(kept: Any) -> Result | None:
    if not isinstance(kept, dict):
        return None
    right, total, passed = kept.get("right"), kept.get("total"), kept.get("passed")
    if not _is_count(right) or not _is_count(total) or not isinstance(passed, bool) or not right <= total or not total:
        return None
    return Result(right, total, passed)


def _is_count(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
