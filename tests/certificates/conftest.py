"""What the tests of certificates share."""

from datetime import date

import pytest

from certificates.payload import CertificateFacts

CODE = "7KQ4XH2M9ZP3TVB6WY8NCE5RJD"


@pytest.fixture
def facts() -> CertificateFacts:
    """What an ordinary certificate says."""
    return CertificateFacts(
        code=CODE,
        title="Certificaat",
        name="Aïsha de Vries-Çelik",
        course_title="De kring om een gezin",
        statement="heeft deze cursus gevolgd en alle verplichte opdrachten gedaan",
        edition="2.3",
        completed_on=date(2026, 5, 3),
        issued_on=date(2026, 5, 4),
        minutes=135,
        goals=(
            "Je herkent signalen van zorgen bij een kind en benoemt wat je ziet zonder oordeel.",
            "Je voert een eerste gesprek met ouders over wat je is opgevallen.",
            "Je weet wie er om een gezin heen staan en wie je kunt bellen.",
        ),
        result=None,
        issuer="Leerkring Voorbeeldstad",
        issuer_contact="leren@leerkring.example",
        check_url=f"https://leerkring.example/c/{CODE}/",
        language="nl",
    )
