"""The status list: a random place given once, a bit for what ended, nothing about the rest."""

import base64
import gzip
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from certificates import proof, status
from certificates.models import Certificate
from certificates.services import issue, revoke
from learning.models import Enrolment
from tests.factories import make_course, make_enrolment, walk

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def course() -> Any:
    return make_course(modules=1)


def issued(course: Any) -> Certificate:
    enrolment: Enrolment = walk(make_enrolment(course))
    return issue(enrolment=enrolment, name="Henk", at=timezone.now())


def bits(client: Client, number: int = 1) -> set[int]:
    """The places that are on, as a verifier reads them."""
    said = json.loads(client.get(f"/status/{number}").content)
    assert proof.is_ours(said)
    packed = said["credentialSubject"]["encodedList"]
    content = gzip.decompress(base64.urlsafe_b64decode(packed[1:] + "=" * (-len(packed[1:]) % 4)))
    assert (packed[0], len(content)) == ("u", 16_384)
    return {place * 8 + bit for place, byte in enumerate(content) for bit in range(8) if byte & 128 >> bit}


def test_place_is_given_once(course: Any) -> None:
    certificate = issued(course)

    assert status.give_place(certificate) == status.give_place(Certificate.objects.get())


def test_place_that_is_taken_is_not_given_again(course: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    places = iter([7, 7, 7, 9])
    monkeypatch.setattr(status.secrets, "randbelow", lambda size: next(places))

    given = [status.give_place(issued(course))["statusListIndex"] for _ in range(2)]

    assert given == ["7", "9"]


def test_next_list_begins_when_one_is_half_full(course: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status, "FULL", 2)

    given = [status.give_place(issued(course))["statusListCredential"] for _ in range(3)]

    assert [address.rpartition("/")[2] for address in given] == ["1", "1", "2"]


def test_list_shows_what_was_revoked_and_nothing_else(course: Any, client: Client) -> None:
    certificates = [issued(course) for _ in range(3)]
    for certificate in certificates:
        status.give_place(certificate)
    before = bits(client)

    revoke(certificate=certificates[1], reason="mistake", at=timezone.now())

    assert before == set()
    assert bits(client) == {certificates[1].status_index}


def test_list_is_there_before_anything_was_issued_and_no_other(client: Client) -> None:
    assert bits(client) == set()
    assert client.get("/status/2").status_code == 404
    assert client.get("/status/0").status_code == 404


def test_list_is_open_to_anybody_small_and_without_cookies(client: Client) -> None:
    response = client.get("/status/1")

    assert len(response.content) < 1500
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Content-Type"] == "application/vc"
    assert not response.cookies


def test_list_is_signed_once_a_day_as_long_as_nothing_changes() -> None:
    lists = [status.signed_list(1, at=AT + timedelta(hours=hours)) for hours in (0, 10, 20)]

    assert [one["validFrom"] for one in lists] == [
        "2026-05-04T00:00:00Z",
        "2026-05-04T00:00:00Z",
        "2026-05-05T00:00:00Z",
    ]
    assert lists[0] == lists[1]


def test_first_place_is_the_leftmost_bit() -> None:
    packed = status.encode([0, 9])

    content = gzip.decompress(base64.urlsafe_b64decode(packed[1:] + "==="))
    assert content[:2] == bytes([0b1000_0000, 0b0100_0000])
