"""The files, as tools of others judge them: archive, accessibility, seal, fonts, one sheet, code, reading order."""

import os
import re
from pathlib import Path

import pytest
import zxingcpp

from tests.certificates.foreign.conftest import CONTROLS, Verdicts
from tests.certificates.foreign.learners import LEARNERS
from tests.certificates.foreign.tools import HERE, run
from tests.certificates.paper import sheets
from tests.certificates.test_layout import assert_whole
from tests.certificates.test_pictures import READABLE

pytestmark = pytest.mark.foreign
GOLDEN = HERE / "golden"
PLACES = re.compile(r"^ +/(?:BBox|Headers) .*\n| <[\d-]+>|:$", re.MULTILINE)  # of no meaning to who listens
EVERY = pytest.mark.parametrize("name", LEARNERS)


def spoken(structure: str) -> str:
    """The tags and their text, without where these stand on the sheet."""
    return PLACES.sub("", structure)


@EVERY
def test_verapdf_passes_the_sealed_file_for_archive_and_accessibility(verdicts: Verdicts, name: str) -> None:
    assert [verdicts.verapdf[name, standard] for standard in ("3a", "ua1")] == [("PASS", [])] * 2


@pytest.mark.parametrize("name", ["stamped", "all of it, with photos", *(f"logo: {kind}" for kind in READABLE)])
def test_verapdf_passes_it_with_a_time_stamp_and_with_every_kind_of_picture(verdicts: Verdicts, name: str) -> None:
    assert [verdicts.verapdf[name, standard] for standard in ("3a", "ua1")] == [("PASS", [])] * 2
    assert verdicts.files[name].stat().st_size <= 40_000


def test_pdfsig_finds_the_seal_of_a_stamped_file_valid(verdicts: Verdicts) -> None:
    said = run("pdfsig", "-nocert", verdicts.files["stamped"])

    assert [said.count(word) for word in ("Signature is Valid", "Total document signed", "ETSI.CAdES")] == [1, 1, 1]


@pytest.mark.parametrize("name", CONTROLS)
def test_verapdf_fails_what_a_blind_reader_would_miss(verdicts: Verdicts, name: str) -> None:
    said, rules = verdicts.verapdf[name, "ua1"]

    assert said == "FAIL"
    assert CONTROLS[name][0] in rules


@EVERY
def test_pdfsig_finds_a_valid_seal_over_every_byte(verdicts: Verdicts, name: str) -> None:
    said = run("pdfsig", "-nocert", verdicts.files[name])

    assert [said.count(word) for word in ("Signature is Valid", "Total document signed", "ETSI.CAdES")] == [1, 1, 1]


def test_pdfsig_rejects_a_flipped_bit_and_sees_what_was_added(verdicts: Verdicts) -> None:
    flipped, added = (run("pdfsig", "-nocert", verdicts.files[name], fails=True) for name in ("flipped", "added to"))

    assert "Signature is Valid" not in flipped
    assert "Total document signed" not in added


@EVERY
def test_qpdf_finds_nothing_wrong(verdicts: Verdicts, name: str) -> None:
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", verdicts.files[name])


@EVERY
def test_pdffonts_finds_every_font_embedded_and_its_letters_known(verdicts: Verdicts, name: str) -> None:
    rows = [line.split() for line in run("pdffonts", verdicts.files[name]).splitlines()[2:]]

    assert rows
    assert {tuple(row[-5:-2]) for row in rows} == {("yes", "yes", "yes")}  # embedded, subset, unicode


@EVERY
def test_it_is_one_sheet_with_its_border_and_a_code_that_leads_to_the_check(
    verdicts: Verdicts, name: str, tmp_path: Path
) -> None:
    [sheet] = sheets(verdicts.files[name].read_bytes(), tmp_path)

    assert re.search(r"^Pages:\s+1$", run("pdfinfo", verdicts.files[name]), re.MULTILINE)
    assert [code.text for code in zxingcpp.read_barcodes(sheet)] == [LEARNERS[name].check_url]
    assert (sheet.width > sheet.height) == (LEARNERS[name].layout == "landscape")
    assert_whole(sheet.reduce(2))


@EVERY
def test_file_is_small_enough_to_send(verdicts: Verdicts, name: str) -> None:
    assert verdicts.files[name].stat().st_size <= 40_000


@pytest.mark.parametrize("name", ["usual", "Arabic", "all of it", "lying, signed by two"])
def test_it_is_read_aloud_in_the_right_order(verdicts: Verdicts, name: str) -> None:
    """Tags and text as poppler tells them. After a change of the layout: WRITE_GOLDEN=1, and read what changed."""
    said = spoken(run("pdfinfo", "-struct-text", verdicts.files[name]))
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_text(said, encoding="utf-8")

    assert said == golden.read_text(encoding="utf-8")
