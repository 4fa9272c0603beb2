"""An organisation gets the certificates that their holders share, and no others."""

import csv
import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, Organisation, User
from certificates.models import Certificate
from certificates.services import make_file, revoke, share
from learning.models import Enrolment
from tests.factories import LearnerFactory, MembershipFactory, OrganisationFactory, UserFactory, make_certificate

pytestmark = pytest.mark.django_db


@pytest.fixture
def club() -> Organisation:
    return OrganisationFactory(name="vv De Eendracht")


@pytest.fixture
def coordinator(client: Client, club: Organisation) -> User:
    user = UserFactory()
    MembershipFactory(user=user, organisation=club, role=Membership.Role.COORDINATOR)
    client.force_login(user)
    return user


def of_club(club: Organisation | None, name: str, *, is_shared: bool = True) -> Certificate:
    certificate = make_certificate(name, learner=LearnerFactory())
    Enrolment.objects.filter(pk=certificate.enrolment_id).update(organisation=club)
    if is_shared:
        share(certificate=certificate, is_shared=True, at=timezone.now())
    make_file(certificate_id=certificate.pk)
    certificate.refresh_from_db()
    return certificate


def address(club: Organisation) -> str:
    return f"/organisatie/{club.uuid}/bewijzen/"


def unpacked(response: Any) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_coordinator_gets_what_is_shared_and_nothing_else(
    client: Client, club: Organisation, coordinator: User
) -> None:
    shared = of_club(club, "=Aïsha")
    of_club(club, "Niet gedeeld", is_shared=False)
    of_club(OrganisationFactory(), "Van een ander")
    revoke(certificate=of_club(club, "Ingetrokken"), reason="mistake", at=timezone.now())

    files = unpacked(client.post(address(club)))

    with shared.pdf.open("rb") as file:
        assert files[f"{shared.code}.pdf"] == file.read()
    rows = list(csv.DictReader(io.StringIO(files.pop("bewijzen.csv").decode("utf-8-sig")), delimiter=";"))
    assert [row["naam"] for row in rows] == ["'=Aïsha"]
    assert set(files) == {f"{shared.code}.pdf"}
    event = shared.events.last()
    assert (event.action, event.by) == ("handed_over", coordinator)


@pytest.mark.usefixtures("coordinator")
def test_looking_takes_nothing(client: Client, club: Organisation) -> None:
    certificate = of_club(club, "Aïsha")

    page = client.get(address(club)).content.decode()

    assert ("1 houder deelt" in page, "Aïsha" in page) == (True, False)
    assert not certificate.events.filter(action="handed_over").exists()


@pytest.mark.usefixtures("coordinator")
def test_consent_that_was_taken_back_counts_at_once(client: Client, club: Organisation) -> None:
    certificate = of_club(club, "Aïsha")
    share(certificate=certificate, is_shared=False, at=timezone.now())

    assert set(unpacked(client.post(address(club)))) == {"bewijzen.csv"}


@pytest.mark.parametrize("who", ["member", "coordinator elsewhere", "learner", "nobody"])
def test_others_get_nothing(client: Client, club: Organisation, who: str) -> None:
    of_club(club, "Aïsha")
    user = UserFactory()
    if who == "member":
        MembershipFactory(user=user, organisation=club, role=Membership.Role.MEMBER)
    elif who == "coordinator elsewhere":
        MembershipFactory(user=user, organisation=OrganisationFactory(), role=Membership.Role.COORDINATOR)
    if who != "nobody":
        client.force_login(user)

    for answer in (client.get(address(club)), client.post(address(club))):
        assert answer.status_code == (302 if who == "nobody" else 404)


@pytest.mark.usefixtures("coordinator")
def test_the_way_there_is_among_ones_courses(client: Client, club: Organisation) -> None:
    assert address(club) in client.get("/mijn/").content.decode()


@pytest.mark.usefixtures("coordinator")
def test_a_member_of_an_organisation_with_a_coordinator_is_not_led_there(club: Organisation) -> None:
    member = Client()
    member.force_login(MembershipFactory(organisation=club, role=Membership.Role.MEMBER).user)

    pages = [member.get(page) for page in ("/mijn/", "/mijn/bewijzen/")]

    assert [address(club) in page.content.decode() for page in pages] == [False, False]
    assert member.get(address(club)).status_code == 404
