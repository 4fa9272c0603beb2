"""Shapes cut from paper: every shape is one filled path without an outline, in one of the colours of `colours`."""

import math
from collections.abc import Sequence

Point = tuple[float, float]


def number(value: float) -> str:
    """One decimal at most: finer than an eye sees, and shorter."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def points(*values: Point) -> str:
    """Points as path data wants them."""
    return " ".join(f"{number(x)} {number(y)}" for x, y in values)


def cut(colour: str, data: str, *, move: str = "") -> str:
    """A shape from path data."""
    moved = f' transform="{move}"' if move else ""
    return f'<path class="i-{colour}"{moved} d="{data}"/>'


def polygon(colour: str, *corners: Point) -> str:
    """A shape with straight sides."""
    return cut(colour, f"M{points(*corners)}Z")


def box(colour: str, x: float, y: float, width: float, height: float, *, round_by: float = 0) -> str:
    """An upright rectangle."""
    rounded = f' rx="{number(round_by)}"' if round_by else ""
    size = f'width="{number(width)}" height="{number(height)}"'
    return f'<rect class="i-{colour}" x="{number(x)}" y="{number(y)}" {size}{rounded}/>'


def disc(colour: str, x: float, y: float, radius: float, other: float = 0) -> str:
    """A circle, or with a second radius (downwards) an ellipse."""
    centre = f'cx="{number(x)}" cy="{number(y)}"'
    if other:
        return f'<ellipse class="i-{colour}" {centre} rx="{number(radius)}" ry="{number(other)}"/>'
    return f'<circle class="i-{colour}" {centre} r="{number(radius)}"/>'


def ring(colour: str, x: float, y: float, radius: float, width: float) -> str:
    """A ring, as a wheel."""

    def turn(size: float, way: int) -> str:
        arc = f"A{number(size)} {number(size)} 0 1 {way} "
        return f"M{points((x - size, y))}{arc}{points((x + size, y))}{arc}{points((x - size, y))}Z"

    return cut(colour, turn(radius, 1) + turn(radius - width, 0))


def smooth(colour: str, *through: Point) -> str:
    """A closed shape that runs softly through the given points."""
    count = len(through)
    data = f"M{points(through[0])}"
    for place in range(count):
        before, here, there, after = (through[(place + step) % count] for step in (-1, 0, 1, 2))
        first = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        second = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        data += f"C{points(first, second, there)}"
    return cut(colour, data + "Z")


def strip(colour: str, start: Point, end: Point, width: float, end_width: float | None = None) -> str:
    """A straight strip of paper, as a line, a pole or a pen."""
    half, end_half = width / 2, (width if end_width is None else end_width) / 2
    (nx, ny) = _normal(start, end)
    return polygon(
        colour,
        (start[0] + nx * half, start[1] + ny * half),
        (end[0] + nx * end_half, end[1] + ny * end_half),
        (end[0] - nx * end_half, end[1] - ny * end_half),
        (start[0] - nx * half, start[1] - ny * half),
    )


def limb(colour: str, joints: Sequence[Point], widths: Sequence[float]) -> str:
    """An arm or a leg: from a round joint, over an elbow or knee, ever narrower to the wrist or ankle."""
    return cut(colour, limb_data(joints, widths))


def limb_data(joints: Sequence[Point], widths: Sequence[float]) -> str:
    """The path data of a limb. Three joints, and half the width at each."""
    a, b, c = joints
    wide, middle, narrow = widths
    n1, n2 = _normal(a, b), _normal(b, c)
    bend = (n1[0] + n2[0], n1[1] + n2[1])
    size = math.hypot(*bend) or 1
    reach = min(2 / size, 1.5) * middle / size  # a mitre at the elbow, cut off where the arm is bent sharply
    near, far = _between(a, b, 0.6), _between(b, c, 0.4)
    left = [_aside(a, n1, wide), _aside(near, n1, middle), _aside(b, bend, reach), _aside(far, n2, middle)]
    right = [_aside(far, n2, -middle), _aside(b, bend, -reach), _aside(near, n1, -middle), _aside(a, n1, -wide)]
    end, start = _aside(c, n2, narrow), _aside(c, n2, -narrow)
    tip, top = number(narrow), number(wide)
    return (
        f"M{points(left[0])}L{points(left[1])}Q{points(left[2], left[3])}L{points(end)}"
        f"A{tip} {tip} 0 0 1 {points(start)}L{points(right[0])}Q{points(right[1], right[2])}L{points(right[3])}"
        f"A{top} {top} 0 0 1 {points(left[0])}Z"
    )


def group(parts: Sequence[str], move: str = "") -> str:
    """Shapes that move together."""
    moved = f' transform="{move}"' if move else ""
    return f"<g{moved}>{''.join(parts)}</g>"


def _normal(start: Point, end: Point) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1
    return dy / length, -dx / length


def _aside(point: Point, normal: Point, by: float) -> Point:
    return point[0] + normal[0] * by, point[1] + normal[1] * by


def _between(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
