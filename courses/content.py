"""The content of a course as plain values, the same for a release and for the pages as they are now."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from courses.models import Release
from exercises.contract import Fingerprint, Text
from exercises.registry import Exercise, UnknownKind, kinds, raw_exercise
from exercises.telling import told


def canonical_hash(data: Any) -> str:
    """The sha256 of the one spelling that this data has as JSON."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a step: prose or an exercise, as it is stored."""

    id: str
    kind: str
    value: Any

    @property
    def is_exercise(self) -> bool:
        """Whether answers may refer to it. A kind that is no longer installed is still no prose of ours."""
        return self.kind in kinds() or (isinstance(self.value, dict) and "is_required" in self.value)

    @property
    def title(self) -> str:
        """What an editor knows an exercise by."""
        return str(self.value.get("title", "")) if isinstance(self.value, dict) else ""

    @property
    def exercise(self) -> Exercise | None:
        """This piece read by its kind; None for prose, and for a kind that is no longer installed."""
        try:
            return raw_exercise(self.kind, self.id, self.value)
        except UnknownKind:
            return None

    @property
    def fingerprint(self) -> Fingerprint:
        """The kind's own; without the kind any change counts as another exercise."""
        exercise = self.exercise
        return exercise.fingerprint if exercise else Fingerprint(rules=canonical_hash(self.value), wording="")

    @property
    def wording(self) -> list[str]:
        """The texts that carry the meaning of an exercise."""
        exercise = self.exercise
        return [str(text) for text in exercise.block.wording(exercise.value)] if exercise else []

    @property
    def texts(self) -> list[Text]:
        """Every text of an exercise, feedback included."""
        exercise = self.exercise
        return exercise.block.texts(exercise.value) if exercise else []

    @property
    def told(self) -> list[str]:
        """Every field of an exercise in words: texts, qualities, keys and numbers."""
        exercise = self.exercise
        return told(exercise.block, exercise.value) if exercise else []


@dataclass(frozen=True, slots=True)
class StepContent:
    """One screen, as it is stored."""

    id: str
    title: str
    pieces: tuple[Piece, ...]

    @property
    def prose(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if not piece.is_exercise)

    @property
    def exercises(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.is_exercise)


def read_steps(steps: list[dict[str, Any]]) -> tuple[StepContent, ...]:
    """The steps of a module from their stored JSON."""
    return tuple(
        StepContent(
            id=raw["id"],
            title=raw["value"]["title"],
            pieces=tuple(Piece(part["id"], part["type"], part["value"]) for part in raw["value"]["content"]),
        )
        for raw in steps
    )


@dataclass(frozen=True, slots=True)
class ModuleContent:
    """One module: the values that are frozen, their hash, and where they came from."""

    uuid: UUID
    title: str
    slug: str
    minutes: int
    is_required: bool
    content: Mapping[str, Any]
    sha256: str
    page_id: int | None = None
    revision_id: int | None = None
    references: frozenset[tuple[int, str]] = field(default_factory=frozenset)  # content type and key of what it shows

    @property
    def steps(self) -> tuple[StepContent, ...]:
        """The steps, read from their stored JSON. Nothing is rendered and nothing asked of the database."""
        return read_steps(self.content["steps"])

    @property
    def exercises(self) -> dict[str, tuple[StepContent, Piece]]:
        """Every exercise by its id, with the step it stands in."""
        return {piece.id: (step, piece) for step in self.steps for piece in step.exercises}

    @property
    def goals(self) -> list[str]:
        return [goal["value"] for goal in self.content["goals"]]


@dataclass(frozen=True, slots=True)
class CourseContent:
    """A course: its own facts, and its modules in order."""

    facts: Mapping[str, Any]
    modules: tuple[ModuleContent, ...]

    @property
    def sha256(self) -> str:
        """Speaks of everything a learner could see or be judged by, and of nothing else."""
        return canonical_hash({"course": self.facts, "modules": [module.sha256 for module in self.modules]})

    def exercises(self) -> Iterator[tuple[ModuleContent, StepContent, Piece]]:
        """Every exercise of the course with its place."""
        for module in self.modules:
            for step, piece in module.exercises.values():
                yield module, step, piece


def released_content(release: Release) -> CourseContent:
    """What a release froze. One query."""
    modules = tuple(
        ModuleContent(
            uuid=module.module_uuid,
            title=module.title,
            slug=module.slug,
            minutes=module.minutes,
            is_required=module.is_required,
            content=module.content,
            sha256=module.sha256,
            page_id=module.page_id,
            revision_id=module.revision_id,
        )
        for module in release.modules.order_by("position")
    )
    return CourseContent(facts=release.content, modules=modules)
