"""The file itself: what is in it, that it stays the same, and that it reaches nothing."""

import hashlib
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import zxingcpp
from django.utils.translation import gettext, override

from certificates import fonts, pdf
from certificates.checks import certificates_have_their_fonts
from certificates.payload import CertificateFacts
from certificates.pdf import NotRendered, packaged_files, packaged_only, render, study_time
from tests.certificates.paper import reader, sheets, structure, text

ROOT = Path(__file__).resolve().parents[2]
RENDER = """
import django, json, sys
django.setup()
from certificates.payload import CertificateFacts
from certificates.pdf import render
sys.stdout.buffer.write(render(CertificateFacts.from_payload(json.load(sys.stdin))))
"""

# As the worker does before it is forked, which its memory counts on.
LOAD = """
import django, sys
django.setup()
from certificates import making
making.load()
assert {"fontTools.subset", "pyhanko.sign", "pyld.jsonld", "weasyprint"} <= set(sys.modules)
"""


@pytest.fixture(scope="module")
def canary() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that writes down who comes by."""
    visits: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            visits.append(self.path)
            self.send_error(404)

        def log_message(self, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Server)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", visits
    server.shutdown()
    server.server_close()


# --- What it says -----------------------------------------------------------------------------------------------


def test_certificate_says_every_fact(facts: CertificateFacts) -> None:
    content = render(replace(facts, result="Geslaagd: 9 van 10 vragen goed"))

    said = text(content)
    wanted = {
        "Certificaat", "Aïsha de Vries-Çelik", facts.statement, facts.course_title, *facts.goals, "3 mei 2026",
        "4 mei 2026", "2.3", "Leerkring Voorbeeldstad", "leren@leerkring.example", "Geslaagd: 9 van 10 vragen goed",
        "7KQ4-XH2M-9ZP3-TVB6-WY8NC-E5RJD", "leerkring.example/c/",
    }  # fmt: skip
    assert {fact for fact in wanted if fact not in said} == set()


def test_only_a_demonstration_says_that_it_is_one(facts: CertificateFacts) -> None:
    with override(facts.language):
        sentence = gettext("This is a demonstration, not a real certificate.")

    assert sentence in text(render(replace(facts, is_demo=True)))
    assert sentence not in text(render(facts))


def test_certificate_is_in_its_own_language_whatever_the_visitor_reads(facts: CertificateFacts) -> None:
    with override("nl"):
        content = render(replace(facts, language="en"))

    assert "3 May 2026" in text(content)
    assert "Completed on" in text(content)
    assert reader(content).trailer["/Root"]["/Lang"] == "en"


def test_qr_code_on_paper_leads_to_the_page_that_checks_it(facts: CertificateFacts, tmp_path: Path) -> None:
    [sheet] = sheets(render(facts), tmp_path)

    found = zxingcpp.read_barcodes(sheet)

    assert [code.text for code in found] == [facts.check_url]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "60 minutes (1 hour)"),
        (61, "61 minutes (1 hour and 1 minute)"),
        (135, "135 minutes (2 hours and 15 minutes)"),
    ],
)
def test_study_time_is_in_minutes_and_from_an_hour_on_in_hours_too(minutes: int, words: str) -> None:
    with override("en"):
        assert study_time(minutes) == words


# --- For everybody, and for the archive ---------------------------------------------------------------------------


def test_certificate_is_tagged_and_knows_its_language_title_author_and_date(facts: CertificateFacts) -> None:
    document = reader(render(facts))

    root, metadata = document.trailer["/Root"], document.metadata
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "nl"
    assert 'pdfuaid:part="1"' in root["/Metadata"].get_data().decode()
    assert metadata.title == "Certificaat: De kring om een gezin – Aïsha de Vries-Çelik"
    assert metadata.author == "Leerkring Voorbeeldstad"
    assert metadata.creation_date.date() == facts.issued_on
    assert metadata.modification_date.date() == facts.issued_on


def test_certificate_reads_aloud_with_headings_a_table_and_a_picture_in_words(facts: CertificateFacts) -> None:
    elements = structure(render(facts))

    kinds = [str(element["/S"]) for element in elements]
    pictures = [element for element in elements if element["/S"] == "/Figure"]
    assert [kind for kind in kinds if re.fullmatch(r"/H\d|/Table|/Caption|/Figure", kind)] == [
        "/H1", "/H2", "/Table", "/Caption", "/Figure", "/H2",
    ]  # fmt: skip
    assert kinds.count("/TH") == kinds.count("/TD") == 5
    assert [facts.check_url in picture["/Alt"] for picture in pictures] == [True]


@pytest.mark.parametrize("name", ["Aïsha de Vries-Çelik", "Şükrü Yılmaz-Łukaszewska"])
def test_certificate_carries_its_own_fonts(facts: CertificateFacts, name: str) -> None:
    content = render(replace(facts, name=name))

    fonts = [font for page in reader(content).pages for font in page["/Resources"]["/Font"].values()]
    descriptors = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert name in text(content)
    assert {re.sub(r"^.*\+", "", str(item["/FontName"])).split("-")[0] for item in descriptors} == {"Certificate"}
    assert all(any(key.startswith("/FontFile") for key in item) for item in descriptors)
    assert all("/ToUnicode" in font.get_object() for font in fonts)


# --- The same for ever ----------------------------------------------------------------------------------------------


def test_same_facts_give_the_same_bytes_in_another_process(facts: CertificateFacts) -> None:
    made = [
        subprocess.run(  # noqa: S603 -- fixed arguments
            [sys.executable, "-c", program],
            cwd=ROOT,
            input=json.dumps(facts.to_payload()).encode(),
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings_test", "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        )
        for program, seed, zone in [(RENDER, "1", "UTC"), (RENDER, "2", "Asia/Tokyo"), (LOAD + RENDER, "3", "UTC")]
    ]

    assert [process.stderr for process in made] == [b"", b"", b""]
    assert {hashlib.sha256(process.stdout).hexdigest() for process in made} == {
        hashlib.sha256(render(facts)).hexdigest()
    }


def test_other_facts_give_another_file_with_another_identity(facts: CertificateFacts) -> None:
    one, other = reader(render(facts)), reader(render(replace(facts, name="Jan Bos")))

    assert one.trailer["/ID"] != other.trailer["/ID"]


def test_certificate_is_small_enough_to_send(facts: CertificateFacts) -> None:
    assert len(render(facts)) < 40_000


# --- It reaches nothing -----------------------------------------------------------------------------------------------


def test_markup_in_facts_is_text_and_nothing_is_fetched(facts: CertificateFacts, canary: tuple[str, list[str]]) -> None:
    address, visits = canary
    name = f"<img src={address}/>"
    statement = f"<link rel=attachment href=file:///etc/passwd> <link rel=stylesheet href={address}/x.css>"
    title = f"<style>@import url({address}/y.css)</style>{{{{ facts.code }}}}"

    content = render(replace(facts, name=name, statement=statement, course_title=title, goals=(name,), issuer=name))

    assert visits == []
    assert reader(content).attachments == {}
    assert [
        part for part in [name, statement, title] if part.replace(" ", "") not in text(content).replace(" ", "")
    ] == []


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "https://localhost/", "ftp://localhost/", "file:///etc/passwd"]
)
def test_fetcher_reaches_neither_network_nor_files(address: str) -> None:
    with pytest.raises(ValueError, match="disallowed protocol"):
        packaged_only().fetch(address)


@pytest.mark.parametrize(
    "markup",
    [
        '<img alt="x" src="{address}/">',
        '<img alt="x" src="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<link rel="stylesheet" href="{address}/x.css">',
        '<p style="background: url({address}/y.png)">x</p>',
    ],
)
def test_template_that_reaches_out_is_refused_aloud(
    facts: CertificateFacts, canary: tuple[str, list[str]], markup: str, tmp_path: Path, settings: Any
) -> None:
    address, visits = canary
    (tmp_path / "certificates").mkdir()
    (tmp_path / "certificates" / "pdf.html").write_text(
        f'<html lang="nl"><title>x</title>{markup.format(address=address)}<p id="end">x</p>'
    )
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]

    with pytest.raises(NotRendered, match=r"http://|file://"):
        render(facts)

    assert visits == []


# --- Around it ----------------------------------------------------------------------------------------------------


def test_every_line_of_the_style_sheet_is_understood(facts: CertificateFacts, caplog: pytest.LogCaptureFixture) -> None:
    pdf._style.cache_clear()

    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        render(facts)

    assert [record.getMessage() for record in caplog.records] == []


def test_missing_font_is_an_error_that_names_the_command_that_mends_it(
    settings: Any, monkeypatch: Any, tmp_path: Path
) -> None:
    monkeypatch.setattr(pdf, "FONTS", tmp_path)

    [error] = certificates_have_their_fonts(None)

    assert error.id == "certificates.E001"
    assert "atkinson-hyperlegible-latin-400-normal.woff2" in error.msg
    assert "make demo" in error.hint


def test_missing_fallback_font_is_named_too(settings: Any, monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "_folder", lambda package: tmp_path / package)

    [error] = certificates_have_their_fonts(None)

    assert "noto-sans-ethiopic" in error.msg


def test_all_that_the_style_sheet_names_is_there() -> None:
    assert certificates_have_their_fonts(None) == []
    assert len(packaged_files()) == 5


def test_starting_up_does_not_load_weasyprint() -> None:
    code = "import django, sys; django.setup(); import config.urls; assert 'weasyprint' not in sys.modules"

    subprocess.run(  # noqa: S603 -- fixed arguments
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings_test"},
        check=True,
    )
