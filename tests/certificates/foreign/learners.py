"""Learners whose certificate is awkward to make, each as facts."""

from dataclasses import replace
from datetime import date

from certificates.payload import CertificateFacts, PrintedAccreditation, Signatory
from tests.certificates.conftest import CODE
from tests.certificates.test_layout import LONGEST_NAME, LONGEST_TITLE, goals

TITLE = LONGEST_TITLE.replace("spannend", "spannender")
USUAL = CertificateFacts(
    code=CODE,
    title="Certificaat",
    name="Aïsha de Vries-Çelik",
    course_title="De kring om een gezin",
    statement="heeft deze cursus gevolgd, alle verplichte opdrachten gedaan en de toets gehaald",
    edition="2.3",
    completed_on=date(2026, 5, 3),
    issued_on=date(2026, 5, 4),
    minutes=135,
    goals=(
        "Je herkent signalen van zorgen bij een kind en benoemt wat je ziet zonder oordeel.",
        "Je voert een eerste gesprek met ouders over wat je is opgevallen.",
    ),
    result="Geslaagd: 9 van 10 vragen goed",
    issuer="Leerkring Voorbeeldstad",
    issuer_contact="leren@leerkring.example",
    check_url=f"http://testserver/c/{CODE}/",
    language="nl",
)
ACCREDITATIONS = (
    PrintedAccreditation("SKJ", "304712", "2.5", "2026-01-01", "2028-12-31"),
    PrintedAccreditation("Registerplein", "461234", "2", "2026-03-01", "2027-02-28"),
)
ALL = replace(USUAL, name=LONGEST_NAME, course_title=TITLE, goals=goals(8, 90), accreditations=ACCREDITATIONS)
LEARNERS = {
    "usual": USUAL,
    "demonstration": replace(USUAL, is_demo=True),
    "name of 60": replace(USUAL, name=LONGEST_NAME),
    "title of 120": replace(USUAL, course_title=TITLE),
    "diacritics": replace(USUAL, name="Şükrü Łukaszewska-Nguyễn Thị Hạnh"),
    "Greek": replace(USUAL, name="Γιώργος Παπαδόπουλος"),
    "Cyrillic": replace(USUAL, name="Ірина Їжакевич-Щербак"),
    "Arabic": replace(USUAL, name="محمد علي الحسن"),
    "eight goals, two accreditations": replace(USUAL, goals=goals(8, 90), accreditations=ACCREDITATIONS, minutes=100),
    "lying, signed by two": replace(
        USUAL,
        layout="landscape",
        valid_until=date(2029, 5, 2),
        signatories=(Signatory("Fatima El Amrani", "directeur"), Signatory("Jan Bos", "docent")),
    ),
    "English": replace(USUAL, language="en", title="Certificate", result=None, minutes=60),
    "all of it": ALL,
    "all of it, Vietnamese": replace(ALL, name="Phạm Nguyễn Thị Hạnh Đặng Quỳnh Trần-Phương Ưởng Ữ"),
}
assert (len(LONGEST_NAME), len(TITLE)) == (60, 120)
