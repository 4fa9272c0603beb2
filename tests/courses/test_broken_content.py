"""What cannot be frozen: broken content is refused with a word on where it is."""

import json
from typing import Any

import pytest
from django.db import connection

from courses.models import CoursePage, ModulePage, Release
from courses.queries import in_releases
from courses.services import CannotBeReleased, publish_release
from tests.courses.conftest import edit, first_module
from tests.factories import (
    CoursePageFactory,
    LocalContactFactory,
    ModulePageFactory,
    exercise_block,
    make_course,
    step_block,
    stored_steps,
    text_block,
)


def store(module: ModulePage, raw: list[dict[str, Any]]) -> None:
    """Write steps past Wagtail, as an import or a fault could."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE courses_modulepage SET steps = %s WHERE page_ptr_id = %s", [json.dumps(raw), module.pk])


def broken(name: str) -> list[dict[str, Any]]:
    exercise = exercise_block()
    raw = [step_block("Doen", exercise)]
    if name == "no id":
        del exercise["id"]
    elif name == "doubled id":
        raw.append(step_block("Nog eens", exercise))
    elif name == "no id in a list":
        del exercise["value"]["options"][0]["id"]
    elif name == "bare list":
        exercise["value"]["options"] = [option["value"] for option in exercise["value"]["options"]]
    elif name == "doubled id in a list":
        exercise["value"]["options"][1]["id"] = exercise["value"]["options"][0]["id"]
    elif name == "no uuid":
        exercise["id"] = "first"
    elif name == "unknown kind":
        exercise["type"] = "hologram"
    elif name == "no steps":
        raw.clear()
    return raw


@pytest.mark.parametrize(
    "name",
    [
        "no id",
        "doubled id",
        "no id in a list",
        "bare list",
        "doubled id in a list",
        "no uuid",
        "unknown kind",
        "no steps",
    ],
)
@pytest.mark.django_db
def test_broken_module_is_refused_with_its_title(name: str) -> None:
    course = make_course(publish=False)
    store(first_module(course), broken(name))

    with pytest.raises(CannotBeReleased) as refused:
        publish_release(course=course)

    assert refused.value.problems[0].startswith("Module 1: ")
    assert Release.objects.count() == 0


@pytest.mark.django_db
def test_course_without_published_module_is_refused() -> None:
    course = CoursePageFactory()
    ModulePageFactory(parent=course, live=False)

    with pytest.raises(CannotBeReleased):
        publish_release(course=course)


def test_exercise_that_cannot_be_answered_rightly_is_refused(course: CoursePage) -> None:
    def no_good_answer(raw: list[dict[str, Any]]) -> None:
        raw[1]["value"]["content"][0]["value"]["options"][0]["value"]["quality"] = "weak"

    edit(first_module(course), no_good_answer)

    with pytest.raises(CannotBeReleased):
        publish_release(course=course)


def test_contact_that_an_exercise_names_and_nobody_has_stops_a_release_and_is_held_once_it_is_there(db: None) -> None:
    contacts = [LocalContactFactory(key=key) for key in ("noodnummer", "vcp")]
    course = CoursePageFactory()
    ModulePageFactory(parent=course, steps=stored_steps([step_block("Wie bel je?", exercise_block("tool"))]))

    with pytest.raises(CannotBeReleased) as refused:
        publish_release(course=course)
    contacts.append(LocalContactFactory(key="veilig_thuis"))
    publish_release(course=course)

    [problem] = refused.value.problems
    assert "Wie bel je?: Er is geen contact met de sleutel “veilig_thuis”." in problem
    assert in_releases(contacts) == contacts


@pytest.mark.parametrize(
    "named",
    [text_block("<p>Bel [contact:vcp].</p>"), exercise_block("choice", question="Bel je [contact:vcp]?")],
    ids=["prose", "exercise"],
)
def test_contact_that_a_text_names_must_be_there_and_is_held_by_the_release(db: None, named: dict[str, Any]) -> None:
    course = CoursePageFactory()
    ModulePageFactory(parent=course, steps=stored_steps([step_block("Wie bel je?", named)]))

    with pytest.raises(CannotBeReleased) as refused:
        publish_release(course=course)
    contact = LocalContactFactory(key="vcp")
    publish_release(course=course)

    [problem] = refused.value.problems
    assert "Wie bel je?: Er is geen contact met de sleutel “vcp”." in problem
    assert in_releases([contact]) == [contact]


def test_contact_that_a_warning_names_must_be_there_and_is_held_by_the_release(db: None) -> None:
    course = CoursePageFactory()
    ModulePageFactory(parent=course, warning="Bel [contact:vcp].")

    with pytest.raises(CannotBeReleased) as refused:
        publish_release(course=course)
    contact = LocalContactFactory(key="vcp")
    publish_release(course=course)

    [problem] = refused.value.problems
    assert "Waarschuwing vooraf: Er is geen contact met de sleutel “vcp”." in problem
    assert in_releases([contact]) == [contact]
