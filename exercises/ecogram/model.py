"""A drawing as plain data: what a file holds, and what both sides draw from. `model.js` reads the same."""

import re
from collections.abc import Sequence
from typing import Any, TypedDict

FORMAT, VERSION = "leerkring-ecogram", 1
SECTORS = ("gezin en familie", "vrienden", "buurt", "school en werk", "club, geloof, vrije tijd", "hulp en diensten")
KINDS = ("person", "group")
RINGS = (1, 2, 3, 4)
LINES = ("sterk", "gewoon", "zwak", "gespannen", "verbroken")
DIRECTIONS = ("naar_mij", "van_mij", "over_en_weer")
SUPPORT = ("P", "G", "A", "E")
FREQUENCIES = ("", "dagelijks", "wekelijks", "maandelijks", "zelden")
WISHES = ("", "houden", "versterken", "oppakken", "minder")
MOST_PEOPLE, MOST_IN_CENTRE = 40, 6
LONGEST_NAME, LONGEST_SECTOR = 60, 40

# Written out, since `\s` is not the same in both languages. Signs that turn the direction of text would turn that of
# the words after a name as well; half characters and control signs are not allowed in a drawing.
_SPACE = re.compile("[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
_UNSEEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_KEY = re.compile(r"[A-Za-z0-9_-]{1,20}")


class Person(TypedDict):
    """Somebody, or a group, around the middle."""

    id: str
    label: str
    kind: str
    sector: str
    ring: int  # 4: was there once, or would be welcome again
    line: str
    dir: str
    support: list[str]
    freq: str
    wish: str


class Drawing(TypedDict):
    """A whole drawing. Its names are those of the file."""

    format: str
    version: int
    centre: list[str]
    people: list[Person]
    sectors: list[str]


class Unreadable(ValueError):
    """Data that is no drawing of ours. `reason` is the key of the message in `words`, with its details."""

    def __init__(self, reason: str, **details: Any) -> None:
        super().__init__(reason)
        self.reason, self.details = reason, details


def tidy(text: str) -> str:
    """A name as it is kept: one space between words, and nothing that cannot be seen."""
    return _SPACE.sub(" ", _UNSEEN.sub("", _SPACE.sub(" ", text))).strip(" ")


def empty(centre: Sequence[str], sectors: Sequence[str] = SECTORS) -> Drawing:
    """A drawing with nobody around the middle yet."""
    return {"format": FORMAT, "version": VERSION, "centre": [*centre], "people": [], "sectors": [*sectors]}


def read(data: Any) -> Drawing:
    """The drawing in this data, in one shape. Raises Unreadable."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise Unreadable("other_program")
    version = data.get("version")
    if isinstance(version, bool) or not isinstance(version, int | float) or version < 1:
        raise Unreadable("damaged", part="version")
    if version > VERSION:
        raise Unreadable("newer")
    _only(data, "", ("format", "version", "centre", "people", "sectors"))
    sectors = _names(data.get("sectors"), "sectors", LONGEST_SECTOR, range(len(SECTORS), len(SECTORS) + 1))
    if len(set(sectors)) < len(sectors):
        raise Unreadable("damaged", part="sectors")
    centre = _names(data.get("centre"), "centre", LONGEST_NAME, range(1, MOST_IN_CENTRE + 1))
    people = data.get("people")
    if not isinstance(people, list):
        raise Unreadable("damaged", part="people")
    if len(people) > MOST_PEOPLE:
        raise Unreadable("too_many", number=len(people), most=MOST_PEOPLE)
    found = [_person(person, f"people {number}", sectors) for number, person in enumerate(people, start=1)]
    if len({person["id"] for person in found}) < len(found):
        raise Unreadable("damaged", part="id")
    return {"format": FORMAT, "version": VERSION, "centre": centre, "people": found, "sectors": sectors}


def _person(data: Any, part: str, sectors: list[str]) -> Person:
    if not isinstance(data, dict):
        raise Unreadable("damaged", part=part)
    _only(data, part, tuple(Person.__annotations__))
    key = data.get("id")
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise Unreadable("damaged", part=f"{part}: id")
    support = data.get("support", [])
    if not isinstance(support, list) or not all(isinstance(one, str) and one in SUPPORT for one in support):
        raise Unreadable("damaged", part=f"{part}: support")
    sector = data.get("sector")
    return {
        "id": key,
        "label": _name(data.get("label", ""), f"{part}: label", LONGEST_NAME),
        "kind": _one_of(data, "kind", KINDS, part, "person"),
        "sector": _one_of({"sector": tidy(sector) if isinstance(sector, str) else sector}, "sector", sectors, part),
        "ring": _ring(data.get("ring"), part),
        "line": _one_of(data, "line", LINES, part, "gewoon"),
        "dir": _one_of(data, "dir", DIRECTIONS, part, "over_en_weer"),
        "support": [one for one in SUPPORT if one in support],
        "freq": _one_of(data, "freq", FREQUENCIES, part, ""),
        "wish": _one_of(data, "wish", WISHES, part, ""),
    }


def _only(data: dict[str, Any], part: str, known: Sequence[str]) -> None:
    for name in data:
        if name not in known:
            raise Unreadable("damaged", part=f"{part}: {name}" if part else name)


def _name(text: Any, part: str, longest: int) -> str:
    if not isinstance(text, str) or len(tidy(text)) > longest:
        raise Unreadable("damaged", part=part)
    return tidy(text)


def _names(texts: Any, part: str, longest: int, allowed: range) -> list[str]:
    if not isinstance(texts, list) or len(texts) not in allowed:
        raise Unreadable("damaged", part=part)
    names = [_name(text, part, longest) for text in texts]
    if "" in names:
        raise Unreadable("damaged", part=part)
    return names


def _ring(value: Any, part: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value not in RINGS:
        raise Unreadable("damaged", part=f"{part}: ring")
    return int(value)


def _one_of(data: dict[str, Any], name: str, allowed: Sequence[str], part: str, default: str | None = None) -> str:
    value = data.get(name, default)
    if not isinstance(value, str) or value not in allowed:
        raise Unreadable("damaged", part=f"{part}: {name}")
    return value
