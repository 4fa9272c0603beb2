"""Every field says what it is for and when it goes, or the build fails."""

import pytest
from django.apps import apps
from django.core import checks
from django.db import models
from django.test.utils import isolate_apps

from accounts.models import Learner, User
from accounts.retention import RetentionError, load, retention, unclassified_fields, vanished_fields

FIELD = "{class: contact, purpose: p, basis: agreement, keep: short, on_erase: delete, export: true}"


def test_every_field_of_every_installed_model_is_classified() -> None:
    assert unclassified_fields() == []


def test_nothing_is_classified_that_does_not_exist() -> None:
    assert vanished_fields() == []


def test_the_check_is_part_of_every_build() -> None:
    assert checks.run_checks(tags=["privacy"]) == []
    assert checks.registry.registry.tag_exists("privacy")


@isolate_apps("accounts")
def test_a_new_field_that_nobody_classified_is_found() -> None:
    class Learner(models.Model):  # noqa: DJ008 -- only its fields matter
        uuid = models.UUIDField()
        shoe_size = models.IntegerField()
        friends = models.ManyToManyField("self")

        class Meta:
            app_label = "accounts"

    found = unclassified_fields([Learner])

    assert found == ["accounts.Learner.shoe_size", "accounts.Learner.friends"]


@isolate_apps("accounts")
def test_a_new_model_of_ours_is_found_whole() -> None:
    class Diary(models.Model):  # noqa: DJ008 -- only its fields matter
        text = models.TextField()

        class Meta:
            app_label = "accounts"

    assert unclassified_fields([Diary]) == ["accounts.Diary.id", "accounts.Diary.text"]


def test_a_field_that_is_taken_out_of_the_file_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    without = {name: rule for name, rule in retention().models["accounts.Learner"].items() if name != "email"}
    monkeypatch.setitem(retention().models, "accounts.Learner", without)

    messages = checks.run_checks(tags=["privacy"])

    assert [(message.id, message.msg) for message in messages] == [
        ("accounts.E001", "accounts.Learner.email is not classified.")
    ]


def test_a_star_does_not_count_for_models_of_ours() -> None:
    by = load(f"periods: {{short: a day}}\nmodels: {{accounts.Learner: {{'*': {FIELD[:-1]}, reason: r}}}}}}")

    assert by.rule(Learner, "email") is None


def test_what_leaves_with_the_person_is_what_says_who_they_are() -> None:
    by = retention()
    identifying = {
        f"{label}.{name}": rule.on_erase
        for label, rules in by.models.items()
        for name, rule in rules.items()
        if rule.field_class in {"identity", "contact", "learning", "secret"}
    }

    assert set(identifying.values()) <= {"delete", "null"}
    assert by.rule(User, "email").export is True


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        (FIELD.replace("contact", "shoes"), "class"),
        (FIELD.replace("short", "for ever"), "keep"),
        (FIELD.replace("delete", "shred"), "on_erase"),
        (FIELD.replace("agreement", "because"), "basis"),
        (FIELD.replace("true", "perhaps"), "export"),
        (FIELD.replace("delete", "keep"), "reason"),
        (FIELD.replace("purpose: p, ", ""), "purpose"),
        (FIELD.replace("purpose", "porpoise: x, purpose"), "porpoise"),
    ],
)
def test_a_file_that_says_nonsense_is_refused(wrong: str, complaint: str) -> None:
    with pytest.raises(RetentionError, match=complaint):
        load(f"periods: {{short: a day}}\nmodels: {{accounts.Learner: {{fields: {{email: {wrong}}}}}}}")


def test_every_installed_app_of_ours_is_in_the_file_once_it_has_models() -> None:
    ours = {"accounts", "cms", "courses", "learning", "certificates"} & set(apps.app_configs)

    assert {label.split(".")[0] for label in retention().models} >= ours
