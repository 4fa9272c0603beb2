"""Designs: what they print, that nothing is cut off, that editors see and hear it, and that what was issued stays."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client, RequestFactory
from PIL import Image as Picture
from wagtail.images.tests.utils import get_test_image_file

from certificates.models import CertificateDesign, PrintedImage
from certificates.payload import CertificateFacts, PrintedAccreditation, Signatory
from certificates.pdf import render, sheets
from certificates.pictures import LOGO, printed_image
from certificates.sample import NAMES, sample_facts
from certificates.services import make_file
from certificates.services.facts import months_later
from tests.certificates.paper import bounds, reader, text
from tests.certificates.paper import sheets as printed_sheets
from tests.factories import UserFactory, make_certificate, make_course

INK = (23, 37, 42)
BOX = (246, 244, 239)  # around the QR code, the last thing on a sheet
LAYOUTS = ("portrait", "landscape")


@pytest.fixture
def longest(facts: CertificateFacts) -> CertificateFacts:
    """As much as a certificate ever has to say."""
    return replace(
        facts,
        name=NAMES["longest"],
        course_title=("Samenwerken met het netwerk rond een gezin " * 3)[:120],
        goals=facts.goals * 2 + facts.goals[:2],
        result="gehaald, 90% goed",
        issuer_note="KvK 12345678",
        accreditations=(
            PrintedAccreditation("SKJ", "204931", "12.5", "2026-01-01", "2028-12-31"),
            PrintedAccreditation("Registerplein", "4610123", "10", "2026-01-01", "2028-12-31"),
        ),
        signatories=(
            Signatory("Noor Bakker", "directeur-bestuurder"),
            Signatory("Karim Haddad", "opleider en gedragswetenschapper"),
            Signatory("Prof. dr. Wilhelmina van Oosterhout-Janssen", "bijzonder hoogleraar jeugdhulp"),
        ),
        valid_until=date(2028, 5, 3),
        register_number="SKJ 100234567",
    )


def picture(width: int = 640, height: int = 480) -> Any:
    from wagtail.images.models import Image

    return Image.objects.create(title="logo", file=get_test_image_file(size=(width, height)))


# --- on paper ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_that_is_ever_said_stands_on_one_sheet(longest: CertificateFacts, layout: str, tmp_path: Path) -> None:
    content = render(replace(longest, layout=layout))

    written = text(content)
    for words in (
        longest.name,
        longest.course_title.strip(),
        "SKJ, nummer 204931, punten: 12,5",
        "Registerplein, nummer 4610123, punten: 10",
        "SKJ 100234567",
        "KvK 12345678",
        "Wilhelmina van Oosterhout-Janssen",
        "3 mei 2028",
        *longest.goals,
    ):
        assert words.replace("-", "") in written.replace("- ", "").replace("-", "")
    assert len(reader(content).pages) == sheets(replace(longest, layout=layout)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("which", ["little", "much"])
def test_nothing_leaves_the_sheet(
    facts: CertificateFacts, longest: CertificateFacts, layout: str, which: str, tmp_path: Path
) -> None:
    little = replace(facts, name="Bo Li", course_title="Begin", goals=())
    [sheet] = printed_sheets(render(replace(longest if which == "much" else little, layout=layout)), tmp_path)

    width, height = (210, 297) if layout == "portrait" else (297, 210)
    scale = width / 210  # `bounds` measures as if the sheet were upright
    above_foot = (height - 18) / scale  # the line of the foot, and its small letters, stand below that
    box = bounds(sheet, BOX, bottom=above_foot)
    ink = bounds(sheet, INK, bottom=above_foot)
    assert box is not None
    assert ink is not None
    left, top, right, bottom = (place * scale for place in ink)
    assert left >= 18
    assert top >= 9
    assert right <= width - 18
    assert box[3] * scale <= height - 23
    assert bottom <= height - 23


@pytest.mark.django_db
def test_lying_and_upright_are_that() -> None:
    sizes = {}
    for layout in LAYOUTS:
        design = CertificateDesign(layout=layout, language="nl")
        page = reader(render(sample_facts(design, "usual"))).pages[0].mediabox
        sizes[layout] = page.width > page.height

    assert sizes == {"portrait": False, "landscape": True}


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("nl", "De gegevens"), ("en", "The facts")])
def test_it_is_printed_in_the_language_of_its_design(language: str, words: str) -> None:
    assert words in text(render(sample_facts(CertificateDesign(language=language), "usual")))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "words"), [("goals", "Wat er is geleerd"), ("minutes", "Studielast"), ("edition", "Editie van de cursus")]
)
def test_what_a_design_leaves_out_is_not_printed(facts: CertificateFacts, name: str, words: str) -> None:
    assert words in text(render(facts))
    assert words not in text(render(replace(facts, leaves_out=(name,))))


@pytest.mark.django_db
def test_more_than_a_sheet_goes_on_to_a_second_and_is_not_cut_off(longest: CertificateFacts) -> None:
    endless = replace(longest, goals=longest.goals * 4)

    for layout in LAYOUTS:
        content = render(replace(endless, layout=layout))
        assert len(reader(content).pages) > 1
        assert text(content).count(longest.goals[0][:40]) == endless.goals.count(longest.goals[0])


# --- pictures ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_logo_and_signature_are_printed_small_and_kept(tmp_path: Path) -> None:
    course = make_course()
    logo = picture(4000, 3000)
    signatory = {"name": "Noor", "role": "", "signature": picture(500, 200)}
    CertificateDesign.objects.create(course=course, logo=logo, signatories=[("signatory", signatory)])
    certificate = make_certificate(course=course)
    make_file(certificate_id=certificate.pk)
    before = {row.sha256 for row in PrintedImage.objects.all()}

    logo.delete()
    CertificateDesign.objects.all().delete()
    certificate.refresh_from_db()
    again = render(CertificateFacts.from_payload(certificate.payload))

    sizes = [Picture.open(io.BytesIO(bytes(row.content))).size for row in PrintedImage.objects.all()]
    assert all(width <= 709 and height <= 189 for width, height in sizes)  # 60 by 16 mm at 300 dpi
    assert len(reader(again).pages[0].images) == 2
    assert {row.sha256 for row in PrintedImage.objects.all()} == before
    assert len(before) == 2


@pytest.mark.django_db
def test_the_same_picture_is_kept_once() -> None:
    logo = picture()

    assert len({printed_image(logo, LOGO) for _ in range(2)}) == PrintedImage.objects.count() == 1


# --- chosen for a course ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_course_has_its_own_design_or_that_of_all_others() -> None:
    own, other = make_course(), make_course()
    assert CertificateDesign.for_course(own.pk).layout == "portrait"
    CertificateDesign.objects.create(layout="landscape")
    CertificateDesign.objects.create(course=own, issuer_note="Eigen")

    found = [CertificateDesign.for_course(course.pk) for course in (own, other)]

    assert [(design.issuer_note, design.layout) for design in found] == [("Eigen", "portrait"), ("", "landscape")]
    with pytest.raises(IntegrityError):
        CertificateDesign.objects.create(issuer_note="Nog een voor alle andere")


@pytest.mark.django_db
def test_changing_the_design_changes_nothing_that_was_issued() -> None:
    course = make_course()
    design = CertificateDesign.objects.create(course=course, issuer_note="KvK 1", valid_months=12)
    certificate = make_certificate(course=course)
    before = (certificate.payload, certificate.expires_at)

    design.layout, design.issuer_note, design.valid_months = "landscape", "KvK 2", 1
    design.save()

    certificate.refresh_from_db()
    assert (certificate.payload, certificate.expires_at) == before
    assert make_certificate(course=course).payload["layout"] == "landscape"


@pytest.mark.django_db
def test_letters_that_cannot_be_printed_are_refused_to_the_editor() -> None:
    signatory = {"name": "𓀀", "role": "", "signature": None}

    with pytest.raises(ValidationError) as refused:
        CertificateDesign(signatories=[("signatory", signatory)]).clean()
    assert set(refused.value.message_dict) == {"signatories"}
    with pytest.raises(ValidationError) as refused:
        CertificateDesign(issuer_note="𓀀").clean()
    assert set(refused.value.message_dict) == {"issuer_note"}


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), 24, date(2028, 3, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


# --- in the admin -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("mode", [*NAMES, "rubbish"])
def test_the_preview_is_the_real_pdf(mode: str) -> None:
    design = CertificateDesign(course=make_course(title="De kring"), layout="landscape")

    response = design.serve_preview(RequestFactory().get("/"), mode)

    assert response["Content-Type"] == "application/pdf"
    written = text(response.content)
    assert NAMES.get(mode, NAMES["usual"]) in written.replace("- ", "-")
    assert "De kring" in written


FORM = {
    "layout": "portrait",
    "language": "nl",
    "issuer_note": "",
    "signatories-count": "0",
    "shows_goals": "on",
    "valid_months": "",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("goals", "is_told"), [(2, False), (40, True)])
def test_an_editor_hears_when_it_does_not_fit(client: Client, goals: int, is_told: bool) -> None:
    outcome = "Je luistert eerst en zegt daarna pas wat je ervan vindt, ook als dat lastig is in een volle kantine."
    course = make_course(outcomes=[("outcome", outcome)] * goals)
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    page = client.post("/admin/snippets/certificates/certificatedesign/add/", FORM | {"course": course.pk}, follow=True)

    assert CertificateDesign.objects.get().course == course
    assert ("past niet op één vel" in page.content.decode()) is is_told
