"""The values that travel between an exercise kind and the rest of the house."""

from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any] | list[Any] | str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer came to, computed on the server.

    `score` is 0 to 1, or None where nothing is judged. `passed` is None where there is no right or wrong.
    `completed` says whether the exercise now counts as done: False halfway a conversation or after a failed test.
    """

    score: float | None = None
    passed: bool | None = None
    completed: bool = True

    def __post_init__(self) -> None:
        if self.score is not None and not 0 <= self.score <= 1:
            raise ValueError(f"A score lies between 0 and 1, not {self.score}.")


@dataclass(frozen=True, slots=True)
class Response:
    """What a kind returns for one submission: the answer as a fact, the state to keep, and the outcome.

    An answer of None is no fact yet, such as a question of a test that is not handed in: only the state is kept.
    """

    answer: JSON
    state: dict[str, Any]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What decides the meaning and the result of an exercise, in two hashes.

    `rules`: keys, right answers, order, required flag; when it differs the exercise is another one.
    `wording`: prompt and option texts; when only it differs an editor may confirm that the meaning is equal.
    """

    rules: str
    wording: str


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text of an exercise, with the part it plays: title, intro, question, option, feedback, example.

    `low` and `high` are what the ends of a scale from 1 to 10 mean.
    """

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something an editor should mend. `field` names the editor's field; an error stops saving, a warning does not."""

    field: str
    message: Any  # a text, often a lazy translation
    is_error: bool = True


class InvalidAnswer(Exception):
    """A submission that cannot be taken. Carries a message for each field; "" is the exercise as a whole."""

    def __init__(self, errors: Any) -> None:
        self.errors: dict[str, Any] = errors if isinstance(errors, dict) else {"": errors}
        super().__init__("; ".join(str(message) for message in self.errors.values()))


class SourceError(Exception):
    """A source text that cannot be read. `line` counts from 1 within the exercise's own text, or is None."""

    def __init__(self, message: Any, line: int | None = None) -> None:
        self.message, self.line = message, line
        super().__init__(str(message))
