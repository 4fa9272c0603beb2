"""Facts of a file or a list, each judged by the field of the model that will hold it."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from cms.models import Source
from courses.freezing import SOURCE_MARK
from curriculum.cutting import FrontMatter
from curriculum.fences import check
from curriculum.identity import part_id
from exercises.contract import SourceError
from exercises.source import no_unknown, source_number, source_text, source_texts


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts on top of a file; a wrong one becomes a fault at its own line, and reading goes on."""

    matter: FrontMatter
    path: Path
    fault: Callable[[Path, int, Any], None]

    def read(self, name: str, reader: Callable[..., Any], *extra: Any, empty: Any = "") -> Any:
        try:
            return reader(self.matter.data, name, *extra)
        except SourceError as error:
            self.fault(self.path, self.matter.line(name), error)
            return empty

    def text(self, name: str, model: type[models.Model], *default: str) -> str:
        text = self.read(name, source_text, *default)
        try:
            return clean_field(model, name, text) if text else text
        except SourceError as error:
            self.fault(self.path, self.matter.line(name), error)
            return text

    def number(self, name: str, allowed: range, *default: int) -> int:
        return self.read(name, source_number, allowed, *default, empty=0)

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.matter.data.get(name, default)
        if not isinstance(value, bool):
            self.fault(self.path, self.matter.line(name), _("“%(name)s” is true or false.") % {"name": name})
        return bool(value)

    def texts(self, name: str, model: type[models.Model], key: str) -> list[dict[str, Any]]:
        """A list of texts as the StreamField with this name stores it."""
        ((block_type, block),) = model._meta.get_field(name).stream_block.child_blocks.items()  # type: ignore[union-attr]
        values = []
        for number, text in enumerate(self.read(name, source_texts, empty=[]), start=1):
            try:
                check(block, text)
            except SourceError as error:
                self.fault(self.path, self.matter.line(name), f"{number}: {error}")
            uuid = part_id(key, name, str(number))
            values.append({"type": block_type, "id": str(uuid), "value": text})
        return values


def clean_row(item: Any, model: type[models.Model], known: list[str], sources: Container[str]) -> dict[str, Any]:
    """The values of an item as the model takes them; a source stays its key, and must be one of these."""
    if not isinstance(item, dict):
        raise SourceError(_("An item needs names and values, such as “key: S1”."))
    no_unknown(item, *known)
    source = item.get("source")
    if source and source not in sources:
        raise SourceError(_("sources.yaml has no source with this key: %(key)s") % {"key": source})
    row = {name: source if name == "source" else clean_field(model, name, item.get(name)) for name in known}
    if model is Source and not SOURCE_MARK.fullmatch(f"[{row['key']}]"):
        raise SourceError(_("A source's key is S and a number, or a capital, a colon and small letters: S1, L:pharos"))
    return row


def clean_field(model: type[models.Model], name: str, value: Any) -> Any:
    """The value as the model's field takes it. Raises SourceError."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    if value is None and not field.null:
        value = ""
    try:
        return field.clean(str(value) if isinstance(value, int | float) else value, None)
    except ValidationError as error:
        raise SourceError(f"{name}: {' '.join(error.messages)}") from error
