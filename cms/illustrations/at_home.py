"""Scenes in and around the house."""

from cms.illustrations import places
from cms.illustrations.paper import box, cut, disc, polygon, strip
from cms.illustrations.people import Person


def kitchen_table() -> list[str]:
    """Two women with tea, and a girl over her homework."""
    samira = Person(
        at=(170, 160),
        size=1.55,
        skin="skin-c",
        hair="curls",
        top="sun",
        build=0.92,
        tilt=7,
        near=((8, 68), (46, 40)),
        far=((34, 62), (62, 66)),
    )
    marloes = Person(
        at=(500, 172),
        size=1.5,
        mirror=True,
        skin="skin-a",
        hair="bob",
        hair_colour="rust",
        top="teal",
        build=1.2,
        belly=8,
        tilt=2,
        near=((10, 74), (40, 104)),
        far=((34, 70), (56, 92)),
    )
    noor = Person(
        at=(338, 222),
        size=1.05,
        look="front",
        skin="skin-c",
        hair="bunches",
        top="rust",
        head_size=1.15,
        build=0.78,
        nod=(2, 10),
        near=((-40, 62), (-18, 102)),
        far=((42, 60), (16, 96)),
    )
    return [
        places.ground("mist"),
        disc("cream", 334, 176, 168),
        places.window(276, 62, 124, 122, pane="mist"),
        places.plant(384, 182, 0.6),
        noor.draw(without="both"),
        marloes.draw(without="both"),
        samira.draw(),
        polygon("aqua", (-10, 312), (650, 306), (650, 410), (-10, 410)),
        polygon("cream", (298, 326), (388, 324), (400, 348), (288, 350)),
        noor.reach("both"),
        strip("ink", (351, 346), (369, 304), 3.5),
        marloes.reach("both"),
        places.mug(446, 350, "cream", 1.15),
        places.mug(236, 352, "cream", 1.15),
        places.teapot(132, 356, "rust"),
        places.lamp(334, 56, "sun", 1.1),
    ]


def ecogram() -> list[str]:
    """A man draws the map of his people; the one who helps has her hands free and looks along."""
    client = Person(
        at=(216, 150),
        size=1.6,
        skin="skin-d",
        hair="crop",
        beard=True,
        top="rust",
        build=1.1,
        tilt=16,
        nod=(3, 3),
        near=((14, 76), (66, 108)),
        far=((40, 66), (70, 84)),
    )
    worker = Person(
        at=(494, 150),
        size=1.5,
        mirror=True,
        skin="skin-b",
        hair="bun",
        hair_colour="grey",
        top="teal",
        build=1.0,
        tilt=12,
        near=((4, 76), (42, 106)),
        far=((30, 74), (56, 98)),
    )
    return [
        places.ground("sand"),
        disc("cream", 128, 128, 128),
        places.plant(600, 300, 1.5, pot="aqua"),
        worker.draw(without="both"),
        client.draw(without="both"),
        polygon("aqua", (-10, 300), (650, 294), (650, 410), (-10, 410)),
        polygon("cream", (266, 308), (424, 304), (474, 392), (232, 398)),
        disc("sun", 352, 352, 88, 33),
        disc("cream", 352, 352, 84, 31),
        disc("sun", 352, 352, 48, 18),
        disc("cream", 352, 352, 45, 16.5),
        disc("rust", 352, 352, 13, 7),
        *(
            disc("teal", x, y, size, size * 0.55)
            for x, y, size in ((396, 348, 10), (318, 378, 12), (412, 374, 9), (380, 322, 9))
        ),
        strip("ink", (327, 366), (350, 296), 4.5, 5.5),
        client.reach("both"),
        worker.reach("both"),
    ]


def at_the_window() -> list[str]:
    """A man alone by the window, his phone in his hand, letters unopened on the table."""
    ron = Person(
        at=(392, 158),
        size=1.6,
        skin="skin-a",
        hair="bald",
        hair_colour="grey",
        top="teal",
        build=1.22,
        belly=12,
        tilt=20,
        nod=(5, 4),
        near=((-4, 76), (46, 56)),
        held=(cut("ink", "M52 28L64 26L71 58L59 61Z"), cut("aqua", "M51 31L54 30L61 57L58 58Z")),
    )
    return [
        places.ground("mist"),
        places.window(438, 30, 176, 210, pane="cream", frame="aqua"),
        disc("sun", 580, 84, 20),
        places.house(448, 226, 36, 62, "rust", "ink"),
        places.house(532, 226, 34, 74, "aqua", "ink"),
        places.house(570, 226, 32, 58, "sun", "ink"),
        box("rust", 92, 178, 12, 140, round_by=4),
        box("rust", 196, 178, 12, 140, round_by=4),
        box("rust", 92, 196, 116, 20, round_by=4),
        box("rust", 92, 244, 116, 14, round_by=4),
        ron.draw(),
        polygon("sun", (0, 312), (650, 306), (650, 410), (0, 410)),
        polygon("shade", (0, 312), (650, 306), (650, 312), (0, 318)),
        places.paper(132, 344, 104, 30, -6),
        places.paper(196, 330, 104, 30, 8, "aqua"),
        places.paper(160, 332, 104, 30, -2),
        polygon("rust", (226, 338), (240, 337), (236, 346), (222, 347)),
    ]
