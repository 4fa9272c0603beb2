"""Which questions a try gets, and where everything stands on screen. Pure: the same seed gives the same draw."""

import random
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from math import ceil


def quotas(sizes: Mapping[str, int], draw: int) -> dict[str, Fraction]:
    """How many questions of each lesson a try holds on average; together they are `draw`.

    In proportion to the questions that a lesson has, but no lesson has less than one while the draw is long enough
    to hold them all. The chance of a question is the quota of its lesson, divided by the questions of that lesson.
    """
    ensured: set[str] = set()
    while True:
        rest = sum(size for lesson, size in sizes.items() if lesson not in ensured)
        share = Fraction(draw - len(ensured), rest)
        below = {lesson for lesson, size in sizes.items() if lesson not in ensured and size * share < 1}
        if not below or len(sizes) > draw:
            return {lesson: Fraction(1) if lesson in ensured else size * share for lesson, size in sizes.items()}
        ensured |= below


def draw_questions(lessons: Mapping[str, str], draw: int, seed: str) -> list[str]:
    """So many of these questions, in a mixed order. `lessons` says for each question to which lesson it belongs.

    A lesson's quota of 1.4 gives one question in most tries and two in the others: systematic sampling over lessons
    in a mixed order rounds every quota up or down, keeps its mean, and keeps the total.
    """
    chance = _chance(seed)
    groups: dict[str, list[str]] = defaultdict(list)
    for question, lesson in lessons.items():
        groups[lesson].append(question)
    quota = quotas({lesson: len(questions) for lesson, questions in groups.items()}, draw)
    names = list(groups)
    chance.shuffle(names)
    start, reached, drawn = Fraction(chance.random()), Fraction(0), list[str]()
    for name in names:
        count = ceil(reached + quota[name] - start) - ceil(reached - start)
        drawn += chance.sample(groups[name], count)
        reached += quota[name]
    chance.shuffle(drawn)
    return drawn


def mixed_places(count: int, seed: str) -> list[int]:
    """The numbers 0 to count-1 in an order in which every place is as likely as another."""
    places = list(range(count))
    _chance(seed).shuffle(places)
    return places


def _chance(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311 -- an order on screen, not a secret
