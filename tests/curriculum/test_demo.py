"""The demo: invented people with progress that the real services made."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.demo import CROWD, CROWD_DOMAIN, DEMO_DOMAIN, PEOPLE
from accounts.models import Organisation, User
from certificates.models import Certificate, CertificateDesign
from cms.queries import contact_for
from courses.models import CoursePage, ModulePage
from curriculum.demo import CROWD_STORIES, GUEST, STORIES, demo_invitation
from learning.models import Attempt, Enrolment, Invitation
from learning.study import enrolment_study

INVITED = sum(story.is_invited for story in (*STORIES, *CROWD_STORIES, GUEST))
pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: object) -> None:
    """The demo as `make demo` makes it."""
    settings.DEMO = True
    settings.SITE_URL = "http://testserver"
    call_command("load_curriculum", stdout=io.StringIO())
    call_command("load_demo", stdout=io.StringIO())


def run(command: str) -> str:
    out = io.StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def enrolment_of(mailbox: str) -> Enrolment:
    return Enrolment.objects.get(learner__user__email=f"{mailbox}@demo.example")


@pytest.mark.usefixtures("demo")
def test_people_are_at_several_stages() -> None:
    stages = {}
    people = Enrolment.objects.filter(learner__user__email__endswith=f"@{DEMO_DOMAIN}")
    for enrolment in people.select_related("learner__user", "course", "organisation"):
        study = enrolment_study(enrolment)
        of_all = study.share.done == study.share.total
        stages[enrolment.learner.user.name] = (
            "all" if of_all else study.share.done,
            enrolment.is_completed,
            str(enrolment.organisation),
        )

    assert stages == {
        "Marloes Terpstra": (1, False, "Wijkteam Noord"),
        "Karim Haddad": ("all", True, "Wijkteam Noord"),
        "Jesse Aydin": (1, False, "vv De Eendracht"),
        "Henk Brouwer": ("all", True, "vv De Eendracht"),
    }


@pytest.mark.usefixtures("demo")
def test_every_course_has_learners_who_finished_and_learners_under_way() -> None:
    finished = {story.mailbox for story in CROWD_STORIES if story.has_proof}
    crowd = Enrolment.objects.filter(learner__user__email__endswith=f"@{CROWD_DOMAIN}")

    assert {name for name in CROWD if enrolment_in(crowd, name).is_completed} == finished
    assert set(Certificate.objects.filter(enrolment__in=crowd).values_list("enrolment", flat=True)) == set(
        crowd.exclude(completed_at=None).values_list("pk", flat=True)
    )
    courses = CoursePage.objects.count()
    assert crowd.exclude(completed_at=None).values("course").distinct().count() == courses
    assert crowd.filter(completed_at=None).values("course").distinct().count() == courses
    assert crowd.filter(last_active_at__gt=timezone.now()).count() == 0


@pytest.mark.usefixtures("demo")
def test_somebody_failed_a_test_and_passed_it_the_next_time() -> None:
    crowd = Enrolment.objects.filter(learner__user__email__endswith=f"@{CROWD_DOMAIN}")
    judged = [
        [attempt.passed for attempt in enrolment_in(crowd, name).attempts.filter(kind="test").order_by("pk")]
        for name in ("sanne", "wouter", "priya")
    ]

    assert judged == [[False, True], [False, True], [True]]


@pytest.mark.usefixtures("demo")
def test_somebody_learns_without_an_account() -> None:
    guest = Enrolment.objects.get(learner__user=None)

    assert guest.learner.is_guest
    assert enrolment_study(guest).share.done == GUEST.modules


def enrolment_in(enrolments: QuerySet[Enrolment], mailbox: str) -> Enrolment:
    return enrolments.get(learner__user__email=f"{mailbox}@{CROWD_DOMAIN}")


@pytest.mark.usefixtures("demo")
def test_one_has_a_proof_and_another_has_yet_to_give_a_name() -> None:
    certificate = Certificate.objects.get(enrolment=enrolment_of("henk"))

    assert certificate.payload["name"] == "Henk Brouwer"
    assert enrolment_of("karim").learner.name == ""


@pytest.mark.usefixtures("demo")
def test_somebody_is_halfway_a_conversation() -> None:
    marloes = enrolment_of("marloes")

    assert [attempt.is_completing for attempt in Attempt.objects.filter(enrolment=marloes)][-1] is False


@pytest.mark.usefixtures("demo")
def test_club_has_a_contact_of_its_own_without_a_number_and_an_invitation() -> None:
    club = Organisation.objects.get(name="vv De Eendracht")
    contact = contact_for(key="vcp", organisation=club)
    invitation = Invitation.objects.get()

    assert (contact.organisation, contact.phone) == (club, "")
    assert (invitation.organisation, invitation.uses) == (club, INVITED)
    assert contact_for(key="politie", organisation=club).organisation is None


@pytest.mark.usefixtures("demo")
def test_loading_the_demo_twice_writes_nothing_the_second_time() -> None:
    with CaptureQueriesContext(connection) as queries:
        told = [run("load_demo"), run("load_curriculum")]

    writes = [query["sql"] for query in queries if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert told == ["No changes.\n", "No changes.\n"]
    assert writes == []


@pytest.mark.usefixtures("demo")
def test_what_somebody_does_in_the_demo_stays_when_it_starts_again() -> None:
    Enrolment.objects.filter(pk=enrolment_of("jesse").pk).update(closed_at=enrolment_of("jesse").started_at)

    assert run("load_demo") == "No changes.\n"


@pytest.mark.usefixtures("demo")
def test_page_of_the_demo_lists_everybody_and_what_they_are_good_for(client: Client) -> None:
    page = client.get("/demo/").content.decode()

    assert [person.name for person in PEOPLE if person.name not in page] == []
    assert "Heeft alles gedaan" in page


@pytest.mark.usefixtures("demo")
def test_editor_can_change_and_publish_a_module_and_its_sources(client: Client) -> None:
    editor = User.objects.get(email="fatma@demo.example")
    client.force_login(editor)
    page = ModulePage.objects.first()

    assert page.permissions_for_user(editor).can_publish()
    assert [
        client.get(address).status_code
        for address in (
            "/admin/",
            f"/admin/pages/{page.pk}/edit/",
            "/admin/snippets/cms/source/",
            "/admin/snippets/cms/localcontact/",
        )
    ] == [200, 200, 200, 200]


@pytest.mark.usefixtures("demo")
def test_hints_name_the_addresses_and_the_people() -> None:
    hints = run("demo_hints")

    assert "http://testserver/demo/" in hints
    assert f"http://testserver/u/{demo_invitation().code}/" in hints
    assert [person.name for person in PEOPLE if person.name not in hints] == []


@pytest.mark.parametrize("command", ["load_demo", "demo_hints"])
def test_real_site_is_left_alone(settings: object, command: str) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError):
        run(command)

    assert User.objects.count() == 0


def test_demo_without_courses_says_what_to_do_first(settings: object) -> None:
    settings.DEMO = True

    with pytest.raises(CommandError, match="load_curriculum"):
        run("load_demo")

    assert User.objects.count() == 0


@pytest.mark.usefixtures("demo")
def test_a_certificate_of_the_demo_shows_all_that_a_design_can_hold() -> None:
    certificate = Certificate.objects.get(enrolment__learner__user__email=f"sanne@{CROWD_DOMAIN}")
    facts = certificate.payload

    assert facts["logo"]
    assert [bool(one["signature"]) for one in facts["signatories"]] == [True, True]
    assert [one["number"] for one in facts["accreditations"]] == ["000000"]
    assert facts["is_demo"]
    run("load_demo")
    assert CertificateDesign.objects.count() == 1
