"""The edition stories: what reaches a learner who is under way, what asks an editor, what makes a new edition."""

from typing import Any

import pytest

from accounts.models import User
from courses.comparison import Verdict
from courses.content import canonical_hash, released_content
from courses.frozen import read_module
from courses.models import CoursePage, ModulePage, Release, ReleaseModule
from courses.models.editions import FrozenRowChanged
from courses.queries import current_release
from courses.services import (
    ContentChanged,
    NeedsConfirmation,
    NotTheSame,
    publish_release,
    take_back,
    what_would_change,
)
from tests.courses.conftest import edit, first_module
from tests.factories import (
    CoursePageFactory,
    ModulePageFactory,
    SourceFactory,
    exercise_block,
    make_course,
    step_block,
    stored_steps,
    text_block,
)


def mend_typo(raw: list[dict[str, Any]]) -> None:
    raw[0]["value"]["content"][0]["value"] = "<p>Luister éérst.</p>"


def other_feedback(raw: list[dict[str, Any]]) -> None:
    raw[1]["value"]["content"][0]["value"]["options"][0]["value"]["feedback"] = "Precies goed."


def other_question(raw: list[dict[str, Any]]) -> None:
    raw[1]["value"]["content"][0]["value"]["question"] = "Wat doe je als Noor te laat komt?"


def other_key(raw: list[dict[str, Any]]) -> None:
    raw[1]["value"]["content"][0]["value"]["options"][1]["value"]["quality"] = "strong"


def optional(raw: list[dict[str, Any]]) -> None:
    raw[1]["value"]["content"][0]["value"]["is_required"] = False


def add_exercise(raw: list[dict[str, Any]]) -> None:
    raw[1]["value"]["content"].append(exercise_block("scale"))


def remove_exercise(raw: list[dict[str, Any]]) -> None:
    raw[1]["value"]["content"] = [text_block()]


def add_step(raw: list[dict[str, Any]]) -> None:
    raw.append(step_block("Nog iets", text_block()))


def remove_prose_step(raw: list[dict[str, Any]]) -> None:
    del raw[0]


def swap_steps(raw: list[dict[str, Any]]) -> None:
    raw.reverse()


def number_of(course: CoursePage) -> str:
    return str(current_release(course=course))


# -- The first edition ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_first_release_freezes_the_live_modules_in_order(editor: User) -> None:
    course = make_course(modules=3, publish=False)

    release = publish_release(course=course, by=editor)

    assert str(release) == "1.0"
    assert release.reason == Release.Reason.FIRST
    assert release.created_by == editor
    assert [module.title for module in release.modules.all()] == ["Module 1", "Module 2", "Module 3"]
    assert [step.title for step in read_module(release.modules.first()).steps] == ["Lezen", "Doen"]


def test_release_holds_hashes_that_anybody_can_check(course: CoursePage) -> None:
    release = current_release(course=course)

    modules = list(release.modules.order_by("position"))

    assert [canonical_hash(module.content) for module in modules] == [module.sha256 for module in modules]
    assert canonical_hash({"course": release.content, "modules": [m.sha256 for m in modules]}) == release.sha256
    assert released_content(release).sha256 == release.sha256


def test_saving_a_page_unchanged_keeps_the_hash(course: CoursePage) -> None:
    module = first_module(course)

    module.save_revision().publish()

    assert what_would_change(course).verdict == Verdict.NOTHING


def test_keys_of_the_text_editor_change_nothing(course: CoursePage) -> None:
    def add_key(raw: list[dict[str, Any]]) -> None:
        raw[0]["value"]["content"][0]["value"] = '<p data-block-key="a1b2c">Luister eerst.</p>'

    edit(first_module(course), add_key)

    assert what_would_change(course).verdict == Verdict.NOTHING


def test_publishing_twice_makes_one_release(course: CoursePage) -> None:
    edit(first_module(course), mend_typo)

    first, second = publish_release(course=course), publish_release(course=course)

    assert first == second
    assert Release.objects.filter(edition__course=course).count() == 2


# -- Corrections, other words, new editions ------------------------------------------------------------------------


@pytest.mark.parametrize("change", [mend_typo, other_feedback, add_step, remove_prose_step, swap_steps])
def test_correction_goes_into_the_same_edition(course: CoursePage, change: Any) -> None:
    edit(first_module(course), change)

    verdict = what_would_change(course).verdict
    release = publish_release(course=course)

    assert verdict == Verdict.CORRECTION
    assert (str(release), release.reason) == ("1.1", Release.Reason.CORRECTION)


@pytest.mark.parametrize("change", [other_key, optional, add_exercise, remove_exercise])
def test_other_rules_make_a_new_edition(course: CoursePage, change: Any) -> None:
    edit(first_module(course), change)

    verdict = what_would_change(course).verdict
    release = publish_release(course=course)

    assert verdict == Verdict.NEW_EDITION
    assert (str(release), release.reason) == ("2.0", Release.Reason.FIRST)


def test_other_words_ask_the_editor_and_show_both(course: CoursePage) -> None:
    edit(first_module(course), other_question)

    change = what_would_change(course)

    assert change.verdict == Verdict.CONFIRM
    assert [(reason.before, reason.after) for reason in change.of(Verdict.CONFIRM)] == [
        (("Wat zeg je als Noor te laat binnenkomt?",), ("Wat doe je als Noor te laat komt?",))
    ]
    with pytest.raises(NeedsConfirmation):
        publish_release(course=course)
    assert number_of(course) == "1.0"


def test_other_words_with_the_same_meaning_are_a_correction(course: CoursePage, editor: User) -> None:
    edit(first_module(course), other_question)

    release = publish_release(course=course, by=editor, mode="confirmed")

    assert (str(release), release.reason, release.created_by) == ("1.1", Release.Reason.CONFIRMED, editor)


def test_other_words_may_become_a_new_edition(course: CoursePage) -> None:
    edit(first_module(course), other_question)

    assert str(publish_release(course=course, mode="new_edition")) == "2.0"


def test_other_rules_cannot_be_confirmed_as_equal(course: CoursePage) -> None:
    edit(first_module(course), other_key)

    with pytest.raises(NotTheSame):
        publish_release(course=course, mode="confirmed")
    assert number_of(course) == "1.0"


def test_other_rule_for_finishing_makes_a_new_edition(course: CoursePage) -> None:
    course.right_needed = 80
    course.save_revision().publish()

    assert what_would_change(course).verdict == Verdict.NEW_EDITION
    assert str(publish_release(course=course)) == "2.0"


def test_other_title_and_minutes_are_a_correction(course: CoursePage) -> None:
    module = first_module(course)
    module.title, module.minutes = "Een andere naam", 7
    module.save_revision().publish()

    release = publish_release(course=course)

    assert str(release) == "1.1"
    assert release.modules.values_list("title", "minutes").first() == ("Een andere naam", 7)


# -- Modules come and go -------------------------------------------------------------------------------------------


def test_added_module_makes_a_new_edition(course: CoursePage) -> None:
    ModulePageFactory(parent=course, title="Erbij")

    change = what_would_change(course)

    assert [(reason.verdict, reason.module) for reason in change.reasons] == [(Verdict.NEW_EDITION, "Erbij")]


def hide(module: ModulePage) -> None:
    module.is_hidden = True
    module.save_revision().publish()


def unpublish(module: ModulePage) -> None:
    module.unpublish()


@pytest.mark.parametrize("change", [hide, unpublish])
def test_module_that_is_gone_makes_a_new_edition_without_it(course: CoursePage, change: Any) -> None:
    change(first_module(course))

    release = publish_release(course=course)

    assert str(release) == "2.0"
    assert [module.title for module in release.modules.all()] == ["Module 2"]
    assert ReleaseModule.objects.filter(release__edition__number=1).count() == 2


def test_other_order_of_modules_makes_a_new_edition(course: CoursePage) -> None:
    first, second = ModulePage.objects.child_of(course).order_by("path")
    second.move(first, pos="left")

    release = publish_release(course=course)

    assert str(release) == "2.0"
    assert [module.title for module in release.modules.all()] == ["Module 2", "Module 1"]


def test_module_that_is_no_longer_required_makes_a_new_edition(course: CoursePage) -> None:
    module = first_module(course)
    module.is_required = False
    module.save_revision().publish()

    assert what_would_change(course).verdict == Verdict.NEW_EDITION


def test_exercise_that_moves_to_another_module_is_named_once(course: CoursePage) -> None:
    first, second = ModulePage.objects.child_of(course).order_by("path")
    exercise = first.steps.get_prep_value()[1]["value"]["content"][0]
    edit(first, remove_exercise)
    edit(second, lambda raw: raw[0]["value"]["content"].append(exercise))

    change = what_would_change(course)

    assert change.verdict == Verdict.NEW_EDITION
    assert len(change.of(Verdict.NEW_EDITION)) == 1


# -- What learners have does not change ----------------------------------------------------------------------------


def test_draft_reaches_nobody(course: CoursePage) -> None:
    module = first_module(course)
    module.title = "Nog niet klaar"
    module.save_revision()

    assert what_would_change(course).verdict == Verdict.NOTHING


def test_autosave_from_an_old_tab_changes_nothing_that_is_frozen(course: CoursePage) -> None:
    edit(first_module(course), mend_typo)
    release = publish_release(course=course)
    frozen = list(release.modules.values("content", "sha256"))
    module = first_module(course)

    module.title = "Van een oud tabblad"
    module.save_revision(overwrite_revision=module.get_latest_revision())

    assert list(release.modules.values("content", "sha256")) == frozen
    assert what_would_change(course).verdict == Verdict.NOTHING


def test_frozen_rows_refuse_change(course: CoursePage) -> None:
    release = current_release(course=course)
    module = release.modules.first()
    module.title = "Anders"

    for attempt in (
        module.save,
        module.delete,
        release.delete,
        lambda: release.modules.update(title="Anders"),
        lambda: release.modules.all().delete(),
        lambda: Release.objects.update(note="Anders"),
    ):
        with pytest.raises(FrozenRowChanged):
            attempt()


def test_release_is_read_without_its_pages(course: CoursePage) -> None:
    release = current_release(course=course)
    before = read_module(release.modules.first()).steps[0].parts[0].html

    ModulePage.objects.child_of(course).first().delete()

    assert read_module(release.modules.get(position=0)).steps[0].parts[0].html == before


# -- Two editors, taking back --------------------------------------------------------------------------------------


def test_editor_who_decided_on_other_content_is_told(course: CoursePage) -> None:
    edit(first_module(course), mend_typo)
    seen = what_would_change(course).sha256
    edit(first_module(course), other_key)

    with pytest.raises(ContentChanged):
        publish_release(course=course, seen=seen)
    assert number_of(course) == "1.0"


def test_taking_back_within_an_edition_is_another_release_of_it(course: CoursePage, editor: User) -> None:
    first = current_release(course=course)
    edit(first_module(course), other_question)
    publish_release(course=course, mode="confirmed")

    back = take_back(release=first, by=editor)

    assert (str(back), back.reason, back.created_by, back.sha256) == ("1.2", "taken_back", editor, first.sha256)


def test_taking_back_an_earlier_edition_makes_a_new_one(course: CoursePage) -> None:
    first = current_release(course=course)
    edit(first_module(course), other_key)
    publish_release(course=course)

    back = take_back(release=first)

    assert (str(back), back.reason, back.sha256) == ("3.0", "taken_back", first.sha256)


def test_taking_back_twice_makes_one_release(course: CoursePage) -> None:
    first = current_release(course=course)
    edit(first_module(course), mend_typo)
    publish_release(course=course)

    assert take_back(release=first) == take_back(release=first)


@pytest.mark.django_db
def test_release_knows_what_it_shows() -> None:
    chosen, marked, named, other = (SourceFactory(key=key) for key in ("S1", "L:pharos", "S3", "S4"))
    course = CoursePageFactory()
    quotation = {"type": "quotation", "id": text_block()["id"], "value": {"text": "Samen.", "source": chosen.pk}}
    exercise = exercise_block(src="S3, S99")
    steps = [step_block("Lezen", quotation, text_block("<p>Zo is het. [L:pharos]</p>"), exercise)]
    ModulePageFactory(parent=course, steps=stored_steps(steps))

    release = publish_release(course=course)

    used = {str(chosen.pk), str(marked.pk), str(named.pk)}
    assert set(release.references.values_list("object_id", flat=True)) == used
    assert str(other.pk) not in used
