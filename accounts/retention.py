"""Reads `retention.yaml`: what is kept about people, field by field, and whether any field was forgotten."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.conf import settings
from django.db.models import Model

FILE = Path(__file__).with_name("retention.yaml")
CLASSES = {"identity", "contact", "learning", "staff", "secret", "technical", "content"}
BASES = {"agreement", "legitimate_interest", "none"}
ON_ERASE = {"delete", "null", "pseudonymise", "keep"}
EVERY_FIELD = "*"
BESIDE_FIELDS = {"fields", "of", "since", "subject", EVERY_FIELD}
#: A session says whose it is only to who reads it; erasing does that.
FOUND_BY_READING = {"sessions.Session"}


class RetentionError(ValueError):
    """The retention file says something that means nothing, or says too little."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for one field."""

    field_class: str
    purpose: str
    basis: str
    keep: str
    on_erase: str
    export: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """How long: in words by language, and in days where a clock can say it."""

    words: dict[str, str]
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """The whole file: rules by model label and field name; and what it says of whole models."""

    periods: dict[str, Period]
    models: dict[str, dict[str, Rule]]
    subjects: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)  # by key and language
    owners: dict[str, tuple[str, ...]] = field(default_factory=dict)  # the ways from a row to a user or learner
    since: dict[str, str] = field(default_factory=dict)
    subject_of: dict[str, str] = field(default_factory=dict)

    def rule(self, model: type[Model], field_name: str) -> Rule | None:
        """The rule for a field; for models that are not ours one rule may stand for all fields."""
        rules = self.models.get(model._meta.label, {})
        if field_name in rules:
            return rules[field_name]
        return None if is_ours(model) else rules.get(EVERY_FIELD)


def is_ours(model: type[Model]) -> bool:
    """Whether the model is of this project, and so has to be classified field by field."""
    if model._meta.app_label not in apps.app_configs:
        return True  # a model that no installed app owns is one that a test made up
    path = Path(apps.get_app_config(model._meta.app_label).path)
    return path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts


@cache
def retention() -> Retention:
    """The file that ships with the product."""
    return load(FILE.read_text(encoding="utf-8"))


def load(text: str) -> Retention:
    """Read and check the text of a retention file."""
    data = yaml.safe_load(text)
    periods = {name: _period(said) for name, said in data["periods"].items()}
    subjects = data.get("subjects", {})
    entries: dict[str, dict[str, Any]] = data["models"]
    for label, entry in entries.items():
        if entry.get("subject", "") not in {"", *subjects}:
            raise RetentionError(f"{label}: there is no subject {entry['subject']!r}.")
    models = {label: dict(_rules(label, entry, periods)) for label, entry in entries.items()}
    for key, words in subjects.items():
        of_subject = [models[label] for label, entry in entries.items() if entry.get("subject") == key]
        is_left = any(rule.on_erase in {"keep", "pseudonymise"} for rules in of_subject for rule in rules.values())
        if any(("stays" in said) != is_left for said in words.values()):
            raise RetentionError(f"subject {key}: `stays` does not say what its models do.")
    return Retention(
        periods=periods,
        models=models,
        subjects=subjects,
        owners={label: tuple(_as_list(entry["of"])) for label, entry in entries.items() if "of" in entry},
        since={label: entry["since"] for label, entry in entries.items() if "since" in entry},
        subject_of={label: entry["subject"] for label, entry in entries.items() if "subject" in entry},
    )


def _as_list(said: str | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else said


def _period(said: str | dict[str, Any]) -> Period:
    if isinstance(said, str):
        return Period({"en": said})
    return Period({language: text for language, text in said.items() if language != "days"}, said.get("days"))


def _rules(label: str, entry: dict[str, Any], periods: dict[str, Period]) -> Iterator[tuple[str, Rule]]:
    shared = {key: value for key, value in entry.items() if key not in BESIDE_FIELDS}
    fields = entry.get("fields", {})
    if EVERY_FIELD in entry:
        fields = {**fields, EVERY_FIELD: entry[EVERY_FIELD]}
    for name, own in fields.items():
        own = {"purpose": own} if isinstance(own, str) else own
        yield name, _rule(f"{label}.{name}", {**shared, **own}, periods)


def _rule(label: str, said: dict[str, Any], periods: dict[str, Period]) -> Rule:
    missing = {"class", "purpose", "basis", "keep", "on_erase", "export"} - said.keys()
    if missing:
        raise RetentionError(f"{label} does not say: {', '.join(sorted(missing))}.")
    unknown = said.keys() - {"class", "purpose", "basis", "keep", "on_erase", "export", "reason"}
    if unknown:
        raise RetentionError(f"{label} says something unknown: {', '.join(sorted(unknown))}.")
    for key, allowed in (("class", CLASSES), ("basis", BASES), ("keep", periods.keys()), ("on_erase", ON_ERASE)):
        if said[key] not in allowed:
            raise RetentionError(f"{label}: {key} cannot be {said[key]!r}.")
    if not isinstance(said["export"], bool):
        raise RetentionError(f"{label}: export is true or false.")
    reason = said.get("reason", "")
    if not reason and (said["on_erase"] == "keep" or label.endswith(f".{EVERY_FIELD}")):
        raise RetentionError(f"{label} needs a reason.")
    return Rule(
        field_class=said["class"],
        purpose=said["purpose"],
        basis=said["basis"],
        keep=said["keep"],
        on_erase=said["on_erase"],
        export=said["export"],
        reason=reason,
    )


def own_fields(model: type[Model]) -> list[str]:
    """The names of the columns and links that this model itself adds to the database."""
    return [field.name for field in [*model._meta.local_fields, *model._meta.local_many_to_many]]


def unclassified_fields(models: Iterable[type[Model]] | None = None, by: Retention | None = None) -> list[str]:
    """Fields that the file does not speak of, as `app.Model.field`."""
    by = by or retention()
    models = apps.get_models() if models is None else models
    return [
        f"{model._meta.label}.{name}" for model in models for name in own_fields(model) if by.rule(model, name) is None
    ]


def vanished_fields(by: Retention | None = None) -> list[str]:
    """Fields of our own installed apps that the file speaks of, but that exist no longer."""
    by = by or retention()
    known = {model._meta.label: own_fields(model) for model in apps.get_models()}
    ours = {config.label for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR}
    return [
        f"{label}.{name}"
        for label, rules in by.models.items()
        for name in rules
        if label.split(".")[0] in ours and name not in known.get(label, [])
    ]


def links_of_staff(label: str, by: Retention | None = None) -> list[str]:
    """Fields that say which editor did something, on rows that are not about that editor."""
    rules = (by or retention()).models[label]
    return [name for name, rule in rules.items() if rule.field_class == "staff" and rule.on_erase == "null"]


def models_without_owner(by: Retention | None = None) -> list[str]:
    """Models that are about a person, while the file does not say which."""
    by = by or retention()
    return [
        label
        for label, rules in by.models.items()
        if label not in by.owners.keys() | FOUND_BY_READING
        and any(
            name not in links_of_staff(label, by) and (rule.on_erase in {"delete", "null"} or rule.export)
            for name, rule in rules.items()
        )
    ]
