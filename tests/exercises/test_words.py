"""Every word of an editor in an exercise says in which language it is, on a page that speaks another."""

from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from exercises.registry import Exercise, kinds
from tests.exercises.play import exercise_from, moments, raw_example

pytestmark = pytest.mark.django_db
LONG_ENOUGH = 12  # letters: a shorter word may also be a label of ours


def in_arabic(name: str) -> Exercise:
    """The example of a kind as if its words were Arabic; names within sentences of ours really are."""
    block = kinds()[name]
    raw: dict[str, Any] = raw_example(block)
    if name == "ecogram":
        raw["centre"][0]["value"] = "سميرة والأطفال"
        raw["reference"][0]["value"]["label"] = "الأخت نعيمة"
        raw["reference"][1]["value"]["label"] = "الجارة في الطابق"
    return replace(exercise_from(block, raw), language="ar")


def left_unmarked(page: BeautifulSoup, language: str) -> str:
    """What is read on the page outside of what is in this language. A drawing is one picture."""
    for marked in page.select(f"[lang={language}], template, script, svg"):
        marked.decompose()
    return " ".join(page.get_text(" ").split())


@pytest.mark.parametrize("name", sorted(kinds()))
def test_the_words_of_an_exercise_are_marked(name: str) -> None:
    exercise = in_arabic(name)
    texts = {" ".join(str(text.text).split()) for text in exercise.texts}
    with override("nl"):
        pages = moments(exercise)
    unmarked = set()

    for page in pages.values():
        left = left_unmarked(page, "ar")
        unmarked |= {text for text in texts if len(text) >= LONG_ENOUGH and text in left}

    assert sorted(unmarked) == []


def test_the_example_of_an_ecogram_speaks_the_language_of_its_course() -> None:
    exercise = replace(exercise_from(kinds()["ecogram"], raw_example(kinds()["ecogram"])), language="nl")
    with override("en"):
        page = moments(exercise)["before"]

    example = page.select_one(".eco-pair figure:not([data-eco-copy]) [lang=nl]")
    told = page.select_one(".eco-compare .eco-telling")
    assert example is not None
    assert told is not None
    assert "buurt" in example.get_text()
    assert "neighbourhood" not in example.get_text()
    assert told["lang"] == "nl"
    assert "Er staan 3 mensen" in told.get_text()
    assert "neighbourhood" in page.select_one(".ecogram__drawing").get_text()  # the learner's own: in that of the page
