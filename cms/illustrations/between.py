"""Scenes between home, club and town hall."""

from cms.illustrations import places
from cms.illustrations.paper import box, cut, polygon, strip
from cms.illustrations.people import Person


def bridges() -> list[str]:
    """A coordinator with a phone, and three places that bridges join."""
    behind, before = places.wheelchair()
    bianca = Person(
        at=(150, 166),
        size=1.18,
        skin="skin-b",
        hair="bob",
        hair_colour="ink",
        top="rust",
        bottom="ink",
        shoes="sun",
        build=1.08,
        hip=98,
        tilt=-2,
        legs=(((52, 106), (62, 166)),),
        near=((30, 56), (17, -4)),
        far=((40, 72), (66, 88)),
        behind=tuple(behind),
        over=tuple(before),
        held=(cut("cream", "M1-44L11-46L20-8L10-6Z"),),
    )

    def bridge(start: float, end: float, y: float) -> str:
        middle, span = (start + end) / 2, end - start
        arch = f"Q{middle} {y - span} {end} {y}L{end - 18} {y}Q{middle} {y - span * 0.62} {start + 18} {y}Z"
        return cut("rust", f"M{start} {y}{arch}")

    return [
        places.ground("sand"),
        polygon("aqua", (0, 286), (650, 280), (650, 380), (0, 380)),
        *(polygon("teal", (x, 246), (x + 104, 246), (x + 100, 330), (x + 4, 330)) for x in (262, 402, 542)),
        *(polygon("shade", (x, 246), (x + 104, 246), (x + 103, 254), (x, 254)) for x in (262, 402, 542)),
        places.house(286, 246, 56, 78, "rust", "ink"),
        box("cream", 414, 190, 80, 56),
        polygon("rust", (402, 192), (420, 160), (488, 160), (506, 192)),
        strip("ink", (454, 160), (454, 108), 3),
        polygon("sun", (455, 108), (488, 119), (455, 130)),
        box("ink", 444, 216, 20, 30),
        box("aqua", 424, 204, 14, 14),
        box("aqua", 470, 204, 14, 14),
        box("sun", 562, 128, 64, 118),
        *(box("cream", x, y, 12, 16) for x in (571, 588, 605) for y in (142, 170, 198)),
        box("ink", 585, 222, 18, 24),
        bridge(342, 426, 247),
        bridge(482, 566, 247),
        places.floor("grey", 372),
        bianca.draw(),
    ]
