"""Which kinds there are. Read from `settings.EXERCISE_KINDS` when first asked, since models load before `ready()`."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from cms.languages import words_in
from exercises.base import ExerciseBlock
from exercises.contract import Fingerprint, Response, Text


class UnknownKind(LookupError):
    """No installed kind has this name: its package was removed, or the source file has a typing error."""


@cache
def kinds() -> dict[str, ExerciseBlock]:
    """Every installed kind by its name, retired ones included."""
    return {block.kind: block for block in (import_string(path)() for path in settings.EXERCISE_KINDS)}


def kind(name: str) -> ExerciseBlock:
    """The kind with this name. Raises UnknownKind."""
    try:
        return kinds()[name]
    except KeyError as error:
        raise UnknownKind(name) from error


def kind_for_fence(fence: str) -> ExerciseBlock | None:
    """The kind that has a fence of its own in source files (such as `dialoog`), if any."""
    return next((block for block in kinds().values() if block.fence == fence and fence != ExerciseBlock.fence), None)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise as it was frozen: a kind, a value and the id that answers refer to."""

    id: UUID
    block: ExerciseBlock
    value: Any
    language: str = ""  # of its words; empty: the site's own

    @property
    def dom_id(self) -> str:
        """The id of its section on the page."""
        return f"oefening-{self.id}"

    @property
    def is_required(self) -> bool:
        return bool(self.value["is_required"])

    @property
    def is_private(self) -> bool:
        return self.block.is_private(self.value)

    @property
    def fingerprint(self) -> Fingerprint:
        return self.block.fingerprint(self.value)

    @property
    def rules_word(self) -> str:
        """A short word for what decides its result: as long as it is the same, an answer means the same.

        Salted: from a plain hash of few possibilities one could find out which answer is right.
        """
        return salted_hmac("exercises.rules", self.fingerprint.rules).hexdigest()[:16]

    @property
    def texts(self) -> list[Text]:
        """Every text with its role, for print, search and language checks."""
        return self.block.texts(self.value)

    @property
    def contacts(self) -> list[str]:
        """The keys of the contacts it shows."""
        return self.block.contacts(self.value)

    @property
    def styles(self) -> tuple[str, ...]:
        """The style sheets that its page loads."""
        return self.block.styles_for(self.value)

    @property
    def scripts(self) -> tuple[str, ...]:
        """The ES modules that its page loads, in this order."""
        return self.block.scripts_for(self.value)

    def respond(self, *, state: dict[str, Any], data: QueryDict) -> Response:
        """Take one submission. Raises InvalidAnswer."""
        with words_in(self.language):
            return self.block.respond(self.value, state, data)

    def respond_in_group(self, *, state: dict[str, Any], data: QueryDict) -> Response:
        """Take one submission of a group. Raises InvalidAnswer."""
        with words_in(self.language):
            return self.block.respond_in_group(self.value, state, data)


def raw_exercise(kind_name: str, exercise_id: UUID | str, raw: dict[str, Any], language: str = "") -> Exercise:
    """An exercise from its stored JSON. Raises UnknownKind."""
    block = kind(kind_name)
    return Exercise(id=UUID(str(exercise_id)), block=block, value=block.to_python(raw), language=language)
