"""How long a module and a course still take, and where to go on: computed, and honest about what was never opened."""

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import CoursePage
from courses.services import publish_release
from learning.services import see_step
from learning.study import course_study, enrolment_study
from tests.factories import (
    CoursePageFactory,
    ModulePageFactory,
    exercise_block,
    make_enrolment,
    step_block,
    stored_steps,
    text_block,
)
from tests.learning.visiting import step_url, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def uneven() -> CoursePage:
    """A module of 12 minutes: a word, an exercise of 8 minutes, and a page to read."""
    course: CoursePage = CoursePageFactory()
    steps = [
        step_block("Kort", text_block("<p>Kort.</p>")),
        step_block("Doen", exercise_block("choice", minutes=8)),
        step_block("Lezen", text_block("<p>" + "woord " * 260 + "</p>")),
    ]
    ModulePageFactory(parent=course, title="Ongelijk", minutes=12, steps=stored_steps(steps))
    ModulePageFactory(parent=course, title="Daarna", minutes=10)
    publish_release(course=course)
    return course


def test_minutes_are_shared_among_steps_by_what_there_is_to_do(uneven: CoursePage) -> None:
    study = course_study(learner=None, course_code=uneven.code)

    frozen = study.frozen(study.modules[0])

    assert [frozen.minutes_left(number) for number in (1, 2, 3)] == [12, 12, 2]


def test_a_step_tells_the_minutes_from_there(client: Client, uneven: CoursePage) -> None:
    assert "Stap 3 van 3 · nog ongeveer 2 minuten" in text_of(client.get(step_url(uneven, number=3)))


def test_a_course_counts_only_what_is_left_of_the_module_under_way(uneven: CoursePage) -> None:
    enrolment = make_enrolment(uneven)
    study = enrolment_study(enrolment)
    before = study.minutes_left
    for number in (1, 2):
        see_step(enrolment=enrolment, module=study.modules[0], number=number, at=timezone.now())

    assert (before, enrolment_study(enrolment).minutes_left) == (22, 12)


def test_a_module_that_was_never_opened_is_begun_and_not_gone_on_with(client: Client, uneven: CoursePage) -> None:
    study = course_study(learner=None, course_code=uneven.code)
    client.post(f"/leren/{study.slug}/begin/")

    begin = [text_of(client.get(address)) for address in ("/mijn/", uneven.address)]
    client.post(step_url(uneven), {"next": "1"})
    go_on = [text_of(client.get(address)) for address in ("/mijn/", uneven.address)]

    assert all("Begin met: Ongelijk" in page and "Ga verder waar" not in page for page in begin)
    assert all("Ga verder waar je was" in page and "Begin met" not in page for page in go_on)
    assert "nog ongeveer 22 minuten" in go_on[1]


def test_going_on_leads_to_the_exact_step_on_any_device(client: Client, uneven: CoursePage) -> None:
    study = course_study(learner=None, course_code=uneven.code)
    client.post(f"/leren/{study.slug}/begin/")
    client.post(step_url(uneven), {"next": "1"})

    assert f'href="{step_url(uneven, number=2)}"' in client.get("/mijn/").content.decode()
