"""The accessibility statement: nothing is stated that no editor filled in."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.test import Client

from cms.statement import AccessibilityStatementPage, Status
from tests.factories import home_page

pytestmark = pytest.mark.django_db
WHOLE = {
    "organisation": "Gemeente Wilgenbeek",
    "scope": "leren.wilgenbeek.example",
    "signed_by": "A. de Vries, wethouder",
    "established_on": date(2026, 11, 1),
}
INSPECTION = {"date": "2026-10-01", "by": "Bureau Kijk", "what": "WCAG-EM", "report": "https://kijk.example/r"}
DEVIATION = {
    "criterion": "1.2.2 Ondertiteling",
    "description": "Eén video heeft geen ondertiteling.",
    "cause": "Van voor de regel.",
    "effect": "Wie slecht hoort, mist wat er gezegd wordt.",
    "alternative": "De tekst staat onder de video.",
    "measure": "We maken ondertiteling.",
    "planned_for": "maart 2027",
}


def page(**facts: object) -> AccessibilityStatementPage:
    found = AccessibilityStatementPage(title="Toegankelijkheid", slug="toegankelijkheid", **facts)
    home_page().add_child(instance=found)
    return found


def block(name: str, value: dict[str, str]) -> str:
    return json.dumps([{"type": name, "value": value}])


def test_new_statement_states_nothing(client: Client) -> None:
    page()

    html = client.get("/toegankelijkheid/").content.decode()

    assert "Er is nog geen verklaring" in html
    assert not any(f"{letter}: " in html for letter in "ABCDE")
    assert "EN 301 549" not in html


def test_statement_shows_all_that_the_format_asks_for(client: Client) -> None:
    page(
        **WHOLE,
        status=Status.B,
        inspections=block("inspection", INSPECTION),
        deviations=block("deviation", DEVIATION),
        contact="Mail naar help@wilgenbeek.example.",
        next_on=date(2027, 11, 1),
    )

    html = client.get("/toegankelijkheid/").content.decode()

    shown = [*WHOLE.values(), *INSPECTION.values(), *DEVIATION.values(), "B: voldoet gedeeltelijk", "help@wilgenbeek"]
    words = [str(one) for one in shown if not isinstance(one, date) and one != INSPECTION["date"]]
    assert [one for one in words if one not in html] == []
    assert [day for day in ("1 oktober 2026", "1 november 2026", "1 november 2027") if day not in html] == []
    assert "Er is nog geen verklaring" not in html


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({"status": Status.B}, {"organisation", "scope", "signed_by", "established_on", "inspections"}),
        ({"status": Status.D, **WHOLE}, set()),
        ({"status": Status.C, **WHOLE}, {"inspections"}),
        ({"status": Status.B, **WHOLE, "inspections": block("inspection", INSPECTION)}, set()),
        (
            {
                "status": Status.A,
                **WHOLE,
                "inspections": block("inspection", INSPECTION),
                "deviations": block("deviation", DEVIATION),
            },
            {"status"},
        ),
        ({}, set()),
    ],
)
def test_status_needs_what_it_rests_on(facts: dict[str, object], wrong: set[str]) -> None:
    found = page()
    for name, value in facts.items():
        setattr(found, name, value)

    try:
        found.clean()
        errors = set()
    except ValidationError as error:
        errors = set(error.message_dict)

    assert errors == wrong


def test_database_knows_no_other_status() -> None:
    page()

    with pytest.raises(IntegrityError, match="statement_has_a_status"):
        AccessibilityStatementPage.objects.update(status="Z")


def test_evidence_of_a_run_becomes_one_page(tmp_path: Path) -> None:
    run = {
        "part": "sample-0",
        "finished_at": "2026-11-22T22:00:00+00:00",
        "commit": "abc1234",
        "rules": ["wcag2a"],
        "visits": 40,
        "axe_runs": 40,
        "controls_seen_with_focus": 12,
        "faults": ["home [320×256] small"],
        "left_to_people": {"color-contrast: looked at": 3},
    }
    (tmp_path / "sample-0.json").write_text(json.dumps(run))
    said, target = io.StringIO(), tmp_path / "bewijs.html"

    call_command("export_accessibility_evidence", "--from", str(tmp_path), "--to", str(target), stdout=said)

    html = target.read_text(encoding="utf-8")
    assert said.getvalue() == f"{target}: 40 visits, 1 faults.\n"
    assert [
        word for word in ("abc1234", "home [320×256] small", "3 × color-contrast: looked at") if word not in html
    ] == []


def test_without_a_run_there_is_no_evidence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="make test"):
        call_command("export_accessibility_evidence", "--from", str(tmp_path / "none"))
