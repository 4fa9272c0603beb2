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
    """A woman draws the map of her people; the one who helps has her hands free and looks along."""
    client = Person(
        at=(216, 150),
        size=1.6,
        skin="skin-c",
        hair="curls",
        top="rust",
        build=0.95,
        tilt=14,
        nod=(3, 3),
        near=((14, 76), (66, 108)),
        far=((40, 66), (70, 84)),
    )
    worker = Person(
        at=(494, 150),
        size=1.5,
        mirror=True,
        skin="skin-a",
        hair="bob",
        hair_colour="rust",
        top="teal",
        build=1.2,
        belly=8,
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
        skin="skin-b",
        hair="short",
        hair_colour="grey",
        top="teal",
        build=1.3,
        belly=14,
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


def making_a_plan() -> list[str]:
    """A boy with his uncle beside him; his mother and a professional at both ends of the table."""
    mother = Person(
        at=(104, 170),
        size=1.45,
        skin="skin-b",
        hair="tail",
        hair_colour="rust",
        top="aqua",
        build=1.05,
        tilt=6,
        near=((18, 74), (58, 100)),
        far=((40, 72), (66, 92)),
    )
    uncle = Person(
        at=(262, 142),
        size=1.42,
        body="front",
        skin="skin-d",
        hair="crop",
        beard=True,
        top="teal",
        build=1.1,
        tilt=6,
        hem=130,
        near=((-46, 66), (-14, 112)),
        far=((60, 40), (92, 44)),
    )
    daan = Person(
        at=(384, 176),
        size=1.25,
        body="front",
        mirror=True,
        skin="skin-b",
        hair="curls",
        hair_colour="rust",
        top="sun",
        build=0.85,
        hem=120,
        tilt=-2,
        near=((-40, 66), (-10, 106)),
        far=((40, 68), (10, 112)),
    )
    worker = Person(
        at=(548, 170),
        size=1.45,
        mirror=True,
        skin="skin-c",
        hair="scarf",
        hair_colour="rust",
        top="ink",
        tilt=4,
        near=((12, 76), (48, 102)),
        far=((34, 72), (58, 92)),
    )
    return [
        places.ground("mist"),
        disc("cream", 320, 190, 190),
        mother.draw(without="both"),
        worker.draw(without="both"),
        uncle.draw(without="near"),
        daan.draw(without="both"),
        polygon("rust", (-10, 308), (650, 302), (650, 410), (-10, 410)),
        polygon("cream", (236, 322), (420, 320), (452, 386), (204, 388)),
        polygon("sun", (262, 334), (304, 334), (300, 352), (256, 352)),
        polygon("aqua", (318, 333), (358, 333), (359, 351), (317, 351)),
        polygon("teal", (372, 333), (408, 332), (416, 350), (374, 351)),
        polygon("aqua", (250, 362), (300, 362), (298, 378), (244, 379)),
        uncle.reach(),
        mother.reach("both"),
        worker.reach("both"),
        daan.reach("both"),
        places.mug(500, 376, "sun"),
        places.mug(120, 378, "cream"),
    ]


def on_the_doorstep() -> list[str]:
    """A professional outside a closed door, who writes down what she saw."""
    worker = Person(
        at=(382, 112),
        size=1.06,
        skin="skin-a",
        hair="bob",
        hair_colour="rust",
        top="teal",
        bottom="ink",
        shoes="rust",
        build=1.2,
        belly=6,
        hem=132,
        flare=4,
        hip=110,
        tilt=24,
        nod=(3, 3),
        legs=(((-8, 178), (-12, 240)), ((10, 178), (12, 240))),
        near=((-4, 70), (40, 58)),
        far=((30, 70), (54, 62)),
        behind=(strip("sun", (-22, 12), (-44, 108), 5),),
        over=(
            box("sun", -62, 100, 40, 48, round_by=5),
            strip("sun", (10, 4), (-40, 104), 5),
            cut("cream", "M40 34L72 26L80 66L48 74Z"),
        ),
        held=(strip("ink", (52, 62), (74, 36), 3.5),),
    )
    return [
        places.ground("sand"),
        box("aqua", 0, 0, 330, 352),
        box("shade", 0, 0, 330, 28),
        places.window(214, 96, 84, 120, pane="cream", frame="cream"),
        box("sun", 222, 103, 30, 106),
        places.door(60, 352, 112, 246, "rust"),
        box("sun", 186, 320, 16, 26, round_by=3),
        box("sun", 182, 338, 26, 14, round_by=5),
        box("sun", 212, 320, 16, 26, round_by=3),
        box("sun", 208, 338, 26, 14, round_by=5),
        places.floor("grey", 352),
        places.tree(560, 362, 1.7, "teal"),
        places.bicycle(462, 374, 0.95, "rust"),
        worker.draw(),
    ]


def cooking() -> list[str]:
    """An older woman and a boy bake pancakes."""
    els = Person(
        at=(160, 136),
        size=1.5,
        skin="skin-d",
        hair="curls",
        hair_colour="grey",
        top="teal",
        build=1.35,
        belly=12,
        hem=120,
        tilt=14,
        near=((8, 78), (62, 92)),
        far=((46, 62), (76, 34)),
        held=(strip("ink", (66, 93), (112, 101), 8),),
    )
    tijn = Person(
        at=(518, 180),
        size=1.22,
        mirror=True,
        skin="skin-a",
        hair="short",
        hair_colour="rust",
        top="sun",
        build=0.82,
        hem=120,
        head_size=1.2,
        tilt=14,
        near=((16, 72), (36, 90)),
        far=((36, 66), (48, 76)),
    )
    return [
        places.ground("sand"),
        places.window(270, 34, 150, 136, pane="cream"),
        box("rust", 480, 62, 140, 10),
        places.mug(506, 62, "cream"),
        places.mug(546, 62, "aqua"),
        places.plant(594, 62, 0.5, pot="sun"),
        tijn.draw(without="both"),
        els.draw(without="near"),
        polygon("aqua", (-10, 306), (650, 300), (650, 410), (-10, 410)),
        polygon("shade", (-10, 306), (650, 300), (650, 308), (-10, 314)),
        disc("ink", 366, 322, 74, 15),
        box("ink", 312, 286, 108, 28, round_by=10),
        disc("ink", 366, 288, 56, 13),
        disc("sun", 366, 287, 46, 8.5),
        els.reach(),
        disc("ink", 474, 312, 37, 9),
        tijn.reach("both"),
        strip("rust", (470, 318), (452, 258), 5),
        cut("cream", "M-38-36C-38-24 38-24 38-36C38-8 22 6 0 6C-22 6-38-8-38-36Z", move="translate(474 348)"),
        disc("cream", 116, 366, 66, 14),
        disc("sun", 116, 360, 48, 9),
        disc("rust", 116, 355, 46, 8),
        disc("sun", 116, 350, 45, 8),
    ]
