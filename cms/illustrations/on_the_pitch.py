"""Scenes on the pitch: a training, a match."""

from cms.illustrations import places
from cms.illustrations.paper import disc, polygon
from cms.illustrations.people import STANDING, Person


def training() -> list[str]:
    """A young trainer before a group of children in coloured vests."""
    jesse = Person(
        at=(322, 96),
        size=0.84,
        look="front",
        skin="skin-c",
        hair="curls",
        top="teal",
        bottom="ink",
        shoes="cream",
        build=0.92,
        legs=STANDING,
        near=((-56, 58), (-40, 92)),
        far=((58, 42), (72, -6)),
        held=(places.ball(-40, 108, 19),),
    )
    children = [
        ("skin-c", "bob", "ink", "sun", 64, 262),
        ("skin-a", "short", "rust", "rust", 168, 248),
        ("skin-b", "long", "ink", "sun", 470, 250),
        ("skin-d", "crop", "ink", "rust", 572, 264),
        ("skin-b", "short", "ink", "rust", 14, 306),
        ("skin-a", "tail", "sun", "rust", 118, 314),
        ("skin-d", "afro", "ink", "sun", 226, 302),
        ("skin-a", "bob", "rust", "sun", 420, 304),
        ("skin-c", "tail", "ink", "rust", 522, 316),
        ("skin-b", "curls", "ink", "sun", 628, 308),
    ]
    return [
        places.ground("sand"),
        places.tree(70, 172, 0.9, "teal"),
        places.tree(150, 168, 0.7),
        places.tree(560, 170, 0.85, "teal"),
        places.floor("aqua", 166, 3),
        places.goal(418, 92, 130, 78),
        jesse.draw(),
        places.cone(268, 316),
        places.cone(366, 350, 1.2),
        *(
            Person(
                at=(x, y),
                size=0.88,
                look="back",
                skin=skin,
                hair=hair,
                hair_colour=colour,
                top="cream",
                vest=vest,
                build=0.82,
                head_size=1.15,
                hem=100,
                legs=STANDING,
                near=((-36, 60), (-30, 102)),
                far=((36, 60), (30, 102)),
            ).draw()
            for skin, hair, colour, vest, x, y in children
        ),
    ]


def compliment() -> list[str]:
    """A trainer on one knee, as tall as the boy he speaks to."""
    henk = Person(
        at=(250, 172),
        size=1.12,
        skin="skin-a",
        hair="bald",
        hair_colour="grey",
        top="teal",
        bottom="ink",
        shoes="rust",
        build=1.18,
        belly=8,
        tilt=-2,
        legs=(((14, 164), (-58, 176)), ((62, 96), (56, 172))),
        hip=88,
        near=((10, 70), (56, 58)),
        far=((36, 62), (70, 74)),
    )
    sem = Person(
        at=(424, 164),
        size=0.88,
        mirror=True,
        skin="skin-b",
        hair="short",
        hair_colour="ink",
        top="sun",
        bottom="cream",
        shoes="ink",
        build=0.8,
        head_size=1.25,
        tilt=-2,
        legs=(((-2, 166), (-8, 224)), ((8, 166), (10, 224))),
        near=((-16, 66), (8, 98)),
        far=((20, 70), (26, 104)),
        held=(),
    )
    return [
        places.ground("mist"),
        disc("cream", 470, 110, 92),
        places.tree(80, 232, 1.1, "teal"),
        places.floor("aqua", 232, 4),
        places.goal(466, 122, 146, 112),
        polygon("cream", (0, 384), (640, 352), (640, 360), (0, 393)),
        henk.draw(),
        sem.draw(),
        places.ball(492, 358, 18),
        places.cone(120, 330),
        places.cone(96, 362, 1.2),
    ]


def along_the_line() -> list[str]:
    """Parents along the rail, seen from behind; one shouts, the others look away."""
    loud = Person(
        at=(352, 170),
        size=1.3,
        look="back",
        skin="skin-b",
        hair="short",
        top="rust",
        bottom="ink",
        build=1.25,
        hem=118,
        legs=STANDING,
        near=((-52, 66), (-44, 104)),
        far=((60, 22), (74, -36)),
    )
    grey = Person(
        at=(510, 196),
        size=1.22,
        body="front",
        skin="skin-d",
        hair="bun",
        hair_colour="grey",
        top="teal",
        build=1.1,
        tilt=18,
        nod=(3, 4),
        hem=118,
        legs=STANDING,
        near=((-40, 66), (-8, 84)),
        far=((40, 66), (8, 88)),
    )
    scarf = Person(
        at=(206, 190),
        size=1.22,
        look="back",
        skin="skin-b",
        hair="scarf",
        hair_colour="sun",
        top="teal",
        bottom="ink",
        hem=190,
        flare=12,
        near=((-40, 70), (-32, 116)),
        far=((40, 70), (32, 116)),
    )
    tall = Person(
        at=(72, 160),
        size=1.3,
        body="front",
        mirror=True,
        skin="skin-a",
        hair="curls",
        hair_colour="rust",
        top="cream",
        build=1.1,
        hem=118,
        tilt=12,
        legs=STANDING,
        near=((-44, 66), (-36, 112)),
        far=((44, 66), (36, 112)),
    )
    players = [
        ("skin-b", "short", "ink", "sun", 292, 84, None),
        ("skin-d", "crop", "ink", "cream", 500, 70, True),
        ("skin-b", "tail", "ink", "sun", 602, 96, True),
        ("skin-c", "crop", "ink", "cream", 164, 80, False),
    ]
    return [
        places.ground("mist"),
        places.floor("aqua", 84, 2),
        polygon("cream", (0, 206), (640, 198), (640, 204), (0, 212)),
        *(
            Person(
                at=(x, y),
                size=0.34,
                mirror=bool(turned),
                look="front" if turned is None else "side",
                skin=skin,
                hair=hair,
                hair_colour=colour,
                top=top,
                bottom="ink",
                shoes="ink",
                build=0.85,
                head_size=1.25,
                legs=(((-20, 160), (-44, 216)), ((26, 156), (18, 226))),
                near=((-16, 56), (10, 80)),
                far=((30, 56), (52, 36)),
            ).draw()
            for skin, hair, colour, top, x, y, turned in players
        ),
        places.ball(250, 158, 6),
        places.rail(286, "cream", posts=(20, 136, 270, 430, 590)),
        tall.draw(),
        scarf.draw(),
        grey.draw(),
        loud.draw(),
    ]
