"""Which typeface prints a letter: our own, and Noto Sans for the scripts that it lacks.

Everything is packaged and nothing of the machine is used, so a certificate looks the same wherever it is made. What no
packaged typeface has cannot be printed; the name form says so beforehand.
"""

import json
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

OWN = ("@fontsource/atkinson-hyperlegible", ("latin", "latin-ext"))
# The first that has a letter prints it. Chinese comes in a hundred small files, of which a name needs one or two.
LATIN = ("@fontsource/noto-sans", ("latin", "latin-ext", "vietnamese"))
FALLBACKS: tuple[tuple[str, tuple[str, ...] | None], ...] = (
    LATIN,
    ("@fontsource/noto-sans", ("cyrillic", "cyrillic-ext", "greek", "greek-ext", "devanagari")),
    ("@fontsource/noto-sans-arabic", ("arabic",)),
    ("@fontsource/noto-sans-armenian", ("armenian",)),
    ("@fontsource/noto-sans-ethiopic", ("ethiopic",)),
    ("@fontsource/noto-sans-georgian", ("georgian",)),
    ("@fontsource/noto-sans-hebrew", ("hebrew",)),
    ("@fontsource/noto-sans-tamil", ("tamil",)),
    ("@fontsource/noto-sans-thai", ("thai",)),
    ("@fontsource-variable/noto-sans-sc", None),
)
_JOINERS = "\u200c\u200d"  # invisible, but part of how Persian and Hindi are spelled
_NOT_TEXT = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Face:
    """One packaged file of letters, in one weight that varies or in two that do not."""

    package: str
    part: str
    ranges: tuple[tuple[int, int], ...]

    @property
    def family(self) -> str:
        """Its name in the style sheet."""
        return f"Certificate {self.package.rpartition('/')[2]} {self.part}"

    @property
    def files(self) -> dict[str, Path]:
        """Where its letters lie, by the weight that the style sheet declares."""
        stem = f"{self.package.rpartition('/')[2]}-{self.part}"
        folder = _folder(self.package) / "files"
        if "-variable/" in self.package:
            return {"": folder / f"{stem}-wght-normal.woff2"}
        return {f"font-weight: {weight};": folder / f"{stem}-{weight}-normal.woff2" for weight in (400, 700)}

    @property
    def is_latin(self) -> bool:
        """Whether its letters stand between those of our own typeface."""
        return self.package == LATIN[0] and self.part in LATIN[1]

    def has(self, letter: str) -> bool:
        """Whether it really has this letter; its file is only opened when the letter is in its range."""
        number = ord(letter)
        return any(first <= number <= last for first, last in self.ranges) and all(
            number in _letters(path) for path in self.files.values()
        )


def plain(text: str) -> str:
    """The text without what is no text (control signs, turns of direction), composed; a line end is a space."""
    spaced = "".join(" " if letter.isspace() and is_invisible(letter) else letter for letter in text)
    return unicodedata.normalize("NFC", "".join(letter for letter in spaced if not is_invisible(letter)))


def is_invisible(letter: str) -> bool:
    """Whether this is no letter but an order to the machine, or no sign at all."""
    return letter not in _JOINERS and unicodedata.category(letter) in _NOT_TEXT


def unprintable(text: str) -> list[str]:
    """The letters that no packaged typeface has, each once, in the order of the text."""
    return [
        letter
        for letter in dict.fromkeys(text)
        if _needs_typeface(letter) and not _is_own(letter) and not _face(letter)
    ]


def faces_for(text: str) -> tuple[Face, ...]:
    """The fallbacks that this text needs, in their fixed order; of Latin letters all, for they belong together."""
    needed = {_face(letter) for letter in set(text) if _needs_typeface(letter) and not _is_own(letter)}
    has_latin = any(face and face.is_latin for face in needed)
    return tuple(face for face in _fallbacks() if face in needed or (has_latin and face.is_latin))


def reads_from_right(text: str) -> bool:
    """Whether the first letter with a direction is one that is read from right to left."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((direction for direction in strong if direction in {"L", "R", "AL"}), "L") != "L"


def missing_files() -> list[Path]:
    """What should have been installed with the front-end packages and is not."""
    lists = {_folder(package) / "unicode.json" for package, _parts in (OWN, *FALLBACKS)}
    if absent := sorted(path for path in lists if not path.is_file()):
        return absent
    return sorted(path for face in (*_own(), *_fallbacks()) for path in face.files.values() if not path.is_file())


def _needs_typeface(letter: str) -> bool:
    return not letter.isspace() and letter not in _JOINERS


@lru_cache(maxsize=4096)
def _is_own(letter: str) -> bool:
    return any(face.has(letter) for face in _own())


@lru_cache(maxsize=4096)
def _face(letter: str) -> Face | None:
    return next((face for face in _fallbacks() if face.has(letter)), None)


@cache
def _own() -> tuple[Face, ...]:
    return tuple(_faces(*OWN))


@cache
def _fallbacks() -> tuple[Face, ...]:
    return tuple(face for package, parts in FALLBACKS for face in _faces(package, parts))


def _faces(package: str, parts: tuple[str, ...] | None) -> list[Face]:
    """The parts of a package; without a choice those that have a number."""
    ranges = json.loads((_folder(package) / "unicode.json").read_text())
    chosen = parts or [part for part in ranges if part.startswith("[")]
    return [Face(package, part.strip("[]"), _as_numbers(ranges[part])) for part in chosen]


def _as_numbers(ranges: str) -> tuple[tuple[int, int], ...]:
    """`U+0000-00FF,U+0131` as pairs of first and last."""
    pairs = (item.strip()[2:].partition("-") for item in ranges.split(","))
    return tuple((int(first, 16), int(last or first, 16)) for first, _dash, last in pairs)


@cache
def _letters(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _folder(package: str) -> Path:
    return Path(settings.NODE_MODULES) / package
