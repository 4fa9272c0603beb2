"""The draw: how often every question comes, and what a try always holds."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.final_test.drawing import draw_questions, mixed_places, quotas

pools = st.dictionaries(st.text(min_size=1, max_size=3), st.sampled_from("ABCDE"), min_size=1, max_size=15)


@pytest.mark.parametrize(
    ("sizes", "draw"),
    [
        pytest.param([2, 3, 3, 4], 5, id="a short test"),
        pytest.param([2, 3, 3, 3, 4, 2, 3, 2], 10, id="eight modules"),
        pytest.param([1, 3, 2, 2, 3, 2, 6, 3], 8, id="as many modules as draws, of unequal size"),
        pytest.param([30], 10, id="one module"),
    ],
)
def test_every_question_comes_as_often_as_expected_in_ten_thousand_draws(sizes: list[int], draw: int) -> None:
    """The seeds are fixed: of a module with six questions and one draw, 5 % is little more than chance allows."""
    draws = 10_000
    pool = {f"{lesson}.{number}": str(lesson) for lesson, size in enumerate(sizes) for number in range(size)}
    quota = quotas(Counter(pool.values()), draw)

    counted = Counter(question for seed in range(draws) for question in draw_questions(pool, draw, f"try {seed}"))

    expected = {question: draws * quota[lesson] / sizes[int(lesson)] for question, lesson in pool.items()}
    off = {question: float(counted[question] / expected[question] - 1) for question in pool}
    assert {question: share for question, share in off.items() if abs(share) > 0.05} == {}


def test_lessons_share_by_their_size_but_none_has_less_than_one() -> None:
    assert quotas({"A": 2, "B": 3, "C": 3, "D": 4}, 5) == {
        "A": 1,
        "B": Fraction(6, 5),
        "C": Fraction(6, 5),
        "D": Fraction(8, 5),
    }


def test_more_lessons_than_draws_get_what_is_fair() -> None:
    assert quotas({"A": 1, "B": 1, "C": 2}, 2) == {"A": Fraction(1, 2), "B": Fraction(1, 2), "C": 1}


@given(pools, st.data())
def test_draw_is_whole_repeatable_and_holds_every_lesson(pool: dict[str, str], data: st.DataObject) -> None:
    draw, seed = data.draw(st.integers(1, len(pool))), data.draw(st.text())

    drawn = draw_questions(pool, draw, seed)

    quota, counted = quotas(Counter(pool.values()), draw), Counter(pool[question] for question in drawn)
    assert len(drawn) == len(set(drawn)) == draw
    assert draw_questions(pool, draw, seed) == drawn
    assert all(abs(counted[lesson] - mean) < 1 for lesson, mean in quota.items())
    assert draw < len(quota) or len(counted) == len(quota)


def test_every_option_stands_as_often_in_every_place() -> None:
    counted = Counter(tuple(mixed_places(3, f"seed {seed}")) for seed in range(6_000))

    assert len(counted) == 6
    assert all(900 < count < 1_100 for count in counted.values())
