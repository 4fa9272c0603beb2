"""Many files at once, and what a fault of one does to the others."""

import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from certificates.models import Certificate
from certificates.services import issue
from tests.factories import make_course, make_enrolment, walk

pytestmark = pytest.mark.django_db


def issued(course: object, names: list[str]) -> None:
    for name in names:
        enrolment = walk(make_enrolment(course))
        issue(enrolment=enrolment, name=name, at=enrolment.completed_at)


def test_files_are_made_for_all_that_have_none_and_only_once(capsys: pytest.CaptureFixture[str]) -> None:
    issued(make_course(modules=1), ["Henk", "Ingrid", "Joyce"])

    call_command("make_certificates", "--limit", "2")
    call_command("make_certificates")
    before = set(Certificate.objects.values_list("pdf_sha256", flat=True))
    call_command("make_certificates")

    assert capsys.readouterr().out.split("\n") == ["2 made", "1 made", "0 made", ""]
    assert len(before) == 3
    assert set(Certificate.objects.values_list("pdf_sha256", flat=True)) == before


def test_one_that_cannot_be_drawn_does_not_keep_the_others_waiting(capsys: pytest.CaptureFixture[str]) -> None:
    issued(make_course(modules=1), ["Henk", "Jan ꦗ", "Joyce"])

    with pytest.raises(CommandError, match="1 not made"):
        call_command("make_certificates")

    assert "U+A997" in capsys.readouterr().err
    assert Certificate.objects.filter(made_at__isnull=False).count() == 2


def test_fresh_process_can_begin_before_django_is_set_up() -> None:
    """As each process of `--processes 2` does; the whole of it is run by `python -m bench --only-certificates`."""
    subprocess.run([sys.executable, "-c", "import certificates.batch"], check=True)
