"""The marks of a drawing as SVG text: signs, five kinds of lines and arrow heads. `drawing.js` makes the same."""

import math
from collections.abc import Sequence
from typing import Protocol

from exercises.ecogram.layout import distance
from exercises.ecogram.model import RINGS, Person

Point = tuple[float, float]
INK, HUE, SUN = "#17252a", "#0a5c63", "#f2a33a"
ARROW, HALF = 9.0, 4.5  # length and half the width of an arrow head


class At(Protocol):
    """A place so far along a line, and so far aside of it."""

    def __call__(self, far: float, aside: float = 0) -> Point: ...


def num(value: float) -> str:
    """A number with at most one decimal, written alike in both languages."""
    tenths = math.floor(value * 10 + 0.5)
    sign, tenths = ("-", -tenths) if tenths < 0 else ("", tenths)
    return f"{sign}{tenths // 10}.{tenths % 10}" if tenths % 10 else f"{sign}{tenths // 10}"


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def words_at(x: float, y: float, text: str, attributes: str = "") -> str:
    return f'<text x="{num(x)}" y="{num(y)}"{attributes}>{escaped(text)}</text>'


def shape(x: float, y: float, dot: float, kind: str, *, was: bool = False) -> str:
    """The sign of a person, which is round, or of a group, which has corners; open when it is from the past."""
    paint = f'fill="#fff" stroke="{HUE}" stroke-width="2" stroke-dasharray="3 2.5"' if was else f'fill="{HUE}"'
    if kind == "group":
        side = dot * 0.92
        box = f'x="{num(x - side)}" y="{num(y - side)}" width="{num(2 * side)}" height="{num(2 * side)}"'
        return f'<rect class="eco-dot" {box} rx="{num(dot * 0.35)}" {paint}/>'
    return f'<circle class="eco-dot" cx="{num(x)}" cy="{num(y)}" r="{num(dot)}" {paint}/>'


def numbered(x: float, y: float, dot: float, person: Person, number: int, size: float) -> str:
    """That sign with the number of the row in the table."""
    was = person["ring"] == RINGS[-1]
    fill = INK if was else "#fff"
    attributes = f' class="eco-number" text-anchor="middle" fill="{fill}" font-size="{num(size)}" font-weight="700"'
    return shape(x, y, dot, person["kind"], was=was) + words_at(x, y + size * 0.36, str(number), attributes)


def path(points: Sequence[Point], attributes: str = "", end: str = "") -> str:
    steps = " ".join(f"{'L' if index else 'M'}{num(x)} {num(y)}" for index, (x, y) in enumerate(points))
    return f'<path d="{steps}{end}"{attributes}/>'


def tie(begin: Point, end: Point, line: str, way: str) -> list[str]:
    """A line from the middle to somebody: its kind in its shape, its direction in its arrow heads; none for ""."""
    length = distance(end[0] - begin[0], end[1] - begin[1])
    along = ((end[0] - begin[0]) / length, (end[1] - begin[1]) / length)

    def at(far: float, aside: float = 0) -> Point:
        return begin[0] + along[0] * far - along[1] * aside, begin[1] + along[1] * far + along[0] * aside

    heads = []
    first: float = 0
    last = length
    if way in ("naar_mij", "over_en_weer"):
        heads.append(_head(at(0), at(ARROW, HALF), at(ARROW, -HALF)))
        first = ARROW - 1
    if way in ("van_mij", "over_en_weer"):
        heads.append(_head(at(length), at(length - ARROW, HALF), at(length - ARROW, -HALF)))
        last = length - ARROW + 1
    return [*_SHAPES[line](at, first, last), *heads]


def _head(*points: Point) -> str:
    return path(points, f' class="eco-arrow" fill="{INK}" stroke="none"', "Z")


def _double(at: At, first: float, last: float) -> list[str]:
    return [path([at(first, 2.4), at(last, 2.4)]), path([at(first, -2.4), at(last, -2.4)])]


def _single(at: At, first: float, last: float) -> list[str]:
    return [path([at(first), at(last)])]


def _dashes(at: At, first: float, last: float) -> list[str]:
    return [path([at(first), at(last)], ' stroke-dasharray="3.5 5"')]


def _zigzag(at: At, first: float, last: float) -> list[str]:
    teeth = max(4, math.floor((last - first) / 5))
    inner = [at(first + (last - first) * (tooth + 0.5) / teeth, 3.6 if tooth % 2 else -3.6) for tooth in range(teeth)]
    return [path([at(first), *inner, at(last)])]


def _gap(at: At, first: float, last: float) -> list[str]:
    middle = (first + last) / 2
    one, other = middle - 3, middle + 3
    bars = [path([at(place, 5.5), at(place, -5.5)]) for place in (one, other)]
    return [path([at(first), at(one)]), path([at(other), at(last)]), *bars]


_SHAPES = {"sterk": _double, "gewoon": _single, "zwak": _dashes, "gespannen": _zigzag, "verbroken": _gap}
