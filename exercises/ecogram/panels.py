"""The people in groups: by sector, or by what they give, with the gaps named. `drawing.js` makes the same."""

from exercises.ecogram.layout import Size
from exercises.ecogram.lettering import shorten, wrap
from exercises.ecogram.model import SUPPORT, Drawing
from exercises.ecogram.strokes import INK, num, numbered, tie, words_at
from exercises.ecogram.telling import Words, giving, mark_of, name_of

GAP, REACH, DOT = 12, 56, 10.5
SOFT = "#46575c"


def panels(drawing: Drawing, words: Words, view: str, size: Size) -> tuple[list[str], float, float]:
    """The panels, and how wide and high they are together."""
    side, columns = (684.0, 2) if size.has_names else (360.0, 1)
    wide = (side - GAP * (columns + 1)) / columns
    groups = _groups(drawing, words, view)
    body, y = [], float(GAP)
    for first in range(0, len(groups), columns):
        row = [_panel(drawing, words, view, group, wide) for group in groups[first : first + columns]]
        high = max(one_high for _body, one_high in row)
        for column, (one, _one_high) in enumerate(row):
            x = GAP + column * (wide + GAP)
            body.append(f'<g class="eco-panel" transform="translate({num(x)} {num(y)})">')
            body.append(f'<rect width="{num(wide)}" height="{num(high)}" rx="14" fill="#f4f7f3" stroke="#c9c3b4"/>')
            body += [*one, "</g>"]
        y = y + high + GAP
    return body, side, y


def _groups(drawing: Drawing, words: Words, view: str) -> list[tuple[str, list[int]]]:
    """Each heading with the numbers of its people, who stand nearest first."""
    people = drawing["people"]
    if view == "support":
        found = [(words["support_for"][kind], giving(people, kind)) for kind in SUPPORT]
    else:
        found = [
            (sector, [number for number, person in enumerate(people, start=1) if person["sector"] == sector])
            for sector in drawing["sectors"]
        ]
    return [(name, sorted(numbers, key=lambda number: (people[number - 1]["ring"], number))) for name, numbers in found]


def _panel(
    drawing: Drawing, words: Words, view: str, group: tuple[str, list[int]], wide: float
) -> tuple[list[str], float]:
    name, numbers = group
    heading = name[:1].upper() + name[1:]
    body = [words_at(16, 29, shorten(heading, 15, wide - 32), ' font-size="15" font-weight="700"')]
    if not numbers:
        open_place = f'fill="none" stroke="{SOFT}" stroke-dasharray="3 3"'
        body.append(f'<circle class="eco-open" cx="27" cy="57" r="{num(DOT)}" {open_place}/>')
        return [*body, words_at(46, 62, words["nobody"], f' class="eco-mark" fill="{SOFT}"')], 82
    y: float = 44
    for number in numbers:
        row, high = _row(drawing, words, view, number, wide)
        body.append(f'<g class="eco-person" font-weight="600" transform="translate(0 {num(y)})">{row}</g>')
        y = y + high
    return body, y + 4


def _row(drawing: Drawing, words: Words, view: str, number: int, wide: float) -> tuple[str, float]:
    """A slice of the drawing: the line, somebody at its end, and their name."""
    person = drawing["people"][number - 1]
    x, middle = REACH + 2 * DOT + 9, 11
    lines = wrap(name_of(person, number, words), 14, wide - x - 14, 2)
    mark = mark_of(person, words) if view == "sectors" else ""
    under = " · ".join(part for part in (words["rings"][str(person["ring"])], mark) if part)
    ties = "".join(tie((16, middle), (REACH - 2, middle), person["line"], person["dir"]))
    stroke = f'fill="none" stroke="{INK}" stroke-width="2" stroke-linecap="round"'
    row = f'<g class="eco-lines" {stroke}>{ties}</g>' + numbered(REACH + DOT, middle, DOT, person, number, 11.5)
    row += "".join(words_at(x, 15 + 17 * index, line) for index, line in enumerate(lines))
    attributes = f' class="eco-mark" font-size="12" font-weight="400" fill="{SOFT}"'
    row += words_at(x, 14 + 17 * len(lines), shorten(under, 12, wide - x - 12), attributes)
    return row, 17 * len(lines) + 27
