"""What staff hears of, and who may do what."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import User
from certificates.models import Certificate
from certificates.services import ask_for_name, decline_name, tell_staff_of_wish
from curriculum.site import EDITORS_MAY, ensure_editors
from tests.factories import LearnerFactory, UserFactory, home_page, make_certificate, make_course

pytestmark = pytest.mark.django_db
GIVING = {"certificates": "0004_editors_may_work_with_certificates", "cms": "0005_editors_may_explain_words"}


@pytest.fixture
def certificate() -> Certificate:
    return make_certificate("Aïsha de Vries", course=make_course(title="De kring"), learner=LearnerFactory())


@pytest.fixture
def decider() -> User:
    user = UserFactory(email="fatma@example.org", is_staff=True)
    names = ["access_admin", "view_certificate", "change_certificate", "view_namecorrection"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


def ask(certificate: Certificate, **facts: str) -> Any:
    asked = {"name": "Aïsha Çelik", "explanation": "Getrouwd", "at": timezone.now()} | facts
    return ask_for_name(certificate=certificate, **asked)


@pytest.mark.parametrize("address", ["redactie@example.org", ""])
def test_staff_hears_that_a_name_is_asked_for_and_not_which(
    certificate: Certificate,
    decider: User,
    address: str,
    client: Client,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.EDITORS_EMAIL = address
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    UserFactory(email="lezer@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        ask(certificate)
        ask(certificate)

    [told] = mail.outbox
    assert (told.to, told.subject) == (
        [address or "fatma@example.org"],
        "Iemand vraagt om een andere naam op een bewijs",
    )
    assert "“De kring”" in told.body
    assert not re.search("Aïsha|Çelik|Vries|Getrouwd", told.subject + told.body)
    link = re.search(rf"^{settings.SITE_URL}(\S+)$", told.body, re.MULTILINE)
    assert link
    client.force_login(decider)
    assert "Aïsha Çelik" in client.get(link[1]).content.decode()


def test_a_wish_that_was_decided_on_is_not_told(certificate: Certificate, settings: Any) -> None:
    settings.EDITORS_EMAIL = "redactie@example.org"
    wish = ask(certificate)
    decline_name(correction=wish, at=timezone.now(), answer="Nee.")

    assert (tell_staff_of_wish(correction_id=wish.pk), mail.outbox) == (0, [])


def test_the_first_page_counts_the_names_that_wait(certificate: Certificate, decider: User, client: Client) -> None:
    client.force_login(decider)
    before = client.get("/admin/").content.decode()
    wish = ask(certificate, at=timezone.now() - timedelta(days=3))
    waiting = client.get("/admin/").content.decode()
    decline_name(correction=wish, at=timezone.now(), answer="Nee.")
    after = client.get("/admin/").content.decode()

    told = ["1 deelnemer vraagt om een andere naam" in page for page in (before, waiting, after)]
    assert told == [False, True, False]
    assert "Çelik" not in waiting


@pytest.mark.parametrize(("app", "name"), GIVING.items())
def test_editors_of_a_site_that_was_there_get_what_those_of_a_new_site_get(app: str, name: str) -> None:
    group = Group.objects.create(name="Redacteuren")
    Permission.objects.filter(content_type__app_label=app).delete()  # all migrations at once
    while_migrating = MigrationLoader(connection).project_state([(app, name)]).apps

    import_string(f"{app}.migrations.{name}.give")(while_migrating, None)
    given = set(group.permissions.values_list("codename", flat=True))
    group.permissions.clear()
    ensure_editors(home_page())

    assert given == {codename for codename in EDITORS_MAY[app] if app == "certificates" or "glossary" in codename}
    assert not group.permissions.exists()  # what was taken away stays away


def test_a_site_without_the_group_gets_none() -> None:
    import_string(f"certificates.migrations.{GIVING['certificates']}.give")(apps, None)

    assert not Group.objects.filter(name="Redacteuren").exists()
