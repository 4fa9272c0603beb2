"""Taking a course again, seen by a verifier that knows nothing of us: the old one expires, the new one holds."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from certificates.models import Certificate
from certificates.services import issue, make_file
from tests.certificates.foreign.test_credentials import _handed_over, _what_the_site_answers, digitalbazaar
from tests.factories import LearnerFactory, make_course, make_enrolment, walk


@pytest.mark.foreign
@pytest.mark.django_db
def test_who_renews_holds_an_expired_one_and_a_valid_one(client: Client, tmp_path: Path) -> None:
    now, course, learner = timezone.now(), make_course(modules=1), LearnerFactory()
    old = issue(enrolment=walk(make_enrolment(course, learner)), name="Ingrid", at=now)
    Certificate.objects.filter(pk=old.pk).update(expires_at=now + timedelta(days=30))
    new = issue(enrolment=walk(make_enrolment(course, learner)), name="Ingrid", at=now)
    assert old.pk != new.pk
    for certificate in (old, new):
        make_file(certificate_id=certificate.pk)

    later = (now + timedelta(days=31)).isoformat()
    asked = {
        name: {"credential": _handed_over(certificate, tmp_path), "now": later}
        for name, certificate in {"old": old, "new": new}.items()
    }
    said = digitalbazaar(asked, _what_the_site_answers(client))
    Certificate.objects.filter(pk=old.pk).update(expires_at=now - timedelta(days=1))
    pages = [client.get(f"/c/{certificate.code}/").content.decode() for certificate in (old, new)]

    assert {name: one["verified"] for name, one in said.items()} == {"old": False, "new": True}
    assert said["new"]["revoked"] == [False]
    assert ["Dit bewijs is verlopen" in page for page in pages] == [True, False]
    assert ["Dit bewijs is echt" in page for page in pages] == [False, True]
