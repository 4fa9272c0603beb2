"""What follows on issuing: revoked, replaced, another name, expired, erased. The story is only added to."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Learner, User
from certificates.models import (
    Certificate,
    CertificateEvent,
    NameCorrection,
    StoryChanged,
)
from certificates.services import (
    AskedAlready,
    DecidedAlready,
    HasEnded,
    NotPrintable,
    approve_name,
    ask_for_name,
    decline_name,
    erase_holder,
    issue,
    issue_missing,
    make_file,
    replace,
    revoke,
    share,
    show_name,
)
from tests.factories import LearnerFactory, UserFactory, make_certificate, make_course, make_enrolment, walk

pytestmark = pytest.mark.django_db
NOW = timezone.now() + timedelta(hours=1)


@pytest.fixture
def holder() -> Learner:
    return LearnerFactory(user=UserFactory(email="aisha@example.org"))


@pytest.fixture
def certificate(holder: Learner) -> Certificate:
    return make_certificate(learner=holder)


@pytest.fixture
def editor() -> User:
    return UserFactory(email="fatma@example.org", is_staff=True)


def story(certificate: Certificate) -> list[tuple[str, str | None, str]]:
    """What happened, who did it and what they wrote."""
    rows = certificate.events.select_related("by")
    return [(event.action, event.by.email if event.by else None, event.note) for event in rows]


# --- revoked ----------------------------------------------------------------------------------------------------


def test_revoking_tells_who_when_and_why(certificate: Certificate, editor: User) -> None:
    revoked = revoke(certificate=certificate, reason="mistake", at=NOW, by=editor, note="Verkeerde cursus")

    assert (revoked.status, revoked.revoked_at, revoked.revoked_because) == ("revoked", NOW, "mistake")
    assert story(certificate) == [("issued", None, ""), ("revoked", "fatma@example.org", "Verkeerde cursus")]


def test_revoking_twice_keeps_the_first_reason(certificate: Certificate) -> None:
    for reason in ("mistake", "other"):
        revoke(certificate=certificate, reason=reason, at=NOW)

    certificate.refresh_from_db()
    assert certificate.revoked_because == "mistake"
    assert [action for action, _by, _note in story(certificate)] == ["issued", "revoked"]


def test_the_holder_is_told_that_it_was_revoked(
    certificate: Certificate, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        revoke(certificate=certificate, reason="mistake", at=NOW, note="Intern")

    [message] = mail.outbox
    assert (message.to, message.subject) == (["aisha@example.org"], "Je bewijs is ingetrokken")
    assert ("per ongeluk afgegeven" in message.body, "Intern" in message.body) == (True, False)


def test_the_repair_leaves_what_was_revoked_alone(certificate: Certificate) -> None:
    revoke(certificate=certificate, reason="mistake", at=NOW)

    issue_missing(at=NOW)

    assert list(Certificate.objects.values_list("status", flat=True)) == ["revoked"]


def test_the_database_refuses_a_revocation_without_a_reason(certificate: Certificate) -> None:
    with pytest.raises(IntegrityError, match="revoked_certificate_says_when_and_why"):
        Certificate.objects.filter(pk=certificate.pk).update(status="revoked", revoked_at=NOW)


# --- replaced ---------------------------------------------------------------------------------------------------


def test_replacing_changes_the_name_and_nothing_else(certificate: Certificate, editor: User) -> None:
    new = replace(certificate=certificate, name="Aïsha Çelik", at=NOW, by=editor)

    certificate.refresh_from_db()
    assert (certificate.status, certificate.replaced_by, new.status) == ("replaced", new, "valid")
    old_facts, new_facts = certificate.payload or {}, new.payload or {}
    changed = {name for name in old_facts if old_facts[name] != new_facts[name]}
    assert changed - {"issued_on"} == {"code", "check_url", "name"}  # it may be another day by then
    assert (old_facts["name"], new_facts["name"]) == ("Aïsha de Vries-Çelik", "Aïsha Çelik")
    assert story(certificate)[-1] == ("replaced", "fatma@example.org", "")


def test_replacing_twice_is_one_new_certificate(certificate: Certificate) -> None:
    news = {replace(certificate=certificate, name="Aïsha Çelik", at=NOW).pk for _ in range(2)}

    assert len(news) == 1
    assert Certificate.objects.count() == 2


def test_what_the_holder_chose_comes_along(certificate: Certificate) -> None:
    show_name(certificate=certificate, is_shown=True, at=NOW)
    share(certificate=certificate, is_shared=True, at=NOW)

    new = replace(certificate=certificate, name="Aïsha Çelik", at=NOW)

    new.refresh_from_db()
    assert (new.shows_name, new.shared_at) == (True, NOW)


@pytest.mark.parametrize("ending", ["revoked", "replaced", "erased"])
def test_what_has_ended_is_not_replaced(certificate: Certificate, holder: Learner, ending: str) -> None:
    if ending == "revoked":
        revoke(certificate=certificate, reason="mistake", at=NOW)
    elif ending == "replaced":
        replace(certificate=certificate, name="Aïsha Çelik", at=NOW)
    else:
        erase_holder(learner=holder, at=NOW)

    with pytest.raises(HasEnded):
        replace(certificate=certificate, name="Nog iemand", at=NOW)


def test_a_replaced_certificate_is_not_revoked_but_the_new_one_is(certificate: Certificate) -> None:
    new = replace(certificate=certificate, name="Aïsha Çelik", at=NOW)

    with pytest.raises(HasEnded, match="vervangen"):
        revoke(certificate=certificate, reason="mistake", at=NOW)
    assert revoke(certificate=new, reason="mistake", at=NOW).status == "revoked"


def test_a_name_that_cannot_be_printed_replaces_nothing(certificate: Certificate) -> None:
    with pytest.raises(NotPrintable):
        replace(certificate=certificate, name="𓀀 Nefertiti", at=NOW)

    certificate.refresh_from_db()
    assert (certificate.status, Certificate.objects.count()) == ("valid", 1)


def test_issuing_after_a_replacement_gives_the_new_one(certificate: Certificate) -> None:
    new = replace(certificate=certificate, name="Aïsha Çelik", at=NOW + timedelta(minutes=1))
    assert certificate.enrolment is not None

    assert issue(enrolment=certificate.enrolment, name="Iemand", at=NOW) == new


# --- another name -----------------------------------------------------------------------------------------------


def test_an_approved_name_replaces_the_certificate_once(certificate: Certificate, editor: User) -> None:
    wish = ask_for_name(certificate=certificate, name="Aïsha Çelik", explanation="Gescheiden", at=NOW)

    news = {approve_name(correction=wish, at=NOW, by=editor) for _ in range(2)}

    wish.refresh_from_db()
    [new] = news
    assert (new.payload["name"], new.replaces, wish.outcome, wish.decided_by) == (
        "Aïsha Çelik",
        certificate,
        "approved",
        editor,
    )
    assert Learner.objects.get().name == "Aïsha Çelik"


def test_a_declined_name_leaves_the_certificate_and_tells_why(
    certificate: Certificate, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    wish = ask_for_name(certificate=certificate, name="Sinterklaas", explanation="", at=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            decline_name(correction=wish, at=NOW, by=editor, answer="Dit is geen echte naam.")

    certificate.refresh_from_db()
    assert certificate.status == "valid"
    assert [message.to for message in mail.outbox] == [["aisha@example.org"]]
    assert "Dit is geen echte naam." in mail.outbox[0].body
    assert [action for action, _by, _note in story(certificate)] == ["issued", "asked", "declined"]
    with pytest.raises(DecidedAlready):
        approve_name(correction=wish, at=NOW)


def test_one_wish_at_a_time(certificate: Certificate) -> None:
    wishes = {ask_for_name(certificate=certificate, name="Aïsha Çelik", explanation="", at=NOW) for _ in range(2)}

    assert len(wishes) == 1
    with pytest.raises(AskedAlready):
        ask_for_name(certificate=certificate, name="Iemand", explanation="", at=NOW)


# --- the story --------------------------------------------------------------------------------------------------


def test_what_happened_cannot_be_changed(certificate: Certificate) -> None:
    event = certificate.events.get()
    event.note = "anders"

    for change in (
        event.save,
        event.delete,
        CertificateEvent.objects.all().delete,
        lambda: CertificateEvent.objects.update(note="anders"),
    ):
        with pytest.raises(StoryChanged):
            change()


def test_the_holders_choices_are_told_once_each(certificate: Certificate) -> None:
    for is_on in (True, True, False):
        show_name(certificate=certificate, is_shown=is_on, at=NOW)
        share(certificate=certificate, is_shared=is_on, at=NOW)

    actions = [action for action, _by, _note in story(certificate)]
    assert actions == ["issued", "name_shown", "shared", "name_hidden", "unshared"]


# --- erased -----------------------------------------------------------------------------------------------------


def test_erasing_keeps_what_checking_needs_and_nothing_else(
    certificate: Certificate, holder: Learner, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    make_file(certificate_id=certificate.pk)
    ask_for_name(certificate=certificate, name="Aïsha Geheim", explanation="Gescheiden van Piet", at=NOW)
    revoke(certificate=certificate, reason="asked", at=NOW, by=editor, note="Aïsha belde")
    certificate.refresh_from_db()
    kept = ("code", "payload_sha256", "pdf_sha256", "course_title", "completed_on", "issued_at", "status", "release_id")
    before, file = {name: getattr(certificate, name) for name in kept}, certificate.pdf.name

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        assert erase_holder(learner=holder, at=NOW) == 1
        assert erase_holder(learner=holder, at=NOW) == 0

    certificate.refresh_from_db()
    assert {name: getattr(certificate, name) for name in kept} == before
    assert (certificate.payload, certificate.enrolment, certificate.pdf.name) == (None, None, "")
    assert not default_storage.exists(file)
    assert NameCorrection.objects.count() == 0
    assert [(action, note) for action, _by, note in story(certificate)] == [
        ("issued", ""),
        ("asked", ""),
        ("revoked", ""),
        ("erased", ""),
    ]


def test_after_erasing_the_learner_themselves_can_go(certificate: Certificate, holder: Learner) -> None:
    erase_holder(learner=holder, at=NOW)

    holder.delete()

    assert Certificate.objects.get().code == certificate.code


# --- the register number ----------------------------------------------------------------------------------------


def test_a_register_number_is_gone_once_the_file_is_made(holder: Learner) -> None:
    enrolment = walk(make_enrolment(make_course(), holder))
    certificate = issue(enrolment=enrolment, name="Aïsha", at=NOW, register_number="SKJ-100234567")
    assert "100234567" not in str(certificate.payload)

    make_file(certificate_id=certificate.pk)

    certificate.refresh_from_db()
    assert certificate.register_number == ""
