"""What blocks of others keep: how far each scope reaches, what no learner changes, and calls at once."""

from threading import Thread
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from courses.models import ModulePage
from courses.services import publish_release
from learning.models import ExerciseState
from learning.moving import merge_guest, move_to_newest_edition
from learning.study import enrolment_study
from tests.factories import LearnerFactory, ModulePageFactory, exercise_block, make_enrolment
from tests.learning.calling import Desk, course_with, desk_at, installed, nothing_is_written, probe, with_block

__all__ = ["installed", "probe"]  # fixtures
pytestmark = pytest.mark.django_db


def test_each_scope_reaches_as_far_as_it_should() -> None:
    first, second = (exercise_block("xblock", block="probe", settings="") for _ in range(2))
    course = course_with(first, second)
    anna, ben = desk_at(course, first["id"]), desk_at(course, first["id"])
    written = {"mine": 1, "taste": "zoet", "person": "Anna", "together": 7}

    anna.call("write", written)

    shown = {name: desk.shown() for name, desk in (("anna", anna), ("ben", ben))}
    assert shown["anna"].count("1|zoet|Anna|7|") == 1  # the block itself
    assert shown["anna"].count("0|zoet|Anna|0|") == 1  # another of its type: preferences and person
    assert shown["ben"].count("0|||7|") == 1  # another learner: only what is of all together
    assert shown["ben"].count("0|||0|") == 1
    assert sorted(ExerciseState.objects.values_list("scope", "target")) == [
        ("everybody", f"{enrolment_study(anna.enrolment).modules[0].module_uuid}:{first['id']}"),
        ("exercise", f"{enrolment_study(anna.enrolment).modules[0].module_uuid}:{first['id']}"),
        ("learner", "xblock"),
        ("learner", "xblock:probe"),
    ]


def test_preferences_reach_into_another_course(probe: Desk) -> None:
    probe.call("write", {"taste": "zuur", "mine": 4})
    other = exercise_block("xblock", block="probe", settings="")
    enrolment = make_enrolment(course_with(other), probe.enrolment.learner)

    assert "0|zuur||0|" in Desk(probe.client, enrolment, other["id"]).shown()


def test_learners_count_together_and_each_their_own(probe: Desk) -> None:
    other = desk_at(probe.enrolment.course, probe.root)

    answers = [desk.call("add").json() for desk in (probe, other, probe)]

    assert answers == [{"mine": 1, "together": 1}, {"mine": 1, "together": 2}, {"mine": 2, "together": 3}]


@pytest.mark.parametrize(("name", "value"), [("title", "Anders"), ("ratio", 0.1), ("words", ["x"])])
def test_authored_field_refuses_the_write_of_a_learner(probe: Desk, name: str, value: Any) -> None:
    response = probe.call("write", {"mine": 8, name: value})

    assert response.status_code == 403
    assert nothing_is_written()
    assert "0|||0|Proef|" in probe.shown()


def test_learner_is_known_by_a_word_that_tells_nothing(probe: Desk) -> None:
    learner = probe.enrolment.learner

    told = [probe.client.get(f"{probe.address}{probe.root}/peek").json()["who"] for _ in range(2)]

    assert told[0] == told[1]
    assert len(told[0]) == 32
    assert str(learner.uuid) not in told[0]
    assert learner.user.email not in told[0]


def test_what_a_guest_kept_everywhere_comes_along_into_an_account_that_has_nothing_of_its_own(probe: Desk) -> None:
    guest, account = LearnerFactory(), probe.enrolment.learner
    for target, owner, taste in (
        ("xblock:probe", guest, "zoet"),
        ("xblock:probe", account, "zuur"),
        ("xblock", guest, ""),
    ):
        data = {"probe": {"taste": taste}}
        ExerciseState.objects.create(scope="learner", learner=owner, target=target, data=data)

    merge_guest(guest=guest, account=account, at=timezone.now())

    kept = {row.target: row.data for row in ExerciseState.objects.filter(learner=account)}
    assert kept == {"xblock:probe": {"probe": {"taste": "zuur"}}, "xblock": {"probe": {"taste": ""}}}
    assert ExerciseState.objects.count() == 2


def test_state_moves_along_with_an_unchanged_exercise_to_a_newer_edition(probe: Desk) -> None:
    probe.call("write", {"mine": 6})
    module = ModulePage.objects.get()
    ModulePageFactory(parent=module.get_parent().specific, title="Nog een")
    publish_release(course=probe.enrolment.course)

    moved = move_to_newest_edition(enrolment=probe.enrolment, at=timezone.now())

    assert "<p class='probe'>6||" in Desk(probe.client, moved, probe.root).shown()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_calls_at_once_all_count() -> None:
    probe = with_block("probe")
    desks = [probe, desk_at(probe.enrolment.course, probe.root)]
    answers: list[int] = []

    def count(desk: Desk) -> None:
        try:
            answers.append(desk.call("add").status_code)
        finally:
            connections.close_all()

    threads = [Thread(target=count, args=[desk]) for desk in desks for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [200] * 6
    assert [desk.call("add").json() for desk in desks] == [{"mine": 4, "together": 7}, {"mine": 4, "together": 8}]
