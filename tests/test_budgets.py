"""How many queries each page costs: exact, so that a query more is a decision. Bounds: docs/reference/budgets.md."""

import uuid
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from certificates.services import issue
from cms.theme import forget_themes
from courses import frozen
from courses.models import CoursePage
from courses.queries import released_exercises
from courses.services import publish_release
from exercises.registry import kinds
from learning.study import course_study, enrolment_study
from tests import xblocks
from tests.factories import (
    LearnerFactory,
    LocalContactFactory,
    ModulePageFactory,
    UserFactory,
    exercise_block,
    make_certificate,
    make_course,
    make_enrolment,
    step_block,
    stored_steps,
    walk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client) -> User:
    user = UserFactory()
    client.force_login(user)
    return user


def warm(client: Client, address: str) -> None:
    """What a process has read once: site, content types, frozen modules."""
    client.get(address)


def choice_form(course: CoursePage) -> dict[str, Any]:
    study = course_study(learner=None, course_code=course.code)
    exercise = next(one for one in study.frozen(study.modules[0]).exercises if one.block.kind == "choice")
    return {"exercise": str(exercise.id), "submission": str(uuid.uuid4()), "option": "0"}


def test_the_catalogue_costs_a_visitor_few_queries(client: Client, django_assert_num_queries: Any) -> None:
    for _ in range(3):
        make_course(modules=2)
    warm(client, "/cursussen/")

    with django_assert_num_queries(4):
        client.get("/cursussen/")


@pytest.mark.parametrize("modules", [1, 8])
def test_a_step_costs_the_same_however_many_modules_there_are(
    client: Client, signed_in: User, django_assert_num_queries: Any, modules: int
) -> None:
    course = make_course(modules=modules)
    enrolment = make_enrolment(course, LearnerFactory(user=signed_in))
    study = course_study(learner=enrolment.learner, course_code=course.code)
    address = study.step_url(study.modules[0], 2)
    warm(client, address)

    with django_assert_num_queries(7):
        client.get(address)


def test_a_step_on_a_cold_process_costs_what_it_first_has_to_read(
    client: Client, signed_in: User, django_assert_num_queries: Any
) -> None:
    course = make_course(modules=3)
    make_enrolment(course, LearnerFactory(user=signed_in))
    study = course_study(learner=None, course_code=course.code)
    address = study.step_url(study.modules[0], 2)
    frozen._cache.clear()
    cache.clear()
    forget_themes()
    ContentType.objects.clear_cache()

    with django_assert_num_queries(13):
        client.get(address)


@pytest.mark.parametrize("modules", [1, 8])
def test_an_answer_costs_the_same_however_many_modules_there_are(
    client: Client, signed_in: User, django_assert_num_queries: Any, modules: int
) -> None:
    course = make_course(modules=modules)
    make_enrolment(course, LearnerFactory(user=signed_in))
    study = course_study(learner=None, course_code=course.code)
    address = study.step_url(study.modules[0], 2)
    client.post(address, choice_form(course), headers={"HX-Request": "true"})

    with django_assert_num_queries(15):
        client.post(address, choice_form(course), headers={"HX-Request": "true"})


SOME = ["choice", "poll", "tool"]  # a poll's answers are counted, and a tool's contacts looked up
TWENTY = [*sorted(kinds()), *SOME][:20]
how_many = pytest.mark.parametrize("names", [SOME, TWENTY], ids=["three exercises", "twenty, of every kind"])


def step_with(names: list[str], user: User) -> tuple[CoursePage, str]:
    """A course of one step with an exercise of each of these kinds, which this user did; and the step's address."""
    for key in ("noodnummer", "vcp", "veilig_thuis"):
        LocalContactFactory(key=key)
    course = make_course(modules=0, publish=False)
    ModulePageFactory(parent=course, steps=stored_steps([step_block("Doen", *map(exercise_block, names))]))
    publish_release(course=course)
    walk(make_enrolment(course, LearnerFactory(user=user)))
    study = course_study(learner=user.learner, course_code=course.code)
    return course, study.step_url(study.modules[0], 1)


def test_every_kind_is_among_the_twenty() -> None:
    assert len(TWENTY) >= 20
    assert set(TWENTY) == set(kinds())


@how_many
def test_a_step_costs_the_same_however_many_exercises_there_are(
    client: Client, signed_in: User, django_assert_num_queries: Any, names: list[str]
) -> None:
    _course, address = step_with(names, signed_in)
    warm(client, address)

    with django_assert_num_queries(9):
        page = client.get(address)

    assert page.content.count(b'<section class="exercise') == len(names)


@how_many
def test_an_answer_costs_the_same_however_many_exercises_there_are(
    client: Client, signed_in: User, django_assert_num_queries: Any, names: list[str]
) -> None:
    course, address = step_with(names, signed_in)
    client.post(address, choice_form(course), headers={"HX-Request": "true"})

    with django_assert_num_queries(15):
        client.post(address, choice_form(course), headers={"HX-Request": "true"})


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize("block", ["done", "probe", "drag-and-drop-v2"])
def test_blocks_of_others_cost_the_same_however_many_there_are(
    client: Client,
    signed_in: User,
    django_assert_num_queries: Any,
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    block: str,
    count: int,
) -> None:
    """As a step with any other exercise: what learners made of all blocks comes in the query for states."""
    xblocks.install(monkeypatch, settings)
    course = make_course(modules=0, publish=False)
    blocks = [exercise_block("xblock", block=block, settings="") for _ in range(count)]
    ModulePageFactory(parent=course, steps=stored_steps([step_block("Doen", *blocks)]))
    publish_release(course=course)
    study = enrolment_study(make_enrolment(course, LearnerFactory(user=signed_in)))
    module, exercises = study.modules[0], study.frozen(study.modules[0]).exercises
    address, handler = study.step_url(module, 1), {"done": "toggle_button", "probe": "add"}.get(block, "reset")
    warm(client, address)
    calls = [f"{study.call_url(module, 1, one)}{one.id}/{handler}" for one in exercises]
    for call in calls:
        client.post(call, '{"done": true}', content_type="application/json")

    with django_assert_num_queries(7):
        page = client.get(address)
    with django_assert_num_queries({"drag-and-drop-v2": 12}.get(block, 13)):
        client.post(calls[0], '{"done": true}', content_type="application/json")

    assert page.content.count(b'class="xblock-place"') == count


def test_my_courses_cost_the_same_for_one_and_for_six(
    client: Client, signed_in: User, django_assert_num_queries: Any
) -> None:
    learner = LearnerFactory(user=signed_in)
    for _ in range(6):
        walk(make_enrolment(make_course(modules=2), learner), skip=1)
    warm(client, "/mijn/")

    with django_assert_num_queries(8):
        client.get("/mijn/")


def test_checking_a_certificate_costs_one_query(django_assert_num_queries: Any) -> None:
    certificate = issue(enrolment=walk(make_enrolment(make_course())), name="Aïsha de Vries", at=timezone.now())
    address = f"/c/{certificate.code}/"
    warm(Client(), address)

    with django_assert_num_queries(1):
        Client().get(address)


def test_my_certificates_cost_the_same_for_one_and_for_six(
    client: Client, signed_in: User, django_assert_num_queries: Any
) -> None:
    learner = LearnerFactory(user=signed_in)
    make_certificate(learner=learner)
    warm(client, "/mijn/bewijzen/")
    for _ in range(5):
        make_certificate(learner=learner)

    with django_assert_num_queries(4):
        client.get("/mijn/bewijzen/")


def courses_with_dialogues(count: int) -> None:
    for _ in range(count):
        course = make_course(modules=0, publish=False)
        for title in ("Eerst", "Daarna"):
            steps = stored_steps([step_block("Oefenen", exercise_block("dialogue"))])
            ModulePageFactory(parent=course, title=title, steps=steps)
        publish_release(course=course)


@pytest.mark.parametrize("courses", [1, 6])
def test_dialogues_cost_the_same_however_many_there_are(
    client: Client, django_assert_num_queries: Any, courses: int
) -> None:
    courses_with_dialogues(courses)
    address = f"/gereedschap/gesprek/{released_exercises('dialogue')[-1].exercise.id}/"
    warm(client, address)

    for path in ("/gereedschap/gesprek/", address, f"{address}?groep"):
        with django_assert_num_queries(3):
            client.get(path)


def test_dialogues_on_a_cold_process_cost_what_it_first_has_to_read(
    client: Client, django_assert_num_queries: Any
) -> None:
    courses_with_dialogues(6)
    warm(client, "/gereedschap/")
    frozen._cache.clear()

    with django_assert_num_queries(4):
        client.get("/gereedschap/gesprek/")


def test_way_to_the_right_contact_costs_a_visitor_and_a_learner_few_queries(
    client: Client, signed_in: User, django_assert_num_queries: Any
) -> None:
    make_enrolment(make_course(modules=2), LearnerFactory(user=signed_in))
    visitor = Client()
    warm(visitor, "/gereedschap/bij-wie/")

    with django_assert_num_queries(4):
        visitor.get("/gereedschap/bij-wie/")
    with django_assert_num_queries(9):
        client.get("/gereedschap/bij-wie/")


@pytest.mark.parametrize("address", ["", "eerste-stap/", "kijkkaart/", "kijkkaart/complimenten/"])
def test_tools_that_need_nothing_cost_no_query(client: Client, django_assert_num_queries: Any, address: str) -> None:
    warm(client, "/gereedschap/")

    with django_assert_num_queries(0):
        client.get(f"/gereedschap/{address}")
