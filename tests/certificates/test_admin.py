"""Certificates in Wagtail's admin: found, read, revoked, replaced, and never edited."""

import re
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from certificates.models import Certificate, NameCorrection
from certificates.services import ask_for_name, erase_holder, replace, revoke
from tests.factories import LearnerFactory, UserFactory, make_certificate, make_course

pytestmark = pytest.mark.django_db


def staff(*permissions: str) -> User:
    user = UserFactory(is_staff=True)
    names = ["access_admin", *permissions]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


@pytest.fixture
def editor(client: Client) -> User:
    user = staff("view_certificate", "change_certificate", "view_namecorrection")
    client.force_login(user)
    return user


@pytest.fixture
def certificate() -> Certificate:
    return make_certificate("Aïsha de Vries", course=make_course(title="De kring"), learner=LearnerFactory())


def text_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def listed(client: Client, **query: str) -> set[str]:
    page = BeautifulSoup(client.get("/admin/certificates/", query).content, "html.parser")
    return {cell.get_text(strip=True) for cell in page.select("td.title a") if cell.get_text(strip=True)}


def action(certificate: Certificate, name: str) -> str:
    return reverse(f"certificates_admin:{name}", args=[certificate.pk])


def detail(certificate: Certificate) -> str:
    return reverse("issued_certificates:inspect", args=[certificate.pk])


@pytest.mark.usefixtures("editor")
def test_a_certificate_is_found_by_number_name_or_course(client: Client, certificate: Certificate) -> None:
    make_certificate("Jan Smit", course=make_course(title="Anders"), learner=LearnerFactory())

    for query in (certificate.display_code[:14].lower(), "aïsha", "kring"):
        assert listed(client, q=query) == {certificate.display_code}
    assert listed(client, q="niemand") == set()


@pytest.mark.usefixtures("editor")
def test_certificates_are_filtered_by_what_became_of_them(client: Client) -> None:
    valid, expired, revoked, replaced = (make_certificate(learner=LearnerFactory()) for _ in range(4))
    Certificate.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(days=1))
    revoke(certificate=revoked, reason="mistake", at=timezone.now())
    new = replace(certificate=replaced, name="Nieuw", at=timezone.now())

    found = {state: listed(client, state=state) for state in ("valid", "expired", "revoked", "replaced")}

    assert found == {
        "valid": {valid.display_code, new.display_code},
        "expired": {expired.display_code},
        "revoked": {revoked.display_code},
        "replaced": {replaced.display_code},
    }


@pytest.mark.usefixtures("editor")
def test_certificates_are_filtered_by_the_day_of_issue(client: Client, certificate: Certificate) -> None:
    today = timezone.localdate()
    days = [today - timedelta(days=1), today, today + timedelta(days=1)]

    assert [bool(listed(client, first=f"{day}")) for day in days] == [True, True, False]
    assert [bool(listed(client, last=f"{day}")) for day in days] == [False, True, True]


def test_the_list_costs_the_same_for_one_and_for_ten(
    client: Client, editor: User, certificate: Certificate, django_assert_max_num_queries: Any
) -> None:
    client.get("/admin/certificates/")
    counts = []
    for extra in (0, 9):
        for _ in range(extra):
            make_certificate(learner=LearnerFactory())
        with django_assert_max_num_queries(30) as queries:
            client.get("/admin/certificates/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_its_whole_story_is_told(client: Client, editor: User, certificate: Certificate) -> None:
    revoke(certificate=certificate, reason="mistake", at=timezone.now(), by=editor, note="Zie dossier 12")

    text = text_of(client.get(detail(certificate)))

    for words in ("afgegeven", "ingetrokken", str(editor), "Zie dossier 12", "per ongeluk afgegeven", "Aïsha de Vries"):
        assert words in text


def test_an_erased_holder_is_nobody_here_either(client: Client, editor: User, certificate: Certificate) -> None:
    assert certificate.enrolment is not None
    erase_holder(learner=certificate.enrolment.learner, at=timezone.now())

    pages = [text_of(client.get(address)) for address in (detail(certificate), "/admin/certificates/")]

    assert [("gewist" in page, "Aïsha" in page) for page in pages] == [(True, False)] * 2


def test_revoking_asks_why_first(client: Client, editor: User, certificate: Certificate) -> None:
    asked = client.get(action(certificate, "revoke"))
    without = client.post(action(certificate, "revoke"), {"note": "Zomaar"})
    certificate.refresh_from_db()
    assert (asked.status_code, without.status_code, certificate.status) == (200, 422, "valid")

    client.post(action(certificate, "revoke"), {"reason": "not_earned", "note": "Overgeschreven"})

    certificate.refresh_from_db()
    assert (certificate.status, certificate.revoked_because) == ("revoked", "not_earned")
    event = certificate.events.get(action="revoked")
    assert (event.by, event.note) == (editor, "Overgeschreven")


def test_replacing_leads_to_the_new_one(client: Client, editor: User, certificate: Certificate) -> None:
    response = client.post(action(certificate, "replace"), {"name": "Aïsha Çelik", "note": ""})

    new = Certificate.objects.get(replaces=certificate)
    assert response.url == detail(new)
    assert (new.payload["name"], new.events.get().by) == ("Aïsha Çelik", None)
    assert certificate.events.get(action="replaced").by == editor


@pytest.mark.parametrize(
    ("data", "outcome", "names"),
    [
        ({"decision": "approve"}, "approved", {"Aïsha de Vries", "Aïsha Çelik"}),
        ({"decision": "decline", "answer": "Geen echte naam."}, "declined", {"Aïsha de Vries"}),
        ({"decision": "decline", "answer": ""}, "open", {"Aïsha de Vries"}),
    ],
)
def test_a_name_is_approved_or_declined_with_a_reason(
    client: Client, editor: User, certificate: Certificate, data: dict[str, str], outcome: str, names: set[str]
) -> None:
    wish = ask_for_name(certificate=certificate, name="Aïsha Çelik", explanation="Getrouwd", at=timezone.now())
    assert "Getrouwd" in text_of(client.get(detail(certificate)))
    assert "Aïsha Çelik" in text_of(client.get("/admin/name_corrections/"))

    client.post(reverse("certificates_admin:decide", args=[wish.pk]), data)

    assert NameCorrection.objects.get().outcome == outcome
    assert {one.payload["name"] for one in Certificate.objects.all()} == names


@pytest.mark.parametrize("permissions", [[], ["view_certificate"]])
def test_who_may_not_change_changes_nothing(client: Client, certificate: Certificate, permissions: list[str]) -> None:
    client.force_login(staff(*permissions))
    wish = ask_for_name(certificate=certificate, name="Ik", explanation="", at=timezone.now())

    for address in (
        action(certificate, "revoke"),
        action(certificate, "replace"),
        reverse("certificates_admin:decide", args=[wish.pk]),
    ):
        data = {"reason": "mistake", "name": "Ik", "decision": "approve"}
        assert client.post(address, data).status_code in {302, 403}

    certificate.refresh_from_db()
    assert (certificate.status, Certificate.objects.count()) == ("valid", 1)
    assert (certificate.display_code in text_of(client.get("/admin/certificates/"))) is bool(permissions)
    assert (certificate.display_code in text_of(client.get(detail(certificate)))) is bool(permissions)


@pytest.mark.parametrize("is_superuser", [False, True])
def test_nobody_adds_edits_or_deletes_one_by_hand(client: Client, certificate: Certificate, is_superuser: bool) -> None:
    user = staff("add_certificate", "change_certificate", "delete_certificate", "view_certificate")
    user.is_superuser = is_superuser
    user.save()
    client.force_login(user)
    wish = ask_for_name(certificate=certificate, name="Ik", explanation="", at=timezone.now())
    before = Certificate.objects.values().get()

    for name, key in (("issued_certificates", certificate.pk), ("name_corrections", wish.pk)):
        for what, keys in (("add", []), ("edit", [key]), ("delete", [key])):
            address = reverse(f"{name}:{what}", args=keys)
            for answer in (client.get(address), client.post(address, {"course_title": "Vals"})):
                assert (answer.status_code, answer.url) == (302, "/admin/")

    assert Certificate.objects.values().get() == before
    assert NameCorrection.objects.count() == 1
