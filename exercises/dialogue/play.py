"""Walking through a conversation: from the choices made so far to where the learner is now. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from exercises.dialogue.script import Node, Option, Script

WEIGHTS = {"strong": 1.0, "ok": 0.5, "weak": 0.0}
LEVEL_NAMES = ("low", "mid", "high")


@dataclass(frozen=True, slots=True)
class Step:
    """A node that was passed, and what was chosen there."""

    number: int  # counted from 0: how many choices came before it
    node: Node
    chosen: Option

    @property
    def mark(self) -> str:
        """How the step is kept in the state: node and letter, so that a changed script is noticed."""
        return f"{self.node.name}:{self.chosen.letter}"

    @property
    def stronger(self) -> list[Option]:
        """The strong options, when what was chosen is not one of them."""
        if self.chosen.quality == "strong":
            return []
        return [option for option in self.node.options if option.quality == "strong"]


@dataclass(frozen=True, slots=True)
class Walk:
    """A path through a script and where it has come to."""

    script: Script
    steps: tuple[Step, ...]
    here: Node
    levels: dict[str, int]

    @property
    def last(self) -> Step | None:
        return self.steps[-1] if self.steps else None

    @property
    def path(self) -> list[str]:
        return [step.mark for step in self.steps]

    @property
    def meters(self) -> list[dict[str, str]]:
        """Every meter with its level as a word."""
        return [{"name": name.capitalize(), "level": LEVEL_NAMES[level]} for name, level in self.levels.items()]

    @property
    def has_better(self) -> bool:
        """Whether some choice could have been stronger: an ending may be good all the same."""
        return any(step.chosen.quality != "strong" for step in self.steps)

    @property
    def score(self) -> float:
        """The mean quality of the choices."""
        return sum(WEIGHTS[step.chosen.quality] for step in self.steps) / len(self.steps)


def walk(script: Script, path: Any) -> Walk:
    """Follow a path as far as it fits this script; what is left of it is forgotten. The script must be sound."""
    node, levels = script.nodes[script.start], dict(script.meters)
    steps: list[Step] = []
    for mark in path if isinstance(path, Sequence) and not isinstance(path, str) else []:
        name, _colon, letter = str(mark).partition(":")
        option = node.option(letter) if name == node.name else None
        if option is None:
            break
        steps.append(Step(len(steps), node, option))
        for meter, change in option.effects:
            levels[meter] = min(max(levels[meter] + change, 0), len(LEVEL_NAMES) - 1)
        node = script.nodes[option.target]
    return Walk(script, tuple(steps), node, levels)
