"""The privacy page says what the retention file says, and so what the software does."""

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.kept import what_is_kept
from accounts.retention import RetentionError, load, retention
from cms.models import StandardPage
from tests.factories import home_page

FIELD = "{class: contact, purpose: p, basis: agreement, keep: short, on_erase: %s, export: true, reason: r}"
TEXT = """
periods: {{short: {{nl: een dag, en: a day, days: 1}}}}
subjects: {{one: {{nl: {{title: T, what: w, why: y{stays}}}}}}}
models: {{accounts.Learner: {{subject: one, of: pk, fields: {{email: {field}}}}}}}
"""


def test_every_model_about_a_person_is_under_a_subject_or_follows_one() -> None:
    follows = {  # its rows are told of under another subject
        *("account.EmailConfirmation", "mfa.Authenticator", "wagtailadmin.EditingSession", "wagtailadmin.FormState"),
        *("wagtailcore.APIToken", "wagtailcore.PageSubscription", "wagtailcore.Revision", "wagtailcore.Comment"),
        *("wagtailcore.CommentReply", "wagtailcore.WorkflowState", "wagtailcore.TaskState", "wagtailcore.UploadedFile"),
    }

    assert set(retention().owners) - set(retention().subject_of) == follows


def test_a_subject_says_how_long_from_its_models() -> None:
    by = load(TEXT.format(stays="", field=FIELD % "delete"))

    with override("nl"):
        assert [(kept.title, kept.how_long, kept.stays) for kept in what_is_kept(by)] == [("T", ("een dag",), "")]


@pytest.mark.parametrize(("stays", "on_erase"), [("", "keep"), (", stays: s", "delete"), (", stays: s", '"null"')])
def test_a_subject_cannot_say_otherwise_than_its_models(stays: str, on_erase: str) -> None:
    with pytest.raises(RetentionError, match="stays"):
        load(TEXT.format(stays=stays, field=FIELD % on_erase))


@pytest.mark.django_db
def test_editors_can_put_it_on_a_page(client: Client) -> None:
    body = [{"type": "kept", "value": None, "id": "0d9a7f5e-0000-4000-8000-000000000001"}]
    body += [{"type": "help", "value": None, "id": "0d9a7f5e-0000-4000-8000-000000000002"}]
    home_page().add_child(instance=StandardPage(title="Privacy", slug="privacy", body=body))

    page = client.get("/privacy/").content.decode()

    assert all(kept.title in page for kept in what_is_kept())
    assert "na een mail in maand 22 en 23" in page
    assert "Vraag het aan de organisatie die je hier uitnodigde" in page
