"""Names in every script that people in the Netherlands write: printed with packaged letters, or refused beforehand."""

import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from certificates.fonts import faces_for, plain, reads_from_right, unprintable
from certificates.forms import NameForm
from certificates.models import Certificate
from certificates.payload import CertificateFacts
from certificates.pdf import NotRendered, render
from certificates.services import issue, issue_if_named, make_file
from tests.certificates.paper import reader, sheets
from tests.factories import LearnerFactory, make_course, make_enrolment, walk

ROOT = Path(__file__).resolve().parents[2]
NAMES = {
    "Turkish": "Şükrü Yılmaz",
    "Vietnamese": "Nguyễn Thị Hạnh",
    "Yoruba": "Ọláìyá Adébọ̀wálé",
    "Ukrainian": "Ірина Їжакевич-Щербак",
    "Greek": "Γιώργος Παπαδόπουλος",
    "Arabic": "محمد علي الحسن",
    "Persian": "علی‌رضا کریمی",
    "Hebrew": "יעל בן־דוד",
    "Hindi": "प्रियंका शर्मा",
    "Tamil": "தமிழ்ச்செல்வி",
    "Tigrinya": "ሰላም ተስፋይ",
    "Georgian": "ნინო ბერიძე",
    "Armenian": "Անի Սարգսյան",
    "Thai": "สมหญิง ใจดี",
    "Chinese": "张伟 歐陽娜",
}
NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><cachedir>{folder}</cachedir></fontconfig>"""
RENDER = """
import django, json, sys
django.setup()
from pathlib import Path
from certificates.payload import CertificateFacts
from certificates.pdf import render
for script, payload in json.load(sys.stdin).items():
    Path(sys.argv[1], script).write_bytes(render(CertificateFacts.from_payload(payload)))
"""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A machine without a single font."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "fonts.conf").write_text(NO_FONTS.format(folder=folder))
    return folder


@pytest.fixture
def drawn_there(facts: CertificateFacts, bare: Path) -> dict[str, bytes]:
    """Every name, drawn on that machine."""
    if not (bare / "Chinese").exists():
        subprocess.run(  # noqa: S603 -- fixed arguments
            [sys.executable, "-c", RENDER, str(bare)],
            cwd=ROOT,
            input=json.dumps(
                {script: replace(facts, name=name).to_payload() for script, name in NAMES.items()}
            ).encode(),
            env=os.environ
            | {"DJANGO_SETTINGS_MODULE": "config.settings_test", "FONTCONFIG_FILE": str(bare / "fonts.conf")},
            check=True,
        )
    return {script: (bare / script).read_bytes() for script in NAMES}


def glyphs(content: bytes) -> dict[str, list[tuple[TTFont, int]]]:
    """The text behind every glyph on the sheet, with the glyph and the embedded font that draws it."""
    drawn: dict[str, list[tuple[TTFont, int]]] = {}
    for font in reader(content).pages[0]["/Resources"]["/Font"].values():
        font = font.get_object()
        file = font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"].get_data()
        typeface = TTFont(io.BytesIO(file))
        for number, letters in re.findall(
            rb"<(\w{4})> <(\w*)>", font["/ToUnicode"].get_data().partition(b"endcodespacerange")[2]
        ):
            drawn.setdefault(bytes.fromhex(letters.decode()).decode("utf-16-be"), []).append(
                (typeface, int(number, 16))
            )
    return drawn


def is_box(typeface: TTFont, number: int) -> bool:
    """Whether this glyph is the one for what is missing, or none."""
    names = typeface.getGlyphOrder()
    return number == 0 or number >= len(names) or typeface["glyf"][names[number]].numberOfContours == 0


def words(sheet: Image.Image) -> list[tuple[int, int]]:
    """From where to where the words of the name go, from left to right, in pixels."""
    millimetre = sheet.width / 210
    strip = sheet.crop((0, round(80 * millimetre), round(140 * millimetre), round(95 * millimetre))).convert("L")
    inked = [min(strip.crop((x, 0, x + 1, strip.height)).tobytes()) < 128 for x in range(strip.width)]
    columns = [x for x, has_ink in enumerate(inked) if has_ink]
    found = [[columns[0], columns[0]]]
    for x in columns:
        if x - found[-1][1] > 2.2 * millimetre:
            found.append([x, x])
        found[-1][1] = x
    return [(first, last) for first, last in found]


# --- On paper -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", NAMES)
def test_every_letter_of_a_name_is_drawn_on_a_machine_without_fonts(drawn_there: dict[str, bytes], script: str) -> None:
    drawn = glyphs(drawn_there[script])

    visible = {text: uses for text, uses in drawn.items() if text.strip("\u200c\u200d \u00a0")}
    assert set(plain(NAMES[script])) - set("".join(drawn)) - set("\u200c\u200d ") == set()
    assert [text for text, uses in visible.items() if any(is_box(*use) for use in uses)] == []


@pytest.mark.parametrize("script", NAMES)
def test_certificate_is_the_same_on_a_machine_with_and_without_fonts(
    facts: CertificateFacts, drawn_there: dict[str, bytes], script: str
) -> None:
    assert render(replace(facts, name=NAMES[script])) == drawn_there[script]


def test_a_name_is_ink_on_paper_and_another_name_other_ink(drawn_there: dict[str, bytes], tmp_path: Path) -> None:
    names = {}
    for script, content in drawn_there.items():
        [sheet] = sheets(content, tmp_path, resolution=50)
        millimetre = sheet.width / 210
        names[script] = sheet.crop((0, round(78 * millimetre), sheet.width, round(100 * millimetre))).tobytes()

    assert len(set(names.values())) == len(NAMES)
    assert [script for script, pixels in names.items() if min(pixels) > 60] == []


def test_name_that_is_read_from_the_right_begins_there(facts: CertificateFacts, tmp_path: Path) -> None:
    [sheet] = sheets(render(replace(facts, name="ווו ששששש")), tmp_path)

    left, right = words(sheet)

    assert left[1] - left[0] > 2 * (right[1] - right[0])
    assert left[0] * 210 / sheet.width == pytest.approx(22, abs=1.5)


def test_direction_of_a_name_is_that_of_its_first_letter() -> None:
    assert reads_from_right("(محمد) Bakker")
    assert not reads_from_right("Bakker (محمد)")
    assert not reads_from_right("12-")


def test_vietnamese_name_is_in_one_typeface(facts: CertificateFacts) -> None:
    families = {face.family for face in faces_for("Nguyễn")}

    assert families == {f"Certificate noto-sans {part}" for part in ("latin", "latin-ext", "vietnamese")}


def test_ordinary_name_needs_no_other_typeface() -> None:
    assert faces_for("Aïsha de Vries-Çelik, Şükrü Łukasz (1985) – “é”") == ()


# --- What cannot be printed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["name", "course_title", "statement", "issuer"])
def test_certificate_with_a_letter_that_no_typeface_has_is_not_made(facts: CertificateFacts, field: str) -> None:
    with pytest.raises(NotRendered, match=r"ꦗ \(U\+A997\)"):
        render(replace(facts, **{field: "Jan ꦗ"}))


def test_letter_that_slips_through_is_found_in_what_was_drawn(facts: CertificateFacts, monkeypatch: Any) -> None:
    monkeypatch.setattr("certificates.pdf.unprintable", lambda text: [])

    with pytest.raises(NotRendered, match=r"U\+A997"):
        render(replace(facts, goals=("Je leest ꦗ",)))


def test_signs_that_are_no_text_are_left_out_of_the_file(facts: CertificateFacts) -> None:
    from xml.etree import ElementTree

    dirty = replace(facts, name="A\x01i\x7fsha\u202e", course_title="De\x02\x0bkring\ufffe", goals=("Doe\x03l",))

    content = render(dirty)

    metadata = reader(content).trailer["/Root"]["/Metadata"].get_data()
    assert ElementTree.fromstring(metadata) is not None  # noqa: S314 -- our own file
    assert reader(content).metadata.title == "Certificaat: De kring – Aisha"


@given(st.text(max_size=30))
def test_plain_text_holds_no_orders_to_the_machine(text: str) -> None:
    cleaned = plain(text)

    assert plain(cleaned) == cleaned
    assert not set(cleaned) & set(map(chr, [*range(32), 127, 0x85, 0x202E, 0xFFFE]))


@pytest.mark.django_db
def test_file_that_cannot_be_made_is_not_stored_and_said_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    enrolment = walk(make_enrolment(make_course(modules=2, proof_statement="volgde ꦗ")))
    certificate = issue(enrolment=enrolment, name="Henk", at=enrolment.completed_at)

    with pytest.raises(NotRendered):
        make_file(certificate_id=certificate.pk)

    assert Certificate.objects.values_list("pdf", "made_at").get() == ("", None)
    assert "certificate.not_made" in caplog.messages


@pytest.mark.django_db
def test_known_name_that_cannot_be_printed_is_asked_again() -> None:
    enrolment = walk(make_enrolment(learner=LearnerFactory(name="ꦗꦮ")))

    assert issue_if_named(enrolment=enrolment, at=enrolment.completed_at) is None


# --- In the form ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_name_in_any_of_these_scripts_is_accepted(name: str) -> None:
    form = NameForm({"name": f"  {name} "})

    assert form.is_valid(), form.errors
    assert unprintable(form.cleaned_data["name"]) == []


def test_letters_that_cannot_be_printed_are_named_and_what_was_typed_is_kept() -> None:
    with override("nl"):
        form = NameForm({"name": "Jan ꦗꦮꦗ"})
        [said] = form.errors["name"]

    assert said.startswith("Deze letters kunnen we niet drukken: ꦗ ꦮ.")
    assert form["name"].value() == "Jan ꦗꦮꦗ"


@pytest.mark.parametrize("sign", ["\x01", "\x7f", "\u202e", "\u2066", "\ufeff", "\u200f", "\ufffe"])
def test_invisible_sign_is_refused_with_what_to_do(sign: str) -> None:
    with override("en"):
        [said] = NameForm({"name": f"Jan{sign}Bos"}).errors["name"]

    assert said == "Your name contains a sign that you cannot see. Empty the field and type your name again."


@pytest.mark.parametrize("name", ["-", "\u200d", "123", "  "])
def test_name_without_a_letter_is_no_name(name: str) -> None:
    assert not NameForm({"name": name}).is_valid()
