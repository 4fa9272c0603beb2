"""A drawing in sentences, to be read aloud: what was drawn, without a judgement. `telling.js` says the same."""

import re
from typing import Any

from exercises.ecogram.model import LINES, RINGS, SUPPORT, WISHES, Drawing, Person

Words = dict[str, Any]
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_BLANK = re.compile(r"\{(\w+)\}")
_ENERGY = ("van_mij", "naar_mij", "over_en_weer")


def fill(text: str, **details: Any) -> str:
    """The text with its blanks filled in."""
    return _BLANK.sub(lambda blank: str(details[blank[1]]), text)


def joined(texts: list[str], words: Words) -> str:
    """One, two and three; with other signs between names that have a comma of their own."""
    comma = "; " if any("," in text for text in texts) else ", "
    return comma.join(texts[:-1]) + f" {words['and']} {texts[-1]}" if len(texts) > 1 else "".join(texts)


def whole(name: str) -> str:
    """A name that is read from the right keeps to itself: the words after it stay where they are."""
    return f"\u2068{name}\u2069" if _FROM_THE_RIGHT.search(name) else name


def name_of(person: Person, number: int, words: Words) -> str:
    return whole(person["label"]) or fill(words["unnamed"], number=number)


def middle_of(drawing: Drawing, words: Words, word: str = "you") -> str:
    """What arrows point at: you, or the first of those in the middle."""
    first = drawing["centre"][0]
    return str(words[word]) if first.lower() == words["i"] else whole(first)


def mark_of(person: Person, words: Words) -> str:
    """The few letters under a name: support and wish."""
    return " · ".join(part for part in (" ".join(person["support"]), words["wishes"][person["wish"]]) if part)


def everybody_in_the_middle(drawing: Drawing, words: Words, word: str = "you") -> str:
    """Their names in a sentence, where “I” becomes you, or me."""
    return joined([middle_of(drawing, words, word), *(whole(name) for name in drawing["centre"][1:])], words)


def title(drawing: Drawing, words: Words) -> str:
    return fill(words["title"], centre=everybody_in_the_middle(drawing, words, "me"))


def describe(drawing: Drawing, number: int, words: Words) -> str:
    """One person in words: everything that the drawing shows by place and shape."""
    person = drawing["people"][number - 1]
    me = middle_of(drawing, words)
    parts = {
        "name": name_of(person, number, words),
        "ring": words["rings"][str(person["ring"])],
        "sector": whole(person["sector"]),
        "line": words["lines"][person["line"]],
        "dir": fill(words["dirs"][person["dir"]], me=me),
        "support": joined([words["support"][one] for one in person["support"]], words),
        "freq": words["freqs"][person["freq"]],
        "wish": words["wishes"][person["wish"]],
    }
    told = [words["person"], words["person_group"] if person["kind"] == "group" else ""]
    told += [words[f"person_{name}"] for name in ("support", "freq", "wish") if parts[name]]
    return fill(" ".join(text for text in told if text), **parts)


def summary(drawing: Drawing, words: Words) -> list[str]:
    """The drawing as a whole, in sentences."""
    people = drawing["people"]
    centre = everybody_in_the_middle(drawing, words)
    if not people:
        return [fill(words["drew_none"], centre=centre)]
    told = [fill(words["drew_one" if len(people) == 1 else "drew_many"], n=len(people), centre=centre)]
    if groups := sum(person["kind"] == "group" for person in people):
        told.append(fill(words["groups_one" if groups == 1 else "groups_many"], n=groups))
    rings = [(ring, sum(person["ring"] == ring for person in people)) for ring in RINGS]
    told.append(joined([f"{n} {words['rings'][str(ring)]}" for ring, n in rings if n], words) + ".")
    here = {person["sector"] for person in people}
    if gaps := [f"‘{whole(sector)}’" for sector in drawing["sectors"] if sector not in here]:
        told.append(fill(words["sectors_without"], sectors=joined(gaps, words)))
    return [*told, *_support(people, words), *_lines(people, words), *_energy(drawing, words), *_wishes(people, words)]


def giving(people: list[Person], kind: str) -> list[int]:
    """The numbers of those who give this support now: not who only receives, was there once, or is broken with."""
    return [
        number
        for number, person in enumerate(people, start=1)
        if kind in person["support"]
        and person["dir"] != "van_mij"
        and person["line"] != "verbroken"
        and person["ring"] < RINGS[-1]
    ]


def _support(people: list[Person], words: Words) -> list[str]:
    given = [(kind, len(giving(people, kind))) for kind in SUPPORT]
    told = [fill(words["support_from"][kind], n=n) for kind, n in given if n]
    gaps = [words["support_for"][kind] for kind, n in given if not n]
    sentences = [fill(words["support_is"], parts=joined(told, words))] if told else []
    return [*sentences, fill(words["support_without"], kinds=joined(gaps, words))] if gaps else sentences


def _named(people: list[Person], words: Words, name: str, value: str) -> tuple[int, str]:
    """How many have this value, and who."""
    found = [
        name_of(person, number, words)
        for number, person in enumerate(people, start=1)
        if person[name] == value  # type: ignore[literal-required]
    ]
    return len(found), joined(found, words)


def _lines(people: list[Person], words: Words) -> list[str]:
    told = []
    for line in LINES:
        n, names = _named(people, words, "line", line)
        if n and line != "gewoon":
            text = words["lines_one" if n == 1 else "lines_many"]
            told.append(fill(text, n=n, line=words["lines"][line], names=names))
    return told


def _energy(drawing: Drawing, words: Words) -> list[str]:
    told, me = [], middle_of(drawing, words)
    for way in _ENERGY:
        n, names = _named(drawing["people"], words, "dir", way)
        if n:
            told.append(fill(words["energy"][way], n=n, me=me, names=names))
    return told


def _wishes(people: list[Person], words: Words) -> list[str]:
    found = [(wish, *_named(people, words, "wish", wish)) for wish in WISHES if wish]
    return [fill(words["wish_is"], wish=words["wishes"][wish], names=names) for wish, n, names in found if n]
