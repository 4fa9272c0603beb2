"""What stands under a drawing: the legend, and a key where circles have numbers alone. `drawing.js` makes the same."""

from collections.abc import Callable

from exercises.ecogram.layout import Size
from exercises.ecogram.lettering import shorten, width, wrap
from exercises.ecogram.model import DIRECTIONS, LINES, RINGS, SUPPORT, Drawing
from exercises.ecogram.strokes import HUE, INK, SUN, num, numbered, shape, tie, words_at
from exercises.ecogram.telling import Words, fill, joined, middle_of, name_of, whole

PAD, SAMPLE = 10, 40
SOFT = "#46575c"


def key(drawing: Drawing, words: Words, size: Size, side: float, marks: list[str]) -> tuple[list[str], float]:
    """Whose number is whose, in columns. Returns also how far down it comes."""
    columns = 3 if size.has_names else 2
    letter, wide = 13, (side - 2 * PAD) / columns
    body, y = ['<g class="eco-key" font-size="13">'], side + 4
    middle = joined([whole(name) for name in drawing["centre"]], words)
    body.append(f'<circle class="eco-sun" cx="{num(PAD + 9)}" cy="{num(y + 9)}" r="7" fill="{SUN}"/>')
    body.append(words_at(PAD + 25, y + 14, shorten(middle, letter, side - 2 * PAD - 25), ' font-weight="700"'))
    y = y + 28
    people = drawing["people"]
    for first in range(0, len(people), columns):
        numbers = range(first + 1, min(first + columns, len(people)) + 1)
        entries = [_entry(drawing, words, number, marks[number - 1], wide) for number in numbers]
        for column, (entry, _high) in enumerate(entries):
            body.append(f'<g transform="translate({num(PAD + column * wide)} {num(y)})">{entry}</g>')
        y = y + max(high for _entry, high in entries)
    return [*body, "</g>"], y


def _entry(drawing: Drawing, words: Words, number: int, mark: str, wide: float) -> tuple[str, float]:
    """One number with its name, and how high they are."""
    person = drawing["people"][number - 1]
    lines = wrap(name_of(person, number, words), 13, wide - 32, 2)
    entry = numbered(10, 10, 10, person, number, 11)
    entry += "".join(words_at(25, 14 + 16 * row, line) for row, line in enumerate(lines))
    if mark:
        attributes = f' class="eco-mark" font-size="11.5" fill="{SOFT}"'
        entry += words_at(25, 13 + 16 * len(lines), shorten(mark, 11.5, wide - 32), attributes)
    return entry, 16 * len(lines) + (14 if mark else 0) + 12


def legend(drawing: Drawing, words: Words, view: str, side: float, high: float) -> tuple[list[str], float]:
    """What each shape means. Returns also how high the whole drawing becomes."""
    letter = 12.5
    body = [f'<g class="eco-legend" font-size="{num(letter)}" fill="{SOFT}">']
    x, y = float(PAD), high + 14
    for sample, text in _samples(drawing, words, view):
        wide = SAMPLE + 6 + width(text, letter) + 14
        if x > PAD and x + wide > side - PAD:
            x, y = float(PAD), y + 23
        marks = f'<g fill="none" stroke="{INK}" stroke-width="2" stroke-linecap="round">{sample(x, y)}</g>'
        body += [marks, words_at(x + SAMPLE + 6, y + letter * 0.36, text)]
        x = x + wide
    y = y + 26
    for text in _sentences(drawing, words, view):
        for line in wrap(text, letter, side - 2 * PAD, 4):
            body.append(words_at(PAD, y, line))
            y = y + 18
    return [*body, "</g>"], y


class _Sample:
    """Draws one line of the legend from the middle, a small sun, to somebody, a small circle."""

    def __init__(self, line: str, way: str) -> None:
        self.line, self.way = line, way

    def __call__(self, x: float, y: float) -> str:
        if not self.way:
            return "".join(tie((x, y), (x + SAMPLE, y), self.line, ""))
        ends = f'<circle class="eco-sun" cx="{num(x + 4)}" cy="{num(y)}" r="4" fill="{SUN}" stroke="none"/>'
        ends += f'<circle class="eco-dot" cx="{num(x + SAMPLE - 4)}" cy="{num(y)}" r="4" fill="{HUE}" stroke="none"/>'
        return ends + "".join(tie((x + 9, y), (x + SAMPLE - 9, y), self.line, self.way))


def _group(x: float, y: float) -> str:
    return f'<g stroke="none">{shape(x + SAMPLE / 2, y, 8, "group")}</g>'


def _samples(drawing: Drawing, words: Words, view: str) -> list[tuple[Callable[[float, float], str], str]]:
    me = middle_of(drawing, words, "me")
    found: list[tuple[Callable[[float, float], str], str]] = []
    if view != "energy":
        found += [(_Sample(line, ""), words["lines"][line]) for line in LINES]
    found += [(_Sample("gewoon", way), fill(words["dirs"][way], me=me)) for way in DIRECTIONS]
    has_group = any(person["kind"] == "group" for person in drawing["people"])
    return [*found, (_group, words["group"])] if has_group else found


def _sentences(drawing: Drawing, words: Words, view: str) -> list[str]:
    """The rings, and the letters that stand under names."""
    told = []
    if view in ("rings", "energy"):
        rings = ", ".join(words["rings"][str(ring)] for ring in RINGS)
        told.append(fill(words["rings_told"], rings=rings))
    used = {letter for person in drawing["people"] for letter in person["support"]}
    if used and view in ("rings", "sectors"):
        told.append(" · ".join(f"{letter} {words['support'][letter]}" for letter in SUPPORT if letter in used))
    return told
