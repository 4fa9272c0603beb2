"""What tools hold that stands in no course, each in the source form of its kind. Dutch, as courses are."""

import uuid
from functools import cache
from pathlib import Path

import yaml

from exercises.registry import Exercise, kind, raw_exercise

FOLDER = Path(__file__).parent
NAMESPACE = uuid.UUID("f3c8c3a4-3d0c-5f0e-9a39-2b6a5b0c8d17")  # never changed: kept words are found by the id it makes
CARDS = ("complimenten", "iedereen-gezien", "erbij-horen", "langs-de-lijn")  # in the order of the page


@cache
def exercise(name: str) -> Exercise:
    """The exercise in this file of the folder, read once by each process."""
    data = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    value = kind(data["kind"]).from_source(data)
    return raw_exercise(data["kind"], uuid.uuid5(NAMESPACE, data["id"]), value)


def card(name: str) -> Exercise:
    """The observation card with this name."""
    return exercise(f"cards/{name}")
