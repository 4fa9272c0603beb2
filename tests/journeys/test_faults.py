"""When something is away for a while: what was typed stays, and is sent later."""

from collections.abc import Callable

import pytest
from django.test import RequestFactory
from playwright.sync_api import Page, Route, expect

from config.views import service_unavailable
from courses.models import CoursePage
from courses.services import publish_release
from learning.models import Attempt, Remark
from learning.study import course_study
from tests.factories import exercise_block, make_course, step_block, stored_steps, text_block
from tests.journeys.inspection import Inspection
from tests.journeys.walking import Finger, Walk


@pytest.fixture
def course() -> CoursePage:
    """A text, and a choice."""
    return make_course()


@pytest.fixture
def question(course: CoursePage) -> str:
    """The address of the step with the choice."""
    study = course_study(learner=None, course_code=course.code)
    return study.step_url(study.modules[0], 2)


def database_away(page: Page) -> None:
    """From now on whatever is sent gets the page for a database that is away."""
    response = service_unavailable(RequestFactory().post("/"))

    def answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=response.status_code, headers=dict(response.items()), body=response.content)
        else:
            route.fallback()

    page.route("**/*", answer)


def lose_connection(page: Page) -> None:
    """From now on nothing comes through."""
    page.context.set_offline(True)


def mend(page: Page) -> None:
    """All works again."""
    page.context.set_offline(False)
    page.unroute_all()


@pytest.mark.parametrize("fault", [database_away, lose_connection])
def test_an_answer_that_cannot_be_sent_stays_and_counts_once_when_sent_again(
    page: Page, question: str, inspection: Inspection, fault: Callable[[Page], None]
) -> None:
    page.goto(question)
    page.get_by_label("Fijn dat je er bent.").check()

    fault(page)
    page.get_by_role("button", name="Bekijk mijn antwoord").click()

    expect(page.get_by_role("alert")).to_contain_text("Je antwoord is niet verstuurd")
    expect(page.get_by_label("Fijn dat je er bent.")).to_be_checked()
    inspection.look(page)
    mend(page)
    page.get_by_role("button", name="Bekijk mijn antwoord").click()
    expect(page.get_by_role("heading", name="Jouw keuze: Sterk")).to_be_focused()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert Attempt.objects.count() == 1


def test_what_was_typed_in_a_plain_form_is_filled_in_again_after_the_fault_page(
    page: Page, question: str, inspection: Inspection
) -> None:
    walk = Walk(page, Finger(page), inspection.look)
    page.goto(question)
    walk.follow("Klopt er iets niet?", title="Klopt er iets niet?")
    page.get_by_role("textbox").fill("Het nummer klopt niet.")

    database_away(page)
    walk.push("Stuur naar de redactie", title="We zijn zo terug")
    mend(page)
    walk.follow("Probeer het opnieuw", title="Klopt er iets niet?")

    expect(page.get_by_role("textbox")).to_have_value("Het nummer klopt niet.")
    walk.push("Stuur naar de redactie", title="Doen")
    assert Remark.objects.get().text == "Het nummer klopt niet."


def test_whoever_answers_what_was_replaced_meanwhile_is_told_and_led_on(
    page: Page, course: CoursePage, question: str, inspection: Inspection
) -> None:
    page.goto(question)
    page.get_by_label("Fijn dat je er bent.").check()
    module = course.get_children().get().specific
    module.steps = stored_steps([step_block("Lezen", text_block()), step_block("Nieuw", exercise_block())])
    module.save_revision().publish()
    publish_release(course=course)

    page.get_by_role("button", name="Bekijk mijn antwoord").click()

    expect(page.get_by_role("alert")).to_contain_text("De module is veranderd terwijl je die open had.")
    inspection.look(page)
    page.get_by_role("link", name="Open de stap opnieuw").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuw")


def test_an_answer_survives_a_sign_in_in_another_tab(
    page: Page, question: str, newest_code: Callable[[], str], inspection: Inspection
) -> None:
    page.goto(question)
    page.get_by_label("Fijn dat je er bent.").check()
    other = page.context.new_page()
    other.goto("/account/login/")
    Walk(other, Finger(other), inspection.look).sign_in("karim@example.org", newest_code, title="Mijn cursussen")

    page.get_by_role("button", name="Bekijk mijn antwoord").click()

    expect(page.get_by_role("heading", name="Jouw keuze: Sterk")).to_be_focused()
    assert Attempt.objects.get().enrolment.learner.user.email == "karim@example.org"
