"""Reading a drawing: what comes back the same, and what is refused with which message."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.ecogram import model
from exercises.ecogram.drawing import draw
from exercises.ecogram.model import Unreadable, read, tidy
from exercises.ecogram.words import drawing_words, editor_words
from tests.exercises.modules import run_modules

HERE = Path(__file__).parent
GOOD = json.loads((HERE / "golden" / "samira.json").read_text(encoding="utf-8"))

names = st.text(max_size=model.LONGEST_NAME)
people = st.fixed_dictionaries(
    {
        "label": names,
        "kind": st.sampled_from(model.KINDS),
        "sector": st.sampled_from(model.SECTORS),
        "ring": st.sampled_from(model.RINGS),
        "line": st.sampled_from(model.LINES),
        "dir": st.sampled_from(model.DIRECTIONS),
        "support": st.lists(st.sampled_from(model.SUPPORT)),
        "freq": st.sampled_from(model.FREQUENCIES),
        "wish": st.sampled_from(model.WISHES),
    }
)
drawings = st.builds(
    lambda centre, those: {
        **model.empty(centre),
        "people": [{"id": f"p{number}", **person} for number, person in enumerate(those, start=1)],
    },
    st.lists(names.filter(lambda name: bool(tidy(name))), min_size=1, max_size=model.MOST_IN_CENTRE),
    st.lists(people, max_size=12),
)


def changed(path: tuple[Any, ...], value: Any) -> Any:
    data = copy.deepcopy(GOOD)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return data


BAD: dict[str, tuple[Any, str]] = {
    "nothing": (None, "other_program"),
    "a list": ([1], "other_program"),
    "another program": ({"type": "excalidraw", "version": 2}, "other_program"),
    "a newer version": (changed(("version",), 2), "newer"),
    "no version": (changed(("version",), "1"), "damaged"),
    "true for a version": (changed(("version",), True), "damaged"),
    "41 people": (changed(("people",), [GOOD["people"][0] | {"id": f"p{n}"} for n in range(41)]), "too_many"),
    "people that are no list": (changed(("people",), {}), "damaged"),
    "a person that is none": (changed(("people", 0), "Naima"), "damaged"),
    "an unknown name": (changed(("colour",), "red"), "damaged"),
    "an unknown fact": (changed(("people", 0, "bsn"), "123"), "damaged"),
    "two with one id": (changed(("people", 0, "id"), "p2"), "damaged"),
    "an id with marks": (changed(("people", 0, "id"), '"><script>'), "damaged"),
    "a name of 61 signs": (changed(("people", 0, "label"), "x" * 61), "damaged"),
    "a number for a name": (changed(("people", 0, "label"), 5), "damaged"),
    "another ring": (changed(("people", 0, "ring"), 5), "damaged"),
    "true for a ring": (changed(("people", 0, "ring"), True), "damaged"),
    "another line": (changed(("people", 0, "line"), "dik"), "damaged"),
    "a sector that is not there": (changed(("people", 0, "sector"), "maan"), "damaged"),
    "another letter": (changed(("people", 0, "support"), ["X"]), "damaged"),
    "nobody in the middle": (changed(("centre",), []), "damaged"),
    "seven in the middle": (changed(("centre",), ["a"] * 7), "damaged"),
    "five sectors": (changed(("sectors",), list(model.SECTORS[:5])), "damaged"),
    "two sectors alike": (changed(("sectors",), ["a", "a", "b", "c", "d", "e"]), "damaged"),
}


@settings(deadline=None, max_examples=50)
@given(drawings)
def test_what_is_written_comes_back_the_same(data: Any) -> None:
    drawing = read(data)

    again = read(json.loads(json.dumps(drawing)))

    assert again == drawing
    assert draw(again, drawing_words()) == draw(drawing, drawing_words())


@pytest.mark.parametrize("case", BAD)
def test_other_data_is_refused_with_a_reason(case: str) -> None:
    data, reason = BAD[case]

    with pytest.raises(Unreadable) as refused:
        read(data)

    assert refused.value.reason == reason
    assert editor_words()[reason]


def test_browser_refuses_the_same_for_the_same_reason(tmp_path: Path) -> None:
    script = """
    import { read } from "./modules/model.js";
    answer(data.map((one) => {
      try {
        read(one);
      } catch (error) {
        return [error.reason, error.details];
      }
      return ["", {}];
    }));
    """
    expected = []
    for data, _reason in BAD.values():
        with pytest.raises(Unreadable) as refused:
            read(data)
        expected.append([refused.value.reason, refused.value.details])

    found = run_modules(HERE / "static" / "exercises" / "ecogram", script, [data for data, _ in BAD.values()], tmp_path)

    assert found == expected


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  zus \t Naima\n", "zus Naima"),
        ("\u202eomgekeerd\u202c", "omgekeerd"),
        ("a\u0000b\ud800c", "abc"),
        ("👩\u200d👧 gezin", "👩\u200d👧 gezin"),
        ("\u00a0\u2003", ""),
    ],
)
def test_name_is_kept_without_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert tidy(typed) == kept
    assert tidy(kept) == kept


def test_part_of_a_new_drawing_has_the_names_of_the_reference() -> None:
    assert drawing_words()["sectors"] == list(model.SECTORS)
