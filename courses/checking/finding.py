"""What a check found, and what each level of language allows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from courses.checking.draft import Draft, Part
from courses.models import Level


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. An error must be mended; advice is for an editor to weigh."""

    rule: str
    message: Any
    is_error: bool = False
    step: str = ""  # the title of its step; empty: it is about the module
    block_id: str = ""
    block: str = ""  # what an editor knows the block by
    quote: str = ""  # words to find it by


@dataclass(frozen=True, slots=True)
class Limits:
    """What is plain enough. Words a sentence, Douma's ease, and words of what is told in one module."""

    average: int
    longest: int
    ease: int
    core: int


#: For B1 the average and the longest sentence are those of the writing guide; B2 may have half as many words again.
LIMITS = {
    Level.A2: Limits(average=10, longest=15, ease=70, core=250),
    Level.B1: Limits(average=12, longest=20, ease=60, core=250),
    Level.B2: Limits(average=15, longest=30, ease=45, core=450),
}

Rule = Callable[[Draft], Iterator[Finding]]


def limits(level: str) -> Limits:
    """The limits of this level."""
    return LIMITS[Level(level)]


def at(part: Part, rule: str, message: Any, *, is_error: bool = False, quote: str = "") -> Finding:
    """A finding in a block."""
    return Finding(rule, message, is_error, part.step, str(part.piece.id), part.name, quote)


def begin(text: str, words: int = 6) -> str:
    """The first words of a text, to know it by."""
    all_words = text.split()
    return " ".join(all_words[:words]) + (" …" if len(all_words) > words else "")
