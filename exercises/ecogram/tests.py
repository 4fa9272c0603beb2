"""What is particular to `ecogram`; what every kind must do is in tests/exercises/test_contract.py."""

import re
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.http import HttpRequest, QueryDict

from exercises.contract import Outcome, Response, SourceError
from exercises.ecogram.kind import EcogramExercise, reference_drawing
from exercises.registry import Exercise
from exercises.rendering import Shown

KIND = EcogramExercise()
EXERCISE = Exercise(UUID(int=7), KIND, KIND.get_preview_value())


def page(state: dict[str, Any]) -> BeautifulSoup:
    return BeautifulSoup(Shown(EXERCISE, "/x/", state=state).render(HttpRequest()), "html.parser")


def test_only_done_is_kept_whatever_is_sent() -> None:
    response = EXERCISE.respond(state={}, data=QueryDict("people=Samira&answer=ook"))

    assert response == Response(answer={"done": True}, state={"done": True}, outcome=Outcome())


def test_reference_is_drawn_by_the_server_before_and_after() -> None:
    for soup in (page({}), page({"done": True})):
        drawing = soup.select_one(".eco-pair svg")
        assert drawing is not None
        assert [mark["data-person"] for mark in drawing.select("[data-person]")] == ["p1", "p2", "p3"]
        assert "broer Ruud" in drawing.get_text()


def test_comparing_is_folded_until_it_is_done() -> None:
    assert page({}).select_one("details .eco-pair") is not None
    assert page({"done": True}).select_one("details .eco-pair") is None


def test_own_drawing_is_there_before_any_script() -> None:
    drawings = page({}).select("[data-eco=drawing] svg")

    assert [re.findall("eco--(wide|narrow)", " ".join(svg["class"])) for svg in drawings] == [["wide"], ["narrow"]]
    assert all("Sanne" in svg.get_text() for svg in drawings)


def test_without_script_there_is_a_table_for_a_pen() -> None:
    paper = page({}).find("noscript")

    assert paper is not None
    assert [cell.get_text() for cell in paper.find_all("th")] == [
        *("Nr.", "Naam of rol", "Hoort bij", "Ring", "Lijn", "Richting", "Steun")
    ]


def test_half_written_reference_is_still_a_drawing() -> None:
    raw = KIND.get_prep_value(KIND.get_preview_value())
    raw["centre"] = []
    raw["reference"][0]["value"] |= {"label": None, "sector": "", "ring": None, "support": None}

    drawing, notes = reference_drawing(KIND.to_python(raw))

    assert drawing["centre"] == ["…"]
    assert [person["label"] for person in drawing["people"]] == ["", "buurvrouw Els", "zangkoor"]
    assert notes == ["", "Een begin.", ""]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"reference": [{"label": "a", "sector": "maan", "ring": 1, "line": "sterk", "dir": "van_mij"}]}, "sector"),
        ({"reference": [{"label": "a", "sector": "buurt", "ring": 5, "line": "sterk", "dir": "van_mij"}]}, "ring"),
        ({"centre": list("abcdefg")}, "6"),
        ({"legend": {"dik": "x"}}, "dik"),
        ({"min_placed": 41}, "min_placed"),
    ],
    ids=["sector", "ring", "centre", "legend", "number"],
)
def test_source_that_is_no_drawing_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        KIND.from_source({**KIND.parse_source(KIND.example), **change})
