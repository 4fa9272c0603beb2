"""Every page that a learner may come to outside the long journeys, looked at as well as those."""

from collections.abc import Callable

from playwright.sync_api import Page, Route

from courses.models import CoursePage
from learning.models import Enrolment
from learning.study import course_study
from tests.factories import make_invitation
from tests.journeys.conftest import PHONE
from tests.journeys.inspection import Inspection
from tests.journeys.walking import Finger, Walk

ADDRESSES = {
    "/": "Leer werken met de mensen om een gezin heen",
    "/cursussen/": "Cursussen",
    "/mijn/": "Mijn cursussen",
    "/mijn/aantekeningen/": "Mijn aantekeningen",
    "/account/login/": "Inloggen",
    "/begin-opnieuw/": "Ben jij dit niet?",
    "/c/": "Controleer een bewijs",
    "/c/7KQ4XH2M9ZP3TVB6WY8NCE5RJD/": "Geen bewijs met dit nummer",
    "/bronnen/": "Bronnen",
    "/terug/onzin/": "Deze link werkt niet meer",
    "/u/onzin/": "Deze uitnodiging is gestopt",
    "/bestaat-niet/": "Deze plek in de kring is leeg",
    "/hulp/": "Hulp",
    "/over/": "Over Leerkring",
    "/privacy/": "Privacy",
    "/toegankelijkheid/": "Toegankelijkheid",
}


def test_every_page_around_the_courses_is_sound(page: Page, shipped_course: CoursePage, inspection: Inspection) -> None:
    walk = Walk(page, Finger(page), inspection.look)

    for address, title in ADDRESSES.items():
        page.goto(address)
        walk.arrive(title)


def test_every_page_around_a_step_is_sound(page: Page, shipped_course: CoursePage, inspection: Inspection) -> None:
    walk = Walk(page, Finger(page), inspection.look)
    invitation = make_invitation(shipped_course)
    study = course_study(learner=None, course_code=shipped_course.code)
    module = study.modules[0]

    page.goto(f"/u/{invitation.code}/")
    walk.arrive("Je bent uitgenodigd")
    walk.push("Begin nu", title="Na de training")
    walk.follow("Klopt er iets niet?", title="Klopt er iets niet?")
    walk.push("Stuur naar de redactie", title="Klopt er iets niet?")
    page.goto(study.url("module-done", module))
    walk.arrive("Bijna klaar")
    page.goto(study.url("module-print", module))
    walk.arrive(module.title)
    page.goto(study.url("leave-address"))
    walk.arrive("Laat je een link terug mailen")
    walk.push("Mail mij de link", title="Laat je een link terug mailen")
    page.goto("/mijn/")
    walk.arrive("Mijn cursussen")
    walk.follow("Ben jij dit niet? Begin opnieuw", title="Ben jij dit niet?")
    assert Enrolment.objects.get().organisation == invitation.organisation


def test_every_page_of_an_account_is_sound(
    page: Page, course: CoursePage, newest_code: Callable[[], str], inspection: Inspection
) -> None:
    walk = Walk(page, Finger(page), inspection.look)

    page.goto("/account/login/?next=/account/")
    page.get_by_label("Je e-mailadres").fill("henk")
    page.get_by_role("button", name="Stuur me een code").click()
    walk.sign_in("henk@example.org", lambda: "000-000", title="Typ de code")
    page.get_by_label("Code uit de mail").fill(newest_code())
    walk.push("Ga verder", title="Je account")
    walk.follow("Passkeys en extra beveiliging", title="Passkeys en extra beveiliging")
    page.goto("/account/logout/")
    walk.arrive("Uitloggen")


SHIFTS = """new Promise(done => {
    let total = 0;
    new PerformanceObserver(list => { for (const one of list.getEntries()) total += one.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(total), 600);
})"""


def test_nothing_jumps_when_a_font_comes_late(open_browser: Callable[..., Page], shipped_course: CoursePage) -> None:
    page = open_browser(viewport=PHONE)
    late: list[str] = []

    def delay(route: Route) -> None:
        late.append(route.request.url)
        page.wait_for_timeout(1500)
        route.continue_()

    page.route("**/*.woff2", delay)
    for address in ("/", shipped_course.url, "/mijn/"):
        with page.expect_response(lambda response: "woff2" in response.url):
            page.goto(address, wait_until="commit")
        page.wait_for_load_state("load")
        assert page.evaluate(SHIFTS) < 0.02, address
        page.context.clear_cookies()

    assert late
