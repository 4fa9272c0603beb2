"""The modules of the browser: any row of changes can be undone, a file gives the drawing back, and all are light."""

import gzip
from pathlib import Path

from exercises.ecogram import model
from exercises.ecogram.page import modules
from tests.exercises.modules import run_modules

STATIC = Path(__file__).parent / "static"
LARGEST = 25_000  # bytes, as a browser gets them
CHANGES = """
import * as changes from "./modules/changes.js";
import * as model from "./modules/model.js";

let seed = 20261122;
const chance = (below) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor(seed / 2147483648 * below);
};
const one = (list) => list[chance(list.length)];
const names = ["oma", "", "  Karin  de Wit ", "x".repeat(80), "محمد", "👩‍👧", "\\u202eom", "a,b"];
const facts = {
  label: names, kind: model.KINDS, ring: ["1", "2", "3", "4"], line: model.LINES, dir: model.DIRECTIONS,
  support: [[], ["E", "P"], ["A"]], freq: model.FREQUENCIES, wish: model.WISHES,
};
const someone = (drawing) => one(drawing.people)?.id ?? "p0";
const doings = [
  (drawing) => changes.add(drawing, one(names), one(drawing.sectors)),
  (drawing) => changes.add(drawing, one(names), one(drawing.sectors)),
  (drawing) => changes.remove(drawing, someone(drawing)),
  (drawing) => {
    const fact = one(Object.keys(facts));
    return changes.set(drawing, someone(drawing), fact, one(facts[fact]));
  },
  (drawing) => changes.set(drawing, someone(drawing), "sector", one(drawing.sectors)),
  (drawing) => {
    const [parts, rings] = [chance(3) - 1, chance(3) - 1];
    return drawing.people.length ? changes.move(drawing, someone(drawing), parts, rings) : drawing;
  },
  (drawing) => changes.rename(drawing, chance(6), one([...names, "thuis", "buurt"])),
  (drawing) => changes.seat(drawing, [one(names), one(names)]),
];
const text = (drawing) => JSON.stringify(drawing);
const wrong = [];
for (let run = 0; run < 300; run += 1) {
  const start = changes.seat(model.empty(["Ik"], data.sectors), ["Ik"]), before = text(start);
  let history = changes.begin(start);
  const seen = [before];
  for (let step = 0; step < 1 + chance(60); step += 1) {
    const mark = chance(3) ? "" : `field ${chance(2)}`;
    history = changes.further(history, one(doings)(history.now), mark);
    if (text(model.read(JSON.parse(model.write(history.now)))) !== text(history.now)) wrong.push(["file", run, step]);
    if (chance(5) === 0 && history.past.length) history = changes.redo(changes.undo(history));
  }
  const end = text(history.now), steps = history.past.length;
  for (let step = 0; step < steps; step += 1) history = changes.undo(history);
  if (text(history.now) !== before || history.past.length) wrong.push(["undo", run]);
  for (let step = 0; step < steps; step += 1) history = changes.redo(history);
  if (text(history.now) !== end || history.future.length) wrong.push(["redo", run]);
}
answer(wrong);
"""


def test_any_row_of_changes_can_be_undone_and_done_again_and_survives_a_file(tmp_path: Path) -> None:
    data = {"sectors": list(model.SECTORS)}

    assert run_modules(STATIC / "exercises" / "ecogram", CHANGES, data, tmp_path) == []


def test_all_of_the_script_is_light() -> None:
    names = {path.name for path in (STATIC / "exercises" / "ecogram").iterdir()}

    weight = sum(len(gzip.compress((STATIC / path).read_bytes(), 9)) for path in modules())

    assert {Path(path).name for path in modules()} == names
    assert weight <= LARGEST
