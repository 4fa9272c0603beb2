"""Scheduled publishing applies true corrections by itself; what needs an editor's word waits for one."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.models import CoursePage, ModulePage, Release
from courses.queries import current_release
from courses.services import apply_scheduled_corrections
from tests.courses.conftest import edit, first_module
from tests.courses.test_editions import mend_typo, other_key, other_question
from tests.factories import stored_steps


def plan(module: ModulePage, change: Any) -> None:
    """Plan a change whose hour has come."""
    raw = list(module.steps.get_prep_value())
    change(raw)
    module.steps = stored_steps(raw)
    module.go_live_at = timezone.now() + timedelta(hours=1)
    revision = module.save_revision()
    revision.publish()
    revision.refresh_from_db()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()


def schedule(module: ModulePage, change: Any) -> None:
    """Plan a change, and let its hour come."""
    plan(module, change)
    call_command("publish_scheduled")


def test_scheduled_correction_reaches_learners_by_itself(
    course: CoursePage, capsys: pytest.CaptureFixture[str]
) -> None:
    schedule(first_module(course), mend_typo)

    call_command("apply_scheduled_corrections")

    release = current_release(course=course)
    assert (str(release), release.reason) == ("1.1", Release.Reason.CORRECTION)
    assert capsys.readouterr().out.strip() == f"{course.title}: 1.1"


def test_scheduled_corrections_applied_twice_make_one_release(course: CoursePage) -> None:
    schedule(first_module(course), mend_typo)

    assert [len(apply_scheduled_corrections()) for _run in range(2)] == [1, 0]


@pytest.mark.parametrize("change", [other_question, other_key])
def test_scheduled_change_of_meaning_waits_for_an_editor(course: CoursePage, change: Any) -> None:
    schedule(first_module(course), change)

    assert apply_scheduled_corrections() == []
    assert str(current_release(course=course)) == "1.0"


def test_what_an_editor_published_by_hand_waits_for_that_editor(course: CoursePage) -> None:
    first, second = ModulePage.objects.child_of(course).order_by("path")
    edit(second, mend_typo)
    schedule(first, mend_typo)

    assert apply_scheduled_corrections() == []
