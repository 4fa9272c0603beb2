"""What a comparison tells an editor: which text, key, quality or number is different."""

from typing import Any

import pytest

from courses.comparison import Verdict
from courses.models import CoursePage
from courses.queries import current_release, what_would_change
from tests.courses.conftest import edit, first_module

pytestmark = pytest.mark.django_db


def other_key(raw: list[dict[str, Any]]) -> None:
    raw[1]["value"]["content"][0]["value"]["options"][1]["value"]["quality"] = "strong"


def optional(raw: list[dict[str, Any]]) -> None:
    raw[1]["value"]["content"][0]["value"]["is_required"] = False


def test_other_course_texts_are_a_correction_and_say_what_changed(course: CoursePage) -> None:
    course.goal = "Iets anders."
    course.save_revision().publish()

    change = what_would_change(course)

    assert change.verdict == Verdict.CORRECTION
    assert [(reason.before, reason.after) for reason in change.reasons] == [
        (("Samen sterk om een gezin heen.",), ("Iets anders.",))
    ]


def test_other_key_says_which_option_got_which_quality(course: CoursePage) -> None:
    edit(first_module(course), other_key)

    [reason] = what_would_change(course).reasons

    assert reason.before == ("“Je bent te laat. Ga maar zitten.” – Hoe goed is dit? liever niet",)
    assert reason.after == ("“Je bent te laat. Ga maar zitten.” – Hoe goed is dit? sterk",)


def test_exercise_that_became_optional_says_so(course: CoursePage) -> None:
    edit(first_module(course), optional)

    [reason] = what_would_change(course).reasons

    assert (reason.before, reason.after) == (("Verplicht: ja",), ("Verplicht: nee",))


def test_a_warning_is_a_correction_and_says_what_it_was(course: CoursePage) -> None:
    module = first_module(course)
    module.warning = "Deze les gaat over pesten."
    module.save_revision().publish()

    [reason] = what_would_change(course).reasons

    assert (reason.verdict, reason.before, reason.after) == (
        Verdict.CORRECTION,
        (),
        ("Deze les gaat over pesten.",),
    )


def test_a_module_without_a_warning_is_frozen_as_before_there_were_warnings(course: CoursePage) -> None:
    [frozen, _second] = current_release(course=course).modules.order_by("position")

    assert "warning" not in frozen.content
    assert what_would_change(course).verdict == Verdict.NOTHING
