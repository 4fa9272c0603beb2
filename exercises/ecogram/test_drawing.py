"""The drawing and its words: as they were looked at (the files in golden/), and the same from server and browser."""

import itertools
import json
import random
from pathlib import Path
from typing import Any

import pytest

from exercises.ecogram import model
from exercises.ecogram.drawing import VIEWS, draw
from exercises.ecogram.layout import SIZES, WIDE, Place, arrange
from exercises.ecogram.telling import describe, mark_of, summary
from exercises.ecogram.words import drawing_words
from tests.exercises.modules import run_modules

HERE = Path(__file__).parent
GOLDEN = sorted((HERE / "golden").glob("*.json"))
SCRIPT = """
import { read, write } from "./modules/model.js";
import { draw } from "./modules/drawing.js";
import { SIZES } from "./modules/layout.js";
import { describe, summary } from "./modules/telling.js";
const views = ["rings", "sectors", "support", "energy"];
answer(data.drawings.map((one) => {
  const drawing = read(one);
  return {
    drawings: views.flatMap((view) => SIZES.map((size) => draw(drawing, data.words, view, size))),
    told: [
      ...summary(drawing, data.words),
      ...drawing.people.map((_, index) => describe(drawing, index + 1, data.words)),
    ],
    text: write(drawing),
  };
}));
"""


def read_golden(path: Path) -> model.Drawing:
    return model.read(json.loads(path.read_text(encoding="utf-8")))


def told(drawing: model.Drawing) -> list[str]:
    words = drawing_words()
    everybody = [describe(drawing, number, words) for number in range(1, len(drawing["people"]) + 1)]
    return [*summary(drawing, words), *everybody]


def crowd(count: int, seed: int, longest: int = 30) -> model.Drawing:
    """Invented people, of whom many belong to the family."""
    chance = random.Random(f"{count}/{seed}")  # noqa: S311 -- people, not secrets
    parts = [*model.SECTORS, *model.SECTORS[:1] * 4]
    letters = "aaaeeeiiooddnnrrsstl mkvW " if longest < 60 else "W"
    people = [
        {
            "id": f"p{number}",
            "label": "".join(chance.choices(letters, k=longest if longest == 60 else chance.randint(2, longest))),
            "kind": chance.choice(model.KINDS),
            "sector": chance.choice(parts),
            "ring": chance.choice((1, 2, 2, 3, 3, 4)),
            "line": chance.choice(model.LINES),
            "dir": chance.choice(model.DIRECTIONS),
            "support": chance.sample(model.SUPPORT, chance.randint(0, 3)),
            "wish": chance.choice(model.WISHES),
        }
        for number in range(1, count + 1)
    ]
    return model.read({**model.empty(["Sanne", "Tijn"]), "people": people})


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_drawing_and_words_are_as_they_were_looked_at(path: Path) -> None:
    drawing, words = read_golden(path), drawing_words()
    made = {".txt": "\n".join(told(drawing)) + "\n"}
    for view, size in itertools.product(VIEWS, SIZES):
        made[f".{view}.{size.name}.svg"] = draw(drawing, words, view, size)

    files = {f".{file.name.split('.', 1)[1]}": file for file in path.parent.glob(f"{path.stem}.*") if file != path}

    assert {end: file.read_text(encoding="utf-8") for end, file in files.items()} == {end: made[end] for end in files}
    assert {".txt", ".rings.wide.svg", ".rings.narrow.svg"} <= set(files)


def test_browser_draws_and_tells_the_same(tmp_path: Path) -> None:
    drawings = [read_golden(path) for path in GOLDEN]
    drawings += [crowd(count, seed) for count in (1, 6, 20, 40) for seed in range(5)]
    words = drawing_words()

    found = run_modules(
        HERE / "static" / "exercises" / "ecogram", SCRIPT, {"drawings": drawings, "words": words}, tmp_path
    )

    for drawing, other in zip(drawings, found, strict=True):
        assert other["told"] == told(drawing)
        assert other["text"] == json.dumps(drawing, ensure_ascii=False, indent=2) + "\n"
        assert other["drawings"] == [draw(drawing, words, *how) for how in itertools.product(VIEWS, SIZES)]


# -- Nothing covers anything -----------------------------------------------------------------------------------------


Box = tuple[float, float, float, float]


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def covers(place: Place, box: Box, dot: float) -> bool:
    aside = max(box[0] - place.x, 0, place.x - box[2])
    above = max(box[1] - place.y, 0, place.y - box[3])
    return aside * aside + above * above < dot * dot


@pytest.mark.parametrize("longest", [30, 60], ids=["names", "names of 60 signs"])
@pytest.mark.parametrize("count", [1, 6, 20, 40])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_no_name_covers_another_or_a_circle(size: Any, count: int, longest: int) -> None:
    words = drawing_words()
    for seed in range(4):
        drawing = crowd(count, seed, longest)
        layout = arrange(drawing, size, [mark_of(person, words) for person in drawing["people"]])
        named = [(place.number, place.label.box) for place in layout.people if place.label]

        on_names = [(a, b) for (a, one), (b, other) in itertools.combinations(named, 2) if overlap(one, other)]
        on_circles = [
            (number, place.number)
            for number, box in named
            for place in layout.people
            if covers(place, box, layout.size.dot)
        ]

        assert (on_names, on_circles) == ([], [])
        assert all(0 <= edge <= layout.side for _number, box in named for edge in box)


def test_circles_never_touch_not_even_with_forty_in_one_place() -> None:
    crowded = crowd(40, 1)
    for person in crowded["people"]:
        person["sector"], person["ring"] = model.SECTORS[0], 1

    for drawing, size in itertools.product([crowded, crowd(40, 2), crowd(20, 3)], SIZES):
        places = arrange(drawing, size, [""] * 40).people
        pairs = itertools.combinations(places, 2)
        assert min((a.x - b.x) ** 2 + (a.y - b.y) ** 2 for a, b in pairs) >= (2 * size.dot + 4) ** 2


def test_ten_people_have_their_names_beside_them() -> None:
    drawing = read_golden(HERE / "golden" / "samira.json")

    layout = arrange(drawing, WIDE, [mark_of(person, drawing_words()) for person in drawing["people"]])

    assert layout.has_names


def test_every_kind_of_line_has_a_shape_of_its_own() -> None:
    """Apart from colour: the same line, drawn five times, is five different paths."""
    base = crowd(1, 1)
    shapes = set()
    for line in model.LINES:
        base["people"][0]["line"] = line
        svg = draw(base, drawing_words())
        shapes.add(svg[svg.index('<g data-tie="p1">') : svg.index('<g class="eco-centre')])

    assert len(shapes) == len(model.LINES)
