"""What a page remembers of the file it was loaded from, so that no editor's work is overwritten unseen.

The mark is kept in the page's `source_hash`: half of it speaks of the file, half of the content as it was loaded.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page

from courses.content import canonical_hash
from courses.freezing import LEFT_OUT_WHEN_EMPTY

HALF = 32  # 128 bits each
GONE = "0" * HALF


@dataclass(frozen=True, slots=True)
class Mark:
    """A file and the content that was made of it."""

    file: str
    content: str

    @classmethod
    def of(cls, sha256: str, content: str) -> "Mark":
        """The mark of a file and a content, by their hashes."""
        return cls(sha256[:HALF], content[:HALF])

    @classmethod
    def read(cls, stored: str) -> "Mark":
        """The mark as a page keeps it; an empty one for a page that was never loaded."""
        return cls(stored[:HALF], stored[HALF:])

    def __str__(self) -> str:
        return self.file + self.content

    @property
    def without_file(self) -> "Mark":
        """The same content, of a file that is no longer there."""
        return Mark(GONE, self.content)


def content_hash(page: Page, names: Iterable[str]) -> str:
    """The hash of these fields of a page, the half of it that a mark keeps. As in a release, an empty late-comer
    counts for nothing: what was loaded before it existed is not an editor's work."""
    values = {name: stored(page, name) for name in names}
    kept = {name: value for name, value in values.items() if value or name not in LEFT_OUT_WHEN_EMPTY}
    return canonical_hash(kept)[:HALF]


def stored(page: Page, name: str) -> Any:
    """A field as it is stored: a StreamField as plain data."""
    field, value = page._meta.get_field(name), getattr(page, name)
    if not isinstance(field, StreamField):
        return str(value) if isinstance(value, str) else value
    raw = field.get_prep_value(value)
    return json.loads(raw) if isinstance(raw, str) else list(raw)
