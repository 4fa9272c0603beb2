"""Sources and contacts from their lists. What an editor made or changed on the site stays theirs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import ModelLogEntry

from cms.models import GlossaryTerm, LocalContact, Source


@dataclass(frozen=True, slots=True)
class Listed:
    """What became of a list: keys of rows that were made, that changed, and that an editor's hand kept as they are."""

    made: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def load_sources(rows: Iterable[dict[str, Any]], *, overwrite: bool) -> Listed:
    """Make or update the sources."""
    return _load(Source, rows, overwrite)


def load_glossary(rows: Iterable[dict[str, Any]], *, overwrite: bool) -> Listed:
    """Make or update the difficult words. Their sources are there already; a row names one by its key."""
    keys = dict(Source.objects.values_list("key", "pk"))
    return _load(GlossaryTerm, [_with_source(row, keys) for row in rows], overwrite)


def _with_source(row: dict[str, Any], keys: Mapping[str, int]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "source"} | {"source_id": keys.get(row["source"])}


def load_contacts(rows: Iterable[dict[str, Any]], *, overwrite: bool) -> Listed:
    """Make or update the contacts that hold for everybody. Those of organisations are never touched."""
    return _load(LocalContact, [row | {"organisation": None} for row in rows], overwrite)


def _load(model: type[models.Model], rows: Iterable[dict[str, Any]], overwrite: bool) -> Listed:
    made, changed, kept = [], [], []
    known = _everybodys(model)
    by_editors = _edited_in_admin(model)
    for row in rows:
        found = known.get(row["key"])
        if found is None:
            model._default_manager.create(**row)
            made.append(row["key"])
        elif all(getattr(found, name) == value for name, value in row.items()):
            continue
        elif str(found.pk) in by_editors and not overwrite:
            kept.append(row["key"])
        else:
            model._default_manager.filter(pk=found.pk).update(**row)
            changed.append(row["key"])
    return Listed(tuple(made), tuple(changed), tuple(kept))


def _everybodys(model: type[models.Model]) -> dict[str, Any]:
    rows = model._default_manager.all()
    if model is LocalContact:
        rows = rows.filter(organisation=None)
    return {row.key: row for row in rows}  # type: ignore[attr-defined]


def _edited_in_admin(model: type[models.Model]) -> set[str]:
    """The rows that somebody made or changed on the site: Wagtail logs that, and loading logs nothing."""
    entries = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
    return set(entries.values_list("object_id", flat=True))
