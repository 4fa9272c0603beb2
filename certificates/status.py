"""Which certificates no longer hold, in a form that says nothing of the others: a Bitstring Status List.

https://www.w3.org/TR/vc-bitstring-status-list/ Every certificate has a random place in a list of 131,072 bits; a place
tells neither when it was given nor to whom. The rows are the truth: the list is signed from them when it is asked for.
"""

import base64
import gzip
import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse

from certificates import contexts, keys, proof
from certificates.models import Certificate

SIZE = 131_072
FULL = SIZE // 2  # then a place is still found at once, and a next list begins
LASTS = timedelta(days=7)  # a verifier that kept a list asks again after this
KEPT = 86_400  # seconds


def give_place(certificate: Certificate) -> dict[str, str]:
    """Where the status of this certificate is told, given once: the `credentialStatus` of its credential."""
    while certificate.status_index is None:
        _try_a_place(certificate)
        certificate.refresh_from_db(fields=["status_list", "status_index"])
    assert certificate.status_list is not None
    address = list_address(certificate.status_list)
    return {
        "id": f"{address}#{certificate.status_index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(certificate.status_index),
        "statusListCredential": address,
    }


def list_address(number: int) -> str:
    """Where a list is asked for, by anybody."""
    return settings.SITE_URL + reverse("certificates:status-list", args=[number])


def last_list() -> int:
    """The number of the list in which places are given now; the first is 1."""
    last = Certificate.objects.order_by("-status_list").exclude(status_list=None).values_list("status_list", flat=True)
    number = last.first() or 1
    return number + 1 if Certificate.objects.filter(status_list=number).count() >= FULL else number


def signed_list(number: int, *, at: datetime) -> dict[str, Any]:
    """The list as a credential, as the rows are at this moment. Signed once a day, or when a status changes.

    Raises keys.NoKey.
    """
    places = Certificate.objects.filter(status_list=number).exclude(status=Certificate.Status.VALID)
    ended = sorted(place for place in places.values_list("status_index", flat=True) if place is not None)
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    key = keys.active(keys.Purpose.CREDENTIAL)
    state = f"{number} {key.public} {proof.moment(day)} {ended}"
    name = f"status-list-{hashlib.sha256(state.encode()).hexdigest()}"
    found: dict[str, Any] | None = cache.get(name)
    if found is None:
        found = _sign(list_address(number), encode(ended), day)
        cache.set(name, found, KEPT)
    return found


def encode(places: list[int]) -> str:
    """The bits of these places on, the first bit at the left; compressed, always to the same bytes, as multibase."""
    bits = bytearray(SIZE // 8)
    for place in places:
        bits[place // 8] |= 128 >> (place % 8)
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")


def _try_a_place(certificate: Certificate) -> None:
    place = {"status_list": last_list(), "status_index": secrets.randbelow(SIZE)}
    try:
        with transaction.atomic():
            Certificate.objects.filter(pk=certificate.pk, status_index__isnull=True).update(**place)
    except IntegrityError:  # taken: another one, then
        return


def _sign(address: str, encoded: str, day: datetime) -> dict[str, Any]:
    return proof.sign(
        {
            "@context": [contexts.CREDENTIALS],
            "id": address,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": keys.issuer(),
            "validFrom": proof.moment(day),
            "validUntil": proof.moment(day + LASTS),
            "credentialSubject": {
                "id": f"{address}#list",
                "type": "BitstringStatusList",
                "statusPurpose": "revocation",
                "encodedList": encoded,
            },
        },
        at=day,
    )
