"""The learner's pages, over HTTP."""

import re
import uuid

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from accounts.models import Learner
from courses.models import CoursePage
from courses.queries import current_release
from courses.services import publish_release
from learning.models import Attempt, Enrolment
from learning.services import enrol
from learning.study import course_study
from tests.factories import (
    CoursePageFactory,
    LearnerFactory,
    LocalContactFactory,
    ModulePageFactory,
    OrganisationFactory,
    UserFactory,
    exercise_block,
    make_enrolment,
    make_invitation,
    step_block,
    stored_steps,
    text_block,
    walk,
)
from tests.learning.visiting import form, step_url, text_of

pytestmark = pytest.mark.django_db


def test_a_visitor_reads_a_step_without_leaving_a_trace(client: Client, course: CoursePage) -> None:
    response = client.get(step_url(course))

    assert response.status_code == 200
    assert "Luister eerst." in text_of(response)
    assert Learner.objects.count() == 0
    assert set(response.cookies) == {"csrftoken"}


def test_a_first_answer_makes_a_guest_whom_this_device_remembers(client: Client, course: CoursePage) -> None:
    client.post(step_url(course, number=2), form(course))

    assert Attempt.objects.get().enrolment.learner.is_guest
    assert client.cookies["leerkring_guest"]["httponly"]
    page = client.get("/mijn/")
    assert course.title in text_of(page)


def test_a_guest_who_answers_again_stays_the_same_guest(client: Client, course: CoursePage) -> None:
    client.post(step_url(course, number=2), form(course))
    client.post(step_url(course, number=2), form(course, option="1"))

    assert Learner.objects.count() == 1
    assert Attempt.objects.count() == 2


def test_an_answer_without_script_shows_the_whole_page_with_feedback(client: Client, course: CoursePage) -> None:
    client.post(step_url(course, number=1), {"next": "1"})
    response = client.post(step_url(course, number=2), form(course))

    assert response.status_code == 200
    assert "<html" in response.content.decode()
    assert "Ze hoort er meteen bij." in text_of(response)


def test_an_answer_through_htmx_is_only_the_exercise(client: Client, course: CoursePage) -> None:
    response = client.post(step_url(course, number=2), form(course), headers={"HX-Request": "true"})

    body = response.content.decode()
    assert "<html" not in body
    assert body.lstrip().startswith("<section")
    assert "Ze hoort er meteen bij." in body


def test_an_empty_answer_says_what_to_do_and_records_nothing(client: Client, course: CoursePage) -> None:
    response = client.post(step_url(course, number=2), form(course, option=""))

    assert response.status_code == 422
    assert "Kies een van de antwoorden." in text_of(response)
    assert Attempt.objects.count() == 0


def test_going_on_leads_through_the_steps_to_the_end_of_the_module(client: Client, course: CoursePage) -> None:
    first = client.post(step_url(course, number=1), {"next": "1"})
    assert first["Location"] == step_url(course, number=2)

    client.post(step_url(course, number=2), form(course))
    last = client.post(step_url(course, number=2), {"next": "1"})
    end = client.get(last["Location"])

    assert "Deze module is klaar" in text_of(end)
    assert "Module 2" in text_of(end)


def test_the_end_of_a_module_says_what_is_left(client: Client, course: CoursePage) -> None:
    client.post(step_url(course, number=1), {"next": "1"})
    last = client.post(step_url(course, number=2), {"next": "1"})

    end = client.get(last["Location"])

    assert "Bijna klaar" in text_of(end)
    assert "Een kind komt te laat" in text_of(end)


def test_a_step_with_work_left_is_named_once(client: Client, course: CoursePage) -> None:
    client.post(step_url(course, number=1), {"next": "1"})

    end = client.get(f"{step_url(course).rsplit('/', 2)[0]}/klaar/")

    listed = BeautifulSoup(end.content, "html.parser").select("main .link-list")[0].find_all("li")
    assert "Bijna klaar" in text_of(end)
    assert [" ".join(one.get_text(" ").split()) for one in listed] == ["Een kind komt te laat Oefening in stap 2"]


def test_the_end_of_an_unfinished_module_has_one_way_on_to_what_comes_first(client: Client, course: CoursePage) -> None:
    client.post(step_url(course, number=2), {"next": "1"})

    end = BeautifulSoup(client.get(f"{step_url(course).rsplit('/', 2)[0]}/klaar/").content, "html.parser")

    way_on = end.select_one("main .button--primary")
    assert way_on is not None
    assert (way_on.get_text(), way_on["href"]) == ("Ga verder bij stap 1", step_url(course, number=1))
    first, second = end.select("main .link-list")[0].find_all("li")
    assert "Stap 1" in first.get_text()
    assert "stap 2" in second.get_text()


def test_passing_an_exercise_is_told_and_passing_one_that_was_done_is_not(client: Client) -> None:
    course = CoursePageFactory()
    steps = stored_steps([step_block("Doen", exercise_block()), step_block("Lezen", text_block())])
    ModulePageFactory(parent=course, steps=steps)
    publish_release(course=course)
    told = "“Een kind komt te laat” staat nog open"

    client.post(step_url(course), {"next": "1"})
    passed = client.get(step_url(course, number=2))
    client.post(step_url(course), form(course))
    client.post(step_url(course), {"next": "1"})
    done = client.get(step_url(course, number=2))

    assert told in text_of(passed)
    assert told not in text_of(done)


def test_an_old_slug_on_a_poster_still_leads_to_the_module(client: Client, course: CoursePage) -> None:
    old = step_url(course)
    course.slug = "heel-anders"
    course.save_revision().publish()

    response = client.get(old, follow=True)

    assert response.status_code == 200
    assert "heel-anders" in response.redirect_chain[-1][0]


@pytest.mark.parametrize("path", ["9", "0", "99999999"])
def test_a_step_that_does_not_exist_is_not_found(client: Client, course: CoursePage, path: str) -> None:
    address = step_url(course).rsplit("/", 2)[0]

    assert client.get(f"{address}/{path}/").status_code == 404


@pytest.mark.parametrize("change", [{"exercise": "rubbish"}, {"exercise": str(uuid.uuid4())}, {"submission": "x"}])
def test_an_unknown_exercise_gets_a_clear_answer(client: Client, course: CoursePage, change: dict[str, str]) -> None:
    response = client.post(step_url(course, number=2), form(course, **change))

    assert response.status_code == 409
    assert "Deze oefening is veranderd" in text_of(response)
    assert Attempt.objects.count() == 0


def test_another_learners_enrolment_is_never_answered(client: Client, course: CoursePage) -> None:
    other = make_enrolment(course)

    client.post(step_url(course, number=2), form(course))

    assert Attempt.objects.get().enrolment != other


def test_my_courses_leads_on_where_you_were(client: Client, course: CoursePage) -> None:
    client.post(step_url(course, number=1), {"next": "1"})

    page = client.get("/mijn/")

    assert step_url(course, number=2) in page.content.decode()


def test_my_courses_is_kind_when_empty(client: Client) -> None:
    assert "Je kunt meteen beginnen" in text_of(client.get("/mijn/"))


def test_my_courses_tells_who_is_not_known_here_how_to_find_them_back(client: Client) -> None:
    assert "Ben je op een ander apparaat begonnen? Log in" in text_of(client.get("/mijn/"))

    client.force_login(UserFactory())
    assert "ander apparaat" not in text_of(client.get("/mijn/"))


def test_my_notes_come_empty_from_the_server_and_leave_no_trace(client: Client) -> None:
    response = client.get("/mijn/aantekeningen/")

    assert response.status_code == 200
    assert "Wij hebben het niet en kunnen het niet lezen." in text_of(response)
    assert BeautifulSoup(response.content, "html.parser").select("main input, main textarea, main form") == []
    assert list(response.cookies) == []
    assert client.post("/mijn/aantekeningen/", {"words": "geheim"}).status_code == 405


def test_a_step_tells_the_browser_where_a_note_belongs(client: Client, course: CoursePage) -> None:
    lesson = BeautifulSoup(client.get(step_url(course)).content, "html.parser").select_one("[data-course]")

    assert lesson is not None
    assert (lesson["data-course"], lesson["data-address"]) == (course.title, step_url(course))


def test_beginning_leads_to_the_first_step(client: Client, course: CoursePage) -> None:
    study = course_study(learner=None, course_code=course.code)

    response = client.post(study.url("begin"))

    assert response["Location"] == step_url(course)
    assert Enrolment.objects.count() == 1


def test_reading_the_begin_address_begins_nothing(client: Client, course: CoursePage) -> None:
    study = course_study(learner=None, course_code=course.code)

    assert client.get(study.url("begin")).status_code == 405
    assert Enrolment.objects.count() == 0


def test_printing_a_module_shows_its_texts_and_no_feedback(client: Client, course: CoursePage) -> None:
    study = course_study(learner=None, course_code=course.code)

    page = text_of(client.get(study.url("module-print", study.modules[0])))

    assert "Wat zeg je als Noor te laat binnenkomt?" in page
    assert "Ze hoort er meteen bij" not in page


def test_the_course_page_is_shared_with_a_title_and_a_picture(client: Client, course: CoursePage) -> None:
    page = client.get(course.url).content.decode()

    assert f'property="og:title" content="{course.title}"' in page
    assert 'property="og:image" content="http://testserver/' in page


def test_the_finish_address_before_the_end_leads_back(client: Client, course: CoursePage) -> None:
    client.post(step_url(course, number=2), form(course))
    study = course_study(learner=None, course_code=course.code)

    response = client.get(study.finish_url, follow=True)

    assert response.redirect_chain[-1][0] == step_url(course)


def test_an_invitation_leads_straight_into_a_course(client: Client, course: CoursePage) -> None:
    invitation = make_invitation(course)

    page = client.get(f"/u/{invitation.code}/")
    joined = client.post(f"/u/{invitation.code}/", {"course": str(course.uuid)})

    assert invitation.organisation.name in text_of(page)
    assert joined["Location"] == step_url(course)
    assert Enrolment.objects.get().organisation == invitation.organisation


def test_a_signed_in_learner_uses_their_own_enrolment(client: Client, course: CoursePage) -> None:
    user = UserFactory()
    enrolment = make_enrolment(course, LearnerFactory(user=user))
    client.force_login(user)

    client.post(step_url(course, number=2), form(course))

    assert Attempt.objects.get().enrolment == enrolment


def test_a_module_that_was_unpublished_still_takes_answers_of_who_is_under_way(
    client: Client, course: CoursePage
) -> None:
    client.post(step_url(course, number=1), {"next": "1"})
    course.get_children().first().unpublish()

    response = client.post(step_url(course, number=2), form(course))

    assert response.status_code == 200
    assert Attempt.objects.count() == 1


def test_a_finished_learner_sees_the_finish_page(client: Client, course: CoursePage) -> None:
    user = UserFactory(name="Marloes de Wit")
    walk(make_enrolment(course, LearnerFactory(user=user)))
    client.force_login(user)
    study = course_study(learner=None, course_code=course.code)

    page = client.get(study.finish_url)

    assert "Je bent klaar" in text_of(page)
    assert 'value="Marloes de Wit"' in page.content.decode()
    assert current_release(course=course) is not None


def test_an_answer_of_thirty_thousand_letters_is_refused_with_a_word(client: Client, course: CoursePage) -> None:
    response = client.post(step_url(course, number=2), form(course, option="0" * 30_000))

    assert response.status_code == 422
    assert "Dit antwoord is te lang" in text_of(response)
    assert Attempt.objects.count() == 0


def test_an_answer_of_megabytes_is_refused_with_a_page(client: Client, course: CoursePage) -> None:
    response = client.post(step_url(course, number=2), form(course, option="0" * 4_000_000))

    assert response.status_code == 400
    assert "Dit kunnen we niet lezen" in text_of(response)
    assert Attempt.objects.count() == 0


def test_a_module_that_was_seen_leads_to_the_exercise_that_is_left(client: Client, course: CoursePage) -> None:
    client.post(step_url(course, number=1), {"next": "1"})
    client.post(step_url(course, number=2), {"next": "1"})

    page = client.get("/mijn/")

    assert re.search(rf'class="button button--primary" href="{step_url(course, number=2)}"', page.content.decode())


def test_pages_speak_dutch_whatever_a_browser_prefers(client: Client, course: CoursePage) -> None:
    page = client.get(step_url(course, number=2), headers={"Accept-Language": "en-US,en"})

    assert '<html lang="nl"' in page.content.decode()
    assert "Bekijk mijn antwoord" in text_of(page)


def test_contacts_in_an_exercise_are_those_of_the_learners_own_organisation(client: Client) -> None:
    course, user, club = CoursePageFactory(), UserFactory(), OrganisationFactory()
    for key in ("noodnummer", "veilig_thuis", "vcp"):
        LocalContactFactory(key=key, name=f"Ieders {key}")
    LocalContactFactory(key="vcp", name="Petra van de club", organisation=club)
    LocalContactFactory(key="vcp", name="Iemand van elders", organisation=OrganisationFactory())
    ModulePageFactory(parent=course, steps=stored_steps([step_block("Wie bel je?", exercise_block("tool"))]))
    publish_release(course=course)
    client.force_login(user)
    enrol(learner=LearnerFactory(user=user), course=course, at=timezone.now(), organisation=club)

    page = text_of(client.get(step_url(course)))

    names = ("Petra van de club", "Ieders noodnummer", "Ieders veilig_thuis", "Ieders vcp", "Iemand van elders")
    assert [name in page for name in names] == [True, True, True, False, False]


def test_contacts_that_texts_name_are_those_of_the_learners_own_organisation(client: Client) -> None:
    """In prose, in an exercise, in what htmx fetches after an answer, with a group and on paper."""
    course, user, club = CoursePageFactory(), UserFactory(), OrganisationFactory()
    LocalContactFactory(key="vcp", name="Ieders vcp")
    LocalContactFactory(key="vcp", name="Petra van de club", organisation=club)
    poll = exercise_block("poll", after="Praat met [contact:vcp].", question="Ken je [contact:vcp]?")
    step = step_block("Wie bel je?", text_block("<p>Bel [contact:vcp].</p>"), poll)
    ModulePageFactory(parent=course, steps=stored_steps([step]))
    publish_release(course=course)
    client.force_login(user)
    enrol(learner=LearnerFactory(user=user), course=course, at=timezone.now(), organisation=club)
    url = step_url(course)
    data = {"exercise": poll["id"], "submission": str(uuid.uuid4()), "option": "0"}
    study = course_study(learner=user.learner, course_code=course.code)
    [exercise] = study.frozen(study.modules[0]).exercises

    pages = {
        "step": client.get(url),
        "answer": client.post(url, data, headers={"hx-request": "true"}),
        "group": client.get(study.group_url(study.modules[0], 1, exercise)),
        "paper": client.get(study.url("module-print", study.modules[0])),
    }

    shown = {name: text_of(response) for name, response in pages.items()}
    assert [name for name, text in shown.items() if "[contact:" in text or "Ieders" in text] == []
    assert "Bel Petra van de club." in shown["step"]
    assert "Praat met Petra van de club" in shown["answer"]
    assert "Ken je Petra van de club" in shown["group"]
    assert "Ken je Petra van de club" in shown["paper"]
