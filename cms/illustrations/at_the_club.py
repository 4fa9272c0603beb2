"""Scenes at the club, beside the pitch."""

from cms.illustrations import places
from cms.illustrations.paper import box, cut, disc, polygon
from cms.illustrations.people import STANDING, Person


def canteen() -> list[str]:
    """Coffee at the bar: a volunteer behind it, a professional before it."""
    henk = Person(
        at=(412, 152),
        size=1.45,
        body="front",
        mirror=True,
        skin="skin-a",
        hair="bald",
        hair_colour="grey",
        top="sun",
        build=1.25,
        hem=120,
        tilt=4,
        near=((-46, 66), (-26, 106)),
        far=((46, 66), (20, 104)),
        over=(cut("teal", "M-22 6L-16 44L-44 52L-46 120L46 120L44 52L16 44L22 6L15 2L10 40L-10 40L-15 2Z"),),
    )
    marloes = Person(
        at=(196, 164),
        size=1.5,
        skin="skin-a",
        hair="bob",
        hair_colour="rust",
        top="rust",
        build=1.2,
        belly=8,
        hem=130,
        near=((14, 76), (56, 92)),
        far=((36, 72), (64, 80)),
    )
    return [
        places.ground("mist"),
        box("aqua", 500, 134, 150, 10),
        cut(
            "sun",
            "M-15-46L15-46C15-24 8-16 4-14L4-6L14 0L-14 0L-4-6L-4-14C-8-16-15-24-15-46Z",
            move="translate(534 134)scale(1.2)",
        ),
        places.mug(578, 134, "rust"),
        places.mug(614, 134, "cream"),
        places.pennants(-6, *(["rust", "sun", "teal", "cream"] * 3)),
        henk.draw(without="both"),
        marloes.draw(without="both"),
        box("ink", 520, 220, 84, 100, round_by=8),
        box("aqua", 536, 236, 52, 22, round_by=3),
        box("cream", 548, 284, 28, 26, round_by=3),
        polygon("rust", (-10, 312), (650, 306), (650, 334), (-10, 340)),
        polygon("teal", (-10, 340), (650, 334), (650, 410), (-10, 410)),
        henk.reach("both"),
        marloes.reach("both"),
        places.mug(294, 322, "cream", 1.15),
        places.mug(412, 320, "cream", 1.15),
    ]


def apart() -> list[str]:
    """A girl alone on the bench; one child leaves the others and comes near."""
    yara = Person(
        at=(478, 152),
        size=1.06,
        skin="skin-b",
        hair="long",
        hair_colour="ink",
        top="sun",
        bottom="teal",
        shoes="rust",
        build=0.8,
        head_size=1.15,
        tilt=22,
        nod=(5, 5),
        hip=98,
        lean=8,
        legs=(((44, 106), (42, 176)), ((52, 104), (54, 176))),
        near=((2, 70), (40, 98)),
        far=((22, 70), (46, 98)),
    )
    liv = Person(
        at=(300, 144),
        size=0.98,
        skin="skin-d",
        hair="bun",
        hair_colour="ink",
        top="rust",
        bottom="ink",
        shoes="cream",
        build=0.8,
        head_size=1.18,
        legs=(((-16, 164), (-36, 226)), ((22, 160), (26, 230))),
        near=((-8, 64), (22, 92)),
        far=((34, 54), (62, 42)),
    )
    others = [
        ("skin-a", "short", "rust", "teal", 66, False),
        ("skin-c", "crop", "ink", "rust", 118, True),
        ("skin-b", "bob", "ink", "teal", 166, True),
    ]
    return [
        places.ground("sand"),
        places.tree(40, 190, 0.9, "teal"),
        places.floor("aqua", 190, -3),
        polygon("cream", (0, 214), (640, 232), (640, 238), (0, 219)),
        *(
            Person(
                at=(x, 136),
                size=0.58,
                mirror=turned,
                skin=skin,
                hair=hair,
                hair_colour=colour,
                top=top,
                bottom="ink",
                shoes="ink",
                build=0.85,
                head_size=1.2,
                legs=STANDING,
                near=((8, 60), (40, 40)),
            ).draw()
            for skin, hair, colour, top, x, turned in others
        ),
        places.ball(150, 286, 9),
        places.bench(412, 336, 214),
        yara.draw(),
        liv.draw(),
    ]


def after_the_training() -> list[str]:
    """A girl who lingers with the vests; the trainer sits down, in sight of the clubhouse, and listens."""
    trainer = Person(
        at=(160, 146),
        size=1.16,
        skin="skin-c",
        hair="crop",
        top="teal",
        bottom="ink",
        shoes="cream",
        build=1.05,
        tilt=2,
        hip=98,
        lean=4,
        legs=(((50, 104), (48, 176)), ((58, 102), (64, 176))),
        near=((8, 72), (52, 96)),
        far=((34, 70), (58, 94)),
    )
    yara = Person(
        at=(432, 146),
        size=0.98,
        mirror=True,
        skin="skin-b",
        hair="long",
        hair_colour="ink",
        top="rust",
        bottom="ink",
        shoes="cream",
        build=0.8,
        head_size=1.18,
        tilt=14,
        nod=(3, 3),
        legs=(((-4, 164), (-8, 226)), ((8, 164), (10, 226))),
        near=((6, 66), (30, 66)),
        far=((30, 62), (34, 70)),
        over=(
            cut("sun", "M16 58L46 56L52 114L42 120L37 110L30 122L20 114Z"),
            cut("teal", "M28 58L38 57L42 106L33 108Z"),
        ),
    )
    return [
        places.ground("sand"),
        disc("sun", 96, 96, 46),
        box("rust", 470, 84, 180, 136),
        polygon("ink", (456, 88), (486, 44), (650, 44), (650, 88)),
        box("sun", 492, 112, 50, 44),
        box("sun", 580, 112, 60, 108),
        Person(
            at=(606, 148),
            size=0.42,
            look="front",
            skin="skin-a",
            hair="bob",
            hair_colour="grey",
            top="teal",
            bottom="ink",
            build=1.1,
            hem=110,
            legs=(((-12, 140), (-12, 166)), ((12, 140), (12, 166))),
        ).draw(),
        places.floor("aqua", 220, 2),
        places.bench(60, 344, 200),
        trainer.draw(),
        yara.draw(),
        places.ball(318, 358, 15),
    ]
