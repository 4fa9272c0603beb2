"""Anybody checks a certificate: by its number, by the name on it, by its file."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from certificates.check_views import LARGEST
from certificates.models import Accreditation, Certificate, CertificateDesign
from certificates.services import erase_holder, make_file, replace, revoke, show_name
from tests.factories import LearnerFactory, make_certificate, make_course

pytestmark = pytest.mark.django_db
NAME = "Aïsha de Vries-Çelik"
JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def no_limits_from_before() -> None:
    cache.clear()


@pytest.fixture
def certificate() -> Certificate:
    """Issued with all that a certificate can say."""
    course = make_course(outcomes=[("outcome", "Je luistert eerst.")])
    edition = course.editions.get()
    today = timezone.localdate()
    Accreditation.objects.create(
        edition=edition,
        register="registerplein",
        activity_number="4610123",
        points="2.5",
        valid_from=today,
        valid_until=today + timedelta(days=300),
    )
    CertificateDesign.objects.create(
        course=course,
        valid_months=24,
        issuer_note="KvK 12345678",
        signatories=[("signatory", {"name": "Noor Bakker", "role": "directeur", "signature": None})],
    )
    return make_certificate(NAME, course=course, learner=LearnerFactory(name=""))


def text_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def page(certificate: Certificate) -> str:
    return text_of(Client().get(f"/c/{certificate.code}/"))


def after_two_years(certificate: Certificate) -> None:
    ago = timezone.now() - timedelta(days=1)
    Certificate.objects.filter(pk=certificate.pk).update(expires_at=ago)


# --- what holds -------------------------------------------------------------------------------------------------


def test_every_printed_fact_is_shown_but_the_name(certificate: Certificate) -> None:
    text = page(certificate)

    assert certificate.payload is not None
    for fact in (
        "Dit bewijs is echt",
        certificate.course_title,
        "Bewijs van deelname",
        certificate.payload["statement"],
        "10 minuten",
        "Registerplein, nummer 4610123, punten: 2,5",
        "KvK 12345678",
        "Noor Bakker, directeur",
        "Geldig tot en met",
        "Je luistert eerst.",
    ):
        assert fact in text
    assert "Aïsha" not in text


@pytest.mark.parametrize(
    ("what", "verdict", "state"),
    [
        ("revoked", "Dit bewijs is ingetrokken", "revoked"),
        ("replaced", "Dit bewijs is vervangen door een ander", "replaced"),
        ("expired", "Dit bewijs is verlopen", "expired"),
        ("nothing", "Dit bewijs is echt", "valid"),
    ],
)
def test_what_happened_to_it_is_said_first(certificate: Certificate, what: str, verdict: str, state: str) -> None:
    if what == "revoked":
        revoke(certificate=certificate, reason="not_earned", at=timezone.now(), note="Geheim")
    elif what == "replaced":
        replace(certificate=certificate, name="Aïsha Çelik", at=timezone.now())
    elif what == "expired":
        after_two_years(certificate)

    text = page(certificate)
    told = Client().get(f"/c/{certificate.code}/", headers=JSON).json()

    verdicts = {"ingetrokken", "vervangen door een ander", "verlopen", "echt"}
    assert verdict in text
    assert [word for word in verdicts if f"Dit bewijs is {word}" in text] == [verdict.removeprefix("Dit bewijs is ")]
    assert (told["state"], told["number"], "Geheim" in text, "Aïsha" in text) == (state, certificate.code, False, False)
    assert certificate.course_title in text


def test_a_revoked_one_tells_why_and_when(certificate: Certificate) -> None:
    revoke(certificate=certificate, reason="not_earned", at=timezone.now())

    assert "Reden: niet door de houder zelf verdiend." in page(certificate)
    told = Client().get(f"/c/{certificate.code}/", headers=JSON).json()
    assert (told["revoked_because"], told["revoked_on"]) == ("not_earned", timezone.localdate().isoformat())


def test_the_old_one_does_not_lead_to_the_new(certificate: Certificate) -> None:
    new = replace(certificate=certificate, name="Aïsha Çelik", at=timezone.now())

    response = Client().get(f"/c/{certificate.code}/")

    assert (new.code in response.content.decode(), new.display_code in text_of(response)) == (False, False)


def test_an_erased_one_says_what_is_still_certain(certificate: Certificate) -> None:
    assert certificate.enrolment is not None
    erase_holder(learner=certificate.enrolment.learner, at=timezone.now())

    text = page(certificate)
    told = Client().get(f"/c/{certificate.code}/", headers=JSON).json()

    assert ("Dit bewijs is echt" in text, "Aan wie, is niet bewaard" in text) == (True, True)
    assert set(told) == {"number", "state", "is_demonstration", "course", "edition", "completed_on"}


# --- JSON -------------------------------------------------------------------------------------------------------


def test_a_machine_gets_the_same_facts(certificate: Certificate) -> None:
    response = Client().get(f"/c/{certificate.code}/", headers=JSON)

    told = response.json()
    assert response["Content-Type"] == "application/json"
    assert "Accept" in response["Vary"]
    assert {name: told[name] for name in ("state", "course", "minutes", "kind", "goals")} == {
        "state": "valid",
        "course": certificate.course_title,
        "minutes": 10,
        "kind": "Bewijs van deelname",
        "goals": ["Je luistert eerst."],
    }
    assert told["accreditations"][0]["number"] == "4610123"
    assert "name" not in told


def test_a_browser_gets_a_page(certificate: Certificate) -> None:
    for accept in ("text/html,application/xhtml+xml,*/*;q=0.8", "*/*"):
        response = Client().get(f"/c/{certificate.code}/", headers={"accept": accept})
        assert response["Content-Type"].startswith("text/html")


def test_the_name_is_there_only_when_the_holder_shows_it(certificate: Certificate) -> None:
    show_name(certificate=certificate, is_shown=True, at=timezone.now())

    assert NAME in page(certificate)
    assert Client().get(f"/c/{certificate.code}/", headers=JSON).json()["name"] == NAME


# --- nothing is left behind -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/c/", "/c/{code}/", "/c/00000000000000000000000000/"])
def test_checking_leaves_no_trace_in_browser_or_search_engine(certificate: Certificate, path: str) -> None:
    path = path.format(code=certificate.code)
    visitor = Client(enforce_csrf_checks=True)

    answers = [visitor.get(path)]
    if path != "/c/":
        answers.append(visitor.post(path, {"name": NAME}))

    for answer in answers:
        assert "no-store" in answer["Cache-Control"]
        assert answer.cookies == {}
        assert (answer.headers.get("X-Robots-Tag") == "noindex") is (path != "/c/")
    assert {answer.status_code for answer in answers} == {404 if "000" in path else 200}


def test_every_unknown_number_gets_the_same_answer(certificate: Certificate) -> None:
    numbers = ["0" * 26, certificate.code[:-1] + "0" * 2, "kort", "<script>", "x" * 60]

    # But for its own address, to which a change of language leads back.
    pages = {
        Client().get(f"/c/{number}/").content.replace(f"/c/{number}/".encode(), b"")
        for number in numbers
        if "<" not in number
    }
    told = {Client().get(f"/c/{number}/", headers=JSON).content for number in numbers if "<" not in number}

    assert (len(pages), told) == (1, {b'{"state": "unknown"}'})


def test_guessing_numbers_is_slowed_down_and_looking_is_not(certificate: Certificate) -> None:
    guesser = Client()
    guesses = [guesser.get(f"/c/{number:026}/").status_code for number in range(32)]
    looks = {guesser.get(f"/c/{certificate.code}/").status_code for _ in range(40)}

    assert (guesses, looks) == ([404] * 30 + [429] * 2, {200})


def test_names_of_one_certificate_are_not_guessed_from_many_places(certificate: Certificate) -> None:
    answers = [
        Client(REMOTE_ADDR=f"10.0.0.{place}").post(f"/c/{certificate.code}/", {"name": "Jan"}).status_code
        for place in range(62)
    ]

    assert answers == [200] * 60 + [429] * 2


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        ("AISHA  DE VRIES CELIK", True),
        ("aïsha de vries-çelik", True),
        ("Aisha de Vries", False),
        ("Iemand anders", False),
    ],
)
def test_a_typed_name_is_right_or_not(certificate: Certificate, typed: str, is_right: bool) -> None:
    text = text_of(Client().post(f"/c/{certificate.code}/", {"name": typed}))

    assert ("is de naam op dit bewijs" in text, "is niet de naam" in text) == (is_right, not is_right)


# --- the file ---------------------------------------------------------------------------------------------------


def hand_over(content: bytes) -> Any:
    file = SimpleUploadedFile("bewijs.pdf", content, content_type="application/pdf")
    return Client(enforce_csrf_checks=True).post("/c/bestand/", {"file": file})


def stored(certificate: Certificate) -> bytes:
    make_file(certificate_id=certificate.pk)
    certificate.refresh_from_db()
    with certificate.pdf.open("rb") as file:
        return file.read()


def test_the_issued_file_is_recognised_and_a_changed_one_is_not(certificate: Certificate) -> None:
    content = stored(certificate)
    flipped = bytearray(content)
    flipped[len(flipped) // 2] ^= 1

    same, changed = (text_of(hand_over(one)) for one in (content, bytes(flipped)))

    assert ("niets aan veranderd" in same, certificate.course_title in same) == (True, True)
    assert ("niets aan veranderd" in changed, "hier niet afgegeven" in changed) == (False, True)
    assert certificate.course_title not in changed


def test_a_file_of_an_erased_holder_is_still_recognised(certificate: Certificate) -> None:
    content = stored(certificate)
    assert certificate.enrolment is not None
    erase_holder(learner=certificate.enrolment.learner, at=timezone.now())

    assert "niets aan veranderd" in text_of(hand_over(content))


def test_a_file_of_a_revoked_certificate_says_so(certificate: Certificate) -> None:
    content = stored(certificate)
    revoke(certificate=certificate, reason="mistake", at=timezone.now())

    text = text_of(hand_over(content))

    assert ("niets aan veranderd" in text, "Dit bewijs is ingetrokken" in text) == (True, True)


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"GIF89a", "geen PDF"), (b"%PDF-" + b"0" * LARGEST, "te groot"), (b"", "Kies de PDF")],
)
def test_what_is_no_certificate_of_ours_is_told_kindly(content: bytes, word: str) -> None:
    response = hand_over(content)

    assert (response.status_code, word in text_of(response)) == (422, True)


def test_files_are_not_sent_without_end() -> None:
    answers = [hand_over(b"%PDF-1.7 iets").status_code for _ in range(21)]

    assert answers == [200] * 20 + [429]
