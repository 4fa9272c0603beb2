"""Calls of a block of others: who may make them, what comes of them, and blocks that break down."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from learning.models import Attempt, Enrolment, ExerciseState
from tests.factories import exercise_block
from tests.learning.calling import Desk, course_with, desk_at, installed, nothing_is_written, probe, with_block

__all__ = ["installed", "probe"]  # fixtures
pytestmark = pytest.mark.django_db


# -- Who may call ----------------------------------------------------------------------------------------------------


def test_visitor_who_has_not_begun_is_refused(probe: Desk) -> None:
    response = Client().post(f"{probe.address}{probe.root}/add", "{}", content_type="application/json")

    assert response.status_code == 403
    assert response.json() == {"error": "Begin eerst met de cursus."}
    assert Enrolment.objects.count() == 1
    assert nothing_is_written()


def test_learner_of_another_course_is_refused(probe: Desk) -> None:
    stranger = with_block("probe")

    response = stranger.client.post(f"{probe.address}{probe.root}/add", "{}", content_type="application/json")

    assert response.status_code == 403
    assert nothing_is_written()


def test_call_without_token_is_refused(probe: Desk) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = probe.client.cookies

    response = strict.post(f"{probe.address}{probe.root}/add", "{}", content_type="application/json")

    assert response.status_code == 403
    assert nothing_is_written()


def test_block_that_is_not_in_the_release_is_not_found(probe: Desk) -> None:
    path = probe.address.replace(probe.root, str(uuid4()))

    response = probe.client.post(f"{path}{probe.root}/add", "{}", content_type="application/json")

    assert response.status_code == 404
    assert nothing_is_written()


def test_exercise_that_takes_no_calls_is_not_found() -> None:
    choice, block = exercise_block("choice"), exercise_block("xblock", block="probe", settings="")
    desk = desk_at(course_with(choice, block), block["id"])

    response = desk.client.post(desk.address.replace(block["id"], choice["id"]) + "x/add")

    assert response.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "",
        "{root}",
        "{root}/",
        "{root}/nothing",
        "{root}/student_view",
        "{root}/__init__",
        "{root}/save",
        "{root}.0/add",
        "{root}--acid_aside/check_storage",
        "{root}/add/../../x",
        "{root}/add/%00",
        "elsewhere/add",
        "{root}/add/" + "x" * 600,
    ],
)
def test_unknown_usage_handler_or_suffix_is_not_found(probe: Desk, path: str) -> None:
    response = probe.client.post(probe.address + path.format(root=probe.root), "{}", content_type="application/json")

    assert response.status_code == 404
    assert nothing_is_written()


def test_huge_body_is_refused(probe: Desk) -> None:
    response = probe.call("write", {"notes": {"a": "x" * 300_000}})

    assert response.status_code == 413
    assert nothing_is_written()


def test_more_than_can_be_kept_is_refused(probe: Desk) -> None:
    response = probe.call("write", {"notes": {"a": "x" * 120_000}})

    assert response.status_code == 403
    assert response.headers["X-Exercise"] == "refused"
    assert nothing_is_written()


def test_question_by_address_alone_changes_nothing(probe: Desk) -> None:
    response = probe.client.get(f"{probe.address}{probe.root}/peek")

    assert response.json()["mine"] == 1
    assert nothing_is_written()


def test_suffix_arrives(probe: Desk) -> None:
    assert probe.call("write/a/b", {}).json() == {"suffix": "a/b"}


# -- What comes of it ------------------------------------------------------------------------------------------------


def test_full_grade_completes_the_exercise_the_module_and_the_course(probe: Desk) -> None:
    probe.client.post(probe.page, {"next": "1"})

    response = probe.call("report", [["grade", {"value": 3, "max_value": 3}]])

    attempt = Attempt.objects.get()
    assert (attempt.score, attempt.passed, attempt.is_completing, attempt.kind) == (1.0, True, True, "xblock")
    assert response.headers["X-Exercise"] == "done"
    probe.enrolment.refresh_from_db()
    assert probe.enrolment.is_completed


def test_grade_below_what_the_editor_asks_is_kept_and_does_not_complete() -> None:
    desk = with_block("probe", needed=60)

    below = desk.call("report", [["grade", {"value": 1, "max_value": 2}]])
    above = desk.call("report", [["grade", {"value": 6, "max_value": 10}]])

    assert "X-Exercise" not in below.headers
    assert above.headers["X-Exercise"] == "done"
    assert list(Attempt.objects.values_list("score", "passed")) == [(0.5, False), (0.6, True)]


def test_what_is_earned_is_not_lowered(probe: Desk) -> None:
    for value in (1, 0):
        probe.call("report", [["grade", {"value": value, "max_value": 1}]])

    [progress] = probe.enrolment.progress.all()
    assert progress.exercises_done[probe.root] == {"score": 1.0, "passed": True, "done": True}


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"value": 1},
        {"value": "1", "max_value": 1},
        {"value": 1, "max_value": 0},
        {"value": True, "max_value": 1},
        5,
    ],
)
def test_grade_that_is_none_comes_to_nothing(probe: Desk, facts: Any) -> None:
    probe.call("report", [["grade", facts]])

    assert not Attempt.objects.exists()


def test_grade_is_kept_within_its_bounds(probe: Desk) -> None:
    probe.call("report", [["grade", {"value": 9, "max_value": 1}]])
    probe.call("report", [["grade", {"value": -9, "max_value": 1}]])

    assert list(Attempt.objects.values_list("score", flat=True)) == [1.0, 0.0]


@pytest.mark.parametrize(("name", "facts"), [("completion", {"completion": 1.0}), ("progress", {})])
def test_block_without_a_score_is_done_when_it_says_so(name: str, facts: dict[str, Any]) -> None:
    desk = with_block("html", olx="<html>Hallo</html>")

    response = desk.call("report", [[name, facts]])

    assert response.headers["X-Exercise"] == "done"
    assert Attempt.objects.get().score is None


def test_block_that_is_complete_by_being_looked_at_is_so_once() -> None:
    desk = with_block("reports_on_render")

    for _ in range(3):
        desk.shown()

    assert Attempt.objects.get().is_completing
    [progress] = desk.enrolment.progress.all()
    assert progress.exercises_done[desk.root]["done"]


def test_free_event_leaves_no_record(probe: Desk) -> None:
    probe.call("report", [["edx.something", {"secret": "woord"}]])

    assert not Attempt.objects.exists()
    assert not ExerciseState.objects.exclude(data__in=[{}, {"fields": {}}]).exists()


def test_grades_of_children_make_the_score_of_a_parent_that_has_none() -> None:
    desk = with_block("parent", olx="<parent><probe/><html>x</html><probe/></parent>")

    desk.call("report", [["grade", {"value": 1, "max_value": 1}]], usage=f"{desk.root}.0")
    desk.call("report", [["grade", {"value": 1, "max_value": 1}]], usage=f"{desk.root}.2")

    assert list(Attempt.objects.values_list("score", "passed")) == [(0.5, False), (1.0, True)]


# -- Blocks that break down ------------------------------------------------------------------------------------------


def test_handler_that_breaks_down_leaves_nothing_behind(probe: Desk, caplog: pytest.LogCaptureFixture) -> None:
    response = probe.call("breaks", {})

    assert response.status_code == 500
    assert response.json() == {"error": "Dit onderdeel werkt nu niet."}
    assert "xblock.handler_failed" in caplog.text
    assert nothing_is_written()


@pytest.mark.parametrize("block", ["breaks_on_render", "breaks_on_parse", "breaks_on_import", "gone", "never_allowed"])
def test_block_that_breaks_down_says_so_in_its_place_and_harms_no_other(
    block: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = (exercise_block("xblock", block="probe", settings="") for _ in range(2))
    monkeypatch.setattr("exercises.xblock.kind.XBlockExercise.checks", lambda self, value: [])
    broken["value"] |= {"block": block, "olx": f"<{block}/>"}
    desk = desk_at(course_with(broken, sound, exercise_block("choice")), broken["id"])

    page = desk.client.get(desk.page)

    html = page.content.decode()
    assert page.status_code == 200
    assert html.count("Dit onderdeel werkt nu niet") == 1
    assert html.count("class='probe'") == 1
    assert html.count('<section class="exercise') == 3
    assert "RuntimeError" not in html
    assert "xblock." in caplog.text
    assert not ExerciseState.objects.exists()
    assert desk.call("add").status_code == 404 if block != "breaks_on_render" else True


def test_child_that_breaks_down_leaves_its_neighbours_unharmed() -> None:
    desk = with_block("parent", olx="<parent><breaks_on_render/><probe/></parent>")

    html = desk.shown()

    assert html.count("Dit onderdeel werkt nu niet.") == 1
    assert html.count("class='probe'") == 1


def test_exercise_whose_package_went_is_done_by_the_other_way(settings: Any) -> None:
    desk = with_block("probe")
    settings.XBLOCK_TYPES = []
    form = {"exercise": desk.root, "submission": str(uuid4()), "alternative": "done"}

    html = desk.shown()
    desk.client.post(desk.page, form)
    desk.client.post(desk.page, {"next": "1"})

    assert "Dit onderdeel werkt nu niet" in html
    assert "Zeg tegen een collega wat je gaat doen." in html
    assert Attempt.objects.get().is_completing
    desk.enrolment.refresh_from_db()
    assert desk.enrolment.is_completed
