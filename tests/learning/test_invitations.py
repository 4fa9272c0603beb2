"""Join links: limits, revoking, and the way back for guests."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail, signing
from django.test import Client
from django.utils import timezone

from accounts.models import Learner
from learning.guests import LINK_SALT, guest_behind
from learning.invitations import InvitationUsedUp, join, revoke
from learning.models import Enrolment, Invitation
from learning.study import course_study
from tests.factories import LearnerFactory, UserFactory, make_course, make_enrolment, make_invitation, walk

pytestmark = pytest.mark.django_db


def test_an_invitation_counts_people_and_not_clicks() -> None:
    course, learner = make_course(), LearnerFactory()
    invitation = make_invitation(course, max_uses=1)

    for _ in range(2):
        join(invitation=Invitation.objects.get(), learner=learner, course=course, at=timezone.now() - timedelta(1))

    invitation.refresh_from_db()
    assert invitation.uses == 1
    assert Enrolment.objects.count() == 1


def test_an_invitation_for_one_is_used_up_by_one() -> None:
    course = make_course()
    invitation = make_invitation(course, max_uses=1)
    join(invitation=invitation, learner=LearnerFactory(), course=course, at=timezone.now())

    with pytest.raises(InvitationUsedUp):
        join(invitation=invitation, learner=LearnerFactory(), course=course, at=timezone.now())

    assert Enrolment.objects.count() == 1


def test_a_revoked_invitation_lets_nobody_in_and_keeps_who_joined(client: Client) -> None:
    course = make_course()
    invitation = make_invitation(course)
    join(invitation=invitation, learner=LearnerFactory(), course=course, at=timezone.now())

    revoke(invitation=invitation, at=timezone.now())

    assert client.get(f"/u/{invitation.code}/").status_code == 410
    assert Enrolment.objects.get().organisation == invitation.organisation


@pytest.mark.parametrize("facts", [{"expires_at": timezone.now() - timedelta(days=1)}, {"max_uses": 0}])
def test_an_ended_invitation_looks_like_one_that_never_was(client: Client, facts: dict[str, Any]) -> None:
    invitation = make_invitation(make_course(), **facts)

    pages = [(client.get(path), path) for path in (f"/u/{invitation.code}/", "/u/bestaatniet/")]

    assert [answer.status_code for answer, _path in pages] == [410, 410]
    own_address_aside = [answer.content.replace(path.encode(), b"") for answer, path in pages]
    assert own_address_aside[0] == own_address_aside[1]


def test_an_invitation_leads_only_into_its_own_courses(client: Client) -> None:
    invitation, other = make_invitation(make_course()), make_course()

    assert client.post(f"/u/{invitation.code}/", {"course": str(other.uuid)}).status_code == 404
    assert Enrolment.objects.count() == 0


def test_a_guest_who_leaves_an_address_gets_a_way_back() -> None:
    course, phone, elsewhere = make_course(), Client(), Client()
    study = course_study(learner=None, course_code=course.code)
    phone.post(study.step_url(study.modules[0], 1), {"next": "1"})
    walk(Enrolment.objects.select_related("course", "learner").get())

    phone.post(study.url("leave-address"), {"email": "henk@example.org"})

    link = next(word for word in mail.outbox[-1].body.split() if "/terug/" in word).removeprefix("http://testserver")
    assert mail.outbox[-1].to == ["henk@example.org"]
    assert elsewhere.get(link).status_code == 200
    assert Learner.objects.count() == 1
    assert course.title not in elsewhere.get("/mijn/").content.decode()
    elsewhere.post(link)
    assert course.title in elsewhere.get("/mijn/").content.decode()


def test_a_choice_that_is_no_course_is_told_and_changes_nothing(client: Client) -> None:
    invitation = make_invitation(make_course())

    answer = client.post(f"/u/{invitation.code}/", {"course": "dezelfde"})

    assert answer.status_code == 422
    assert "Dit begrijpen we niet" in answer.content.decode()
    assert Enrolment.objects.count() == 0


def test_a_forged_way_back_opens_nothing(client: Client) -> None:
    assert guest_behind("rubbish") is None
    answer = client.get("/terug/rubbish/")
    assert answer.status_code == 404
    assert '<p class="kicker">404</p>' in answer.content.decode()


def test_a_way_back_that_was_ours_has_gone_once_the_guest_has(client: Client) -> None:
    guest = LearnerFactory()
    token = signing.dumps(str(guest.uuid), salt=LINK_SALT)
    assert client.get(f"/terug/{token}/").status_code == 200

    guest.delete()

    gone = client.get(f"/terug/{token}/")
    assert gone.status_code == 410
    assert '<p class="kicker">410</p>' in gone.content.decode()


def test_staff_see_a_poster_with_a_qr_code_and_others_do_not(client: Client) -> None:
    invitation = make_invitation(make_course())
    address = f"/admin/invitation/{invitation.pk}/poster/"

    assert client.get(address).status_code == 302
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    page = client.get(address).content.decode()

    assert f"http://testserver/u/{invitation.code}/" in page
    assert "<svg" in page


def test_staff_make_and_revoke_an_invitation_in_the_admin(client: Client) -> None:
    course = make_course()
    organisation = make_invitation(course).organisation
    client.force_login(UserFactory(is_superuser=True, is_staff=True))

    client.post(
        "/admin/invitations/new/", {"organisation": organisation.pk, "courses": [course.pk], "label": "Kantine"}
    )
    made = Invitation.objects.get(label="Kantine")
    client.post(f"/admin/invitation/{made.pk}/revoke/")

    made.refresh_from_db()
    assert len(made.code) == 26
    assert made.revoked_at is not None
    assert client.get("/admin/invitations/").status_code == 200


def test_the_contact_card_is_that_of_the_learners_own_organisation(client: Client) -> None:
    from tests.factories import LocalContactFactory, OrganisationFactory

    course, user = make_course(), UserFactory()
    parent = OrganisationFactory(name="Gemeente")
    club = OrganisationFactory(parent=parent)
    LocalContactFactory(name="Iedereen")
    LocalContactFactory(name="Van de gemeente", organisation=parent)
    enrolment = make_enrolment(course, LearnerFactory(user=user))
    Enrolment.objects.filter(pk=enrolment.pk).update(organisation=club)

    from cms.queries import contact_for

    assert contact_for(key="vcp", organisation=club).name == "Van de gemeente"
    assert contact_for(key="vcp", organisation=None).name == "Iedereen"
