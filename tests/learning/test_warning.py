"""A module that may hurt says so first, and can be left at every step."""

import pytest
from django.test import Client

from courses.models import CoursePage
from courses.services import publish_release
from learning.study import Study, course_study
from tests.factories import (
    CoursePageFactory,
    LocalContactFactory,
    ModulePageFactory,
    make_invitation,
)
from tests.learning.visiting import form, step_url, text_of

pytestmark = pytest.mark.django_db
WARNING = "Deze les gaat over pesten. Praat erover, of bel [contact:luisterlijn]."


@pytest.fixture
def course(db: None) -> CoursePage:
    """A course whose first module has a warning; the second has none."""
    LocalContactFactory(key="luisterlijn", name="De Luisterlijn", phone="088 0767000")
    course: CoursePage = CoursePageFactory()
    ModulePageFactory(parent=course, title="Pesten", warning=WARNING)
    ModulePageFactory(parent=course, title="Anders")
    publish_release(course=course)
    return course


def study_of(course: CoursePage) -> Study:
    return course_study(learner=None, course_code=course.code)


@pytest.mark.parametrize("number", [1, 2])
def test_the_warning_comes_before_whatever_step_is_opened_first(
    client: Client, course: CoursePage, number: int
) -> None:
    response = client.get(step_url(course, number=number))

    assert response.status_code == 200
    assert "Deze les gaat over pesten. Praat erover, of bel de Luisterlijn ( 088 0767000 )." in text_of(response)
    assert '<a href="tel:0880767000">' in response.content.decode()
    assert "Luister eerst." not in text_of(response)
    assert "Noor komt te laat" not in text_of(response)


def test_who_goes_on_is_at_the_step_that_was_asked_for(client: Client, course: CoursePage) -> None:
    warned = client.get(step_url(course, number=2)).content.decode()
    url = f"{step_url(course, number=2)}?verder=ja"

    assert f'href="{url}"' in warned
    assert "Doen" in text_of(client.get(url))


def test_the_warning_does_not_come_back_in_a_module_that_was_begun(client: Client, course: CoursePage) -> None:
    client.post(step_url(course), {"next": "1"})

    for number in (1, 2):
        assert "Voor je begint" not in text_of(client.get(step_url(course, number=number)))


def test_an_answer_is_taken_whatever_was_read(client: Client, course: CoursePage) -> None:
    client.post(step_url(course, number=2), form(course))

    assert "Voor je begint" not in text_of(client.get(step_url(course, number=2)))


@pytest.mark.parametrize(("module", "ways"), [(0, 1), (1, 0)])
def test_every_step_of_a_module_with_a_warning_has_a_way_out(
    client: Client, course: CoursePage, module: int, ways: int
) -> None:
    study = study_of(course)
    later = study.url("module-later", study.modules[module])

    for number in (1, 2):
        page = client.get(f"{step_url(course, module, number)}?verder=ja").content.decode()
        assert page.count(f'href="{later}"') == ways


def test_the_way_out_says_honestly_what_leaving_a_required_module_means(client: Client, course: CoursePage) -> None:
    LocalContactFactory(key="coordinator", name="Bianca Vos", email="bianca@example.org")
    study = study_of(course)

    text = text_of(client.get(study.url("module-later", study.modules[0])))

    assert "Zonder deze module is de cursus niet af" in text
    assert "Bianca Vos" in text
    assert "De Luisterlijn" in text
    assert "pesten" not in text.lower()  # nothing of the subject, for who looks over a shoulder


def test_the_way_out_of_an_optional_module_asks_nothing(client: Client, course: CoursePage) -> None:
    module = ModulePageFactory(parent=course, title="Extra", warning=WARNING, is_required=False)
    publish_release(course=course)
    study = study_of(course)
    [optional] = [one for one in study.modules if one.module_uuid == module.uuid]

    assert "En mijn bewijs dan?" not in text_of(client.get(study.url("module-later", optional)))


def test_the_warning_names_the_contact_of_the_learners_own_club(client: Client, course: CoursePage) -> None:
    invitation = make_invitation(course)
    LocalContactFactory(key="luisterlijn", name="Onze luisteraar", organisation=invitation.organisation)
    client.post(f"/u/{invitation.code}/", {"course": str(course.uuid)})

    assert "bel Onze luisteraar." in text_of(client.get(step_url(course)))


def test_typed_markup_in_a_warning_stays_text(client: Client, course: CoursePage) -> None:
    ModulePageFactory(parent=course, title="Vreemd", warning="Let op: <script>alert(1)</script>")
    publish_release(course=course)

    assert "&lt;script&gt;alert(1)" in client.get(step_url(course, 2)).content.decode()


def test_the_printed_module_begins_with_the_warning(client: Client, course: CoursePage) -> None:
    study = study_of(course)

    text = text_of(client.get(study.url("module-print", study.modules[0])))

    assert text.index("bel de Luisterlijn") < text.index("Luister eerst.")
