"""Where everybody stands: the same people always get the same places, on both sides. `layout.js` computes the same.

Pure arithmetic of + - × ÷ and square roots, which is exact alike in both languages; that is why the sine is our own.
"""

import math
from dataclasses import dataclass, field

from exercises.ecogram.lettering import width, wrap
from exercises.ecogram.model import Drawing, Person

LARGER = 1.12  # by how much the rings grow when people would touch
NAMES_UNTIL = 1.15  # larger than this, names would become too small to read: numbers and a key instead
LEAST_SECTOR, SPREAD, EMPTY_WEIGHT = 20, 240, 2
TOP = -90


@dataclass(frozen=True, slots=True)
class Size:
    """A drawing for a wide or for a narrow place."""

    name: str
    margin: float  # around the rings: the names of the sectors stand there
    centre: float
    rings: tuple[float, ...]
    inset: float  # from the outer edge of a ring to the people on it
    dot: float
    letter: float
    has_names: bool


WIDE = Size("wide", 30, 46, (132, 194, 254, 312), 25, 15, 14, has_names=True)
NARROW = Size("narrow", 20, 22, (84, 114, 140, 160), 14, 11.5, 12, has_names=False)
SIZES = (WIDE, NARROW)
MORE_NAMES = 12  # a larger middle for more than three people


@dataclass(slots=True)
class Label:
    """A name beside its circle. `x` is where the text begins, ends or has its middle, as `anchor` says."""

    x: float
    y: float  # the upper edge
    anchor: str
    lines: list[str]
    mark: str
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class Place:
    """Where one person stands. `number` is that of the row in the table."""

    person: Person
    number: int
    x: float
    y: float
    label: Label | None = None


@dataclass(slots=True)
class Sector:
    """A part of the rings, in degrees, clockwise from the right."""

    label: str
    start: float
    end: float


@dataclass(slots=True)
class Layout:
    """All places of a drawing. `side` is the width and height of the rings with what is written around them."""

    size: Size
    side: float
    middle: float
    centre: float
    rings: list[float]
    sectors: list[Sector]
    people: list[Place] = field(default_factory=list)
    has_names: bool = False


def arrange(drawing: Drawing, size: Size, marks: list[str]) -> Layout:
    """A place for everybody. Where people would touch, the rings grow; where names would, numbers stand alone.

    `marks` are the few letters under each name, in the order of the people.
    """
    layout = _placed(drawing, size, 1)
    if not size.has_names:
        return layout
    scale: float = 1
    while scale <= NAMES_UNTIL:
        named = _placed(drawing, size, scale)
        if _name_all(named, marks):
            return named
        scale = scale * LARGER
    return layout


def sine(degrees: float) -> float:
    """Exact to seven decimals, and the same in every language."""
    turn = degrees - 360 * math.floor((degrees + 180) / 360)
    if turn > 90:
        turn = 180 - turn
    if turn < -90:
        turn = -180 - turn
    x = turn * 3.141592653589793 / 180
    s = x * x
    return x * (1 + s * (-1 / 6 + s * (1 / 120 + s * (-1 / 5040 + s * (1 / 362880 - s / 39916800)))))


def cosine(degrees: float) -> float:
    return sine(degrees + 90)


def distance(x: float, y: float) -> float:
    return math.sqrt(x * x + y * y)


# -- Circles ---------------------------------------------------------------------------------------------------------


def _placed(drawing: Drawing, size: Size, scale: float) -> Layout:
    """Everybody on the rings, at the first scale from this one where no circles touch."""
    while True:
        layout = _rings(drawing, size, scale)
        if _place_all(layout, drawing["people"]):
            return layout
        scale = scale * LARGER


def _rings(drawing: Drawing, size: Size, scale: float) -> Layout:
    rings = [radius * scale for radius in size.rings]
    side = 2 * (rings[-1] + size.margin)
    more = MORE_NAMES if size.has_names and len(drawing["centre"]) > 3 else 0
    return Layout(size, side, side / 2, size.centre + more, rings, _sectors(drawing))


def _sectors(drawing: Drawing) -> list[Sector]:
    """A sector with more people is wider, so that they have room; an empty one stays to be seen."""
    labels, people = drawing["sectors"], drawing["people"]
    sectors, start = [], float(TOP)
    for label in labels:
        count = sum(person["sector"] == label for person in people)
        share = (count + EMPTY_WEIGHT) / (len(people) + EMPTY_WEIGHT * len(labels))
        end = start + LEAST_SECTOR + SPREAD * share
        sectors.append(Sector(label, start, end))
        start = end
    return sectors


def _place_all(layout: Layout, people: list[Person]) -> bool:
    """Each in an own direction, so that no line covers another. False when two circles would touch."""
    for sector in layout.sectors:
        here = [number for number, person in enumerate(people) if person["sector"] == sector.label]
        here.sort(key=lambda number: (people[number]["ring"], number))
        slots = [*range(0, len(here), 2), *range(1, len(here), 2)]  # who stands near is spread out
        for number, slot in zip(here, slots, strict=True):
            step = (sector.end - sector.start) / len(here)
            place = _free_place(layout, people[number], number + 1, sector.start + step * (slot + 0.5), step)
            if place is None:
                return False
            layout.people.append(place)
    layout.people.sort(key=lambda place: place.number)
    return True


def _free_place(layout: Layout, person: Person, number: int, angle: float, step: float) -> Place | None:
    """In this direction on the person's ring; a little aside or nearer when somebody stands there."""
    size, ring = layout.size, person["ring"] - 1
    inner = layout.rings[ring - 1] if ring else layout.centre + 2 * size.dot
    radius = layout.rings[ring] - size.inset
    nearest = min(inner + size.dot + 1, radius)
    least = 2 * size.dot + 4
    while radius >= nearest:
        for aside in (0, 0.3, -0.3):
            turn = angle + aside * step
            x, y = layout.middle + radius * cosine(turn), layout.middle + radius * sine(turn)
            if all(distance(x - other.x, y - other.y) >= least for other in layout.people):
                return Place(person, number, x, y)
        radius = radius - 4
    return None


# -- Names -----------------------------------------------------------------------------------------------------------


def _name_all(layout: Layout, marks: list[str]) -> bool:
    """Put every name beside its circle. False when one does not fit anywhere."""
    for place in layout.people:
        place.label = _free_label(layout, place, marks[place.number - 1])
        if place.label is None:
            return False
    layout.has_names = True
    return True


def _free_label(layout: Layout, place: Place, mark: str) -> Label | None:
    """Where the name covers nothing, and the fewest lines run behind it."""
    best, least = None, 1000.0
    for room, narrow in ((126, 0), (96, 3), (76, 6)):
        for order, label in enumerate(_labels_around(layout, place, mark, room)):
            cost = order + 6 * _lines_behind(layout, label) + narrow
            if cost < least and _is_free(layout, place, label):
                best, least = label, cost
    return best


def _labels_around(layout: Layout, place: Place, mark: str, room: float) -> list[Label]:
    """The name at eight sides of the circle; the side away from the middle first."""
    size, name = layout.size, place.person["label"]
    lines = wrap(name, size.letter, room, 2) if name else []
    wide = max([0.0, *(width(line, size.letter) for line in lines), width(mark, size.letter - 2)])
    high = len(lines) * (size.letter + 3) + (size.letter if mark else 0)
    far, near = size.dot + 4, size.dot * 0.75
    out = 1 if place.x >= layout.middle else -1
    down = 1 if place.y >= layout.middle else -1
    offsets = [(out * far, 0), (0, down * far), (out * near, down * near), (out * near, -down * near)]
    offsets += [(0, -down * far), (-out * far, 0), (-out * near, down * near), (-out * near, -down * near)]
    labels = []
    for right, below in offsets:
        anchor = "middle" if right == 0 else "start" if right > 0 else "end"
        x = place.x + right
        left = x - wide / 2 if right == 0 else x if right > 0 else x - wide
        top = place.y + (-high / 2 if below == 0 else below if below > 0 else below - high)
        labels.append(Label(x, top, anchor, lines, mark, (left, top, left + wide, top + high)))
    return labels


def _is_free(layout: Layout, place: Place, label: Label) -> bool:
    left, top, right, bottom = label.box
    middle, outside = layout.middle, layout.rings[-1] - 2
    corners = [(x - middle, y - middle) for x in (left, right) for y in (top, bottom)]
    if any(distance(x, y) > outside for x, y in corners):
        return False
    if _gap(label.box, middle, middle) < layout.centre + 3:
        return False
    dot = layout.size.dot + 1
    if any(_gap(label.box, other.x, other.y) < dot for other in layout.people if other is not place):
        return False
    others = [other.label.box for other in layout.people if other.label and other is not place]
    return all(right + 3 <= box[0] or box[2] + 3 <= left or bottom + 1 <= box[1] or box[3] + 1 <= top for box in others)


def _gap(box: tuple[float, float, float, float], x: float, y: float) -> float:
    """How far a point is from a box; 0 inside it."""
    return distance(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3]))


def _lines_behind(layout: Layout, label: Label) -> int:
    return sum(_crosses(label.box, layout.middle, place) for place in layout.people)


def _crosses(box: tuple[float, float, float, float], middle: float, place: Place) -> bool:
    """Whether the line from the middle to this person runs behind the box."""
    begin, end = 0.0, 1.0
    sides = ((place.x - middle, box[0] - middle, box[2] - middle), (place.y - middle, box[1] - middle, box[3] - middle))
    for step, low, high in sides:
        if step == 0:
            if low > 0 or high < 0:
                return False
            continue
        one, other = low / step, high / step
        begin, end = max(begin, min(one, other)), min(end, max(one, other))
    return begin < end
