"""Places and things, each of a few pieces of paper."""

from cms.illustrations.paper import box, cut, disc, group, polygon, ring, smooth, strip

WIDTH, HEIGHT = 640, 400


def ground(colour: str) -> str:
    """The sheet that everything lies on."""
    return box(colour, 0, 0, WIDTH, HEIGHT)


def floor(colour: str, y: float, tilt: float = 0) -> str:
    """Floor, grass or pavement, cut a little askew."""
    return polygon(colour, (0, y + tilt), (WIDTH, y - tilt), (WIDTH, HEIGHT), (0, HEIGHT))


def window(x: float, y: float, width: float, height: float, *, pane: str = "cream", frame: str = "aqua") -> str:
    """A window with a bar across."""
    bar = 7
    return group(
        [
            box(frame, x, y, width, height, round_by=3),
            box(pane, x + bar, y + bar, width / 2 - bar * 1.5, height - bar * 2),
            box(pane, x + width / 2 + bar / 2, y + bar, width / 2 - bar * 1.5, height - bar * 2),
            box(frame, x - 8, y + height - 4, width + 16, 10, round_by=3),
        ]
    )


def lamp(x: float, y: float, colour: str = "sun", size: float = 1) -> str:
    """A lamp that hangs from the ceiling."""
    return strip("ink", (x, 0), (x, y), 2.5) + cut(
        colour,
        "M-12-30C-14-30-12-24-16-18C-28-6-46 0-48 14L48 14C46 0 28-6 16-18C12-24 14-30 12-30Z",
        move=f"translate({x} {y})scale({size})",
    )


def mug(x: float, y: float, colour: str = "cream", size: float = 1) -> str:
    """A mug; its foot at the given point."""
    parts = [
        cut(colour, "M11-22C24-24 25-6 10-6L10-10C18-10 18-18 11-17Z"),
        cut(colour, "M-13-27L13-27L11-1Q0 2-11-1Z"),
        cut("shade", "M-13-27L13-27L12.5-23L-12.5-23Z"),
    ]
    return group(parts, f"translate({x} {y})scale({size})")


def teapot(x: float, y: float, colour: str = "sun", tilt: float = 0) -> str:
    """A teapot with its spout to the right."""
    parts = [
        cut(colour, "M-20-30C-46-34-48-4-22-6L-22-11C-38-10-38-27-20-24Z"),
        cut(colour, "M18-14C30-16 30-34 42-38L47-33C40-28 40-8 20-4Z"),
        cut(colour, "M-12-40C-30-34-30-6-18-1L18-1C30-6 30-34 12-40Z"),
        cut("shade", "M-18-36Q0-30 18-36L16-32Q0-26-16-32Z"),
        disc(colour, 0, -43, 6, 5),
    ]
    return group(parts, f"translate({x} {y})rotate({tilt})")


def plant(x: float, y: float, size: float = 1, pot: str = "rust", leaf: str = "teal") -> str:
    """A plant in a pot; its foot at the given point."""
    blade = "M0 0C-14-18-12-48 0-66C12-48 14-18 0 0Z"
    leaves = [
        cut(leaf, blade, move=f"translate(0 -34)rotate({turn})scale({tall})")
        for turn, tall in ((-58, 0.75), (-28, 0.95), (4, 1.1), (34, 0.9), (62, 0.7))
    ]
    return group(
        [*leaves, cut(pot, "M-20-38L20-38L15 0L-15 0Z"), cut("shade", "M-20-38L20-38L19-31L-19-31Z")],
        f"translate({x} {y})scale({size})",
    )


def paper(x: float, y: float, width: float, height: float, tilt: float = 0, colour: str = "cream") -> str:
    """A sheet lying on a table, seen from aside."""
    skew = height * 0.5
    data = f"M{skew} 0L{width} 0L{width - skew} {height}L0 {height}Z"
    return cut(colour, data, move=f"translate({x} {y})rotate({tilt})")


def tree(x: float, y: float, size: float = 1, leaf: str = "aqua", trunk: str = "ink") -> str:
    """A tree; its foot at the given point."""
    parts = [
        polygon(trunk, (-5, 0), (-3, -90), (4, -90), (6, 0)),
        smooth(leaf, (-46, -92), (-40, -140), (-8, -172), (36, -150), (50, -104), (22, -70), (-20, -68)),
    ]
    return group(parts, f"translate({x} {y})scale({size})")


def ball(x: float, y: float, radius: float = 11) -> str:
    """A football."""
    patch = "M0-4L3.8-1.2L2.4 3.2L-2.4 3.2L-3.8-1.2Z"
    rim = "M-3.2-9.5Q0-10.4 3.2-9.5L0-6.6Z"
    patches = [cut("ink", patch), *(cut("ink", rim, move=f"rotate({turn})") for turn in range(0, 360, 72))]
    return group([disc("cream", 0, 0, 10), *patches], f"translate({x} {y})rotate(14)scale({radius / 10})")


def cone(x: float, y: float, size: float = 1, colour: str = "sun") -> str:
    """A small cone on the grass."""
    return cut(colour, "M-5-20L5-20L11-2L17 0L17 3L-17 3L-17 0L-11-2Z", move=f"translate({x} {y})scale({size})")


def goal(x: float, y: float, width: float, height: float, colour: str = "cream") -> str:
    """A goal with a net of a few threads."""
    threads = [strip(colour, (x + width * part, y), (x + width * part, y + height), 1) for part in (0.2, 0.4, 0.6, 0.8)]
    threads += [strip(colour, (x, y + height * part), (x + width, y + height * part), 1) for part in (0.33, 0.66)]
    posts = [strip(colour, (x, y), (x, y + height), 6), strip(colour, (x + width, y), (x + width, y + height), 6)]
    return group([*threads, *posts, strip(colour, (x - 3, y), (x + width + 3, y), 6)])


def pole(x: float, y: float, height: float, colour: str = "ink", width: float = 5) -> str:
    """An upright pole; its foot at the given point."""
    return strip(colour, (x, y), (x, y - height), width)


def house(x: float, y: float, width: float, height: float, wall: str, roof: str, lit: str = "cream") -> str:
    """A narrow house with a gable, as a Dutch street has them."""
    parts = [
        polygon(wall, (x, y), (x, y - height), (x + width, y - height), (x + width, y)),
        polygon(roof, (x - 3, y - height), (x + width / 2, y - height - width * 0.55), (x + width + 3, y - height)),
        box(lit, x + width * 0.16, y - height * 0.82, width * 0.24, height * 0.24),
        box(lit, x + width * 0.6, y - height * 0.82, width * 0.24, height * 0.24),
    ]
    return group(parts)


def rail(y: float, colour: str = "cream", start: float = 0, end: float = WIDTH, posts: tuple[float, ...] = ()) -> str:
    """The rail around a pitch."""
    return group([*(strip(colour, (x, y), (x, y + 96), 7) for x in posts), strip(colour, (start, y), (end, y), 9)])


def bench(x: float, y: float, width: float, colour: str = "rust") -> str:
    """A bench without a back; its feet at the given height."""
    legs = [
        polygon(colour, (at, y - 44), (at + 12, y - 44), (at + 10, y), (at + 2, y)) for at in (x + 22, x + width - 34)
    ]
    return group([*legs, box(colour, x, y - 56, width, 14, round_by=3), box("shade", x, y - 46, width, 4)])


def door(x: float, y: float, width: float, height: float, colour: str = "rust", frame: str = "cream") -> str:
    """A front door with a small window and a letterbox; its foot at the given height."""
    parts = [
        box(frame, x - 12, y - height - 12, width + 24, height + 12),
        box(colour, x, y - height, width, height),
        box("sun", x + width * 0.22, y - height * 0.88, width * 0.56, height * 0.24, round_by=2),
        box("ink", x + width * 0.3, y - height * 0.46, width * 0.4, 7, round_by=2),
        disc("ink", x + width * 0.88, y - height * 0.42, 5),
        polygon("grey", (x - 26, y), (x + width + 26, y), (x + width + 34, y + 14), (x - 34, y + 14)),
    ]
    return group(parts)


def bicycle(x: float, y: float, size: float = 1, colour: str = "teal") -> str:
    """A bicycle on its stand; the foot of its back wheel at the given point."""
    parts = [
        ring("ink", 0, -34, 34, 5),
        ring("ink", 112, -34, 34, 5),
        strip(colour, (0, -34), (38, -86), 5),
        strip(colour, (0, -34), (50, -32), 5),
        strip(colour, (36, -92), (52, -30), 6),
        strip(colour, (50, -32), (94, -84), 6),
        strip(colour, (40, -74), (94, -84), 6),
        strip(colour, (92, -104), (112, -34), 5),
        strip("ink", (80, -106), (98, -104), 6),
        box("ink", 20, -100, 30, 8, round_by=4),
    ]
    return group(parts, f"translate({x} {y})scale({size})")


def wheelchair(colour: str = "ink") -> tuple[list[str], list[str]]:
    """What is behind and what is before somebody who sits in a wheelchair, seen from the side, in their measure."""
    behind = [strip(colour, (-38, 34), (-32, 112), 7), strip(colour, (-52, 36), (-34, 36), 7)]
    before = [
        strip(colour, (-34, 110), (40, 110), 8),
        strip(colour, (40, 108), (56, 160), 6),
        ring(colour, -10, 128, 50, 6),
        disc(colour, -10, 128, 7),
        ring(colour, 50, 166, 12, 5),
        strip(colour, (54, 176), (84, 174), 6),
    ]
    return behind, before


def pennants(y: float, *colours: str) -> str:
    """A line of small flags under the ceiling."""
    step = WIDTH / len(colours)
    sag = [
        y + 26 - abs(place - len(colours) / 2) ** 2 * (26 / (len(colours) / 2) ** 2)
        for place in range(len(colours) + 1)
    ]
    flags = [
        polygon(
            colour,
            (place * step + 4, sag[place]),
            (place * step + step - 4, sag[place + 1]),
            (place * step + step / 2, (sag[place] + sag[place + 1]) / 2 + 38),
        )
        for place, colour in enumerate(colours)
    ]
    line = [
        strip("ink", (place * step, sag[place]), (place * step + step, sag[place + 1]), 2)
        for place in range(len(colours))
    ]
    return group([*line, *flags])
